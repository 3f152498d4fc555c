"""Other accounts by the profile page that anybody sees, read by instaloader: opt-in, logged out, one page a call.

It runs in a process of its own, which is ended after a minute: instaloader sleeps for eleven minutes when it is told
to slow down, prints what it likes, and changes its process. `python -m brandbot.platforms.public_page NAME` is that
process; it prints one line of JSON. Failures are told apart by the family of the exception, never by its words.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

from brandbot.model import BenchmarkSource, PublicNumbers, Unseen

LONGEST = 60.0  # seconds
_TIMEOUT = 15.0
# What a Python needs to start and to find the network; no token that somebody has put into the environment.
_PASSED_ON = frozenset(
    {
        *("PATH", "PYTHONPATH", "VIRTUAL_ENV", "SYSTEMROOT", "TEMP", "TMP", "HOME", "USERPROFILE", "LANG"),
        *("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"),
    }
)
_COMMAND = (sys.executable, "-m", "brandbot.platforms.public_page")


class PublicPage:
    """Looks at one profile page in a process of its own. Raises nothing."""

    source = BenchmarkSource.PUBLIC_PAGE

    def __init__(self, command: Sequence[str] = _COMMAND, longest: float = LONGEST) -> None:
        self._command, self._longest = tuple(command), longest

    def fetch(self, username: str, now: dt.datetime) -> PublicNumbers | Unseen:  # noqa: ARG002 - the page has no times
        """Look at one account."""
        try:
            done = subprocess.run(  # noqa: S603 - our own module, and a name that the config has checked
                (*self._command, username),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={name: value for name, value in os.environ.items() if name.upper() in _PASSED_ON},
                timeout=self._longest,
                check=False,
            )
        except (subprocess.TimeoutExpired, OSError):
            return Unseen.UNREACHABLE
        return _told(done.stdout)


def _told(output: bytes) -> PublicNumbers | Unseen:
    """What the process said; one that says nothing of ours broke on a page that it does not know."""
    try:
        said = json.loads(output.splitlines()[-1])
        if "unseen" in said:
            return Unseen(said["unseen"])
        return PublicNumbers(followers=_count(said["followers"]), posts=_count(said["posts"]))
    except (ValueError, LookupError, TypeError):
        return Unseen.CHANGED


def _count(value: Any) -> int | None:
    return value if isinstance(value, int) and value >= 0 else None


def look(username: str) -> dict[str, object]:
    """Read the page with instaloader, in this process."""
    import instaloader  # noqa: PLC0415 - what publishes never loads it
    import requests  # noqa: PLC0415 - the same

    class NoSleep(instaloader.RateController):
        def sleep(self, secs: float) -> None:
            raise instaloader.exceptions.TooManyRequestsException(f"asked to wait {secs:.0f} s")

    loader = instaloader.Instaloader(
        sleep=False,
        quiet=True,
        max_connection_attempts=1,
        request_timeout=_TIMEOUT,
        rate_controller=NoSleep,
        iphone_support=False,
        save_metadata=False,
    )
    try:
        profile = instaloader.Profile.from_username(loader.context, username)
        profile._has_full_metadata = True  # noqa: SLF001 - else a field that the page lacks costs another call
        seen = {"followers": profile.followers, "posts": profile.mediacount}
    except (instaloader.exceptions.ProfileNotExistsException, instaloader.exceptions.QueryReturnedNotFoundException):
        return {"unseen": Unseen.NOT_FOUND}
    except instaloader.exceptions.ConnectionException as error:
        cause = error.__cause__
        is_network = isinstance(cause, requests.RequestException)
        return {"unseen": Unseen.UNREACHABLE if is_network else Unseen.REFUSED}
    except (instaloader.exceptions.LoginRequiredException, instaloader.exceptions.AbortDownloadException):
        return {"unseen": Unseen.REFUSED}
    except Exception:  # noqa: BLE001 - a page that is built otherwise raises whatever it likes
        return {"unseen": Unseen.CHANGED}
    return dict(seen)


def main() -> None:
    """Look at the account that is named, and print what was seen."""
    print(json.dumps(look(sys.argv[1])))  # noqa: T201 - how this process answers


if __name__ == "__main__":
    main()
