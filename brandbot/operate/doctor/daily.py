"""The doctor's daily round of a running service: what is wrong, or ends soon, is told once to the officer."""

from __future__ import annotations

import datetime as dt

from brandbot.errors import Message
from brandbot.logs import masked
from brandbot.operate.doctor import Level, findings
from brandbot.service import Service

EVERY = dt.timedelta(hours=24)
_LAST = "doctor"


def examine(service: Service, now: dt.datetime) -> int:
    """Once a day look at everything; how many things are new to be told. Stops nothing else."""
    store = service.store
    last = store.notes.get(_LAST)
    if last is not None and now - last < EVERY:
        return 0
    store.notes.set(_LAST, now)
    try:
        found = [finding for finding in findings(service, now) if finding.level is not Level.OK]
    except Exception as error:  # noqa: BLE001 - a look that breaks off must not end the service
        service.log.failed("doctor", error)
        return 0
    known, secrets = store.notices.known(), service.config.secrets.values()
    new = {
        f"doctor/{finding.key}": masked(service.wording.say(_said(finding.text, finding.cure)), secrets=secrets)
        for finding in found
    }
    new = {key: text for key, text in new.items() if key not in known}
    store.notices.note(new, (), now)
    return len(new)


def _said(text: Message, cure: Message | None) -> Message:
    return Message("{text}: {cure}", text=text, cure=cure) if cure else text
