"""The doctor: looks at everything that lets a school's posts fail, and says what to do. Changes nothing."""

from __future__ import annotations

import datetime as dt
import hashlib
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from brandbot.config import Config
from brandbot.drawing import plain
from brandbot.errors import BrandbotError, Message, Refused
from brandbot.model import Network, Rendition
from brandbot.operate.accounts import as_probed, has_store, hosting_of
from brandbot.operate.choice import NO, Question
from brandbot.operate.doctor import machine
from brandbot.operate.doctor.account import RECONNECT, account
from brandbot.operate.doctor.finding import Finding, Level, stage_of
from brandbot.pipeline.trust import distrust
from brandbot.platforms.hosting import Hosting
from brandbot.platforms.versions import end_of
from brandbot.service import Service

__all__ = ["Finding", "Level", "findings", "stage_of"]

_VERSION_AHEAD = dt.timedelta(days=60)
_FETCH_SECONDS = 20


def findings(service: Service, now: dt.datetime) -> tuple[Finding, ...]:
    """Everything that was looked at, the machine first. Asks Meta, some ten reads; the service may be at work."""
    config = service.config
    memory, newest, answers = _memory(service)
    with suppress(Refused):  # a store that can't be read: it is among the findings
        config = as_probed(config)
    found = [machine.disk(config.root), *machine.secrets(config.root), machine.place(config.root, machine.mounts())]
    found += [*memory, _version(config, now)]
    remote = None
    for channel in config.channels:
        try:
            about, heard = account(config, channel, now)
            found += about
            remote = heard or remote
        except Refused as refusal:
            found.append(Finding("token", Level.PROBLEM, refusal.message, RECONNECT, channel.name))
    found.append(_clock(now, remote, newest))
    if any(channel.network is Network.INSTAGRAM for channel in config.channels):
        found.append(_hosting(config))
    return (*found, *_probed(config, answers))


def _memory(service: Service) -> tuple[list[Finding], dt.datetime | None, dict[str, str]]:
    """The store, and what it knows: its newest moment and the answers about the Page."""
    config = service.config
    if not has_store(config):
        return [Finding("store", Level.OK, Message("there is no store yet; the first run makes it"))], None, {}
    try:
        service.store.check()
        newest = service.store.newest()
        pages = [channel.account_id for channel in config.channels if channel.network is Network.FACEBOOK]
        answers = dict(service.store.probes.answers(pages[0])) if pages else {}
    except Refused as refusal:
        return [Finding("store", Level.PROBLEM, refusal.message)], None, {}
    return [Finding("store", Level.OK, Message("the store is whole"))], newest, answers


def _clock(now: dt.datetime, remote: dt.datetime | None, newest: dt.datetime | None) -> Finding:
    cure = Message("set the computer's clock to be kept by the internet")
    if doubt := distrust(now, remote, newest):
        return Finding("clock", Level.PROBLEM, doubt, cure)
    if remote is None:
        return Finding("clock", Level.WARNING, Message("the clock could not be held against Meta's"))
    seconds = round(abs((now - remote).total_seconds()))
    return Finding("clock", Level.OK, Message("the clock is right to {seconds} seconds", seconds=seconds))


def _version(config: Config, now: dt.datetime) -> Finding:
    version, end = config.graph_version, end_of(config.graph_version)
    if end is None:
        return Finding("version", Level.OK, Message("Meta's API {version} has no end yet", version=version))
    text = Message("Meta's API {version} ends on {day}", version=version, day=end)
    last = dt.datetime.combine(end, dt.time(), config.zone)
    if now + _VERSION_AHEAD < last:
        return Finding("version", Level.OK, text)
    level = Level.PROBLEM if now >= last else Level.WARNING
    cure = Message("renew brandbot, then write the version of a new workspace into config.yaml at graph: version")
    return Finding("version", level, text, cure)


def _hosting(config: Config) -> Finding:
    """Put a small picture where Instagram fetches pictures, fetch it, and take it away."""
    try:
        hosting = hosting_of(config)
        with tempfile.TemporaryDirectory() as folder:
            why = _tried(hosting, _picture(Path(folder)))
    except BrandbotError as error:
        return Finding("hosting", Level.PROBLEM, error.message, Message("see hosting and folder in config.yaml"))
    if why:
        text = Message("the picture that was put up can't be fetched at its address ({why})", why=why)
        return Finding("hosting", Level.PROBLEM, text, Message("see hosting and folder in config.yaml"))
    return Finding("hosting", Level.OK, Message("a picture that was put up could be fetched at its address"))


def _tried(hosting: Hosting, rendition: Rendition) -> str:
    """Why the picture does not come back from its address as it was put there; "" where it does."""
    hosted = hosting.put(rendition)
    try:
        address = hosting.url(hosted)
        if not address.startswith(("http://", "https://")):
            return address.partition(":")[0]
        with urllib.request.urlopen(address, timeout=_FETCH_SECONDS) as answer:  # noqa: S310 - looked at above
            kind = str(answer.headers.get_content_type())
            return "" if kind == "image/jpeg" else kind
    except (OSError, ValueError) as error:
        return f"{type(error).__name__} {getattr(error, 'code', '')}".strip()
    finally:
        hosting.remove(hosted)


def _picture(folder: Path) -> Rendition:
    jpeg, path = plain(320, 320, "#808080"), folder / "doctor.jpg"
    path.write_bytes(jpeg)
    return Rendition(path, 320, 320, hashlib.sha256(jpeg).hexdigest())


def _probed(config: Config, answers: dict[str, str]) -> Iterator[Finding]:
    """What a probe found that no program can mend."""
    if answers.get(Question.PUBLIC) == NO:
        text = Message("nobody but you saw the test post: the app is still in Development")
        cure = Message("switch the app to Live at developers.facebook.com, then probe again")
        yield Finding("app_mode", Level.PROBLEM, text, cure)
    if answers.get(Question.PAGE_HOSTING) == NO and config.hosting not in ("", "folder"):
        text = Message("Instagram takes no pictures from the Page's photos")
        yield Finding(
            "page_hosting", Level.PROBLEM, text, Message("describe a place of your own in config.yaml: folder")
        )
