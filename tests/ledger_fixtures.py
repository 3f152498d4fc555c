"""What every test of the ledger needs: a fresh store of each backend, and posts in it by a word."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from builders import at
from faultsim import CASES, Case, post_of

from brandbot.model import Creative, Post, PostState, Receipt, Rendition
from brandbot.store import Claim, Store

SLOT = at("2026-08-12 18:30")
LEASE = dt.timedelta(minutes=5)
MINUTE = dt.timedelta(minutes=1)
HOUR = dt.timedelta(hours=1)
CASE: Case = CASES[0]


def _sqlite(folder: Path, migrated: Path) -> str:
    shutil.copy(migrated, folder / "store.sqlite")
    return f"sqlite:///{folder / 'store.sqlite'}"


# Where a fresh store comes from: PostgreSQL only has to be added here.
BACKENDS: dict[str, Callable[[Path, Path], str]] = {"sqlite": _sqlite}


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty store as a file, made once."""
    path = tmp_path_factory.mktemp("migrated") / "store.sqlite"
    Store(f"sqlite:///{path}").close()
    return path


@pytest.fixture(params=sorted(BACKENDS))
def url(request: pytest.FixtureRequest, tmp_path: Path, migrated: Path) -> str:
    """Where a fresh store is; several stores may be opened on it."""
    return BACKENDS[request.param](tmp_path, migrated)


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """A fresh store."""
    one = Store(url)
    yield one
    one.close()


def add(store: Store, key: str, *, wake_at: dt.datetime = SLOT, drawn: bool = True, **fields: object) -> Post:
    """A planned post with its creative."""
    post = replace(post_of(CASE), key=key, event_id=key, **fields)  # type: ignore[arg-type]
    store.posts.apply([(post, wake_at)], (), SLOT - HOUR)
    if drawn:
        draw(store, key)
    return post


def draw(store: Store, key: str, content_hash: str = "approved") -> None:
    """Give a post a creative of this content."""
    rendition = Rendition(Path("picture.jpg"), 1080, 1350, "0" * 64)
    store.posts.save_creative(Creative(key, (rendition,), "Halo", content_hash), SLOT - HOUR)


def take(store: Store, now: dt.datetime = SLOT, owner: str = "me", lease: dt.timedelta = LEASE) -> Claim:
    """A claim that there is."""
    claim = store.ledger.claim(now, owner, lease)
    assert claim
    return claim


def commit(store: Store, claim: Claim, now: dt.datetime = SLOT) -> int:
    """The intent of the visible call, which is allowed."""
    attempt = store.ledger.intend_commit(claim, "commit", now, now + MINUTE)
    assert isinstance(attempt, int)
    return attempt


def receipt_of(key: str, remote_id: str = "1_2") -> Receipt:
    """A proof."""
    return Receipt(key, remote_id, "https://example.org/1", SLOT)


def find(store: Store, key: str) -> Post:
    """The post as it stands."""
    return next(post for post in store.posts.all() if post.key == key)


def states(store: Store) -> dict[str, PostState]:
    """All posts as they stand."""
    return {post.key: post.state for post in store.posts.all()}
