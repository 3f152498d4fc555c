"""Reading the metrics of many posts in few calls: one list for recent posts, batches of 50 for the others.

Counts that are fields of a post and its insights come in one call, by field expansion. One name that Meta no longer
knows (code 100) or that the token may not read (10, 200 to 299) fails the whole of it: then each name is asked for by
itself, in one batch, what works is read without the others, and they are named to the caller, who remembers them.
Only counts are asked for: no name and no word of anybody who commented or reacted.

Sources: Graph API "Field expansion", "Batch requests", "Handling errors"; IG Media, Page post (2026-09).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from brandbot.errors import PlatformError, RateLimited, Rejected, Unauthorized, Unavailable
from brandbot.model import Metric, Missing, Placement, Reading, Source
from brandbot.platforms.answers import Json, read_metrics, rows
from brandbot.platforms.base import Answered, Asked, Name, Stale
from brandbot.platforms.graph import Graph
from brandbot.platforms.verdicts import INPUT

BATCH = 50  # Graph API, "Batch requests"
_LIST = 100  # Page posts per page of a list
_RECENT = dt.timedelta(days=8)  # between the youngest and the oldest post of one list
_LAG = dt.timedelta(minutes=2)  # how far Meta's clock may be behind ours
_FEW = 2  # posts from which on a list is worth its call
_ROUNDS = 3  # of finding out what fails a call
_TOO_FEW_VIEWERS = 10  # the code for a story with fewer than five
_PERMISSION = frozenset({3, 10, *range(200, 300)})


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is read of a placement's posts.

    `insights`: Meta's metrics and what they are here; `name.part` is one part of a metric that has several, the bare
    name of such a metric their sum. `fields`: counts of the post itself and where in the answer they stand; they go
    before insights, because they count up to the minute.
    """

    insights: Mapping[str, Metric] = field(default_factory=dict)
    fields: Mapping[str, tuple[Metric, tuple[str, ...]]] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that Meta may know or not, once."""
        return (*self.fields, *dict.fromkeys(name.partition(".")[0] for name in self.insights))

    def without(self, names: Iterable[str]) -> Wanted:
        """The same but for these names."""
        left_out = frozenset(names)
        return Wanted(
            {name: metric for name, metric in self.insights.items() if name.partition(".")[0] not in left_out},
            {name: found for name, found in self.fields.items() if name not in left_out},
        )

    @property
    def expansion(self) -> str:
        """The `fields` parameter of a call that asks for all of it."""
        metrics = ",".join(dict.fromkeys(name.partition(".")[0] for name in self.insights))
        return ",".join(("id", *self.fields, *([f"insights.metric({metrics})"] if metrics else [])))


class Reader:
    """Reads the metrics of one account's posts; `edge` lists its feed (`{page}/published_posts`)."""

    def __init__(self, graph: Graph, account: str, edge: str, wanted: Mapping[Placement, Wanted]) -> None:
        self._graph, self._account, self._edge, self._wanted = graph, account, edge, wanted

    def read(self, asked: Sequence[Asked], unusable: Mapping[Name, Missing]) -> Answered:
        """Readings of these posts; see `Platform.insights`."""
        readings: dict[str, Reading | PlatformError] = {}
        learned: dict[Name, Missing] = {}
        for placement in dict.fromkeys(one.placement for one in asked):
            posts = [one for one in asked if one.placement is placement]
            known = {name.text: why for name, why in unusable.items() if name.placement is placement}
            wanted = self._wanted[placement]
            raw = self._fetch(posts, wanted.without(known), as_list=True)
            for _ in range(_ROUNDS):
                wrong = [one for one in posts if _is_names_fault(raw[one.remote_id], placement)]
                if not wrong:
                    break
                found, failing = self._examine(wrong[0].remote_id, wanted.without(known))
                learned |= {Name(placement, name): why for name, why in found.items()}
                known |= found
                raw |= self._fetch(wrong[:1], wanted.without({*known, *failing}))
                raw |= self._fetch(wrong[1:], wanted.without(known))
            readings |= {key: _reading(answer, wanted, known, placement) for key, answer in raw.items()}
        return Answered(readings, learned)

    def _fetch(
        self, posts: Sequence[Asked], wanted: Wanted, *, as_list: bool = False
    ) -> dict[str, Json | PlatformError]:
        """Each post's answer or error: from one list what is recent, by itself or in batches what is not in it."""
        if not wanted.names:
            return {one.remote_id: {} for one in posts}
        found: dict[str, Json | PlatformError] = dict(self._listed(posts, wanted)) if as_list else {}
        ids = [one.remote_id for one in posts if one.remote_id not in found]
        if len(ids) == 1:
            found[ids[0]] = self._single(ids[0], wanted)
        elif ids:
            query = urlencode({"fields": wanted.expansion})
            for start in range(0, len(ids), BATCH):
                part = ids[start : start + BATCH]
                found |= zip(part, self._graph.batch([f"{one}?{query}" for one in part]), strict=True)
        return found

    def _listed(self, posts: Sequence[Asked], wanted: Wanted) -> Mapping[str, Json | PlatformError]:
        """What one list of the account's feed tells of these posts; stories stand in none."""
        newest = max(one.since for one in posts)
        recent = {
            one.remote_id: one for one in posts if one.placement is Placement.FEED and newest - one.since <= _RECENT
        }
        if len(recent) < _FEW:
            return {}
        since = min(one.since for one in recent.values()) - _LAG
        try:
            answer = self._graph.get_connections(
                self._account, self._edge, fields=wanted.expansion, limit=_LIST, since=int(since.timestamp())
            )
        except (Rejected, Unauthorized) as error:
            if not _is_names_fault(error, Placement.FEED):
                raise
            return dict.fromkeys(recent, error)
        except (Unavailable, Stale):  # too much for one answer, say: each by itself
            return {}
        return {str(row.get("id")): row for row in rows(answer) if str(row.get("id")) in recent}

    def _single(self, remote_id: str, wanted: Wanted) -> Json | PlatformError:
        try:
            answer: Json = self._graph.get_object(remote_id, fields=wanted.expansion)
        except (RateLimited, Unavailable):
            raise
        except Unauthorized as error:
            if error.detail.code not in _PERMISSION:
                raise
            return error
        except PlatformError as error:
            return error
        return answer

    def _examine(self, remote_id: str, wanted: Wanted) -> tuple[dict[str, Missing], frozenset[str]]:
        """Ask for each name by itself: which of them are no use on any post, and which of them fail on this one.

        Where all fields, or all insights, are unknown alike, it is the post that has none of them.
        """
        fields = {name: f"{remote_id}?{urlencode({'fields': name})}" for name in wanted.fields}
        metrics = [name for name in wanted.names if name not in fields]
        paths = fields | {name: f"{remote_id}/insights?{urlencode({'metric': name})}" for name in metrics}
        answers = dict(zip(paths, self._graph.batch(list(paths.values())), strict=True))
        unknown = {name for name, answer in answers.items() if isinstance(answer, Rejected) and _code(answer) == INPUT}
        denied = {name for name, answer in answers.items() if _code(answer) in _PERMISSION}
        retired = {name for group in (fields.keys(), set(metrics)) for name in group & unknown if group - unknown}
        found = dict.fromkeys(retired, Missing.UNKNOWN_METRIC) | dict.fromkeys(denied, Missing.NO_PERMISSION)
        return found, frozenset(unknown | denied)


def read_followers(graph: Graph, account: str) -> Reading:
    """An account's follower count, which is a field of a Page and of an Instagram account."""
    count = graph.get_object(account, fields="followers_count").get("followers_count")
    if not isinstance(count, int):
        return Reading({}, {Metric.FOLLOWERS: Missing.WITHHELD})
    return Reading({Metric.FOLLOWERS: count}, {}, {Metric.FOLLOWERS: Source.FIELDS})


def _code(answer: Json | PlatformError) -> int | None:
    return answer.detail.code if isinstance(answer, PlatformError) else None


def _is_names_fault(answer: Json | PlatformError, placement: Placement) -> bool:
    """Whether a name may have failed the call: for a story the code of a missing permission says "few viewers"."""
    if placement is Placement.STORY and _code(answer) == _TOO_FEW_VIEWERS:
        return False
    return (isinstance(answer, Rejected) and _code(answer) == INPUT) or (
        isinstance(answer, Unauthorized) and _code(answer) in _PERMISSION
    )


def _reading(
    answer: Json | PlatformError, wanted: Wanted, known: Mapping[str, Missing], placement: Placement
) -> Reading | PlatformError:
    """A post's numbers; what is absent has the reason of its name, or is withheld."""
    every = {*wanted.insights.values(), *(metric for metric, _ in wanted.fields.values())}
    if isinstance(answer, Stale):
        return Reading({}, dict.fromkeys(every, Missing.GONE))
    if isinstance(answer, Unauthorized) and placement is Placement.STORY and _code(answer) == _TOO_FEW_VIEWERS:
        return Reading({}, dict.fromkeys(every, Missing.TOO_FEW_VIEWERS))
    if isinstance(answer, Rejected):
        return Reading({}, dict.fromkeys(every, Missing.WITHHELD))
    if isinstance(answer, PlatformError):
        return answer
    nested = answer.get("insights")
    told = read_metrics(nested) if isinstance(nested, dict) else {}
    insights = {metric: _part(told, name) for name, metric in wanted.insights.items()}
    counts = {metric: _follow(answer, path) for metric, path in wanted.fields.values()}
    values = {metric: n for found in (insights, counts) for metric, n in found.items() if n is not None}
    sources = {metric: Source.FIELDS if counts.get(metric) is not None else Source.INSIGHTS for metric in values}
    return Reading(values, {metric: _why(metric, wanted, known) for metric in every - values.keys()}, sources)


def _why(metric: Metric, wanted: Wanted, known: Mapping[str, Missing]) -> Missing:
    """Withheld, unless none of its names can be used."""
    names = [name.partition(".")[0] for name, one in wanted.insights.items() if one is metric]
    names += [name for name, (one, _) in wanted.fields.items() if one is metric]
    reasons = [known.get(name) for name in names]
    if None in reasons:
        return Missing.WITHHELD
    return Missing.NO_PERMISSION if Missing.NO_PERMISSION in reasons else Missing.UNKNOWN_METRIC


def _part(told: Mapping[str, Any], name: str) -> int | None:
    """A metric's number: its sum, or one part of it, which Meta leaves out where it is 0."""
    metric, _, piece = name.partition(".")
    value = told.get(metric)
    if isinstance(value, dict):
        numbers = {key: number for key, number in value.items() if isinstance(number, int)}
        return numbers.get(piece, 0) if piece else sum(numbers.values())
    return value if isinstance(value, int) and not piece else None


def _follow(answer: Any, path: tuple[str, ...]) -> int | None:
    """The number at the end of a path of keys; None where there is none."""
    for key in path:
        answer = answer.get(key) if isinstance(answer, dict) else None
    return answer if isinstance(answer, int) else None
