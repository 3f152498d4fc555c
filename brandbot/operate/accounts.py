"""Accounts: a platform for each channel of the config, with its token."""

from __future__ import annotations

from collections.abc import Mapping

from brandbot.config import Config
from brandbot.errors import Message, Refused
from brandbot.model import Channel
from brandbot.platforms import PLATFORMS
from brandbot.platforms.base import Platform
from brandbot.platforms.dry_run import DryRun
from brandbot.platforms.graph import Graph
from brandbot.platforms.hosting import PageHosting


def connect(config: Config, *, dry: bool = False) -> Mapping[str, Platform]:
    """The platforms by channel name; dry ones send nothing.

    Raises Refused where a token is missing, or where sample data would reach Meta.
    """
    if dry:
        return {channel.name: DryRun(channel) for channel in config.channels}
    graphs = {channel.name: _graph(config, channel) for channel in config.channels}
    if config.brand.sample_mark and not all(graph.is_local for graph in graphs.values()):
        raise Refused(
            Message(
                "these are sample data ({mark}): write your school's events and clear sample_mark in config.yaml, "
                "or practise with brandbot sandbox",
                mark=config.brand.sample_mark,
            )
        )
    page = next((channel for channel in config.channels if channel.name == config.hosting), None)
    if page is None:
        raise Refused(
            Message(
                "hosting in config.yaml names no channel; write the Facebook one, through which pictures get an address"
            )
        )
    hosting = PageHosting(graphs[page.name], page.account_id)
    return {
        channel.name: PLATFORMS[channel.network](channel, graphs[channel.name], hosting) for channel in config.channels
    }


def _graph(config: Config, channel: Channel) -> Graph:
    return Graph(
        config.secrets.token(channel.name),
        version=config.graph_version,
        app_secret=config.secrets.app_secret,
        base_url=config.graph_url,
    )
