"""The working copy of a photo: made once, the same for ever, and made anew where it was lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from photo_fixtures import photograph
from PIL import Image, ImageChops, ImageStat

from brandbot.drawing.photo import open_photo
from brandbot.drawing.workcopy import KEPT, open_prepared, prepare
from brandbot.errors import Refused


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A phone's photo: lying on its side, with its place and time."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x8825] = {1: "S", 2: (7.0, 36.0, 0.0)}
    path = tmp_path / "foto.jpg"
    photograph("coffee.png").resize((3000, 2250)).save(path, exif=exif, comment=b"7.6 S, 110.8 E")
    return path


def test_a_copy_is_upright_large_enough_and_free_of_metadata(photo: Path, tmp_path: Path) -> None:
    copy = prepare(photo, tmp_path / "copies")

    with Image.open(copy) as file:
        assert (file.format, file.mode) == ("JPEG", "RGB")
        assert file.size == (1200, 1600) >= KEPT
        assert not file.getexif()
        assert set(file.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    opened = open_prepared(copy)
    assert opened.original == (2250, 3000)
    assert opened.size == (1200, 1600)


def test_a_picture_from_the_copy_looks_like_one_from_the_original(photo: Path, tmp_path: Path) -> None:
    one = open_prepared(prepare(photo, tmp_path / "copies")).cover(1080, 1350, (0.4, 0.6))
    other = open_photo(photo).cover(1080, 1350, (0.4, 0.6))

    assert max(ImageStat.Stat(ImageChops.difference(one, other)).rms) < 2.5


def test_a_small_photo_is_not_enlarged(tmp_path: Path) -> None:
    photograph("astronaut.png").save(tmp_path / "small.png")

    assert open_prepared(prepare(tmp_path / "small.png", tmp_path)).size == (512, 512)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_copy_is_made_once(photo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = prepare(photo, tmp_path / "copies")
    monkeypatch.setattr("brandbot.drawing.workcopy.open_photo", lambda *_: pytest.fail("decoded again"))

    assert prepare(photo, tmp_path / "copies") == first


@pytest.mark.parametrize("damage", ["no picture", "no note", "half a picture", "half a note", "another note"])
def test_a_copy_that_was_lost_or_damaged_is_made_anew_with_the_same_bytes(
    photo: Path, tmp_path: Path, damage: str
) -> None:
    folder = tmp_path / "copies"
    copy = prepare(photo, folder)
    note = copy.with_suffix(".json")
    made = contents(folder)
    damages: dict[str, Callable[[], object]] = {
        "no picture": copy.unlink,
        "no note": note.unlink,
        "half a picture": lambda: copy.write_bytes(made[copy.name][:5000]),
        "half a note": lambda: note.write_bytes(made[note.name][:40]),
        "another note": lambda: note.write_text("[]", encoding="utf-8"),
    }
    damages[damage]()

    with pytest.raises(Refused, match="draw the picture again"):
        open_prepared(copy)
    assert prepare(photo, folder) == copy
    assert contents(folder) == made


def test_another_process_makes_the_same_copy(photo: Path, tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from brandbot.drawing.workcopy import prepare;"
        "prepare(Path(sys.argv[1]), Path(sys.argv[2]))"
    )
    subprocess.run([sys.executable, "-c", script, photo, tmp_path / "other"], check=True)

    prepare(photo, tmp_path / "copies")

    assert contents(tmp_path / "other") == contents(tmp_path / "copies")


def test_a_changed_photo_gets_a_copy_of_its_own(photo: Path, tmp_path: Path) -> None:
    first = prepare(photo, tmp_path / "copies")
    size = photo.stat().st_size
    photograph("coffee.png").resize((1200, 1600)).save(photo)
    other = prepare(photo, tmp_path / "copies")
    with photo.open("ab") as file:
        file.truncate(size)  # as large as the first, and later
    os.utime(photo, ns=(1, 1))

    assert other != first
    assert prepare(photo, tmp_path / "copies") not in (first, other)


def test_what_a_person_should_know_is_still_known_to_the_copy(tmp_path: Path) -> None:
    image = photograph("coffee.png").resize((900, 600))
    image.save(tmp_path / "moving.webp", save_all=True, append_images=[image.rotate(180)], icc_profile=b"nonsense")

    copy = prepare(tmp_path / "moving.webp", tmp_path / "copies")

    assert [str(notice) for notice in open_prepared(copy).notices] == [
        "The colour profile of moving.webp is broken: look whether its colours are right",
        "moving.webp holds several pictures: the first one is used",
    ]


def test_a_photo_that_cannot_be_used_leaves_no_copy(tmp_path: Path) -> None:
    (tmp_path / "foto.jpg").write_bytes(b"no picture")

    for name in ("foto.jpg", "gone.jpg"):
        with pytest.raises(Refused, match=name):
            prepare(tmp_path / name, tmp_path / "copies")

    assert not list((tmp_path / "copies").glob("*"))


def test_a_note_says_what_was_found_as_fractions(photo: Path, tmp_path: Path) -> None:
    note = json.loads(prepare(photo, tmp_path).with_suffix(".json").read_text(encoding="utf-8"))

    assert note["faces"] == []
    assert 0 < note["focus"][0] < 1
    assert note["original"] == [2250, 3000]
