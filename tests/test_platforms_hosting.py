"""Hosting in a folder of one's own: a local one and fsspec's memory stand for all that fsspec can write."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fsspec
import pytest
from platforms_fixtures import make_rendition

from brandbot.errors import Rejected, Unavailable
from brandbot.platforms.hosting import FolderHosting

NOW = dt.datetime(2026, 8, 12, 11, 30, tzinfo=dt.UTC)
URL = "https://smk-contoh.sch.id/foto"


@pytest.fixture(params=["local", "memory"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "local":
        yield str(tmp_path / "public")
    else:
        yield "memory://public"
        fsspec.filesystem("memory").store.clear()


def names(place: str) -> list[str]:
    system, folder = fsspec.url_to_fs(place)
    return sorted(path.rpartition("/")[2] for path in system.ls(folder, detail=False))


def at(place: str, now: dt.datetime = NOW) -> FolderHosting:
    return FolderHosting(place, URL, clock=lambda: now)


def test_a_picture_is_written_shown_and_removed(place: str, tmp_path: Path) -> None:
    rendition = make_rendition(tmp_path)
    name = at(place).put(rendition)

    system, folder = fsspec.url_to_fs(place)
    assert system.cat_file(f"{folder}/{name}") == rendition.path.read_bytes()
    assert at(place).url(name) == f"{URL}/{name}"
    at(place).remove(name)
    assert names(place) == []


def test_removing_what_is_gone_is_fine(place: str, tmp_path: Path) -> None:
    name = at(place).put(make_rendition(tmp_path))
    at(place).remove(name)
    at(place).remove(name)


def test_a_name_can_not_be_guessed_and_an_address_is_plain(place: str, tmp_path: Path) -> None:
    rendition = make_rendition(tmp_path)
    first, second = at(place).put(rendition), at(place).put(rendition)

    assert first != second
    assert re.fullmatch(r"brandbot-\d+-[A-Za-z0-9_-]{32}\.jpg", first)


def test_what_a_crash_left_behind_is_cleared_away_and_nothing_else(place: str, tmp_path: Path) -> None:
    rendition = make_rendition(tmp_path)
    old = at(place).put(rendition)
    young = at(place, NOW + dt.timedelta(hours=2)).put(rendition)
    system, folder = fsspec.url_to_fs(place)
    for other in ("index.html", "brandbot-1-kurz.jpg"):
        system.pipe_file(f"{folder}/{other}", b"milik sekolah")

    new = at(place, NOW + dt.timedelta(hours=49)).put(rendition)

    assert old not in names(place)
    assert names(place) == sorted([young, new, "index.html", "brandbot-1-kurz.jpg"])


def test_a_folder_that_cant_be_listed_takes_pictures_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = fsspec.filesystem("file")
    monkeypatch.setattr(type(system), "ls", lambda *_args, **_more: 1 / 0)
    folder = tmp_path / "public"

    name = at(str(folder)).put(make_rendition(tmp_path))

    assert [file.name for file in folder.iterdir()] == [name]


def test_a_picture_that_was_changed_is_not_hosted(place: str, tmp_path: Path) -> None:
    rendition = make_rendition(tmp_path)
    rendition.path.write_bytes(b"changed")

    with pytest.raises(Rejected):
        at(place).put(rendition)


def test_a_place_that_cant_be_written_is_tried_again(tmp_path: Path) -> None:
    (tmp_path / "public").write_text("a file")

    with pytest.raises(Unavailable, match="public"):
        at(str(tmp_path / "public")).put(make_rendition(tmp_path))


@pytest.mark.parametrize(
    ("place", "options"),
    [
        ("ftp://host/public", {"username": "humas", "password": "rahasia"}),
        ("ftps://host/public", {"username": "humas", "password": "rahasia", "tls": True}),
        ("sftp://host/public", {"username": "humas", "password": "rahasia"}),
        ("s3://bucket/public", {"key": "humas", "secret": "rahasia"}),
    ],
)
def test_each_place_gets_its_secrets_and_repeats_none(
    place: str, options: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def refuse(address: str, **given: Any) -> None:
        asked.append((address, given))
        raise OSError("530 humas rahasia")

    monkeypatch.setattr(fsspec, "url_to_fs", refuse)
    with pytest.raises(Unavailable) as caught:
        FolderHosting(place, URL, user="humas", password="rahasia").put(make_rendition(tmp_path))

    assert asked == [(place.replace("ftps", "ftp"), options | {"skip_instance_cache": True})]
    assert "rahasia" not in str(caught.value)


def test_a_place_that_needs_another_package_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_args: object, **_more: object) -> None:
        raise ImportError("paramiko")

    monkeypatch.setattr(fsspec, "url_to_fs", missing)
    with pytest.raises(Unavailable, match=r"brandbot\[hosting\]"):
        FolderHosting("sftp://host/public", URL).put(make_rendition(tmp_path))
