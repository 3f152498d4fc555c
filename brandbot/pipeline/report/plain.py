"""A report for programs: JSON of the same numbers."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Mapping
from enum import Enum
from typing import Any

from brandbot.errors import Message
from brandbot.pipeline.report.numbers import PostRow, WeeklyReport
from brandbot.pipeline.report.steps import next_steps
from brandbot.pipeline.report.week import Week


def as_json(report: WeeklyReport) -> str:
    """The report for programs: times in ISO 8601, ages in hours, ratios as such, null where a number is missing."""
    steps = [{"what": str(s.what), "owner": str(s.owner), "by": s.by.isoformat()} for s in next_steps(report)]
    return json.dumps(plain(report) | {"steps": steps}, ensure_ascii=False, indent=2) + "\n"


def plain_json(report: object) -> str:
    """Any report of plain and frozen values."""
    return json.dumps(plain(report), ensure_ascii=False, indent=2) + "\n"


def plain(value: Any) -> Any:
    """Any value of a report as JSON takes it."""
    told = value
    match value:
        case Message() | Week():
            told = str(value)
        case Enum():
            told = value.value
        case float():
            told = round(value, 6)
        case dt.timedelta():
            told = value / dt.timedelta(hours=1)
        case dt.date():
            told = value.isoformat()
        case Mapping():
            told = {plain(key): plain(item) for key, item in value.items()}
        case tuple() | frozenset():
            told = [plain(item) for item in value]
        case _ if dataclasses.is_dataclass(value):
            told = {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
            if isinstance(value, PostRow):
                told |= {"rate": plain(value.rate), "provisional": value.provisional}
    return told
