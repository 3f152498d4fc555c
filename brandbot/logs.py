"""What brandbot did, one line a thing: JSON in data/log/, a sentence for the person; never a secret."""

from __future__ import annotations

import dataclasses
import datetime as dt
import logging
import logging.handlers
from collections import deque
from collections.abc import Collection, Iterable, MutableMapping, Sequence
from pathlib import Path
from typing import Any

import structlog

from brandbot.errors import PlatformError
from brandbot.model import Problem, Receipt
from brandbot.wording import Wording

_MASK = "•••"


class Log:
    """A place to say what was done. Secrets that slipped into a value are masked."""

    def __init__(self, logger: Any, handler: logging.Handler | None = None) -> None:
        self._logger = logger
        self._handler = handler
        self._failures: deque[tuple[str, str]] = deque(maxlen=100)

    @classmethod
    def silent(cls) -> Log:
        """Says nothing: for previews, listings and tests."""
        return cls(structlog.wrap_logger(structlog.ReturnLogger(), processors=[]))

    @classmethod
    def to_file(cls, folder: Path, secrets: Collection[str]) -> Log:
        """JSON lines in `folder`, five files of a megabyte each."""
        folder.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(
            folder / "brandbot.jsonl", maxBytes=1_000_000, backupCount=5, encoding="utf-8"
        )
        handler.setFormatter(logging.Formatter("%(message)s"))
        stream = logging.Logger("brandbot")  # noqa: LOG001 - its own, so that no library's setting reaches it
        stream.addHandler(handler)
        processors: list[Any] = [
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.add_log_level,
            structlog.processors.format_exc_info,
            _Redact(secrets),
            structlog.processors.JSONRenderer(ensure_ascii=False, default=str),
        ]
        logging.getLogger("urllib3").setLevel(logging.ERROR)  # its warnings hold whole addresses
        return cls(structlog.wrap_logger(stream, processors=processors), handler)

    def done(self, action: str, result: Any) -> None:
        """Something was done; what came of it that is not nothing."""
        fields = {name: value for name, value in dataclasses.asdict(result).items() if value}
        self._logger.info(action, action=action, **fields)

    def problem(self, wording: Wording, problem: Problem) -> None:
        """A mistake in a person's file."""
        self._logger.warning("problem", action="read", place=str(problem.place), text=wording.say(problem.message))

    def refused(self, what: str, text: str) -> None:
        """A post or report that can't be made as things stand."""
        self._logger.warning("refused", action="make", what=what, text=text)

    def noticed(self, what: str, texts: Iterable[str]) -> None:
        """What its officer should know of pictures."""
        for text in texts:
            self._logger.warning("notice", action="make", what=what, text=text)

    def published(self, receipt: Receipt, slot: dt.datetime, elapsed_ms: int | None) -> None:
        """A post is live; `elapsed_ms` is of the visible call, None where a look found it."""
        late = round((receipt.published_at - slot).total_seconds())
        self._logger.info(
            "published",
            action="publish",
            key=receipt.post_key,
            remote_id=receipt.remote_id,
            permalink=receipt.permalink,
            seconds_after_slot=late,
            elapsed_ms=elapsed_ms,
        )

    def attempt_failed(self, key: str, step: str, error: PlatformError, elapsed_ms: int) -> None:
        """One call went wrong; the ledger says what follows."""
        detail = error.detail
        self._logger.warning(
            "attempt failed",
            action="publish",
            key=key,
            step=step,
            outcome=type(error).__name__,
            status=detail.status,
            code=detail.code,
            subcode=detail.subcode,
            fbtrace_id=detail.trace_id,
            elapsed_ms=elapsed_ms,
            text=str(error),
        )

    def held(self, channel: str, until: dt.datetime, reason: str) -> None:
        """A channel rests until then."""
        self._logger.warning("hold", action="publish", channel=channel, until=until.isoformat(), text=reason)

    def failed(self, action: str, error: BaseException) -> None:
        """A step broke off; it is tried again with the next tick."""
        self._failures.append((action, type(error).__name__))
        self._logger.error("failed", action=action, error=f"{type(error).__name__}: {error}", exc_info=error)

    def take_failures(self) -> Sequence[tuple[str, str]]:
        """The steps that broke off since this was last asked, each with the kind of fault."""
        taken = tuple(dict.fromkeys(self._failures))
        self._failures.clear()
        return taken

    def told(self, key: str, text: str) -> None:
        """The officer was told; where no gateway is set up, this line is all there is."""
        self._logger.info("told", action="tell", key=key, text=text)

    def sent(self, week: str, recipient: str, outcome: str) -> None:
        """A report was brought to somebody's gateway, and what came of it."""
        self._logger.info("report sent", action="send", week=week, recipient=recipient, outcome=outcome)

    def gave_up(self, key: str, text: str) -> None:
        """No gateway took it, again and again: nobody was told."""
        self._logger.error("not told", action="tell", key=key, text=text)

    def close(self) -> None:
        """Give the file back."""
        if self._handler:
            self._handler.close()


def masked(text: str, secrets: Iterable[str]) -> str:
    """The text without these secrets."""
    for secret in secrets:
        text = text.replace(secret, _MASK) if secret else text
    return text


class _Redact:
    """Masks the workspace's secrets wherever they turn up."""

    def __init__(self, secrets: Collection[str]) -> None:
        self._secrets = sorted(filter(None, secrets), key=len, reverse=True)  # one may be a part of another

    def __call__(self, _logger: Any, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        for key, value in event.items():
            event[key] = self._mask(value)
        return event

    def _mask(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {self._mask(key): self._mask(item) for key, item in value.items()}
        if isinstance(value, list | tuple | set | frozenset):
            return [self._mask(item) for item in value]
        plain = value is None or isinstance(value, bool | int | float)
        return value if plain else masked(str(value), self._secrets)
