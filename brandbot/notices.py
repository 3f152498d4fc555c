"""The gateway to the officer's phone or mailbox: the one home of Apprise."""

from __future__ import annotations

import logging
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, wait
from pathlib import Path
from typing import TYPE_CHECKING

from brandbot.errors import Message, Refused

if TYPE_CHECKING:
    import apprise

_SECONDS = 10.0


class Gateway:
    """Apprise addresses: Telegram, e-mail, WhatsApp gateways, desktop and a hundred others."""

    def __init__(self, addresses: Mapping[str, str], seconds: float = _SECONDS) -> None:
        """Take addresses by their names in .env. Raises Refused, without the address, for one that is none."""
        import apprise  # noqa: PLC0415 - half a second, for those who have a gateway

        logging.getLogger("apprise").disabled = True  # its lines hold addresses
        asset = apprise.AppriseAsset(async_mode=False, app_id="brandbot", app_desc="brandbot", app_url="")
        self._seconds = seconds
        self._ways = []
        for name, address in addresses.items():
            way = apprise.Apprise(asset=asset)
            if not way.add(address):
                raise Refused(
                    Message("{name} in .env is no address for notices; write it as in docs/panduan.md", name=name)
                )
            self._ways.append(way)

    def send(self, title: str, text: str) -> bool:
        """Send to every address at once; whether one of them took it before the deadline. Never raises."""
        return self.carry(title, text) is True

    def carry(self, title: str, text: str, files: Sequence[Path] = ()) -> bool | None:
        """The same with files; None where nobody took it and one has not answered: it may arrive yet."""
        answered, silent = wait([_start(way, title, text, files) for way in self._ways], self._seconds)
        return any(outcome.result() for outcome in answered) or (None if silent else False)


def _start(way: apprise.Apprise, title: str, text: str, files: Sequence[Path]) -> Future[bool]:
    """Send in a thread of its own: one that hangs is left behind, and does not keep the program from ending."""
    outcome: Future[bool] = Future()

    def carry() -> None:
        try:
            outcome.set_result(
                bool(way.notify(title=title, body=text, body_format="text", attach=list(map(str, files)) or None))
            )
        except Exception:  # noqa: BLE001 - a plugin's mistake must not end a thread with a traceback of its address
            outcome.set_result(False)

    threading.Thread(target=carry, name="notice", daemon=True).start()
    return outcome
