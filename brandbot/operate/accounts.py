"""Accounts: a platform for each channel of the config, with its token, as it was found out to work."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from brandbot.config import FOLDER, Config
from brandbot.errors import Message, Refused
from brandbot.model import Channel, Network, Sequence
from brandbot.operate.choice import choose
from brandbot.platforms import PLATFORMS
from brandbot.platforms.base import Platform
from brandbot.platforms.dry_run import DryRun
from brandbot.platforms.graph import Graph, TokenPlace
from brandbot.platforms.hosting import FolderHosting, Hosting, PageHosting
from brandbot.store import Store


def connect(config: Config, *, dry: bool = False) -> Mapping[str, Platform]:
    """The platforms by channel name; dry ones send nothing.

    Raises Refused where a token is missing, or where sample data would reach Meta.
    """
    if dry:
        return {channel.name: DryRun(channel) for channel in config.channels}
    config = as_probed(config)
    graphs = {channel.name: graph_of(config, channel) for channel in config.channels}
    if config.brand.sample_mark and not all(graph.is_local for graph in graphs.values()):
        raise Refused(
            Message(
                "these are sample data ({mark}): write your school's events and clear sample_mark in config.yaml, "
                "or practise with brandbot sandbox",
                mark=config.brand.sample_mark,
            )
        )
    hosting = hosting_of(config)
    return {
        channel.name: PLATFORMS[channel.network](channel, graphs[channel.name], hosting) for channel in config.channels
    }


def as_probed(config: Config) -> Config:
    """The settings with what `brandbot doctor --probe` found out; a person's word goes before it where it works.

    The answers of a Page hold for all that speaks with its token.
    """
    pages = {
        channel.name: choose(_answers(config, channel), config.publish.get(channel.name))
        for channel in config.channels
        if channel.network is Network.FACEBOOK
    }
    if not pages:
        return config
    ways = tuple(pages.values())
    is_lost = config.folder is not None and config.hosting in pages and not pages[config.hosting].page_hosting
    return replace(
        config,
        channels=tuple(
            replace(channel, sequence=pages[channel.name].sequence if channel.name in pages else Sequence.DRAFT)
            for channel in config.channels
        ),
        hosting=FOLDER if is_lost else config.hosting,
        token_in_form=any(way.token_in_form for way in ways),
    )


def graph_of(config: Config, channel: Channel, place: TokenPlace | None = None) -> Graph:
    """The channel's own way to Meta. Raises Refused where its token is missing."""
    found = TokenPlace.FORM if config.token_in_form else TokenPlace.HEADER
    return Graph(
        config.secrets.token(channel.name),
        version=config.graph_version,
        app_secret=config.secrets.app_secret,
        base_url=config.graph_url,
        token_place=place or found,
    )


def hosting_of(config: Config) -> Hosting:
    """What gives pictures an address. Raises Refused where nothing does."""
    page = next((channel for channel in config.channels if channel.name == config.hosting), None)
    if page:
        return PageHosting(graph_of(config, page), page.account_id)
    if config.hosting == FOLDER and config.folder:
        return folder_of(config)
    raise Refused(
        Message(
            "hosting in config.yaml names no channel; write the Facebook one, through which pictures get an address"
        )
    )


def folder_of(config: Config) -> FolderHosting:
    """The school's own folder for pictures, a plain path meant below the workspace."""
    folder = config.folder
    assert folder
    place = folder.place if "://" in folder.place else str(config.root / folder.place)
    user, password = config.secrets.other(folder.user), config.secrets.other(folder.password)
    return FolderHosting(place, folder.url, user=user, password=password)


def has_store(config: Config) -> bool:
    """Whether there is a store already: looking must not make one."""
    if not config.store_url.startswith("sqlite"):
        return True
    _, _, path = config.store_url.partition(":///")
    return bool(path) and Path(path).exists()


def _answers(config: Config, channel: Channel) -> Mapping[str, str]:
    """What was found out about a Page."""
    if not has_store(config):
        return {}
    with closing(Store(config.store_url, config.root)) as store:
        return store.probes.answers(channel.account_id)
