"""Writing into a person's files: only what was asked for changes, and never by halves."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandbot.errors import Refused
from brandbot.sources.edit import with_values
from brandbot.sources.env import read_env, write_env
from brandbot.sources.files import write_text

SAMPLE = (Path(__file__).parents[1] / "config.yaml").read_text(encoding="utf-8")
ID = ("channels", "facebook", "account_id")


def lines_changed(old: str, new: str) -> list[str]:
    before = old.splitlines()
    return [line for line in new.splitlines() if line not in before]


def test_only_the_value_changes_and_every_remark_stays() -> None:
    changed = with_values(SAMPLE, "config.yaml", {ID: "123"})

    assert lines_changed(SAMPLE, changed) == ['    account_id: "123"']
    assert len(changed.splitlines()) == len(SAMPLE.splitlines())


@pytest.mark.parametrize("written", ["900000000000101", '"1"', "'1'", "1   # milik latihan", '"1" # "2"'])
def test_a_value_is_changed_however_it_was_written(written: str) -> None:
    text = f"channels:\n  facebook:\n    account_id: {written}\n    token: X # tetap\n"

    changed = with_values(text, "config.yaml", {ID: "77"})

    assert changed.splitlines()[2].split("#")[0].split() == ["account_id:", '"77"']
    assert ("#" in changed.splitlines()[2]) is ("#" in written)
    assert changed.splitlines()[3] == "    token: X # tetap"


def test_a_value_inside_braces_is_changed_in_its_place() -> None:
    text = "channels: {facebook: {account_id: 1, token: X}}\n"

    assert with_values(text, "c.yaml", {ID: "2"}) == 'channels: {facebook: {account_id: "2", token: X}}\n'


def test_a_key_that_is_missing_is_added_to_its_section() -> None:
    text = "graph:\n    version: v26.0 # jangan diubah\nstore: x\n"

    changed = with_values(text, "c.yaml", {("graph", "app_id"): "9"})

    assert changed == 'graph:\n    app_id: "9"\n    version: v26.0 # jangan diubah\nstore: x\n'


def test_a_section_that_is_missing_comes_last_with_the_files_line_ends() -> None:
    assert with_values("store: x", "c.yaml", {("graph", "app_id"): "9"}) == 'store: x\n\ngraph:\n  app_id: "9"\n'
    assert with_values("store: x\r\n", "c.yaml", {("a", "b"): "9"}) == 'store: x\r\n\r\na:\r\n  b: "9"\r\n'


@pytest.mark.parametrize(
    "text",
    [
        "graph: {version: v26.0}\n",
        "graph: &g\n  version: x\nother: *g\n",
        "- a\n",
        "",
        "graph: [",
        "graph: x\n",
        'graph: {app_id: "1\n  2"}\n',
    ],
)
def test_what_cant_be_edited_so_is_left_to_the_person(text: str) -> None:
    with pytest.raises(Refused, match=r"graph\.app_id"):
        with_values(text, "c.yaml", {("graph", "app_id"): "9"})


def test_a_new_env_is_for_its_owner_only(tmp_path: Path) -> None:
    write_env(tmp_path, {"FB_PAGE_TOKEN": "EAAB"})

    assert (tmp_path / ".env").read_text() == "FB_PAGE_TOKEN=EAAB\n"
    assert stat.S_IMODE((tmp_path / ".env").stat().st_mode) == 0o600


def test_an_env_keeps_its_other_lines_and_remarks_and_is_closed_to_others(tmp_path: Path) -> None:
    env = tmp_path / ".env"
    env.write_text("# kunci\nexport A=1 # satu\n\nFB_PAGE_TOKEN=lama\nB='x\nFB_PAGE_TOKEN=bukan'\nC=akhir")
    env.chmod(0o644)

    write_env(tmp_path, {"FB_PAGE_TOKEN": "baru", "NEU": "a b"})

    expected = "# kunci\nexport A=1 # satu\n\nFB_PAGE_TOKEN=baru\nB='x\nFB_PAGE_TOKEN=bukan'\nC=akhir\nNEU='a b'\n"
    assert env.read_text() == expected
    assert stat.S_IMODE(env.stat().st_mode) == 0o600
    assert [file.name for file in tmp_path.iterdir()] == [".env"]


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1), st.sampled_from(["", "A=1\n", "# x"]))
def test_what_is_written_is_what_is_read(tmp_path_factory: pytest.TempPathFactory, value: str, before: str) -> None:
    folder = tmp_path_factory.mktemp("env")
    (folder / ".env").write_text(before)
    write_env(folder, {"NAME": value})

    assert read_env(folder)[0].get("NAME") == value


def test_an_env_that_cant_be_read_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"\xff\xfe")

    with pytest.raises(Refused, match="UTF-8"):
        write_env(tmp_path, {"A": "1"})
    assert (tmp_path / ".env").read_bytes() == b"\xff\xfe"


def test_a_file_that_cant_be_written_whole_stays_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "config.yaml"
    file.write_text("old")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refused, match="No space left"):
        write_text(file, "new")
    assert (file.read_text(), list(tmp_path.iterdir())) == ("old", [file])


def test_a_link_stays_a_link_and_a_mode_its_mode(tmp_path: Path) -> None:
    real, link = tmp_path / "real.yaml", tmp_path / "config.yaml"
    real.write_text("old")
    real.chmod(0o640)
    link.symlink_to(real)

    write_text(link, "new")

    assert (link.is_symlink(), real.read_text(), stat.S_IMODE(real.stat().st_mode)) == (True, "new", 0o640)
