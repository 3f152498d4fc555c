"""The doctor's daily round: what is wrong is told once, and looking stops nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from school import at, config_of, make_school, service

from brandbot import sandbox
from brandbot.operate.accounts import connect
from brandbot.operate.doctor import daily
from brandbot.operate.doctor.daily import EVERY, examine
from brandbot.service import Service

NOW = at("2026-11-30 08:00")


@pytest.fixture
def meta() -> Iterator[sandbox.Sandbox]:
    with sandbox.start(now=NOW) as running:
        yield running


@pytest.fixture
def running(tmp_path: Path, meta: sandbox.Sandbox) -> Iterator[Service]:
    config = config_of(make_school(tmp_path / "school"), meta)
    with service(config, connect(config)) as running:
        yield running


def doctors(running: Service) -> list[str]:
    return [noted.text for key, noted in running.store.notices.known().items() if key.startswith("doctor/token")]


def test_a_dead_token_is_told_once_with_its_cure_and_no_secret(running: Service, meta: sandbox.Sandbox) -> None:
    assert examine(running, NOW) >= 0
    assert doctors(running) == []
    meta.configure(dead_tokens={sandbox.PAGE_TOKEN: 460})

    assert examine(running, NOW + dt.timedelta(hours=1)) == 0  # looked at today already
    assert examine(running, NOW + EVERY) > 0
    told = doctors(running)
    assert told
    assert all(sandbox.PAGE_TOKEN not in text for text in told)
    running.tick(NOW + EVERY)
    assert examine(running, NOW + 2 * EVERY) == 0
    assert doctors(running) == told


def test_a_look_that_breaks_off_ends_nothing(running: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object) -> None:
        raise OSError("no such device")

    monkeypatch.setattr(daily, "findings", broken)
    assert examine(running, NOW) == 0
    assert doctors(running) == []
