"""Opening the database: pragmas, transactions, migrations."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import DBAPIError

from brandbot.errors import Message, Refused

HEAD = "0008"  # the newest migration; a test compares it with Alembic's own answer


def open_engine(url: str) -> Engine:
    """Open the store at `url`, making its folder and bringing its tables up to date.

    Raises Refused where the place can't be written or the file is no database of ours.
    """
    try:
        _make_folder(url)
        engine = create_engine(url)
        if engine.dialect.name == "sqlite":
            _prepare_sqlite(engine)
        with engine.begin() as connection:
            _migrate(connection)
    except (OSError, DBAPIError) as error:
        if _tells_damage(error):
            raise _damaged(url, error) from error
        raise Refused(
            Message(
                "the store {url} can't be opened ({error}); check that the folder exists, may be written and has room",
                url=make_url(url).render_as_string(hide_password=True),
                error=str(getattr(error, "orig", error)),
            )
        ) from error
    return engine


def check(engine: Engine) -> None:
    """Look through the whole of a SQLite file. Raises Refused, with the cure, where it is damaged."""
    if engine.dialect.name != "sqlite":
        return
    url = engine.url.render_as_string()
    try:
        with engine.connect() as connection:
            found = connection.exec_driver_sql("pragma quick_check(1)").scalar()
    except DBAPIError as error:
        raise _damaged(url, error) from error
    if found != "ok":
        raise _damaged(url, found)


def _tells_damage(error: Exception) -> bool:
    """Truncated, overwritten, or half of it from elsewhere: nothing that more room or rights would cure."""
    name = getattr(getattr(error, "orig", None), "sqlite_errorname", "")
    return name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB"))


def _damaged(url: str, error: object) -> Refused:
    return Refused(
        Message(
            "the store {url} is damaged ({error}), so nothing is sent; go back to the last backup: "
            "brandbot restore FILE --force",
            url=make_url(url).render_as_string(hide_password=True),
            error=str(getattr(error, "orig", error)),
        )
    )


def _make_folder(url: str) -> None:
    database = make_url(url).database
    if url.startswith("sqlite") and database and database != ":memory:":
        Path(database).parent.mkdir(parents=True, exist_ok=True)


def _prepare_sqlite(engine: Engine) -> None:
    """One writer at a time, readers beside it, and nothing acknowledged that a power cut could take back."""

    @event.listens_for(engine, "connect")
    def _connect(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in (
            "journal_mode=wal",
            "synchronous=full",
            "foreign_keys=on",
            "busy_timeout=30000",
            "cache_size=-16000",
        ):
            connection.execute(f"pragma {pragma}").close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A deferred transaction that reads first and writes later fails at once when another one wrote between.
        connection.exec_driver_sql("begin immediate")


def _migrate(connection: Connection) -> None:
    if inspect(connection).has_table("alembic_version"):
        current = connection.execute(text("select version_num from alembic_version")).scalar()
        if current == HEAD:
            # Writes what stands there: a file that may only be read shows it now, not at the first post.
            connection.execute(text("update alembic_version set version_num = version_num"))
            return
    # Alembic takes a tenth of a second to import: only a new or an old store pays for it.
    from alembic import command  # noqa: PLC0415 - see above
    from alembic.config import Config  # noqa: PLC0415 - see above

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
