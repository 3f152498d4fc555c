"""What can go wrong, sorted by what we do next.

BrandbotError
├── Mistakes          a person's files need mending; all problems at once
├── Refused           the command can't be carried out as things stand; the message tells the cure
└── PlatformError     a network's answer
├── Unavailable   certainly not carried out: try again later
├── OutcomeUnknown  sent, no usable answer: read back, never send blindly
├── RateLimited   wait, then go on
├── Rejected      this content will never be taken: mend it
└── Unauthorized  the account needs its person: hold all its posts
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from brandbot.model import Problem


class Message:
    """A sentence for people: English with {named} gaps; `wording` says it in the reader's language."""

    __slots__ = ("fields", "text")

    def __init__(self, text: str, /, **fields: object) -> None:
        self.text = text
        self.fields = fields

    def __str__(self) -> str:
        return self.text.format_map(self.fields)

    def __repr__(self) -> str:
        return f"Message({str(self)!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Message) and (self.text, self.fields) == (other.text, other.fields)

    def __hash__(self) -> int:
        return hash(str(self))


@dataclass(frozen=True, slots=True)
class CallDetail:
    """What a network said of one call, for the attempts table: never a token, never a body.

    `sent` is whether anything left this machine; None where nobody knows.
    """

    status: int | None = None
    code: int | None = None
    subcode: int | None = None
    trace_id: str | None = None
    sent: bool | None = None


class BrandbotError(Exception):
    """Everything that brandbot raises on purpose; `message` is for the person in front of it."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


class Mistakes(BrandbotError):
    """A person's files can't be used; `problems` says where and what to write instead."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(Message("{count} problems in the workspace's files", count=len(problems)))
        self.problems = problems


class Refused(BrandbotError):
    """The command can't be carried out as things stand; the message tells the cure."""


class PlatformError(BrandbotError):
    """A network did not do what was asked; `detail` is kept with the attempt."""

    def __init__(self, message: Message, detail: CallDetail | None = None) -> None:
        super().__init__(message)
        self.detail = detail or CallDetail()


class Unavailable(PlatformError):
    """Certainly not carried out (connection refused, name not found, a read that failed): try again later."""


class OutcomeUnknown(PlatformError):
    """Sent, and no answer that proves anything: it may be live. Read back; never send blindly."""


class RateLimited(PlatformError):
    """Too many calls or posts; nothing is wrong with the post."""

    def __init__(self, message: Message, detail: CallDetail | None = None, *, wait: timedelta) -> None:
        super().__init__(message, detail)
        self.wait = wait


class Rejected(PlatformError):
    """The network will never take this content as it is; a person mends it."""


class Unauthorized(PlatformError):
    """The account's token or permission is gone: everything of this channel waits for a person."""
