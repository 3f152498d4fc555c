"""Running: the service with its accounts, for ever or once."""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress

from brandbot import clock
from brandbot.config import Config
from brandbot.delivery import Carry
from brandbot.errors import BrandbotError, Message, RateLimited, Refused, Unavailable
from brandbot.logs import Log
from brandbot.notices import Gateway
from brandbot.operate.accounts import as_probed, connect
from brandbot.operate.answers import Answers
from brandbot.operate.doctor.daily import examine
from brandbot.operate.heartbeat import Heartbeat
from brandbot.operate.workspace import only_one
from brandbot.platforms.base import Platform
from brandbot.service import IN_MEMORY, Service, Tick

_SECONDS_FOR_FILES = 30.0  # a page goes up more slowly than a line


@contextmanager
def working(config: Config, *, stop: threading.Event | None = None, dry: bool = False) -> Iterator[Service]:
    """The service at work, alone in its workspace. Raises Refused where another one is, or a token is missing."""
    config = config if dry else as_probed(config)
    with (
        only_one(config.root),
        closing(Log.to_file(config.root / "data" / "log", config.secrets.values())) as log,
        closing(
            Service(
                dataclasses.replace(config, store_url=IN_MEMORY) if dry else config,
                connect(config, dry=dry),
                owner=f"{socket.gethostname()}:{os.getpid()}",
                log=log,
                send=None if dry else gateway(config),
                carriers={} if dry else carriers(config),
                stopping=stop.is_set if stop else lambda: False,
            )
        ) as service,
    ):
        service.store.check()
        if config.store_url.startswith("sqlite"):  # nobody else is at work here: who held a lease is dead
            service.store.ledger.free_all()
        try:
            yield service
        except BrandbotError:
            raise
        except Exception as error:
            log.failed("run", error)
            raise


@contextmanager
def answering(config: Config) -> Iterator[Answers]:
    """A person's answers; beside a service that may be at work. What needs an account says so where there is none."""
    platforms: Mapping[str, Platform] = {}
    with suppress(Refused):
        platforms = connect(config)
    with closing(Service(config, platforms)) as service:
        yield Answers(service, platforms)


def gateway(config: Config) -> Callable[[str, str], bool] | None:
    """What carries notices to the officer; None where none is set up. Raises Refused for an address that is none."""
    addresses = config.secrets.notices
    return Gateway(addresses).send if addresses else None


def carriers(config: Config) -> Mapping[str, Carry]:
    """What brings reports to their recipients. Raises Refused for an address that is none."""
    return {
        recipient: Gateway({name: address}, _SECONDS_FOR_FILES).carry
        for recipient, (name, address) in config.secrets.recipients.items()
    }


def run_once(config: Config, now: dt.datetime, *, dry: bool = False) -> Tick:
    """One tick. A dry one goes through all steps, sends nothing and remembers nothing."""
    with working(config, dry=dry) as service:
        service.greet()
        return service.tick(now)


def run_service(config: Config) -> None:
    """Tick until a stop signal comes; the call under way is finished first.

    Raises Unauthorized where a token is no good. A network that can't be reached is not waited for.
    """
    stop, heart = threading.Event(), Heartbeat(os.environ.get("NOTIFY_SOCKET", ""))
    clock.stop_on_signals(stop)

    with working(config, stop=stop) as service:

        def tick(now: dt.datetime) -> None:
            service.tick(now)
            heart.beat()
            if not stop.is_set():
                examine(service, now)  # what it finds is told with the next tick

        with suppress(Unavailable, RateLimited):
            service.greet()
        heart.ready()
        clock.run(tick, service.next_wake, lambda error: service.log.failed("tick", error), stop)
        heart.stopping()


def collect(config: Config, now: dt.datetime) -> int:
    """Read what is due; how many readings."""
    with working(config) as service:
        service.greet()
        return service.collect(now)


def summary(tick: Tick) -> Message:
    """What one tick did, in a sentence."""
    return Message(
        "{planned} planned, {rendered} drawn, {published} published, {readings} readings, {reports} reports",
        planned=tick.planned,
        rendered=tick.rendered,
        published=tick.published,
        readings=tick.readings,
        reports=len(tick.reports),
    )
