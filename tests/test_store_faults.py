"""When the disk fails: nothing is sent after a save failed, nothing is lost, and the person reads what to do."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from builders import WIB
from faultsim import BEGIN, CASES, ENDS, HOUR, SECOND, Case, creative_of, post_of
from ledger_fixtures import migrated
from near_meta import NearMeta, near_meta
from sqlalchemy.exc import OperationalError

from brandbot.errors import Refused
from brandbot.model import Hours, Post, PostState
from brandbot.pipeline.publish import Publisher, publish_due
from brandbot.store import Ledger, Store

__all__ = ["migrated"]  # a fixture
ENOUGH = 100  # wakes


class Office:
    """A store in a file, one post in it, and a sandbox that outlives every trouble with the file."""

    def __init__(self, meta: NearMeta, path: Path, case: Case) -> None:
        self.meta, self.path, self.now = meta, path, BEGIN
        self.store = Store(f"sqlite:///{path}")
        self.store.posts.apply([(post_of(case), BEGIN)], (), BEGIN)
        self.store.posts.save_creative(creative_of(case, path.parent), BEGIN)
        self.told: list[BaseException] = []
        self.ledger = self.store.ledger

    def sqlite(self, statement: str) -> None:
        """Tell the connection that the store works with."""
        connection = self.store._engine.raw_connection()
        connection.cursor().execute(statement)
        connection.close()

    def tick(self) -> None:
        """What the service does: a tick that fails is told, and another comes."""
        self.meta.world.clock.set(self.now)
        platforms = self.meta.platforms()
        publisher = Publisher(self.ledger, platforms, "me", str, HOUR, Hours(WIB), failed=self.told.append)
        try:
            publish_due(publisher, self.now)
        except OperationalError as error:
            self.told.append(error)

    def walk(self) -> Post:
        """Tick until the post is at its end."""
        for _ in range(ENOUGH):
            self.tick()
            (post,) = self.store.posts.all()
            if post.state in ENDS:
                return post
            self.now = max(self.store.posts.next_wake(self.now) or self.now, self.now + SECOND)
        raise AssertionError("it came to no end")

    def calls(self) -> int:
        """How many requests left."""
        return len(self.meta.store.requests())


@pytest.fixture
def open_office(tmp_path: Path, migrated: Path) -> Iterator[Callable[[Case], Office]]:
    offices: list[Office] = []

    def open_one(case: Case) -> Office:
        path = tmp_path / f"store-{len(offices)}.sqlite"
        shutil.copy(migrated, path)
        offices.append(Office(meta, path, case))
        return offices[-1]

    with near_meta() as meta:
        yield open_one
        for office in offices:
            office.store.close()


class FailingLedger:
    """The ledger on a disk that takes nothing any more from its `save`-th call on."""

    def __init__(self, office: Office, save: int) -> None:
        self._office, self._ledger, self._left = office, office.store.ledger, save
        self.calls_before: int | None = None

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._ledger, name)

        def call(*args: Any, **values: Any) -> Any:
            if self._left == 0:
                self._office.sqlite("pragma query_only = on")
                self.calls_before = self._office.calls()
            self._left -= 1
            return method(*args, **values)

        return call


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES[::2], ids=str)
def test_whichever_save_fails_nothing_is_sent_after_it_and_nothing_is_lost(
    open_office: Callable[[Case], Office], case: Case
) -> None:
    """Every save of the whole way, one after the other."""
    for save in range(ENOUGH):
        office = open_office(case)
        before = len(office.meta.live())
        ledger = FailingLedger(office, save)
        office.ledger = cast("Ledger", ledger)
        while ledger.calls_before is None and not _is_out(office):
            office.tick()
            if ledger.calls_before is None:
                office.now = max(office.store.posts.next_wake(office.now) or office.now, office.now + SECOND)
        if ledger.calls_before is None:
            break  # all saves were tried
        for _ in range(3):  # the disk stays as it is
            office.tick()
            office.now += HOUR / 60
        assert office.calls() == ledger.calls_before
        assert any("readonly" in str(error) for error in office.told)

        office.sqlite("pragma query_only = off")
        office.ledger = office.store.ledger
        office.store.ledger.free_all()
        assert office.walk().state is PostState.PUBLISHED
        assert len(office.meta.live()) == before + 1
    assert save > 8


def _is_out(office: Office) -> bool:
    return office.store.posts.all()[0].state is PostState.PUBLISHED


def test_a_full_disk_is_told_and_what_was_approved_goes_out_once_there_is_room(
    open_office: Callable[[Case], Office],
) -> None:
    office = open_office(CASES[0])
    office.sqlite("pragma wal_checkpoint(truncate)")
    office.sqlite("create table filler as select zeroblob(100000) as x")
    office.sqlite("drop table filler")
    office.sqlite("vacuum")
    office.sqlite("pragma max_page_count = 1")  # as many as there are; not one more
    fill = "insert into attempts (post_key, step, intent_at, message) select key, 'x', slot, zeroblob(9000) from posts"
    with pytest.raises(sqlite3.OperationalError, match="full"):
        list(map(office.sqlite, [fill] * 10_000))

    for _ in range(3):
        office.tick()
        office.now += HOUR / 60
    office.sqlite("pragma max_page_count = 1000000")

    assert office.walk().state is PostState.PUBLISHED
    assert len(office.meta.live()) == 1


def test_while_another_program_locks_the_file_nothing_is_sent_and_nothing_is_lost(
    open_office: Callable[[Case], Office],
) -> None:
    office = open_office(CASES[0])
    office.sqlite("pragma busy_timeout = 1")
    with sqlite3.connect(office.path, isolation_level=None) as other:
        other.execute("begin immediate")
        office.tick()
        assert (office.calls(), [str(error.__cause__) for error in office.told]) == (0, ["database is locked"])
        other.execute("rollback")
    other.close()

    assert office.walk().state is PostState.PUBLISHED
    assert len(office.meta.live()) == 1


def test_a_store_that_may_only_be_read_is_refused_with_the_cure(migrated: Path, tmp_path: Path) -> None:
    path = shutil.copy(migrated, tmp_path / "store.sqlite")
    with pytest.raises(Refused, match="may be written and has room"):
        Store(f"sqlite:///file:{path}?mode=ro&uri=true")


def broken(migrated: Path, folder: Path, damage: Callable[[bytes], bytes]) -> Path:
    path = folder / "store.sqlite"
    path.write_bytes(damage(migrated.read_bytes()))
    return path


@pytest.mark.parametrize(
    "damage",
    [
        lambda file: file[: len(file) // 2],
        lambda file: file[:4096],
        lambda file: file[:4096] + b"\x00" * (len(file) - 4096),
        lambda file: file[:8192] + b"\xff" * 40_000 + file[48_192:],
        lambda file: file[:16] + b"\x01" * 5000,
    ],
    ids=["cut in half", "one page left", "zeros after a crash", "overwritten", "only its name"],
)
def test_a_damaged_store_is_refused_with_the_way_back_and_left_as_it_is(
    migrated: Path, tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    path = broken(migrated, tmp_path, damage)
    before = path.read_bytes()

    with pytest.raises(Refused, match=r"nothing is sent.*brandbot restore"):
        _open_and_check(path)
    assert path.read_bytes() == before


def _open_and_check(path: Path) -> None:
    """What a service does when it starts."""
    store = Store(f"sqlite:///{path}")
    try:
        store.check()
    finally:
        store.close()


def test_an_empty_file_is_a_new_store(tmp_path: Path) -> None:
    """As `touch` makes it, or a disk that was full at the first start."""
    path = tmp_path / "store.sqlite"
    path.write_bytes(b"")
    _open_and_check(path)
