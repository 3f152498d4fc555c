"""Golden pictures: which there are, how they are drawn the same everywhere, and how two are compared.

What was found on a photo is part of the golden (`golden/photos.json`), so that a picture is cut the same without the
faces extra, and with another version of it. BRANDBOT_UPDATE_GOLDEN=1 finds it anew and needs the extra.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, replace
from pathlib import Path

from cases import CASES
from picture_fixtures import DAY, decoded, seated
from PIL import Image, ImageChops, ImageOps, ImageStat

from brandbot.drawing import Photo, open_prepared, prepare
from brandbot.drawing.faces import can_find_faces
from brandbot.model import LayoutName

FOLDER = Path(__file__).parent / "golden"
OUT = Path(__file__).parent.parent / "out" / "golden"
UPDATE = bool(os.environ.get("BRANDBOT_UPDATE_GOLDEN"))
PHOTOS = FOLDER / "photos.json"
SMALLER = 4  # times: a golden is a quarter as wide and as high
BITS = 5  # of each level that a golden keeps, so that it is small; what lies between counts as the same
MEAN = 0.5  # levels of 255: so far a picture may be from its golden on average, in any band
BLOCK = 8.0  # and in any block of 24 × 24 pixels of the picture
SIDE = 6  # pixels of such a block on a golden


@dataclass(frozen=True)
class Golden:
    """One picture: of a case, in a layout, in a school; the number in a carousel from 1 on, -1 for the last."""

    kind: str
    name: str
    layout: LayoutName = "feed"
    number: int = 1
    school: str = "terpadu"

    @property
    def file(self) -> str:
        """Its name in the folder."""
        place = {1: "", -1: "-last"}.get(self.number, f"-{self.number}")
        school = "" if self.school == "terpadu" else f"-{self.school}"
        return f"{self.kind}-{self.layout}{place}-{self.name}{school}.png"


@dataclass(frozen=True)
class Change:
    """How far two pictures are apart, in levels of 255: on average, and in the block where it is most."""

    mean: float
    block: float

    @property
    def is_small(self) -> bool:
        """Whether it is within the tolerance."""
        return self.mean <= MEAN and self.block <= BLOCK


def goldens() -> tuple[Golden, ...]:
    """A feed with photo and one without of each kind, and one of whatever else is drawn."""
    feeds = []
    for kind, cases in CASES.items():
        with_photo = [name for name, case in cases.items() if case.photos]
        without = [name for name, case in cases.items() if not case.photos]
        feeds += [Golden(kind, names[0]) for names in (with_photo, without) if names]
    return (
        *feeds,
        Golden("tracer_study", "bmw"),
        Golden("observance", "solemn"),
        Golden("certification", "photo", "story"),
        Golden("job_fair", "one", "story"),
        Golden("graduate_hired", "photo", "square"),
        Golden("enrolment", "open", "link"),
        Golden("internship_placement", "carousel", "feed", 2),
        Golden("program_profile", "photo", "feed", 3),
        Golden("farewell", "carousel", "feed", -1),
        Golden("new_partner", "mou", school="negeri"),
        Golden("new_partner", "mou", school="pesantren"),
        Golden("quote", "plain", school="negeri"),
        Golden("quote", "plain", school="pesantren"),
    )


def drawn(golden: Golden, folders: tuple[Path, Path]) -> Image.Image:
    """The picture as it is drawn now, a quarter as large."""
    seat = seated(CASES[golden.kind][golden.name], folders, golden.school)
    listed = [*seat._listed(golden.layout)]
    number = golden.number if golden.number > 0 else len(listed)
    picture = listed[number - 1]
    if picture.photo:
        seat._photos[picture.photo] = _photo(seat.studio.assets / picture.photo, folders[1])
    return decoded(seat._draw(picture, seat.said(DAY), number, len(listed)).jpeg).reduce(SMALLER)


def _photo(path: Path, folder: Path) -> Photo:
    """A photo with what is noted of it, whatever is found on it here and now."""
    photo = open_prepared(prepare(path, folder))
    known = json.loads(PHOTOS.read_bytes()) if PHOTOS.exists() else {}
    if UPDATE:
        assert can_find_faces(), "the faces extra is not set up: pip install 'brandbot[faces]'"
        found = {"faces": photo.faces, "focus": photo.focus}
        known[path.name] = json.loads(json.dumps(found), parse_float=lambda text: round(float(text), 4))
        PHOTOS.write_text(json.dumps(dict(sorted(known.items())), indent=1) + "\n", encoding="utf-8")
    noted = known[path.name]
    return replace(photo, faces=tuple(map(tuple, noted["faces"])), focus=noted["focus"] and tuple(noted["focus"]))


def store(picture: Image.Image, path: Path) -> None:
    """Write a golden."""
    path.parent.mkdir(exist_ok=True)
    ImageOps.posterize(picture, BITS).save(path, optimize=True)


def between(before: Image.Image, after: Image.Image) -> Change:
    """How far two pictures are apart; of two sizes, as far as can be."""
    if before.size != after.size:
        return Change(255.0, 255.0)
    change = difference(before, after)
    blocks = ImageStat.Stat(change.reduce(SIDE)).extrema
    return Change(max(ImageStat.Stat(change).mean), float(max(high for _, high in blocks)))


def difference(before: Image.Image, after: Image.Image) -> Image.Image:
    """How far each level is from what a golden keeps of it."""
    most = before.point(lambda level: level + 2 ** (8 - BITS) - 1)
    return ImageChops.add(ImageChops.subtract(before, after), ImageChops.subtract(after, most))


def show(before: Image.Image, after: Image.Image, path: Path) -> Path:
    """Write before, after and the difference eight times as strong side by side."""
    width, height = max(before.width, after.width), max(before.height, after.height)
    sheet = Image.new("RGB", (3 * width + 32, height), "white")
    sheet.paste(before, (0, 0))
    sheet.paste(after, (width + 16, 0))
    if before.size == after.size:
        strong = difference(before, after).point(lambda level: min(level * 8, 255))
        sheet.paste(strong, (2 * width + 32, 0))
    path.parent.mkdir(parents=True, exist_ok=True)
    sheet.save(path)
    return path
