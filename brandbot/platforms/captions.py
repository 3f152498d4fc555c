"""Knowing a post again by its caption."""

from __future__ import annotations

import unicodedata


def fingerprint(caption: str) -> str:
    """What is left of a caption that Meta may have changed: without "@", white space and invisible characters."""
    left = "".join(c for c in caption if c != "@" and not c.isspace() and unicodedata.category(c) != "Cf")
    return unicodedata.normalize("NFC", left)


def is_same(sent: str, read: object) -> bool:
    """Whether what was read back is what was sent."""
    return fingerprint(sent) == fingerprint(str(read or ""))
