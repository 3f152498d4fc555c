"""A Meta on this machine: the same wire, for practice and tests.

with start(now=datetime(2026, 8, 12, 18, 30, tzinfo=UTC)) as sandbox:
    …  # BRANDBOT_GRAPH_URL=sandbox.url, token PAGE_TOKEN, ids PAGE_ID and IG_ID
"""

from brandbot.sandbox.accounts import (
    APP_ID,
    APP_SECRET,
    IG_ID,
    OTHER_PAGE_ID,
    OTHER_PAGE_TOKEN,
    PAGE_ID,
    PAGE_TOKEN,
    SHORT_TOKEN,
    USER_ID,
    USER_TOKEN,
)
from brandbot.sandbox.server import Sandbox, start

__all__ = [
    "APP_ID",
    "APP_SECRET",
    "IG_ID",
    "OTHER_PAGE_ID",
    "OTHER_PAGE_TOKEN",
    "PAGE_ID",
    "PAGE_TOKEN",
    "SHORT_TOKEN",
    "USER_ID",
    "USER_TOKEN",
    "Sandbox",
    "start",
]
