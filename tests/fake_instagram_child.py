"""The process of `platforms.public_page`, whose way to Instagram leads to a server of the test on this machine.

Run with the server's address and the account's name. instaloader knows no other host than Instagram's own, so each of
its sessions gets an adapter that sends what goes there to the server instead.
"""

from __future__ import annotations

import sys
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter

from brandbot.platforms.public_page import main

SERVER = sys.argv.pop(1)


class Redirected(HTTPAdapter):
    """Sends every request to the test's server, with its host in a header."""

    def send(self, request: requests.PreparedRequest, *args: Any, **values: Any) -> requests.Response:
        address = urlsplit(request.url or "")
        request.headers["X-Host"] = address.hostname or ""
        request.url = SERVER.rstrip("/") + address.path + (f"?{address.query}" if address.query else "")
        return super().send(request, *args, **values)


_init = requests.Session.__init__


def _redirected(self: requests.Session) -> None:
    _init(self)
    self.trust_env = False
    self.mount("https://", Redirected())


setattr(requests.Session, "__init__", _redirected)  # noqa: B010 - the one door that instaloader leaves

if __name__ == "__main__":
    main()
