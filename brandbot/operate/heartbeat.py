"""What systemd is told: that the service is ready, that it is alive, that it is ending. Silent where nobody asked."""

from __future__ import annotations

import socket
from contextlib import suppress


class Heartbeat:
    """Datagrams to the socket that the service manager names in NOTIFY_SOCKET; without one, nothing happens.

    A beat is sent for a tick that was really done: a service that only hangs is started again.
    """

    def __init__(self, address: str) -> None:
        # A name that begins with @ is an abstract one, which Linux writes with a NUL.
        self._address = "\0" + address[1:] if address.startswith("@") else address

    def ready(self) -> None:
        """The workspace is held, the store is sound, the accounts were greeted."""
        self._send("READY=1")

    def beat(self) -> None:
        """A tick was done."""
        self._send("WATCHDOG=1")

    def stopping(self) -> None:
        """The last call is being finished."""
        self._send("STOPPING=1")

    def _send(self, text: str) -> None:
        if not self._address or not hasattr(socket, "AF_UNIX"):
            return
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
            line.sendto(text.encode(), self._address)
