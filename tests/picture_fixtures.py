"""The cases as pictures: each drawn once in a process, photos taken in once in a run. Tests of the templates look here.

As a script it prints the checksums of the pictures of some cases: `picture_fixtures.py FOLDER KIND/CASE/LAYOUT …`.
"""

from __future__ import annotations

import datetime as dt
import io
import os
import sys
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest
from cases import CASES, sitting
from PIL import Image

from brandbot.model import Drawing, Event, LayoutName, Mark, Rendition
from brandbot.pipeline.render import Sitting

DAY = dt.date(2027, 1, 7)  # a week before most of the cases
LAYOUTS: tuple[LayoutName, ...] = ("feed", "story", "square", "link")
SIZES = {"feed": (1080, 1350), "story": (1080, 1920), "square": (1080, 1080), "link": (1200, 630)}
PROOFS = bool(os.environ.get("BRANDBOT_PROOFS"))
EVERY = tuple((kind, name) for kind, cases in CASES.items() for name in cases)


@dataclass(frozen=True)
class Shown:
    """One finished picture of a case."""

    rendition: Rendition
    drawing: Drawing

    @property
    def image(self) -> Image.Image:
        """Its pixels, as anybody decodes them."""
        return decoded(self.drawing.jpeg)

    def marks(self, what: str) -> list[Mark]:
        """What was measured of one sort."""
        return [mark for mark in self.drawing.marks if mark.what == what]

    @property
    def texts(self) -> list[str]:
        """What it says, in small letters."""
        return [mark.text.casefold() for mark in self.marks("text")]


def layouts_of(kind: str, name: str) -> tuple[LayoutName, ...]:
    """What a case is drawn in: all of them its kind's first case with a photo and the first without, and in proofs any.

    The others are there for what they show in the feed.
    """
    alike = [other for other, case in CASES[kind].items() if bool(case.photos) is bool(CASES[kind][name].photos)]
    return LAYOUTS if PROOFS or name == alike[0] else ("feed",)


def decoded(jpeg: bytes) -> Image.Image:
    """The pixels of a JPEG."""
    return Image.open(io.BytesIO(jpeg)).convert("RGB")


def seated(event: Event, folders: tuple[Path, Path], school: str = "terpadu") -> Sitting:
    """The event in a school's studio; pictures go into the first folder, working copies into the second."""
    made = sitting(event, folders[0], school)
    made.studio = replace(made.studio, photos=folders[1])
    return made


def folders(factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """This process's folder, and one for the working copies of photos that all workers of a run share."""
    own = factory.getbasetemp()
    return own / "pictures", (own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own) / "photos"


@cache
def _seat(kind: str, name: str, places: tuple[Path, Path], school: str) -> Sitting:
    return seated(CASES[kind][name], places, school)


@cache
def pictures(
    kind: str, name: str, layout: LayoutName, places: tuple[Path, Path], school: str = "terpadu"
) -> tuple[Shown, ...]:
    """The pictures of a case in a layout. Raises Refused where it can't be drawn."""
    seat = _seat(kind, name, places, school)
    return tuple(Shown(made, seat.drawings[made.path]) for made in seat.pictures(layout, DAY))


def main() -> None:
    """Print the checksums."""
    folder = Path(sys.argv[1])
    for case in sys.argv[2:]:
        kind, name, layout = case.split("/")
        chosen = next(known for known in LAYOUTS if known == layout)
        for shown in pictures(kind, name, chosen, (folder / "pictures", folder / "photos")):
            sys.stdout.write(f"{shown.rendition.sha256}\n")


if __name__ == "__main__":
    main()
