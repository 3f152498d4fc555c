"""Alembic runs once in a process: every further empty SQLite store begins with the tables that it made.

`test_store.py` has all stores migrated as a school's are.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Connection

from brandbot.store import Store, engine

_migrate = engine._migrate
_made: list[str] = []


def _is_empty(connection: Connection) -> bool:
    is_sqlite = connection.dialect.name == "sqlite"
    return is_sqlite and not connection.exec_driver_sql("select count(*) from sqlite_master").scalar()


def _copy(connection: Connection) -> None:
    if not _is_empty(connection):
        _migrate(connection)
        return
    for statement in _made:
        connection.exec_driver_sql(statement)


@contextmanager
def migrated_once() -> Iterator[None]:
    """As long as this lasts."""
    if not _made:
        store = Store("sqlite://")
        made = store._engine.raw_connection().driver_connection
        assert isinstance(made, sqlite3.Connection)
        _made.extend(line for line in made.iterdump() if line not in ("BEGIN TRANSACTION;", "COMMIT;"))
        store.close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "_migrate", _copy)
        yield


@contextmanager
def migrated_each() -> Iterator[None]:
    """The same turned off."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "_migrate", _migrate)
        yield
