"""Backup and restore: all of a workspace but its secrets, and nothing that a foreign zip could do."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import shutil
import sqlite3
import stat
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from filelock import FileLock
from school import EVENTS, at, config_of, dry_accounts, make_small_school, service

from brandbot import sandbox
from brandbot.cli import main
from brandbot.config import read_config
from brandbot.errors import Refused
from brandbot.model import PostState
from brandbot.operate.backup import MANIFEST, back_up
from brandbot.operate.restoring import Restored, restore
from brandbot.service import Service
from brandbot.store import RESTORED, Store

NOON = at("2026-12-02 12:00")  # drawn, not yet out
LATER = at("2026-12-02 21:00")


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample school at noon: one event, drawn and not yet out."""
    folder = make_small_school(tmp_path_factory.mktemp("backup") / "school")
    config = config_of(folder)
    with service(config, dry_accounts(config)) as one:
        one.tick(NOON)
        back_up(one, folder.parent / "copy.zip", NOON)
    return folder


@pytest.fixture
def school(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(original, tmp_path / "sekolah ku é"))


@pytest.fixture
def running(school: Path) -> Iterator[Service]:
    """The service of this school."""
    config = config_of(school)
    with service(config, dry_accounts(config)) as one:
        yield one


@pytest.fixture
def backup(original: Path, tmp_path: Path) -> Path:
    """A backup of the original."""
    return Path(shutil.copy(original.parent / "copy.zip", tmp_path / "copy.zip"))


def names_of(backup: Path) -> set[str]:
    with zipfile.ZipFile(backup) as archive:
        return set(archive.namelist())


def rewrite(backup: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The same backup with other members, its manifest made to fit unless the change touches it."""
    with zipfile.ZipFile(backup) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    manifest = members.pop(MANIFEST)
    change(members)
    if MANIFEST not in members:
        files = {
            name: {"sha256": hashlib.sha256(content).hexdigest(), "mtime_ns": 0} for name, content in members.items()
        }
        members[MANIFEST] = json.dumps(json.loads(manifest) | {"files": files}).encode()
    with zipfile.ZipFile(backup, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return backup


def refused(backup: Path, folder: Path) -> str:
    """What restore says against it; the folder and its neighbours stay as they were."""
    before = sorted(folder.parent.rglob("*"))
    with pytest.raises(Refused) as refusal:
        restore(backup, folder, LATER)
    assert sorted(folder.parent.rglob("*")) == before
    return str(refusal.value)


def test_a_backup_holds_what_a_person_wrote_the_store_and_the_pictures_and_no_secret(
    backup: Path, original: Path
) -> None:
    names = names_of(backup)

    assert {"config.yaml", "partners.yaml", "schedules/mine.yaml", "data/brandbot.sqlite", MANIFEST} <= names
    assert "assets/logo/sekolah.png" in names
    assert any(name.startswith("data/renders/") for name in names)
    assert not {name for name in names if ".env" in name or name.startswith(("data/log", "data/photos"))}
    secrets = config_of(original).secrets.values()
    assert {sandbox.PAGE_TOKEN, sandbox.APP_SECRET} <= set(secrets)
    with zipfile.ZipFile(backup) as archive:
        assert not [name for name in names for secret in secrets if secret.encode() in archive.read(name)]


def test_a_backup_says_when_and_with_which_hashes_it_was_made(backup: Path) -> None:
    with zipfile.ZipFile(backup) as archive:
        manifest = json.loads(archive.read(MANIFEST))
        found = {n: hashlib.sha256(archive.read(n)).hexdigest() for n in archive.namelist() if n != MANIFEST}

    assert dt.datetime.fromisoformat(manifest["made_at"]) == NOON
    assert {name: told["sha256"] for name, told in manifest["files"].items()} == found


def test_a_backup_is_whole_while_the_service_writes(running: Service, tmp_path: Path, school: Path) -> None:
    """What is committed is in it, also what only the write-ahead log holds; what is not, is not."""
    assert len(running.store.posts.all()) == 2
    with closing(sqlite3.connect(school / "data" / "brandbot.sqlite", isolation_level=None)) as other:
        other.execute("begin immediate")
        other.execute("update posts set title = 'half done'")
        back_up(running, tmp_path / "copy.zip", NOON)
        other.execute("rollback")

    restore(tmp_path / "copy.zip", tmp_path / "new", LATER)
    assert stored(tmp_path / "new")["titles"] == ["Kerja Sama dengan Hotel Contoh Asri"] * 2


def stored(folder: Path) -> dict[str, object]:
    """What a workspace's store says: its note of the backup, titles, and where its pictures are."""
    store = Store(f"sqlite:///{folder / 'data' / 'brandbot.sqlite'}", folder)
    posts = store.posts.all()
    pictures = [
        r.path for creative in store.posts.creatives(p.key for p in posts).values() for r in creative.renditions
    ]
    note = store.notes.get(RESTORED)
    store.close()
    return {"restored": note, "titles": [post.title for post in posts], "pictures": pictures}


def test_a_restored_workspace_has_its_own_pictures_wherever_it_lies(backup: Path, tmp_path: Path) -> None:
    folder = tmp_path / "pindah" / "sekolah"
    restore(backup, folder, LATER)

    pictures = stored(folder)["pictures"]
    assert isinstance(pictures, list)
    assert len(pictures) == 2
    assert all(picture.is_relative_to(folder) and picture.stat().st_size > 0 for picture in pictures)
    config = read_config(folder, {})
    with service(config, dry_accounts(config)) as again:
        assert again.check() == ()
        assert again.tick(NOON).rendered == 0  # nothing has to be drawn anew


def test_a_restored_store_says_of_when_it_is_so_that_nothing_is_sent_before_it_is_reconciled(
    backup: Path, tmp_path: Path
) -> None:
    restored = restore(backup, tmp_path / "new", LATER)

    assert restored == Restored(tmp_path / "new", NOON, None)
    assert stored(tmp_path / "new")["restored"] == NOON


def test_a_backup_of_what_was_never_reconciled_goes_back_to_the_first_one(backup: Path, tmp_path: Path) -> None:
    restore(backup, tmp_path / "new", LATER)
    config = read_config(tmp_path / "new", {})
    with service(config, {}) as second:
        again = back_up(second, tmp_path / "again.zip", LATER)

    restore(again, tmp_path / "third", LATER)
    assert stored(tmp_path / "third")["restored"] == NOON


def test_a_workspace_that_is_not_empty_is_only_replaced_by_force_and_kept_aside(
    backup: Path, running: Service, school: Path
) -> None:
    assert "--force" in refused(backup, school)

    running.close()
    (school / ".env").chmod(0o600)
    (school / "schedules" / "mine.yaml").write_text("events: []", encoding="utf-8")
    (school / "backups").mkdir()
    (school / "backups" / "old.zip").write_bytes(b"kept")
    done = restore(backup, school, LATER, force=True)

    assert done.aside is not None
    assert done.aside.parent == school.parent
    assert (done.aside / "schedules" / "mine.yaml").read_text(encoding="utf-8") == "events: []"
    assert (school / "schedules" / "mine.yaml").read_text(encoding="utf-8") == EVENTS
    assert (school / ".env").read_text(encoding="utf-8") == (done.aside / ".env").read_text(encoding="utf-8")
    assert (school / "backups" / "old.zip").read_bytes() == b"kept"
    if os.name != "nt":
        assert stat.S_IMODE((school / ".env").stat().st_mode) == 0o600


def test_nothing_is_restored_over_a_service_at_work(backup: Path, running: Service, school: Path) -> None:
    running.close()
    with FileLock(school / "data" / "brandbot.lock"), pytest.raises(Refused, match="already at work"):
        restore(backup, school, LATER, force=True)

    assert (school / "schedules" / "mine.yaml").exists()


HARMFUL = {
    "climbs out": "../outside.txt",
    "climbs out from within": "assets/../../outside.txt",
    "climbs out as Windows writes it": "assets\\..\\..\\outside.txt",
    "absolute": "/etc/outside.txt",
    "a drive": "C:\\outside.txt",
    "a share": "\\\\server\\share\\outside.txt",
    "a secret file": "assets/.env",
    "beside the workspace's parts": "brandbot.py",
    "a folder": "assets/new/",
}


@pytest.mark.parametrize("name", HARMFUL.values(), ids=HARMFUL.keys())
def test_a_name_that_leads_elsewhere_is_refused_before_anything_is_written(
    backup: Path, tmp_path: Path, name: str
) -> None:
    rewrite(backup, lambda members: members.__setitem__(name, b"harm"))

    assert "no whole backup" in refused(backup, tmp_path / "new" / "school")


def test_a_link_is_refused(backup: Path, tmp_path: Path) -> None:
    link = zipfile.ZipInfo("assets/foto")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(backup, "a") as archive:
        archive.writestr(link, "/etc")

    assert "assets/foto" in refused(backup, tmp_path / "new")


def says(**values: object) -> Callable[[dict[str, bytes]], None]:
    """A manifest with other words."""
    known = {"format": 1, "made_at": "2026-12-02T12:00:00+07:00", "store": "config.yaml", "files": {}}
    return lambda members: members.update({MANIFEST: json.dumps(known | values).encode()})


BROKEN: dict[str, Callable[[dict[str, bytes]], None]] = {
    "it lists what is not there": says(files={"config.yaml": {"sha256": "", "mtime_ns": 0}}),
    "the manifest is no JSON": lambda members: members.update({MANIFEST: b"{"}),
    "the manifest is a list": lambda members: members.update({MANIFEST: b"[]"}),
    "the manifest says too little": lambda members: members.update({MANIFEST: b'{"format": 1}'}),
    "its time has no zone": says(made_at="2026-12-02"),
    "its time is none": says(made_at="noon"),
    "its files are no list": says(files=3),
    "it has no store": lambda members: members.__delitem__("data/brandbot.sqlite"),
}


@pytest.mark.parametrize("change", BROKEN.values(), ids=BROKEN.keys())
def test_what_is_no_whole_backup_is_refused(
    backup: Path, tmp_path: Path, change: Callable[[dict[str, bytes]], None]
) -> None:
    rewrite(backup, change)

    assert "no whole backup" in refused(backup, tmp_path / "new")


def test_a_changed_byte_is_found(backup: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(backup) as archive:
        manifest = archive.read(MANIFEST)

    def change(members: dict[str, bytes]) -> None:
        members["partners.yaml"] = members["partners.yaml"].replace(b"name", b"nama", 1)
        members[MANIFEST] = manifest

    assert "partners.yaml" in refused(rewrite(backup, change), tmp_path / "new")


@pytest.mark.parametrize("content", [b"", b"PK not a zip", None], ids=["empty", "no zip", "not there"])
def test_a_file_that_is_no_zip_is_refused(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "copy.zip"
    if content is not None:
        file.write_bytes(content)

    assert "can't be restored" in refused(file, tmp_path / "new")


def test_a_backup_of_a_newer_brandbot_is_refused(backup: Path, tmp_path: Path) -> None:
    rewrite(backup, lambda members: members.update({MANIFEST: b'{"format": 2}'}))

    assert "newer brandbot" in refused(backup, tmp_path / "new")


def test_a_damaged_store_inside_is_found_before_anything_is_touched(backup: Path, tmp_path: Path) -> None:
    rewrite(backup, lambda members: members.update({"data/brandbot.sqlite": b"no database" * 1000}))

    assert "damaged" in refused(backup, tmp_path / "new")


def test_a_disk_without_room_is_told(backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    full = shutil.disk_usage(tmp_path)._replace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _place: full)

    assert "not enough room" in refused(backup, tmp_path / "new")


def test_a_secret_that_was_written_into_a_file_stops_the_backup_and_names_the_file(
    running: Service, school: Path, tmp_path: Path
) -> None:
    secret = config_of(school).secrets.values()[0]
    (school / "schedules" / "mine.yaml").write_text(f"{EVENTS}# {secret}\n", encoding="utf-8")

    with pytest.raises(Refused, match=r"schedules/mine\.yaml"):
        back_up(running, tmp_path / "copy.zip", NOON)
    assert not [file for file in tmp_path.iterdir() if "copy" in file.name]


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own on Windows")
def test_photos_behind_a_link_are_copied_and_a_loop_ends(running: Service, school: Path, tmp_path: Path) -> None:
    (tmp_path / "share").mkdir()
    (tmp_path / "share" / "a.jpg").write_bytes(b"photo")
    (tmp_path / "share" / "loop").symlink_to(tmp_path / "share")
    (school / "assets" / "foto").rmdir()
    (school / "assets" / "foto").symlink_to(tmp_path / "share")
    (school / "assets" / "hidden").symlink_to(school / ".env")

    with pytest.raises(Refused, match="assets/hidden"):
        back_up(running, tmp_path / "copy.zip", NOON)
    (school / "assets" / "hidden").unlink()
    names = names_of(back_up(running, tmp_path / "copy.zip", NOON))
    assert {name for name in names if "foto" in name} == {"assets/foto/a.jpg"}


def test_a_backup_never_writes_over_another_file(running: Service, backup: Path) -> None:
    with pytest.raises(Refused, match="already"):
        back_up(running, backup, LATER)


def test_a_place_that_cannot_be_written_is_told(running: Service, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(Refused, match="can't be written"):
        back_up(running, tmp_path / "file" / "copy.zip", NOON)


@pytest.mark.parametrize("url", ["postgresql://humas:geheim@db/brandbot", "sqlite://", "sqlite:////elsewhere/b.sqlite"])
def test_a_store_elsewhere_is_refused_with_the_cure(running: Service, tmp_path: Path, url: str) -> None:
    running.config = replace(running.config, store_url=url)

    with pytest.raises(Refused, match="pg_dump") as refusal:
        back_up(running, tmp_path / "copy.zip", NOON)
    assert "geheim" not in str(refusal.value)


def test_pictures_of_long_ago_are_left_out(running: Service, school: Path, tmp_path: Path) -> None:
    while running.store.posts.counts().get(PostState.PUBLISHED) != 2:
        running.tick(running.next_wake(at("2026-12-02 18:29")))
    recent = back_up(running, tmp_path / "recent.zip", at("2026-12-20 08:00"))
    old = back_up(running, tmp_path / "old.zip", at("2027-03-01 08:00"))

    renders = "data/renders/"
    assert [name for name in names_of(recent) if name.startswith(renders)]
    assert not [name for name in names_of(old) if name.startswith(renders)]
    for picture in (school / "data" / "renders").rglob("*.jpg"):
        picture.unlink()  # as a person may
    assert not [name for name in names_of(back_up(running, tmp_path / "gone.zip", NOON)) if name.startswith(renders)]


def test_both_commands_say_where_it_lies_and_what_to_do_next(
    running: Service, school: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    running.close()
    monkeypatch.setenv("BRANDBOT_LANGUAGE", "id")
    monkeypatch.setattr(sys, "argv", ["brandbot", "-C", str(school), "backup"])
    with pytest.raises(SystemExit) as end:
        main()
    assert not end.value.code
    [made] = (school / "backups").iterdir()
    assert str(made) in capsys.readouterr().out
    log = (school / "data" / "log" / "brandbot.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(log[-1])["action"] == "backup"
    assert json.loads(log[-1])["file"] == str(made)

    for words, said in (
        (["restore", str(made), "--force"], "Isi sebelumnya"),
        (["restore", str(made), str(school.parent / "baru")], ".env"),
    ):
        monkeypatch.setattr(sys, "argv", ["brandbot", "-C", str(school), *words])
        with pytest.raises(SystemExit) as end:
            main()
        assert not end.value.code
        out = capsys.readouterr().out
        assert said in out
        assert "memeriksa dahulu" in out


def test_the_consent_register_is_in_no_backup_for_others_and_survives_a_restore(
    running: Service, school: Path, tmp_path: Path
) -> None:
    (school / "consent").mkdir()
    (school / "consent" / "izin.csv").write_text("orang;dicabut\np1;2026-12-01\n", encoding="utf-8")
    (school / "consent" / "audit.jsonl").write_text("", encoding="utf-8")
    back_up(running, tmp_path / "others.zip", NOON)
    back_up(running, tmp_path / "own.zip", NOON, with_consent=True)

    assert not {name for name in names_of(tmp_path / "others.zip") if "consent" in name}
    assert {"consent/izin.csv", "consent/audit.jsonl"} <= names_of(tmp_path / "own.zip")

    running.close()
    newer = "orang;dicabut\np1;2026-12-01\np2;2026-12-02\n"
    (school / "consent" / "izin.csv").write_text(newer, encoding="utf-8")
    restore(tmp_path / "own.zip", school, LATER, force=True)
    assert (school / "consent" / "izin.csv").read_text(encoding="utf-8") == newer

    restore(tmp_path / "own.zip", tmp_path / "elsewhere", LATER)
    assert (tmp_path / "elsewhere" / "consent" / "izin.csv").exists()
