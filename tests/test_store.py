"""The store: opens, migrates, refuses what it can't trust, and keeps two writers apart."""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from builders import at, make_event, store_with
from sqlalchemy import create_engine, inspect
from sqlalchemy.exc import StatementError
from store_fixtures import migrated_each

import brandbot.store
from brandbot.errors import Refused
from brandbot.model import PostState
from brandbot.store import Store
from brandbot.store.engine import HEAD
from brandbot.store.schema import metadata

NOW = at("2026-08-01 08:00")
SLOT = at("2026-08-12 18:30")


@pytest.fixture(autouse=True)
def as_at_a_school() -> Iterator[None]:
    with migrated_each():
        yield


def alembic_config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(brandbot.store.__file__).parent / "migrations"))
    return config


def test_the_newest_migration_is_the_one_the_code_asks_for() -> None:
    assert ScriptDirectory.from_config(alembic_config()).get_current_head() == HEAD


def test_migrations_make_exactly_the_tables_of_the_schema_and_can_be_taken_back(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 's.sqlite'}"
    Store(url).close()
    engine = create_engine(url)
    found = {
        table: {column["name"] for column in inspect(engine).get_columns(table)}
        for table in inspect(engine).get_table_names()
        if table != "alembic_version"
    }
    assert found == {name: {column.name for column in table.columns} for name, table in metadata.tables.items()}

    config = alembic_config()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
    assert inspect(engine).get_table_names() == ["alembic_version"]
    engine.dispose()


def test_what_was_written_is_there_after_opening_again(tmp_path: Path) -> None:
    store_with(tmp_path, make_event(), now=NOW).close()
    store = Store(f"sqlite:///{tmp_path / 'store.sqlite'}")

    assert [post.slot for post in store.posts.all()] == [SLOT, SLOT]
    assert store.posts.counts() == {PostState.PLANNED: 2}
    store.close()


def test_a_folder_that_may_not_be_written_is_refused_with_the_cure(tmp_path: Path) -> None:
    folder = Path("/proc/self")  # where not even root may make a folder
    if not folder.exists() or os.geteuid():
        folder = tmp_path
        folder.chmod(0o500)
    with pytest.raises(Refused, match="may be written"):
        Store(f"sqlite:///{folder / 'data' / 's.sqlite'}")


def test_a_file_where_the_folder_should_be_is_refused_with_the_cure(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("", encoding="utf-8")
    with pytest.raises(Refused, match="can't be opened"):
        Store(f"sqlite:///{tmp_path / 'data' / 's.sqlite'}")


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "s.sqlite"
    file.write_text("this is a shopping list, not a database " * 50, encoding="utf-8")
    before = file.read_bytes()
    with pytest.raises(Refused, match="damaged"):
        Store(f"sqlite:///{file}")
    assert file.read_bytes() == before


def test_a_time_without_a_zone_never_reaches_the_store(tmp_path: Path) -> None:
    store = store_with(tmp_path, now=NOW)
    with pytest.raises(StatementError, match="naive"):
        store.notes.set("tick", dt.datetime(2026, 8, 1))  # noqa: DTZ001 - what must be refused
    store.close()


def test_the_first_moment_stays_and_the_last_one_moves(tmp_path: Path) -> None:
    store = store_with(tmp_path, now=NOW)
    store.notes.first("begun", NOW)
    assert store.notes.first("begun", SLOT) == NOW
    store.notes.set("tick", NOW)
    store.notes.set("tick", SLOT)
    assert store.notes.get("tick") == SLOT
    store.close()


def test_workers_on_one_file_share_the_posts_and_none_is_taken_twice(tmp_path: Path) -> None:
    events = [make_event(f"EV-{n}") for n in range(20)]
    store_with(tmp_path, *events, now=NOW).close()
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    taken: list[str] = []

    def work(owner: str) -> None:
        store = Store(url)
        while claim := store.ledger.claim(SLOT, owner, dt.timedelta(minutes=5)):
            taken.append(claim.post.key)
            store.ledger.release(claim, PostState.PLANNED, SLOT + dt.timedelta(hours=1))
        store.close()

    workers = [threading.Thread(target=work, args=(f"w{n}",)) for n in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    # A worker may stop early while the others hold both channels: nobody takes one twice, and nothing is lost.
    assert len(taken) == len(set(taken))
    store = Store(url)
    left = [post.key for post in store.posts.all() if post.key not in taken]
    while claim := store.ledger.claim(SLOT, "last", dt.timedelta(minutes=5)):
        left.remove(claim.post.key)
        store.ledger.release(claim, PostState.PLANNED, SLOT + dt.timedelta(hours=1))
    assert left == []
    store.close()


def test_a_power_cut_loses_nothing_acknowledged(tmp_path: Path) -> None:
    """Full synchronisation and a write-ahead log are on: what is committed is on the disk."""
    store_with(tmp_path, make_event(), now=NOW).close()
    store = Store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    with store._engine.connect() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"pragma {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
    store.close()
    raw = sqlite3.connect(tmp_path / "store.sqlite")
    assert raw.execute("pragma integrity_check").fetchone() == ("ok",)
    raw.close()
