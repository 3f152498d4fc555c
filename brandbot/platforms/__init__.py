"""The networks. A new one is a file here and a line in `PLATFORMS`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from brandbot.model import Channel, Network
from brandbot.platforms.base import Platform
from brandbot.platforms.facebook import Facebook
from brandbot.platforms.graph import Graph
from brandbot.platforms.hosting import Hosting
from brandbot.platforms.instagram import Instagram

Connect = Callable[[Channel, Graph, Hosting], Platform]


def connect_facebook(channel: Channel, graph: Graph, hosting: Hosting) -> Platform:  # noqa: ARG001 - takes uploads
    """The Page behind this channel; `graph` holds its token."""
    return Facebook(channel, graph)


def connect_instagram(channel: Channel, graph: Graph, hosting: Hosting) -> Platform:
    """The Instagram account behind this channel; `graph` holds its Page's token."""
    return Instagram(channel, graph, hosting)


PLATFORMS: Mapping[Network, Connect] = {
    Network.FACEBOOK: connect_facebook,
    Network.INSTAGRAM: connect_instagram,
}
