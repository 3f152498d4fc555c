"""Draws the sample school's photos and logos into assets/: `python scripts/draw_sample.py [name …]`.

Everything is made here from shapes: nobody's picture, nobody's mark. The same script gives the same files.
"""

from __future__ import annotations

import argparse
import io
from collections.abc import Callable
from pathlib import Path
from zlib import crc32

from PIL import Image
from sample import (
    marks,
    scenes_alumni,
    scenes_fair,
    scenes_farewell,
    scenes_network,
    scenes_partner,
    scenes_placement,
    scenes_school,
    scenes_skill,
)
from sample.canvas import Canvas

ASSETS = Path(__file__).parents[1] / "assets"
TESTS = Path(__file__).parents[1] / "tests" / "data" / "photos"
WIDE, TALL = (1600, 1200), (1200, 1600)
LARGEST = 200_000  # bytes of one photo

Scene = Callable[[Canvas], None]

PHOTOS: dict[str, Scene] = {
    "mou-mjt-01.jpg": scenes_partner.mou,
    "pks-lppk.jpg": scenes_partner.signing,
    "sinkron.jpg": scenes_partner.curriculum,
    "hibah.jpg": scenes_partner.gift,
    "pembekalan-01.jpg": scenes_placement.briefing,
    "pembekalan-02.jpg": scenes_placement.listening,
    "pembekalan-03.jpg": scenes_placement.question,
    "pelepasan-tkj.jpg": scenes_placement.send_off,
    "pkl-dkv.jpg": scenes_placement.studio,
    "pkl-tkr.jpg": scenes_placement.garage,
    "monitoring-mjt.jpg": scenes_placement.visit,
    "penarikan.jpg": scenes_placement.returned,
    "sertif-dkv.jpg": scenes_skill.design_test,
    "ukk1-01.jpg": scenes_skill.lathe_test,
    "ukk1-02.jpg": scenes_skill.network_test,
    "ukk2.jpg": scenes_skill.photo_test,
    "cnc.jpg": scenes_skill.machining,
    "guru-magang.jpg": scenes_skill.teachers,
    "tjkt-01.jpg": scenes_network.rack_room,
    "tjkt-02.jpg": scenes_network.crimping,
    "tjkt-03.jpg": scenes_network.classroom,
    "tjkt-04.jpg": scenes_network.access_point,
    "expo-01.jpg": scenes_fair.expo,
    "expo-02.jpg": scenes_fair.robot,
    "bazar.jpg": scenes_fair.bazaar,
    "jobfair.jpg": scenes_fair.job_fair,
    "jepang.jpg": scenes_alumni.departure,
    "alumni-01.jpg": scenes_alumni.at_work,
    "alumni-02.png": scenes_alumni.studying,
    "alumni-03.jpg": scenes_alumni.welder,
    "spmb.jpg": scenes_school.enrolment,
    "spmb2.jpg": scenes_school.together,
    "sosialisasi.jpg": scenes_school.lower_school,
    "lepas-01.jpg": scenes_farewell.cheering,
    "lepas-02.jpg": scenes_farewell.blessing,
    "lepas-03.jpg": scenes_farewell.caps,
    "lepas-04.jpg": scenes_farewell.family,
    "lepas-05.jpg": scenes_farewell.farewell,
}
"""The photos that the sample's events name, each with its scene."""
ROWS, ROWS_BOX = "barisan.jpg", (0, 210, 1600, 910)
"""A photo for the tests: people in rows, more than twice as wide as high."""


def draw_photo(name: str) -> bytes:
    """One photo, encoded: JPEG, or PNG with a transparent ground."""
    clear = name.endswith(".png")
    canvas = Canvas(*(TALL if name.startswith("alumni-") else WIDE), mode="RGBA" if clear else "RGB")
    PHOTOS[name](canvas)
    picture = canvas.finished(seed=crc32(name.encode()))
    return marks.png(picture) if clear else _jpeg(picture)


def draw_rows() -> bytes:
    """The photo for the tests, cut to the people."""
    canvas = Canvas(*WIDE)
    scenes_farewell.rows(canvas)
    return _jpeg(canvas.finished(seed=crc32(ROWS.encode())).crop(ROWS_BOX))


def _jpeg(picture: Image.Image) -> bytes:
    """Quality 85, or the first below it that keeps the file small enough to live in a repository."""
    for quality in (85, 82, 79, 76, 73):
        sink = io.BytesIO()
        picture.save(sink, "JPEG", quality=quality, optimize=True, progressive=True)
        if sink.tell() <= LARGEST:
            break
    return sink.getvalue()


def main() -> None:
    """Draw what is named, or everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="file names, for instance mou-mjt-01.jpg rotn.png; none means all")
    parser.add_argument("--out", type=Path, default=ASSETS, help="folder that holds foto/ and logo/")
    options = parser.parse_args()
    wanted = options.names or [*PHOTOS, *marks.MARKS]
    for name in wanted:
        folder, content = ("foto", draw_photo(name)) if name in PHOTOS else ("logo", marks.MARKS[name]())
        path = options.out / folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        print(f"{path.relative_to(options.out)}  {len(content) // 1024} KB")
    if not options.names:
        TESTS.mkdir(parents=True, exist_ok=True)
        (TESTS / ROWS).write_bytes(draw_rows())


if __name__ == "__main__":
    main()
