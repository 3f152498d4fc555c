"""The posts that the benchmarks draw: events of the sample schools through the shipped templates."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))

import cases

from brandbot.drawing import Photo, Scene, draw, open_photo, open_prepared
from brandbot.model import Area, Drawing, Layout, LayoutName

DAY = dt.date(2027, 1, 15)
LAYOUTS: tuple[LayoutName, ...] = ("feed", "story", "square", "link")
Chosen = tuple[str, str, str]  # a kind, a case of tests/cases.py, and the school
# One school's eight posts, which a worker of its own draws in turn.
EIGHT: tuple[Chosen, ...] = (
    ("internship_placement", "departure", "terpadu"),
    ("new_partner", "mou", "terpadu"),
    ("farewell", "carousel", "terpadu"),
    ("internship_placement", "monitoring", "terpadu"),
    ("facility", "photo", "terpadu"),
    ("internship_placement", "pupil", "terpadu"),
    ("visit", "photo", "terpadu"),
    ("new_partner", "pks-long", "terpadu"),
)
# Twelve of three schools.
TWELVE: tuple[Chosen, ...] = (
    *EIGHT[:4],
    *((kind, case, "negeri") for kind, case, _ in EIGHT[:4]),
    *((kind, case, "pesantren") for kind, case, _ in EIGHT[:4]),
)
# Eight of one look: the photo above, a band below. It is what the peers draw too.
FIELD: tuple[Chosen, ...] = tuple(
    (kind, case, "terpadu")
    for kind, case in (
        *(("internship_placement", case) for case in cases.CASES["internship_placement"]),
        ("farewell", "carousel"),
        ("teaching_factory", "photo"),
    )
)


@dataclass(frozen=True)
class Post:
    """One event, ready to be drawn in any layout with any photo."""

    name: str
    layouts: Mapping[LayoutName, Layout]
    scene: Scene

    def draw(self, layout: LayoutName, photo: Photo | None) -> Drawing:
        """One picture of it, as the line draws it: measured on its pixels, and encoded."""
        return draw(self.layouts[layout], replace(self.scene, photo=photo))

    def feed(self, original: Path) -> Drawing:
        """Its feed picture, from the photo's file on."""
        return self.draw("feed", open_photo(original))

    def four(self, original: Path) -> None:
        """All of its pictures, from the photo's file on."""
        photo = open_photo(original)
        for layout in LAYOUTS:
            self.draw(layout, photo)

    def feed_of_copy(self, copy: Path) -> Drawing:
        """Its feed picture, from the photo's working copy on."""
        return self.draw("feed", open_prepared(copy))


def posts(folder: Path, chosen: Iterable[Chosen]) -> list[Post]:
    """Different posts, so that nothing is gained by keeping a whole picture."""
    return [_post(folder, kind, case, school) for kind, case, school in chosen]


def frame(drawing: Drawing) -> Area:
    """Where the photo lies on a picture. A picture that does without it would prove nothing here."""
    return next(mark.box for mark in drawing.marks if mark.what == "photo")


def _post(folder: Path, kind: str, case: str, school: str) -> Post:
    sitting = cases.sitting(cases.CASES[kind][case], folder, school)
    scene = sitting._scene("", sitting.said(DAY), {})  # noqa: SLF001 - the bench hands in photos of its own
    return Post(f"{kind}/{case}, {school}", sitting.template.layouts, scene)
