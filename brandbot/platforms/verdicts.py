"""What Meta's refusals mean for us: error codes as data, and the error that each becomes.

Codes are read from the answer's code fields only, never out of a text.
Sources: Meta's "Error codes" page of Instagram content publishing (2026-06-02), "Handling errors" and "Rate limits"
of the Graph API; `proof` is false wherever a post was seen live after such an answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, auto

from brandbot.errors import (
    CallDetail,
    Message,
    OutcomeUnknown,
    PlatformError,
    RateLimited,
    Rejected,
    Unauthorized,
    Unavailable,
)
from brandbot.platforms.answers import Usage, redact
from brandbot.platforms.base import Stale

PAUSE = timedelta(minutes=15)  # where Meta does not say how long
QUOTA_PAUSE = timedelta(hours=1)  # posts are counted over the last 24 h: an hour later one may have left the window
_SUCCESS = range(200, 300)  # HTTP status codes
_REFUSAL = range(400, 500)
_TOO_MANY = 429

INPUT = 100  # the code for "invalid parameter", of which a retired metric is one


class Meaning(Enum):
    """What an error code asks of us."""

    TOKEN = auto()  # the token or a permission is gone
    BLOCKED = auto()  # Meta restricts the account
    THROTTLED = auto()  # too many calls
    QUOTA = auto()  # too many posts in 24 hours
    TROUBLE = auto()  # not now
    GONE = auto()  # no such object
    REFUSED = auto()  # never as it is


@dataclass(frozen=True, slots=True)
class Verdict:
    """An error's meaning; `proof` where even a commit that gets it has certainly published nothing."""

    meaning: Meaning
    proof: bool = False


# (code, subcode); None is any. The first of (code, subcode), (None, subcode), (code, None) that stands here counts.
VERDICTS: Mapping[tuple[int | None, int | None], Verdict] = {
    **{(code, None): Verdict(Meaning.TOKEN, proof=True) for code in (3, 10, 102, 104, 190, 2500, *range(200, 300))},
    **{(code, None): Verdict(Meaning.BLOCKED) for code in (368, 1404112, 4854002)},
    (4, 2207051): Verdict(Meaning.BLOCKED),  # "action is blocked": posts were live after it
    (25, 2207050): Verdict(Meaning.BLOCKED, proof=True),
    **{(code, None): Verdict(Meaning.THROTTLED) for code in (4, 17, 32, 341, 613, *range(80000, 80015))},
    (9, 2207042): Verdict(Meaning.QUOTA, proof=True),
    **{(code, None): Verdict(Meaning.TROUBLE) for code in (-2, -1, 1, 2)},
    (9004, 2207052): Verdict(Meaning.TROUBLE),  # could not fetch the picture; comes and goes even with good hosts
    (9007, 2207027): Verdict(Meaning.TROUBLE, proof=True),  # container not ready
    (-2, 2207020): Verdict(Meaning.GONE),  # container expired
    (24, None): Verdict(Meaning.GONE),  # 2207006 no such media, 2207008 no such container
    (100, 33): Verdict(Meaning.GONE),
    (None, 1366051): Verdict(Meaning.GONE),  # these photos were already posted: by a draft whose answer got lost
    **{(code, None): Verdict(Meaning.REFUSED, proof=True) for code in (100, 352, *range(36000, 36005))},
    (None, 1366046): Verdict(Meaning.REFUSED, proof=True),  # photo over 4 MB
    (324, None): Verdict(Meaning.REFUSED),  # "missing image": posts were live after it
    (506, None): Verdict(Meaning.REFUSED),  # the same text again
}


@dataclass(frozen=True, slots=True)
class _Said:
    """The parts of an error that we use."""

    status: int
    code: int | None = None
    subcode: int | None = None
    text: str = ""
    trace_id: str | None = None
    transient: bool = False

    @property
    def detail(self) -> CallDetail:
        return CallDetail(self.status, self.code, self.subcode, self.trace_id, sent=True)

    def __str__(self) -> str:
        numbers = "/".join(str(number) for number in (self.code, self.subcode) if number is not None)
        return f"{numbers or f'HTTP {self.status}'} {self.text}".strip()


def failure(
    status: int, answer: object, usage: Usage, *, commit: bool = False, secrets: Iterable[str] = ()
) -> PlatformError | None:
    """The error that an answer stands for, or None for success. `answer` is decoded JSON; None where it was none."""
    error = answer.get("error") if isinstance(answer, dict) else None
    if status in _SUCCESS and isinstance(answer, dict) and not error:
        return None
    said = _said(status, error, secrets)
    verdict = _verdict(said)
    if commit and not (verdict.proof and status in _REFUSAL and not said.transient):
        return unknown(str(said), said.detail)
    return _error(verdict.meaning, said, usage)


def unknown(answer: str, detail: CallDetail | None = None) -> OutcomeUnknown:
    """The error of a commit without a usable answer."""
    text = Message(
        "No clear answer from Meta ({answer}): the post may be live. It is looked up before anything is sent again",
        answer=answer,
    )
    return OutcomeUnknown(text, detail or CallDetail(sent=True))


def unreachable(url: str, reason: str, *, is_local: bool, sent: bool) -> Unavailable:
    """The error of a call that got no answer and made nothing visible; `sent` where some of it may have left."""
    if is_local:
        text = Message(
            "The sandbox at {url} does not answer: start it with `brandbot sandbox` ({reason})", url=url, reason=reason
        )
    else:
        text = Message(
            "{url} does not answer: check the internet connection; it will be tried again ({reason})",
            url=url,
            reason=reason,
        )
    return Unavailable(text, CallDetail(sent=sent))


def _said(status: int, error: object, secrets: Iterable[str]) -> _Said:
    if not isinstance(error, dict):
        return _Said(status)
    text = error.get("error_user_msg") or error.get("message") or ""
    trace_id = error.get("fbtrace_id")
    return _Said(
        status,
        _whole(error.get("code")),
        _whole(error.get("error_subcode")),
        redact(str(text), secrets),
        redact(trace_id, secrets) if isinstance(trace_id, str) else None,
        error.get("is_transient") is True,
    )


def _whole(value: object) -> int | None:
    if isinstance(value, str) and re.fullmatch(r"-?\d{1,9}", value, re.ASCII):
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _verdict(said: _Said) -> Verdict:
    keys = ((said.code, said.subcode), (None, said.subcode), (said.code, None))
    known = next((VERDICTS[key] for key in keys if key in VERDICTS), None)
    if known is None:
        known = Verdict(Meaning.THROTTLED if said.status == _TOO_MANY else Meaning.REFUSED)
    is_sure = said.code is not None and said.status in _REFUSAL and not said.transient
    return Verdict(Meaning.TROUBLE) if known.meaning is Meaning.REFUSED and not is_sure else known


def _error(meaning: Meaning, said: _Said, usage: Usage) -> PlatformError:
    answer, detail = str(said), said.detail
    error: PlatformError
    match meaning:
        case Meaning.TOKEN:
            text = Message(
                "Meta no longer accepts this account's access token or one of its permissions: "
                "connect the account again ({answer})",
                answer=answer,
            )
            error = Unauthorized(text, detail)
        case Meaning.BLOCKED:
            text = Message(
                "Meta has restricted this account: open it in the app and do what it asks there ({answer})",
                answer=answer,
            )
            error = Unauthorized(text, detail)
        case Meaning.THROTTLED:
            text = Message("Meta asks for a pause after too many calls ({answer})", answer=answer)
            error = RateLimited(text, detail, wait=usage.regain or PAUSE)
        case Meaning.QUOTA:
            text = Message("The account has used up its posts for 24 hours ({answer})", answer=answer)
            error = RateLimited(text, detail, wait=QUOTA_PAUSE)
        case Meaning.TROUBLE:
            text = Message("Meta could not do this just now; it will be tried again ({answer})", answer=answer)
            error = Unavailable(text, detail)
        case Meaning.GONE:
            text = Message("What was prepared is no longer there; it will be prepared again ({answer})", answer=answer)
            error = Stale(text, detail)
        case Meaning.REFUSED:
            text = Message("Meta does not take this post as it is; mend it and try again ({answer})", answer=answer)
            error = Rejected(text, detail)
    return error
