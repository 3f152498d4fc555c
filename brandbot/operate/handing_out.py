"""`brandbot events template`: which form is asked for."""

from __future__ import annotations

from pathlib import Path

from brandbot.errors import Message, Refused
from brandbot.operate.articles import CHANNEL as WEBSITE
from brandbot.operate.forms import Column, event_columns, write_form
from brandbot.service import Service
from brandbot.sources.consent import HEADINGS as REGISTER
from brandbot.sources.consent import PermissionEntry, example_of
from brandbot.sources.feedback import HEADINGS, Group
from brandbot.sources.mistakes import unknown
from brandbot.sources.tables import EXAMPLE

MONEV = "monev"
_SCOPES = ("foto", "nama", "video", "foto|nama", "foto|nama|video")
_PROOF = frozenset({"person", "given_by", "how", "given"})
_FEEDBACK = (
    (Message("School year and semester, like 2026/2027-1"), EXAMPLE.upper()),
    (Message("Who answered: murid, guru or mitra"), "murid"),
    (Message("The question as it was asked"), "Seberapa bermanfaat PKL ini?"),
    (Message("The score, or the mean of all who answered together"), "4,2"),
    (Message("The highest score that could be given"), "5"),
    (Message("How many people gave this score"), "31"),
    (Message("What was said in free text; no names"), "Alat di bengkel mitra lebih baru"),
)


def hand_out(service: Service, kind: str, file: Path) -> None:
    """Write the form for a kind of event, or for feedback. Raises Refused."""
    _refuse_place(file)
    workspace, wording = service.read(), service.wording
    if kind.casefold() == MONEV:
        columns = [
            Column(
                heading, wording.say(meaning), example, heading != "komentar", list(Group) if example == "murid" else ()
            )
            for heading, (meaning, example) in zip(HEADINGS, _FEEDBACK, strict=True)
        ]
        write_form(file, "Monev", columns, wording)
        return
    name = workspace.school.kind(kind)
    if name not in workspace.templates:
        raise Refused(unknown(kind, [MONEV, *((*one.names, one.kind)[0] for one in workspace.templates.values())]))
    channels = [channel.name for channel in service.config.channels]
    write_form(file, "Kegiatan", event_columns(workspace, name, channels), wording)


def hand_out_register(service: Service, file: Path) -> None:
    """Write the form for the consent register. Raises Refused."""
    _refuse_place(file)
    channels = [*(channel.name for channel in service.config.channels), WEBSITE]
    choices = {"scopes": _SCOPES, "channels": channels}
    columns = [
        Column(
            heading,
            PermissionEntry.model_fields[name].description or "",
            EXAMPLE.upper() if name == "person" else example_of(name),
            name in _PROOF,
            choices.get(name, ()),
        )
        for heading, name in REGISTER.items()
    ]
    write_form(file, "Izin", columns, service.wording)


def _refuse_place(file: Path) -> None:
    if file.suffix.lower() != ".xlsx":
        raise Refused(Message("{file} must end in .xlsx", file=str(file)))
    if file.exists():
        raise Refused(Message("{file} is there already; name a new file", file=str(file)))
