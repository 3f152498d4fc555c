"""A Meta on this machine: the same wire, for practice and tests.

with start(now=datetime(2026, 8, 12, 18, 30, tzinfo=UTC)) as sandbox:
    …  # BRANDBOT_GRAPH_URL=sandbox.url, token PAGE_TOKEN, ids PAGE_ID and IG_ID
"""

from brandbot.sandbox.accounts import (
    APP_ID,
    APP_SECRET,
    COOPERATIVE_TOKEN,
    EXPIRED_TOKEN,
    FOREIGN_TOKEN,
    GUEST_TOKEN,
    IG_ID,
    LONELY_TOKEN,
    OTHER_PAGE_ID,
    OTHER_PAGE_TOKEN,
    PAGE_ID,
    PAGE_TOKEN,
    PARTIAL_TOKEN,
    SHORT_TOKEN,
    UNLISTED_TOKEN,
    USER_ID,
    USER_TOKEN,
)
from brandbot.sandbox.server import Sandbox, start

__all__ = [
    "APP_ID",
    "APP_SECRET",
    "COOPERATIVE_TOKEN",
    "EXPIRED_TOKEN",
    "FOREIGN_TOKEN",
    "GUEST_TOKEN",
    "IG_ID",
    "LONELY_TOKEN",
    "OTHER_PAGE_ID",
    "OTHER_PAGE_TOKEN",
    "PAGE_ID",
    "PAGE_TOKEN",
    "PARTIAL_TOKEN",
    "SHORT_TOKEN",
    "UNLISTED_TOKEN",
    "USER_ID",
    "USER_TOKEN",
    "Sandbox",
    "start",
]
