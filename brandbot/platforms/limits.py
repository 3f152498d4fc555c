"""What each placement takes, and the check before anything is sent."""

from __future__ import annotations

import re
from collections.abc import Mapping

from brandbot.errors import Message
from brandbot.model import Network, Placement
from brandbot.platforms.base import Limits, Outgoing

_HASHTAG = re.compile(r"#\w")
_MB = 1_000_000

# Facebook: "Page photos" of the Graph API reference says 10 MB, the service refuses from 4 MB on (1366046); ten
# pictures were accepted, no maximum is documented; the message's limit is a third party's figure.
# Instagram: "IG User media" of the Graph API reference. Its page says 30 hashtags; trade press says the app takes 5.
LIMITS: Mapping[tuple[Network, Placement], Limits] = {
    (Network.FACEBOOK, Placement.FEED): Limits(max_bytes=4 * _MB, max_images=10, max_caption=63_206),
    (Network.FACEBOOK, Placement.STORY): Limits(max_bytes=4 * _MB, max_images=1),
    (Network.INSTAGRAM, Placement.FEED): Limits(
        max_bytes=8 * _MB,
        max_images=10,
        min_ratio=4 / 5,
        max_ratio=1.91,
        max_caption=2200,
        max_hashtags=30,
        max_alt_text=1000,
    ),
    (Network.INSTAGRAM, Placement.STORY): Limits(max_bytes=8 * _MB, max_images=1),
}


def check(outgoing: Outgoing, limits: Limits) -> Message | None:
    """The first reason why the network will not take this, or None. Reads nothing but the files' sizes."""
    return _check_pictures(outgoing, limits) or _check_text(outgoing, limits)


def _check_pictures(outgoing: Outgoing, limits: Limits) -> Message | None:
    count = len(outgoing.renditions)
    if not 1 <= count <= limits.max_images:
        return Message("The post has {count} pictures; use 1 to {most}", count=count, most=limits.max_images)
    for rendition in outgoing.renditions:
        name = rendition.path.name
        try:
            size = rendition.path.stat().st_size
        except OSError:
            return Message("The picture {name} can't be read: make a new preview and approve it", name=name)
        if size > limits.max_bytes:
            most = limits.max_bytes // _MB
            return Message("The picture {name} is larger than {most} MB: use a smaller one", name=name, most=most)
        if not limits.min_ratio <= rendition.width / rendition.height <= limits.max_ratio:
            return Message(
                "The picture {name} is {width}×{height}; its width must be {least} to {most} times its height",
                name=name,
                width=rendition.width,
                height=rendition.height,
                least=f"{limits.min_ratio:g}",
                most=f"{limits.max_ratio:g}",
            )
    return None


def _check_text(outgoing: Outgoing, limits: Limits) -> Message | None:
    length, hashtags = len(outgoing.caption), len(_HASHTAG.findall(outgoing.caption))
    if limits.max_caption is not None and length > limits.max_caption:
        return Message(
            "The caption has {length} characters; shorten it to {most}", length=length, most=limits.max_caption
        )
    if limits.max_hashtags is not None and hashtags > limits.max_hashtags:
        return Message("The caption has {count} hashtags; use at most {most}", count=hashtags, most=limits.max_hashtags)
    longest = max((len(rendition.alt_text) for rendition in outgoing.renditions), default=0)
    if limits.max_alt_text is not None and longest > limits.max_alt_text:
        return Message(
            "The alt text has {length} characters; shorten it to {most}", length=longest, most=limits.max_alt_text
        )
    return None
