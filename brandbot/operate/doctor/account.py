"""A channel's account at Meta: token, permissions, link, quota, and how much it is called."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from brandbot.config import Config
from brandbot.errors import Message, PlatformError
from brandbot.model import Channel, Network
from brandbot.operate.accounts import graph_of
from brandbot.operate.connecting import App, app_way
from brandbot.operate.doctor.finding import Finding, Level, level_of, stage_of
from brandbot.platforms import tokens
from brandbot.platforms.answers import rows
from brandbot.platforms.graph import Graph
from brandbot.platforms.tokens import TokenInfo

BUSY, FULL = 80, 100  # percent
RECONNECT = Message("run brandbot connect")


@dataclass(frozen=True, slots=True)
class Look:
    """One channel at one moment, with its way to Meta."""

    config: Config
    channel: Channel
    graph: Graph
    now: dt.datetime

    @property
    def zone(self) -> ZoneInfo:
        """The school's."""
        return self.config.zone

    def found(self, check: str, level: Level, text: Message, cure: Message | None = None, stage: str = "") -> Finding:
        """A finding about this channel."""
        return Finding(check, level, text, cure, self.channel.name, stage)


def account(config: Config, channel: Channel, now: dt.datetime) -> tuple[tuple[Finding, ...], dt.datetime | None]:
    """Everything about one channel; and what Meta's clock shows, where it was heard.

    Raises Refused where the token is missing.
    """
    look = Look(config, channel, graph_of(config, channel), now)
    app = app_way(config, App(config.app_id, config.secrets.app_secret)) if _has_app(config) else None
    found: list[Finding] = []
    try:
        found += _token(look, app)
        if found[0].level is not Level.PROBLEM:
            found += (*_link(look), *_quota(look), _usage(look))
    except PlatformError as error:
        found.append(look.found("account", Level.PROBLEM, error.message, RECONNECT))
    heard = [way.clock.now() for way in (look.graph, app) if way and way.clock]
    return tuple(found), heard[0] if heard else None


def _has_app(config: Config) -> bool:
    return bool(config.app_id and config.secrets.app_secret)


def _token(look: Look, app: Graph | None) -> Iterator[Finding]:
    """The token itself: what it is, whose, until when, and what it may."""
    if app is None:
        text = Message(
            "the token speaks for {name}; app id and App Secret are missing to read its end", name=_name(look)
        )
        yield look.found("token", Level.WARNING, text, RECONNECT)
        return
    info = tokens.inspect(app, look.config.secrets.token(look.channel.name))
    yield _whose(look, info)
    if info.is_valid:
        yield from _ends(look, info)
        yield from _permissions(look, info)


def _name(look: Look) -> str:
    return str(look.graph.get_object("me", fields="name").get("name", ""))


def _whose(look: Look, info: TokenInfo) -> Finding:
    if not info.is_valid:
        text = Message("the token opens nothing: {why}", why=info.reason)
        return look.found("token", Level.PROBLEM, text, RECONNECT)
    if info.kind != "PAGE":
        text = Message("in .env stands a person's token where the Page's belongs")
        return look.found("token", Level.PROBLEM, text, RECONNECT)
    if look.channel.network is Network.FACEBOOK and info.profile != look.channel.account_id:
        text = Message("the token speaks for {name}, and config.yaml names another Page", name=_name(look))
        return look.found("token", Level.PROBLEM, text, RECONNECT)
    return look.found("token", Level.OK, Message("the token speaks for {name}", name=_name(look)))


def _ends(look: Look, info: TokenInfo) -> Iterator[Finding]:
    """The token's end, and that of the access to Instagram's data, which Page permissions outlive."""
    if info.expires:
        stage = stage_of(info.expires, look.now)
        text = Message("the token ends on {day}", day=info.expires.astimezone(look.zone).date())
        yield look.found("token_end", level_of(stage), text, RECONNECT if stage is not None else None, _text(stage))
    if info.access_ends and look.channel.network is Network.INSTAGRAM:
        stage = stage_of(info.access_ends, look.now)
        day = info.access_ends.astimezone(look.zone).date()
        text = Message("the access to Instagram's data ends on {day}", day=day)
        yield look.found("access_end", level_of(stage), text, RECONNECT if stage is not None else None, _text(stage))


def _permissions(look: Look, info: TokenInfo) -> Iterator[Finding]:
    is_instagram = look.channel.network is Network.INSTAGRAM
    needed = tokens.NEEDED_BY_INSTAGRAM if is_instagram else tokens.NEEDED_BY_PAGE
    wanted = [name for name in tokens.WANTED if name.startswith("instagram_") == is_instagram]
    if missing := [name for name in needed if name not in info.scopes]:
        text = Message("nothing can be published without: {permissions}", permissions=missing)
        yield look.found("permissions", Level.PROBLEM, text, RECONNECT, " ".join(missing))
    elif missing := [name for name in wanted if name not in info.scopes]:
        text = Message("reports and taking posts down lack: {permissions}", permissions=missing)
        yield look.found("permissions", Level.WARNING, text, RECONNECT, " ".join(missing))
    else:
        yield look.found("permissions", Level.OK, Message("all permissions are there"))


def _link(look: Look) -> Iterator[Finding]:
    """Whether the Instagram account still hangs on the Page."""
    if look.channel.network is not Network.INSTAGRAM:
        return
    page = tokens.page(look.graph, "me", look.config.secrets.token(look.channel.name))
    if page.instagram_id == look.channel.account_id:
        yield look.found(
            "link", Level.OK, Message("@{name} is linked to {page}", name=page.instagram_name, page=page.name)
        )
        return
    cure = Message("link it in the Page's settings under Linked accounts, then run brandbot connect")
    if page.instagram_id:
        text = Message("{page} is linked to another account: @{name}", page=page.name, name=page.instagram_name)
    else:
        text = Message("{page} has no professional Instagram account", page=page.name)
    yield look.found("link", Level.PROBLEM, text, cure)


def _quota(look: Look) -> Iterator[Finding]:
    """How many posts Instagram still takes today."""
    if look.channel.network is not Network.INSTAGRAM:
        return
    answer = look.graph.get_connections(
        look.channel.account_id, "content_publishing_limit", fields="config,quota_usage"
    )
    told = (rows(answer) or [{}])[0]
    limits = told.get("config")
    used, total = told.get("quota_usage"), limits.get("quota_total") if isinstance(limits, dict) else None
    if not isinstance(used, int) or not isinstance(total, int):
        yield look.found("quota", Level.WARNING, Message("Instagram does not tell how many posts it still takes"))
        return
    text = Message("{used} of {total} posts of 24 hours are used up", used=used, total=total)
    level = Level.PROBLEM if used >= total else Level.WARNING if used * 100 >= total * BUSY else Level.OK
    cure = Message("wait: posts count for 24 hours") if level is not Level.OK else None
    yield look.found("quota", level, text, cure)


def _usage(look: Look) -> Finding:
    """How much of the calls is used up, as the last answer told."""
    usage = look.graph.usage
    text = Message("{percent} % of the calls that Meta allows are used up", percent=usage.percent)
    if usage.regain or usage.percent >= FULL:
        return look.found("usage", Level.PROBLEM, text, Message("wait {time}: Meta takes no calls", time=usage.regain))
    if usage.percent >= BUSY:
        return look.found("usage", Level.WARNING, text, Message("nothing: brandbot reads fewer numbers by itself"))
    return look.found("usage", Level.OK, text)


def _text(stage: int | None) -> str:
    return "" if stage is None else str(stage)
