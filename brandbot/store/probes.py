"""What was found out about an account on a test: one answer a question, the newest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Engine, delete, insert, select

from brandbot.store.schema import probes


@dataclass(frozen=True, slots=True)
class Probed:
    """One question with its answer, and what was seen."""

    question: str
    answer: str
    detail: str
    at: dt.datetime


class Probes:
    """Answers by account and question."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def save(self, account: str, question: str, answer: str, detail: str, now: dt.datetime) -> None:
        """Keep an answer in place of an older one."""
        with self._engine.begin() as connection:
            connection.execute(delete(probes).where(probes.c.account == account, probes.c.question == question))
            row = {"account": account, "question": question, "answer": answer, "detail": detail, "at": now}
            connection.execute(insert(probes), row)

    def of(self, account: str) -> Sequence[Probed]:
        """All that was found out about an account."""
        query = select(probes).where(probes.c.account == account).order_by(probes.c.question)
        with self._engine.connect() as connection:
            return [Probed(row.question, row.answer, row.detail, row.at) for row in connection.execute(query)]

    def answers(self, account: str) -> Mapping[str, str]:
        """The answers by question."""
        return {probed.question: probed.answer for probed in self.of(account)}
