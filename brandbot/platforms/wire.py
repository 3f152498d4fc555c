"""How values travel: text in a query or a form, a body that keeps its deadline, and which host is this machine."""

from __future__ import annotations

import io
import json
import time
from collections.abc import Mapping
from ipaddress import ip_address


class Body(io.BytesIO):
    """What a write sends: tells whether any of it was taken for sending, and lets nothing out after the deadline."""

    def __init__(self, content: bytes, until: float) -> None:
        super().__init__(content)
        self._until = until
        self.was_read = False

    def read(self, size: int | None = -1, /) -> bytes:
        """Hand out the next bytes; raise `TimeoutError` when it is too late."""
        self.was_read = True
        if time.monotonic() >= self._until:
            raise TimeoutError
        return super().read(size)


def encode(values: Mapping[str, object] | None) -> dict[str, str]:
    """Text as it is, all else as JSON; None is left out."""
    return {
        name: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        for name, value in (values or {}).items()
        if value is not None
    }


def is_loopback(host: str) -> bool:
    """Whether the host is this machine."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
