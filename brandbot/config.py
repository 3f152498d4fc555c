"""config.yaml and .env: the school, its brand, its channels and where their secrets are."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import SecretStr

from brandbot.errors import Message, Mistakes, Refused
from brandbot.model import Brand, CatchUp, Channel, Closed, Hours, Network, Pillar, Policy, Problem, Sequence, Spacing
from brandbot.sources.env import read_env
from brandbot.sources.files import Assets, read_text, shown
from brandbot.sources.mistakes import unknown
from brandbot.sources.partners import logo_of
from brandbot.sources.reference import FILES, schema_of
from brandbot.sources.settings import ConfigFile
from brandbot.sources.yaml import Located, compose

GRAPH_URL = "https://graph.facebook.com/"
FOLDER = "folder"  # the word for hosting in a folder of one's own, where else a channel's name stands
_HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?")
_LONG = 16  # a shorter word of an address may be a name that stands elsewhere, too
_ZONE_LABELS = {
    "Asia/Jakarta": "WIB",
    "Asia/Pontianak": "WIB",
    "Asia/Makassar": "WITA",
    "Asia/Jayapura": "WIT",
}


@dataclass(frozen=True, slots=True)
class Secrets:
    """Tokens by channel, the app secret, the addresses for notices.

    They never show in a repr; a missing one is told when it is needed.
    """

    names: Mapping[str, str]  # channel → name in .env
    app_secret_name: str
    _held: Mapping[str, SecretStr] = field(repr=False)
    others: tuple[str, ...] = ()  # more names in .env
    notice_names: tuple[str, ...] = ()
    recipient_names: Mapping[str, str] = field(default_factory=dict)  # recipient of reports → name in .env

    def other(self, name: str) -> str:
        """The secret of this name; "" for no name. Raises Refused, with the cure, where .env has none."""
        if name and name not in self._held:
            raise Refused(Message("{name} is missing; write {name}=… into .env", name=name))
        return self._held[name].get_secret_value() if name else ""

    def token(self, channel: str) -> str:
        """The channel's token. Raises Refused, with the cure, where .env has none."""
        name = self.names[channel]
        if name not in self._held:
            raise Refused(
                Message("the token of {channel} is missing; write {name}=… into .env", channel=channel, name=name)
            )
        return self._held[name].get_secret_value()

    @property
    def app_secret(self) -> str:
        """The app's secret; "" where there is none."""
        held = self._held.get(self.app_secret_name)
        return held.get_secret_value() if held else ""

    @property
    def notices(self) -> Mapping[str, str]:
        """The addresses for notices by their names. Raises Refused, with the cure, where .env lacks one."""
        for name in self.notice_names:
            if name not in self._held:
                raise Refused(Message("an address for notices is missing; write {name}=… into .env", name=name))
        return {name: self._held[name].get_secret_value() for name in self.notice_names}

    @property
    def recipients(self) -> Mapping[str, tuple[str, str]]:
        """Who gets reports: the name in .env and the address. Raises Refused, with the cure, where .env lacks one."""
        return {who: (name, self.other(name)) for who, name in self.recipient_names.items()}

    @property
    def _addresses(self) -> tuple[str, ...]:
        return (*self.notice_names, *self.recipient_names.values())

    @property
    def missing(self) -> tuple[str, ...]:
        """The names that config.yaml gives and that have no value."""
        wanted = (*self.names.values(), self.app_secret_name, *self.others, *self._addresses)
        return tuple(dict.fromkeys(name for name in wanted if name and name not in self._held))

    def values(self) -> tuple[str, ...]:
        """All secrets, to be masked wherever they turn up.

        With them a token's proof, and of an address its parts, such as a password.
        """
        values = [secret.get_secret_value() for secret in self._held.values()]
        tokens = [self._held[name].get_secret_value() for name in self.names.values() if name in self._held]
        key = self.app_secret.encode()
        values += [hmac.new(key, token.encode(), hashlib.sha256).hexdigest() for token in tokens if key]
        addresses = [self._held[name].get_secret_value() for name in self._addresses if name in self._held]
        parts = [part for address in addresses for part in _secrets_in(address) if part]
        return tuple(dict.fromkeys([*values, *parts]))


def _secrets_in(address: str) -> Iterator[str]:
    """The password before the @ of an address for notices, and its long words that are no host."""
    user, _, rest = address.partition("://")[2].rpartition("@")
    yield user.partition(":")[2]
    words = re.split(r"[/?&=]+", rest)
    yield from (word for word in words if len(word) >= _LONG and not _HOST.fullmatch(word))


@dataclass(frozen=True, slots=True)
class Folder:
    """A place that fsspec can write, its public address, and the names of its secrets in .env."""

    place: str
    url: str
    user: str = ""
    password: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """A workspace's settings.

    `hosting` is the channel whose Page gives pictures an address, FOLDER, or "" for none. `publish` has the channels
    for which a person said how they publish; `token_in_form` is found out by a probe.
    """

    root: Path
    language: str
    zone: ZoneInfo
    zone_label: str
    brand: Brand
    channels: tuple[Channel, ...]
    secrets: Secrets
    graph_url: str
    graph_version: str
    hosting: str
    app_id: str = ""
    folder: Folder | None = None
    publish: Mapping[str, Sequence] = field(default_factory=dict)
    token_in_form: bool = False
    metric_ages: tuple[dt.timedelta, ...]
    store_url: str = field(repr=False)  # may hold a password
    stage_ahead: dt.timedelta
    handover_ahead: dt.timedelta
    partner_word: str
    approval: Mapping[str, Policy]  # by kind; "" for all others
    hours: Hours
    catch_up: CatchUp
    spacing: Spacing
    pillars: tuple[Pillar, ...] = ()
    benchmarks: tuple[str, ...] = ()  # other Instagram accounts
    public_pages: tuple[str, ...] = ()  # those whose page is read, at a risk that was accepted


def read_config(root: Path, environ: Mapping[str, str]) -> Config:
    """Read config.yaml and .env of a workspace; what `environ` holds goes before .env.

    Raises Mistakes with everything that is wrong. A secret that is missing is told when it is asked for.
    """
    root = root.absolute()
    file = root / "config.yaml"
    text, unreadable = read_text(file, root)
    if unreadable:
        raise Mistakes(unreadable)
    document = compose(text, shown(file, root))
    entry = document.read(ConfigFile, known=Assets(root / "assets")) if document.is_mapping() else None
    env, unreadable = read_env(root)
    problems = [*document.problems, *unreadable]
    if entry:
        problems += _wrong_hosting(entry)
    if problems or not entry:
        raise Mistakes(tuple(sorted(problems, key=lambda problem: problem.place)))
    return _config(entry.value, root, {**env, **{name: value for name, value in environ.items() if value}})


def _wrong_hosting(entry: Located[ConfigFile]) -> Iterator[Problem]:
    file = entry.value
    hosting, channels = file.graph.hosting, file.channels
    pages = [name for name, channel in channels.items() if channel.network is Network.FACEBOOK]
    if hosting == FOLDER and hosting not in pages and not file.folder:
        yield Problem(
            entry.where(("graph", "hosting")),
            Message("hosting in a folder needs the section 'folder', with place and url"),
        )
    elif hosting and hosting not in (*pages, FOLDER):
        yield Problem(entry.where(("graph", "hosting")), unknown(hosting, pages))
    for name, channel in channels.items():
        if channel.publish and name not in pages:
            yield Problem(
                entry.where(("channels", name, "publish")),
                Message("'publish' is for Facebook only; Instagram has one way. Take the line away"),
            )


def _config(file: ConfigFile, root: Path, env: Mapping[str, str]) -> Config:
    channels = tuple(
        Channel(name, channel.network, channel.account_id, channel.publish or Sequence.DRAFT)
        for name, channel in file.channels.items()
    )
    names = {name: channel.token for name, channel in file.channels.items()}
    folder = Folder(**file.folder.model_dump()) if file.folder else None
    others = tuple(name for name in (folder.user, folder.password) if name) if folder else ()
    wanted = (*names.values(), file.graph.app_secret, *others, *file.notices, *file.reports.values())
    held = {name: SecretStr(env[name]) for name in wanted if name in env}
    page = next((channel.name for channel in channels if channel.network is Network.FACEBOOK), "")
    return Config(
        root=root,
        language=file.language,
        zone=file.school.time_zone,
        zone_label=file.school.zone_label or _ZONE_LABELS.get(file.school.time_zone.key, ""),
        brand=_brand(file),
        channels=channels,
        secrets=Secrets(names, file.graph.app_secret, held, others, file.notices, file.reports),
        graph_url=env.get("BRANDBOT_GRAPH_URL", GRAPH_URL),
        graph_version=file.graph.version,
        hosting=file.graph.hosting or page or (FOLDER if folder else ""),
        app_id=file.graph.app_id,
        folder=folder,
        publish={name: channel.publish for name, channel in file.channels.items() if channel.publish},
        metric_ages=tuple(sorted(file.metrics.ages)),
        store_url=_store_url(file.store, root),
        stage_ahead=file.stage_ahead,
        handover_ahead=file.publishing.handover_ahead,
        partner_word=file.school.partner_word,
        approval={**file.approval.kinds, "": file.approval.policy},
        hours=_hours(file),
        spacing=Spacing(file.publishing.events_per_day, file.publishing.apart),
        pillars=tuple(Pillar(name, one.kinds, one.share / 100) for name, one in file.pillars.items()),
        benchmarks=file.metrics.benchmarks,
        public_pages=file.metrics.public_page.accounts,
        catch_up=CatchUp(
            file.publishing.late_spacing, per_day=file.publishing.late_per_day, unasked=file.publishing.late_unasked
        ),
    )


def _hours(file: ConfigFile) -> Hours:
    publishing = file.publishing
    return Hours(
        zone=file.school.time_zone,
        quiet=publishing.quiet_hours,
        friday=publishing.friday_prayer,
        closed=tuple(Closed(day.first, day.last or day.first, day.reason) for day in publishing.closed),
        pause=publishing.pause,
    )


def _brand(file: ConfigFile) -> Brand:
    return Brand(
        school=file.school.name,
        short_name=file.school.short_name,
        primary=file.brand.primary,
        accent=file.brand.accent,
        logo=logo_of(file.brand.logo),
        handle=file.school.handle,
        website=file.school.website,
        phone=file.school.phone,
        place=file.school.place,
        hashtags=file.brand.hashtags,
        sample_mark=file.brand.sample_mark,
        typeface=file.brand.typeface,
        corners=file.brand.corners,
        motif=file.brand.motif,
        tone=file.brand.tone,
        banned=file.brand.banned,
        pupils=file.names.pupils,
    )


def _store_url(url: str, root: Path) -> str:
    """A SQLite file is meant below the workspace; any other address stays as it is."""
    scheme, found, path = url.partition(":///")
    return f"{scheme}:///{(root / path).as_posix()}" if found and scheme == "sqlite" and path else url


def json_schema(name: str, elements: Mapping[str, type] | None = None) -> dict[str, Any]:
    """The JSON Schema of a file, for editors; `elements` adds a template's options. Raises Refused for another name."""
    if name not in FILES:
        raise Refused(unknown(name, FILES))
    return schema_of(name, elements or {})
