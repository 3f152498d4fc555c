"""Approvals: who said yes to which picture and text, when and how."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Policy(StrEnum):
    """What a kind of event needs before its posts go out."""

    WORD = "word"  # the event's own word `approval` is enough
    SHEET = "sheet"  # each post is approved as it will look, by its code
    NONE = "none"  # approved beforehand: even a draft goes out


class Party(StrEnum):
    """Whose approval it is."""

    SCHOOL = "school"
    PARTNER = "partner"


class Verdict(StrEnum):
    """What was said."""

    APPROVED = "approved"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class ApprovalNote:
    """One answer to one post as it looked then; `content` is the hash of what was shown."""

    post_key: str
    content: str
    party: Party
    verdict: Verdict
    by: str
    how: str
    reason: str
    at: dt.datetime
