"""The log: one JSON line for each thing, and never a secret."""

from __future__ import annotations

import json
from pathlib import Path

from brandbot.errors import Message
from brandbot.logs import Log
from brandbot.model import Place, Problem
from brandbot.service import Tick
from brandbot.wording import Wording

CANARY = "EAAcanarycanarycanary"


def leak() -> None:
    raise OSError(f"https://example.org/?access_token={CANARY}")


def lines(folder: Path) -> list[dict[str, object]]:
    text = (folder / "brandbot.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def test_what_was_done_is_a_line_with_only_what_is_not_nothing(tmp_path: Path) -> None:
    log = Log.to_file(tmp_path, ())
    log.done("tick", Tick(published=2))
    log.close()

    (line,) = lines(tmp_path)
    assert (line["action"], line["published"], line["level"]) == ("tick", 2, "info")
    assert "planned" not in line
    assert str(line["timestamp"]).endswith("Z")


def test_a_secret_reaches_no_line_not_even_inside_a_traceback(tmp_path: Path) -> None:
    log = Log.to_file(tmp_path, ("", CANARY))
    try:
        leak()
    except OSError as error:
        log.failed("tick", error)
    log.refused(f"post {CANARY}", "too long")
    log.problem(Wording("en"), Problem(Place("a.yaml", 3, 1), Message("token {token} is none", token=CANARY)))
    log.close()

    text = (tmp_path / "brandbot.jsonl").read_text(encoding="utf-8")
    assert CANARY not in text
    assert text.count("•••") >= 4
    failed, refused, problem = lines(tmp_path)
    assert "Traceback" in str(failed["exception"])
    assert refused["text"] == "too long"
    assert problem["place"] == "a.yaml:3:1"


def test_a_silent_log_makes_no_file(tmp_path: Path) -> None:
    log = Log.silent()
    log.done("tick", Tick(published=1))
    log.refused("a", "b")
    log.close()

    assert list(tmp_path.iterdir()) == []


def test_a_secret_inside_a_list_or_another_value_is_masked_too(tmp_path: Path) -> None:
    log = Log.to_file(tmp_path, (CANARY, CANARY[:8]))
    log._logger.info("x", files=[Path(CANARY), {"url": (f"a{CANARY}", 3)}], count=2)
    log.close()

    [line] = lines(tmp_path)
    assert CANARY[:8] not in str(line)
    assert line["files"] == ["•••", {"url": ["a•••", 3]}]
    assert line["count"] == 2


def test_what_broke_off_is_remembered_until_it_is_asked_for() -> None:
    log = Log.silent()
    for error in (OSError("a"), OSError("b"), ValueError("c")):
        log.failed("publish", error)

    assert log.take_failures() == (("publish", "OSError"), ("publish", "ValueError"))
    assert log.take_failures() == ()
