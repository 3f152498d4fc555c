"""The sandbox's memory: every object of Graph is a node with an id; pictures are kept once by their hash."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

SCHEMA = """
CREATE TABLE IF NOT EXISTS node (
    serial INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    owner TEXT NOT NULL,
    created INTEGER NOT NULL,
    published INTEGER,
    scheduled INTEGER,
    deleted INTEGER NOT NULL DEFAULT 0,
    data TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS node_live ON node (owner, kind, published);
CREATE INDEX IF NOT EXISTS node_scheduled ON node (scheduled) WHERE scheduled IS NOT NULL;
CREATE TABLE IF NOT EXISTS picture (
    hash TEXT PRIMARY KEY,
    type TEXT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    body BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS request (
    serial INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    method TEXT NOT NULL,
    path TEXT NOT NULL,
    parameters TEXT NOT NULL,
    status INTEGER
);
"""
HASH_LENGTH = 32  # hex digits: enough to tell pictures apart, short enough for an address
COLUMNS = "serial, id, kind, owner, created, published, scheduled, deleted, data"


class Kind(StrEnum):
    """The kinds of stored node; the values are what Meta calls them in its error texts."""

    PHOTO = "Photo"
    POST = "PagePost"
    STORY = "PageStory"
    CONTAINER = "IGContainer"
    MEDIA = "IGMedia"


@dataclass(frozen=True, slots=True)
class Node:
    """One object. Times are unix seconds; `published` None means invisible; `data` differs by kind."""

    id: str
    kind: Kind
    owner: str
    created: int
    published: int | None = None
    scheduled: int | None = None
    deleted: bool = False
    data: dict[str, Any] = field(default_factory=dict)
    serial: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """What is known of stored image bytes."""

    hash: str
    type: str
    width: int
    height: int


class Store:
    """One connection and one lock: waitress answers on several threads."""

    def __init__(self, database: Path | None) -> None:
        self._lock = threading.RLock()
        self._db = sqlite3.connect(database or ":memory:", check_same_thread=False, isolation_level=None)
        try:
            self._db.execute("PRAGMA page_size = 16384")  # most of it is pictures
            self._db.execute("PRAGMA journal_mode = MEMORY")  # a sandbox may forget a power cut
            self._db.execute("PRAGMA synchronous = OFF")
            self._db.executescript(SCHEMA)
        except sqlite3.Error:
            self._db.close()
            raise

    def close(self) -> None:
        """Give the file back."""
        with self._lock:
            self._db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """What happens inside happens at once or not at all, and nobody comes between; they do not nest."""
        with self._lock:
            self._db.execute("BEGIN")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def rows(self, sql: str, *values: object) -> list[Any]:
        """All rows of one statement."""
        with self._lock:
            return self._db.execute(sql, values).fetchall()

    def next_serial(self) -> int:
        """The number that the next node gets; ids are made of it, so call it within a transaction."""
        (row,) = self.rows("SELECT coalesce(max(serial), 0) + 1 FROM node")
        return int(row[0])

    def add(self, node: Node) -> Node:
        """Keep a new node."""
        self.rows(
            "INSERT INTO node (id, kind, owner, created, published, scheduled, deleted, data) VALUES (?,?,?,?,?,?,?,?)",
            *(node.id, node.kind, node.owner, node.created, node.published, node.scheduled, node.deleted),
            json.dumps(node.data),
        )
        return node

    def save(self, node: Node) -> Node:
        """Write back a node that changed."""
        self.rows(
            "UPDATE node SET published = ?, scheduled = ?, deleted = ?, data = ? WHERE id = ?",
            *(node.published, node.scheduled, node.deleted, json.dumps(node.data), node.id),
        )
        return node

    def find(self, node_id: str) -> Node | None:
        """The node of this id, deleted or not."""
        found = self.rows(f"SELECT {COLUMNS} FROM node WHERE id = ?", node_id)  # noqa: S608 - a constant
        return _node(found[0]) if found else None

    def get(self, node_id: str) -> Node:
        """The node of an id that we gave out ourselves."""
        node = self.find(node_id)
        assert node
        return node

    def nodes(self, owner: str | None = None, kind: Kind | None = None) -> list[Node]:
        """All nodes in the order they were made, deleted ones too."""
        where = "(? IS NULL OR owner = ?) AND (? IS NULL OR kind = ?)"
        sql = f"SELECT {COLUMNS} FROM node WHERE {where} ORDER BY serial"  # noqa: S608 - constants
        return [_node(row) for row in self.rows(sql, owner, owner, kind, kind)]

    def live(self, owner: str, kind: Kind, since: int = 0, until: int = 2**40) -> list[Node]:
        """Published and not deleted, newest first, by time of publishing."""
        where = "owner = ? AND kind = ? AND NOT deleted AND published BETWEEN ? AND ?"
        sql = f"SELECT {COLUMNS} FROM node WHERE {where} ORDER BY published DESC, serial DESC"  # noqa: S608 - constants
        return [_node(row) for row in self.rows(sql, owner, kind, since, until)]

    def made_since(self, owner: str, kind: Kind, since: int, until: int) -> int:
        """How many were made, deleted or not."""
        sql = "SELECT count(*) FROM node WHERE owner = ? AND kind = ? AND created > ? AND created <= ?"
        return int(self.rows(sql, owner, kind, since, until)[0][0])

    def due(self, now: int) -> list[Node]:
        """Scheduled posts whose time has come."""
        sql = f"SELECT {COLUMNS} FROM node WHERE scheduled <= ? AND NOT deleted"  # noqa: S608 - constants
        return [_node(row) for row in self.rows(sql, now)]

    def add_picture(self, body: bytes, kind: str, width: int, height: int) -> Picture:
        """Keep image bytes, once."""
        digest = hashlib.sha256(body).hexdigest()[:HASH_LENGTH]
        self.rows("INSERT OR IGNORE INTO picture VALUES (?,?,?,?,?)", digest, kind, width, height, body)
        return Picture(digest, kind, width, height)

    def picture(self, digest: str) -> Picture:
        """What is known of these image bytes; their address is signed, so they are there."""
        (row,) = self.rows("SELECT hash, type, width, height FROM picture WHERE hash = ?", digest)
        return Picture(*row)

    def picture_body(self, digest: str) -> bytes:
        """The image bytes."""
        (row,) = self.rows("SELECT body FROM picture WHERE hash = ?", digest)
        return bytes(row[0])

    def log(self, at: int, method: str, path: str, parameters: list[str], status: int | None) -> None:
        """Write down a request; names only, so that no secret stays."""
        self.rows(
            "INSERT INTO request (at, method, path, parameters, status) VALUES (?,?,?,?,?)",
            *(at, method, path, " ".join(parameters), status),
        )

    def requests(self) -> list[dict[str, Any]]:
        """All requests in order; `status` is what Graph made of it, None where a fault came first."""
        return [
            {"at": at, "method": method, "path": path, "parameters": names.split(), "status": status}
            for at, method, path, names, status in self.rows(
                "SELECT at, method, path, parameters, status FROM request ORDER BY serial"
            )
        ]


def _node(row: Any) -> Node:
    serial, node_id, kind, owner, created, published, scheduled, deleted, data = row
    loaded = json.loads(data)
    return Node(node_id, Kind(kind), owner, created, published, scheduled, bool(deleted), loaded, serial)
