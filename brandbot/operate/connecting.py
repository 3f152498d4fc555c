"""Connecting: from an app and a person's short token to the Page's token in .env and the ids in config.yaml.

Whatever Meta would let fail silently later is refused here, with its cure.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from brandbot.config import Config
from brandbot.errors import Message, Refused, Rejected, Unauthorized
from brandbot.model import Channel, Network
from brandbot.platforms import tokens
from brandbot.platforms.graph import Graph
from brandbot.platforms.tokens import PageAccount, TokenInfo
from brandbot.sources.edit import with_values
from brandbot.sources.env import read_env, write_env
from brandbot.sources.files import read_text, write_text

USER_TOKEN = "FB_USER_TOKEN"  # noqa: S105 - a name in .env, for connecting without questions
APP_SECRET = "FB_APP_SECRET"  # noqa: S105 - the name where config.yaml gives none


@dataclass(frozen=True, slots=True)
class App:
    """The school's app at Meta."""

    id: str
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Login:
    """What a person's token opens: the Pages to choose from, and what was granted."""

    pages: tuple[PageAccount, ...]
    granted: frozenset[str]


@dataclass(frozen=True, slots=True)
class Connected:
    """Whom the stored token speaks for, until when, and which permissions it lacks that are worth having."""

    page: PageAccount
    expires: dt.datetime | None
    access_ends: dt.datetime | None
    lacking: tuple[str, ...]


def app_way(config: Config, app: App) -> Graph:
    """The app's own way to Meta, by which tokens are looked at."""
    return Graph(f"{app.id}|{app.secret}", version=config.graph_version, base_url=config.graph_url)


def log_in(config: Config, app: App, text: str) -> Login:
    """Exchange a person's short token and look at what it opens. Raises Refused with the cure."""
    info = look_at(config, app, text)
    if info.kind != "USER":
        raise Refused(
            Message(
                "that is a Page's token, and a person's is needed: in the Explorer choose 'User Token' and copy again"
            )
        )
    short = _way(config, app, text)
    long = _way(config, app, tokens.exchange(short, app.id, app.secret, text))
    granted = tokens.granted(long)
    _check_granted(config, granted)
    return Login(tokens.pages(long, info), granted)


def take_up(config: Config, app: App, text: str) -> Login:
    """Look at a Page's token that stands in .env already. Raises Refused with the cure."""
    info = look_at(config, app, text)
    if info.kind != "PAGE":
        raise Refused(
            Message(
                "in .env stands a person's token where the Page's belongs: write it as {name}=… instead, "
                "and brandbot connect makes the Page's of it",
                name=USER_TOKEN,
            )
        )
    _check_granted(config, info.scopes)
    return Login((tokens.page(_way(config, app, text), info.profile, text),), info.scopes)


def look_at(config: Config, app: App, text: str) -> TokenInfo:
    """What a token is good for. Raises Refused where it is none of this app's, or good for nothing any more."""
    try:
        info = tokens.inspect(app_way(config, app), text)
    except Unauthorized as error:
        raise Refused(
            Message("app id and App Secret do not belong together: copy both again from App settings → Basic")
        ) from error
    except Rejected as error:
        raise Refused(_FOREIGN) from error
    if not info.is_valid:
        raise Refused(
            Message(
                "this token opens nothing (Meta says: {reason}): one from the Explorer lives for an hour, "
                "so make a new one and copy it whole",
                reason=info.reason or "-",
            )
        )
    if info.app_id != app.id:
        raise Refused(_FOREIGN)
    return info


def page_of(config: Config, login: Login, wanted: str = "") -> PageAccount | None:
    """The Page that is meant: by its number, the only one, or the one of config.yaml; None where a person must choose.

    Raises Refused where there is none, or not this one.
    """
    if not login.pages:
        raise Refused(
            Message(
                "your Facebook account opens no Page to this app: in the Explorer make the token again, and in "
                "Facebook's dialog choose 'Edit settings' and tick the school's Page"
            )
        )
    by_id = {page.id: page for page in login.pages}
    if wanted and wanted not in by_id:
        raise Refused(
            Message(
                "the Page {id} is not among yours, which are: {pages}",
                id=wanted,
                pages=[f"{page.name} ({page.id})" for page in login.pages],
            )
        )
    only = login.pages[0] if len(login.pages) == 1 else None
    return by_id.get(wanted) or only or by_id.get(_channels(config)[0].account_id)


def store(config: Config, app: App, login: Login, page: PageAccount) -> Connected:
    """Keep the Page's token, the app's secret and all ids. Raises Refused, before anything is written."""
    facebook, instagram = _channels(config)
    _check_page(page, instagram)
    info = look_at(config, app, page.token)
    if info.profile != page.id:
        raise Refused(Message("Meta gave a token that does not speak for {page}; try again", page=page.name))
    ids = {("channels", facebook.name, "account_id"): page.id, ("graph", "app_id"): app.id}
    secrets = {config.secrets.names[facebook.name]: page.token}
    if instagram:
        ids["channels", instagram.name, "account_id"] = page.instagram_id
        secrets[config.secrets.names[instagram.name]] = page.token
    if not config.secrets.app_secret_name:
        ids["graph", "app_secret"] = APP_SECRET
    file = config.root / "config.yaml"
    text, unreadable = read_text(file, config.root)
    if unreadable:
        raise Refused(unreadable[0].message)
    changed = with_values(text, file.name, ids)
    write_env(config.root, secrets | {config.secrets.app_secret_name or APP_SECRET: app.secret})
    write_text(file, changed)
    lacking = tuple(name for name in tokens.WANTED if name not in login.granted)
    return Connected(page, info.expires, info.access_ends, lacking)


def page_channel(config: Config) -> Channel:
    """The channel of the Page. Raises Refused where config.yaml has none."""
    return _channels(config)[0]


def user_token(config: Config, environ: Mapping[str, str]) -> str:
    """A person's token that was laid ready for connecting without questions; "" where there is none."""
    return environ.get(USER_TOKEN) or read_env(config.root)[0].get(USER_TOKEN, "")


def summary(connected: Connected, config: Config) -> Iterator[Message]:
    """What was reached, until when it holds, and what is left to do."""
    page = connected.page
    yield Message("Connected: the token speaks for the Page {page} ({id}).", page=page.name, id=page.id)
    if _channels(config)[1]:
        yield Message("Instagram goes through it too: @{name} ({id}).", name=page.instagram_name, id=page.instagram_id)
    if connected.expires:
        yield Message(
            "It ends on {day}: run brandbot connect again before that day.",
            day=connected.expires.astimezone(config.zone).date(),
        )
    else:
        yield Message(
            "It does not end by itself; it dies when your Facebook password or your role on the Page changes. "
            "Then run brandbot connect again."
        )
    if connected.access_ends:
        yield Message(
            "Instagram's data access ends on {day}: run brandbot connect again before that day. "
            "brandbot doctor reminds you 14, 7, 3 and 1 days ahead.",
            day=connected.access_ends.astimezone(config.zone).date(),
        )
    if connected.lacking:
        yield Message("Reports and taking posts down will lack: {permissions}", permissions=list(connected.lacking))
    yield Message(
        "No program can read whether the app is Live: look at the top of its page at developers.facebook.com, and look "
        "at the first post in a private window without logging in. If it does not show, it is still in Development."
    )
    yield Message("Next: brandbot doctor. If brandbot run is running, stop it and start it again.")


def _way(config: Config, app: App, text: str) -> Graph:
    return Graph(text, version=config.graph_version, app_secret=app.secret, base_url=config.graph_url)


def _channels(config: Config) -> tuple[Channel, Channel | None]:
    """The Page's channel and that of the Instagram account beside it. Raises Refused where there is no Page."""
    facebook = next((one for one in config.channels if one.network is Network.FACEBOOK), None)
    instagram = next((one for one in config.channels if one.network is Network.INSTAGRAM), None)
    if facebook is None:
        raise Refused(Message("config.yaml has no channel with network: facebook; write one, its number may be any"))
    return facebook, instagram


def _check_granted(config: Config, granted: frozenset[str]) -> None:
    needed: Sequence[str] = tokens.NEEDED_BY_PAGE
    if _channels(config)[1]:
        needed = (*needed, *tokens.NEEDED_BY_INSTAGRAM)
    missing = [name for name in needed if name not in granted]
    if missing:
        raise Refused(
            Message(
                "permissions are missing: {permissions}. In the Explorer tick them, make the token again, and decline "
                "nothing in Facebook's dialog",
                permissions=missing,
            )
        )


def _check_page(page: PageAccount, instagram: Channel | None) -> None:
    if page.tasks is not None and tokens.PUBLISHING not in page.tasks:
        raise Refused(
            Message(
                "you may not publish on {page}: somebody with full control of the Page gives you the task 'Content' in "
                "its settings under Page access; then begin again",
                page=page.name,
            )
        )
    if instagram and not page.instagram_id:
        raise Refused(
            Message(
                "{page} has no professional Instagram account: in the Instagram app switch the account to "
                "professional, link it in the Page's settings under Linked accounts, then begin again. To go on "
                "without Instagram, take the channel {channel} out of config.yaml",
                page=page.name,
                channel=instagram.name,
            )
        )


_FOREIGN = Message(
    "this token is another app's: in the Explorer choose the school's app at 'Meta App', make the token again"
)
