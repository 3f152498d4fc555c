"""The sandbox as an object: starts waitress in a thread, sets the clock, tells what is there, stops cleanly."""

from __future__ import annotations

import logging
import socket
import sqlite3
import threading
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from waitress import wasyncore
from waitress.server import create_server

from brandbot.sandbox import pages
from brandbot.sandbox.app import create_app
from brandbot.sandbox.clock import Clock
from brandbot.sandbox.faults import Faults, Lottery, rule
from brandbot.sandbox.graph import World
from brandbot.sandbox.record import record
from brandbot.sandbox.store import Store

THREADS = 12  # taking a picture for Instagram needs two: the sandbox fetches from itself
STOP_SECONDS = 5


class Sandbox:
    """A running sandbox; a context manager. `url` is the base for BRANDBOT_GRAPH_URL."""

    def __init__(self, store: Store, clock: Clock, listener: socket.socket) -> None:
        self._world = World(store, clock)
        self._faults = Faults()
        logging.getLogger("waitress").setLevel(logging.ERROR)  # it warns of the torn answers that faults ask for
        self._app = create_app(self._world, self._faults)
        self._sockets: dict[int, Any] = {}
        self._server: Any = create_server(
            self._app,
            map=self._sockets,
            sockets=[listener],
            threads=THREADS,
            ident="sandbox",
            channel_request_lookahead=1,  # else nobody notices that a caller hung up
        )
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="sandbox", daemon=True)
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.effective_port}/"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def set_clock(self, now: datetime | None) -> None:
        """Freeze the clock at `now` (aware); None lets real time run."""
        self._world.clock.set(now)

    def configure(self, **settings: Any) -> None:
        """Change how Meta behaves where it leaves that open; see `settings.Settings`."""
        self._world.settings = self._world.settings.with_values(**settings)

    def record(self) -> list[dict[str, Any]]:
        """Everything that is there, live or invisible, in the order it was made."""
        return record(self._world)

    def save_pages(self, folder: Path) -> list[Path]:
        """Write the Page and the Instagram profile as HTML files with their pictures beside them."""
        return pages.save(self._app, self._world, folder)

    def requests(self) -> list[dict[str, Any]]:
        """Every call to Graph: method, path, parameter names, status."""
        return self._world.store.requests()

    def fault(self, **values: Any) -> None:
        """Let something go wrong: `name` of a mishap or `when` and `action`, with `match`, `times`, `skip`."""
        self._faults.add(rule(**values))

    def fault_by_lot(self, seed: int, rate: float, **values: Any) -> None:
        """Let this share of the requests go wrong, the same ones for the same seed; `names` of mishaps, `match`."""
        self._faults.draw_from(Lottery(seed, rate, **values))

    def clear_faults(self) -> None:
        """All is well again."""
        self._faults.clear()

    def close(self) -> None:
        """Stop answering; what stands in a database file stays there. Twice is fine."""
        if not self._thread.is_alive():
            return
        self._faults.clear()
        self._server.task_dispatcher.shutdown(cancel_pending=True, timeout=STOP_SECONDS)
        self._stopping.set()
        self._server.pull_trigger()
        self._thread.join()
        wasyncore.close_all(self._sockets, ignore_all=True)
        self._world.store.close()

    def _run(self) -> None:
        """Answer until told to stop; waitress's own `run` can't be left from another thread."""
        while not self._stopping.is_set():
            wasyncore.loop(use_poll=True, map=self._sockets, count=1)


def start(database: Path | None = None, *, port: int = 0, now: datetime | None = None) -> Sandbox:
    """Start a sandbox on loopback; without a database file it lives in memory, without a port it takes a free one.

    Raises OSError when the port is taken, sqlite3.Error for a file that is no database, ValueError for a naive `now`.
    """
    clock = Clock(now)
    listener = socket.create_server(("127.0.0.1", port))
    try:
        store = Store(database)
    except sqlite3.Error:
        listener.close()
        raise
    return Sandbox(store, clock, listener)
