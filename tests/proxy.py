"""A TCP proxy in front of a server, for what the server itself can't do: cut, drip, and swallow connections."""

from __future__ import annotations

import select
import socket
import struct
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import Enum, auto
from typing import Self

PATIENCE = 10.0  # seconds; a test that needs them has failed
PACE = 0.05


class Mood(Enum):
    """What the proxy does with a connection."""

    PASS = auto()
    RESET_ON_ACCEPT = auto()  # nothing reaches the server
    RESET_WHEN_ANSWERED = auto()  # the server did it, its answer is thrown away
    DRIP = auto()  # the answer comes byte by byte
    SWALLOW = auto()  # the connection stands and nothing moves: half-open
    SWALLOW_ANSWER = auto()  # the server did it, and its answer never comes


class Proxy:
    """Listens on a port of its own; each connection takes the next of `moods`, then they pass."""

    def __init__(self, url: str) -> None:
        host, _, port = url.removeprefix("http://").rstrip("/").partition(":")
        self._server = (host, int(port))
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._ended = threading.Event()
        self._threads = [threading.Thread(target=self._accept)]
        self.moods: deque[Mood] = deque()
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}/"
        self._threads[0].start()

    def then(self, *moods: Mood) -> Self:
        """What the next connections meet."""
        self.moods.extend(moods)
        return self

    def close(self) -> None:
        """End all connections and wait for their threads."""
        self._ended.set()
        for thread in self._threads:
            thread.join(PATIENCE)
        self._listener.close()

    def _accept(self) -> None:
        while not self._ended.is_set():
            if select.select([self._listener], [], [], PACE)[0]:
                client, _ = self._listener.accept()
                mood = self.moods.popleft() if self.moods else Mood.PASS
                self._threads.append(threading.Thread(target=self._serve, args=(client, mood)))
                self._threads[-1].start()

    def _serve(self, client: socket.socket, mood: Mood) -> None:
        with client, suppress(OSError):
            if mood is Mood.RESET_ON_ACCEPT:
                _reset(client)
            elif mood is Mood.SWALLOW:
                self._ended.wait(PATIENCE)
            else:
                with socket.create_connection(self._server, PATIENCE) as server:
                    self._carry(client, server, mood)

    def _carry(self, client: socket.socket, server: socket.socket, mood: Mood) -> None:
        while not self._ended.is_set():
            readable, _, _ = select.select([client, server], [], [], PACE)
            for source in readable:
                got = source.recv(65536)
                if not got or (source is server and mood is Mood.RESET_WHEN_ANSWERED):
                    return _reset(client) if got else None
                if source is client:
                    server.sendall(got)
                elif mood is Mood.DRIP:
                    self._drip(client, got)
                elif mood is Mood.PASS:
                    client.sendall(got)
        return None

    def _drip(self, client: socket.socket, answer: bytes) -> None:
        for number in range(len(answer)):
            client.sendall(answer[number : number + 1])
            if self._ended.wait(PACE):
                return


def _reset(client: socket.socket) -> None:
    """Close so that the other side gets a RST, not an end of file."""
    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


@contextmanager
def in_front_of(url: str) -> Iterator[Proxy]:
    """A proxy for one test."""
    proxy = Proxy(url)
    try:
        yield proxy
    finally:
        proxy.close()
