"""Probing: the open questions, asked of Meta itself on a Page that the person names as a test Page."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from brandbot.config import Config
from brandbot.errors import Message, PlatformError, Refused
from brandbot.model import Channel, Network
from brandbot.operate.accounts import folder_of, graph_of
from brandbot.operate.choice import Question, Way, choose
from brandbot.operate.probe import instagram, page
from brandbot.operate.probe.lab import Lab
from brandbot.operate.workspace import only_one
from brandbot.platforms.graph import Graph, TokenPlace
from brandbot.store import Store

Experiment = Callable[[Lab], Iterator[page.Answer]]
ON_PAGE: tuple[Experiment, ...] = (
    page.tokens,
    page.drafts,
    page.together,
    page.deleting,
    page.scheduled,
    page.mutation_id,
    page.story,
)
ON_INSTAGRAM: tuple[Experiment, ...] = (instagram.hostings, instagram.container_twice)


@dataclass(frozen=True, slots=True)
class Found:
    """What came out: the way to publish from now on, what went wrong, and what a person has to delete."""

    way: Way
    troubles: tuple[Message, ...]
    left: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """Who stands beside: is told each answer, and asked what only eyes can see (None: they skip it)."""

    tell: Callable[[Question, str, str], None]
    ask: Callable[[Message], bool | None]


def named_page(config: Config, named: str, typed: str) -> Channel:
    """The Page that both words name. Raises Refused where they differ, or name another than that of config.yaml."""
    found = next((one for one in config.channels if one.network is Network.FACEBOOK and one.account_id == named), None)
    if found is None:
        raise Refused(
            Message("the Page {id} stands in no channel of config.yaml; connect the test Page first", id=named)
        )
    if typed.strip() != named:
        raise Refused(Message("that is another number; nothing was done"))
    return found


def probe(config: Config, channel: Channel, now: dt.datetime, person: Person, pause: Callable[[float], None]) -> Found:
    """Make all experiments on this Page, keep the answers, and clear everything away again.

    Raises Refused while brandbot is at work in the workspace.
    """
    beside = next((one for one in config.channels if one.network is Network.INSTAGRAM), None)

    def way(place: TokenPlace) -> Graph:
        return graph_of(config, channel, place)

    with (
        only_one(config.root),
        tempfile.TemporaryDirectory() as folder,
        closing(Store(config.store_url, config.root)) as store,
    ):
        own_folder = folder_of(config) if config.folder else None
        lab = Lab(channel, beside, way, Path(folder), now, pause, person.ask, own_folder)
        troubles = []
        try:
            for experiment in (*ON_PAGE, *(ON_INSTAGRAM if beside else ())):
                try:
                    for question, answer, detail in experiment(lab):
                        store.probes.save(channel.account_id, question, answer, detail, now)
                        person.tell(question, answer, detail)
                except PlatformError as error:
                    troubles.append(error.message)
        finally:
            left = lab.clear()
        way_on = choose(store.probes.answers(channel.account_id), config.publish.get(channel.name))
        return Found(way_on, tuple(troubles), left)
