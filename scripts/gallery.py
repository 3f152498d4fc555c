"""Draw contact sheets of all templates: `python scripts/gallery.py [KIND…] [--layout L] [--school S] [--out DIR]`.

One sheet per kind with every case in every layout, one 3x3 grid and one sheet of the same events in three schools.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from cases import CASES, SCHOOLS, sitting, workspace

from brandbot.errors import Refused
from brandbot.model import Event, LayoutName

HEIGHT = 640  # pixels of a picture on a sheet
GAP = 24
GROUND = (226, 229, 232)
LAYOUTS: tuple[LayoutName, ...] = ("feed", "story", "square", "link")
GRID = (  # nine posts as they would stand on a profile, light and dark in turn
    ("new_partner", "mou"),
    ("certification", "plain"),
    ("graduate_hired", "photo"),
    ("observance", "national"),
    ("internship_placement", "departure"),
    ("job_fair", "wall"),
    ("enrolment", "open"),
    ("industry_training", "photo"),
    ("quote", "plain"),
)
COMPARED = (
    ("new_partner", "mou"),
    ("internship_placement", "departure"),
    ("certification", "photo"),
    ("graduate_hired", "photo"),
)


def drawn(case: Event, layout: LayoutName, folder: Path, school: str = "terpadu") -> list[Image.Image]:
    """The pictures of one case; none, with a word on the terminal, where it is refused."""
    try:
        renditions = sitting(case, folder, school).pictures(layout, case.date)
    except Refused as refusal:
        print(f"{case.kind} {layout}: {refusal}")
        return []
    return [Image.open(rendition.path).convert("RGB") for rendition in renditions]


def sheet(rows: Sequence[Sequence[Image.Image]], height: int = HEIGHT) -> Image.Image:
    """Pictures side by side in rows."""
    scaled = [[image.resize((round(image.width * height / image.height), height), 1) for image in row] for row in rows]
    width = max((sum(image.width + GAP for image in row) for row in scaled), default=0) + GAP
    page = Image.new("RGB", (width, len(scaled) * (height + GAP) + GAP), GROUND)
    for number, row in enumerate(scaled):
        left = GAP
        for image in row:
            page.paste(image, (left, GAP + number * (height + GAP)))
            left += image.width + GAP
    return page


def main() -> None:
    """Draw what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kinds", nargs="*")
    parser.add_argument("--layout", choices=LAYOUTS)
    parser.add_argument("--school", choices=tuple(SCHOOLS), default="terpadu")
    parser.add_argument("--out", type=Path, default=Path("out/gallery"))
    parser.add_argument("--height", type=int, default=HEIGHT)
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    for problem in workspace().problems:
        print(problem)
    layouts = (asked.layout,) if asked.layout else LAYOUTS
    for kind in asked.kinds or CASES:
        rows = [
            [image for case in CASES[kind].values() for image in drawn(case, layout, asked.out, asked.school)]
            for layout in layouts
        ]
        sheet([row for row in rows if row], asked.height).save(asked.out / f"{kind}.png")
    if asked.kinds:
        return
    nine = [image for kind, name in GRID for image in drawn(CASES[kind][name], "feed", asked.out)[:1]]
    sheet([nine[0:3], nine[3:6], nine[6:9]], asked.height).save(asked.out / "grid.png")
    schools = [
        [image for kind, name in COMPARED for image in drawn(CASES[kind][name], "feed", asked.out, school)[:1]]
        for school in SCHOOLS
    ]
    sheet(schools, asked.height).save(asked.out / "schools.png")
    print(asked.out)


if __name__ == "__main__":
    main()
