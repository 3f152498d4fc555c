"""Why an event may not go out as things stand: approval, consent, open results, missing facts. Pure."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping

from brandbot.errors import Message
from brandbot.model import Approval, ConsentState, Event, Policy, Template

_INCOMPLETE = Message(
    "photo consent is incomplete ({given} of {needed}); collect the rest, take another photo, write blur: wajah or a "
    "box for each who is missing, or photos: [] for the picture without a photo"
)
_NO_CONSENT = Message(
    "photo consent is missing; collect it, name who is seen in subjects, write blur: wajah, photos: [], or that none "
    "is needed"
)
_NO_RESULT_YET = re.compile(r"0\s*(dari|/|of)\s*\d+", re.IGNORECASE)

_APPROVAL = {
    Approval.DRAFT: Message("it is still a draft; finish it, then have it approved"),
    Approval.PENDING: Message("it waits for approval"),
    Approval.REJECTED: Message("it was rejected; nothing of it goes out"),
}

# What a `needs` of a template asks of the event's own fields.
FIELD_OF_NEED = {
    "partner": "partners",
    "partners": "partners",
    "programme": "programmes",
    "programmes": "programmes",
    "person": "people",
    "person_name": "people",
    "figure_label": "figures",
    "figure_whole": "figures",
    "student": "students",
    "figure": "figures",
}


def reason_to_hold(event: Event, templates: Mapping[str, Template], policy: Policy = Policy.WORD) -> Message | None:
    """The first reason why this event must not be posted now; None where it may go out."""
    template = templates.get(event.kind)
    return (
        _unapproved(event, policy)
        or (None if template else _no_template(event.kind, templates))
        or _too_early(event)
        or _missing_consent(event)
        or _open_result(event)
        or (_missing_need(event, template) or _unknown_phase(event, template) if template else None)
    )


def _unapproved(event: Event, policy: Policy) -> Message | None:
    """What the event's own word withholds: under `sheet` a waiting one is drawn, so that it can be approved."""
    speaks = {
        Policy.WORD: set(_APPROVAL),
        Policy.SHEET: {Approval.DRAFT, Approval.REJECTED},
        Policy.NONE: {Approval.REJECTED},
    }
    return _APPROVAL[event.approval] if event.approval in speaks[policy] else None


def _no_template(kind: str, templates: Mapping[str, Template]) -> Message:
    words = {word for template in templates.values() for word in (template.kind, *template.names)}
    if near := difflib.get_close_matches(kind, words, 1, cutoff=0.8):
        return Message("there is no template for the kind '{kind}'; did you mean '{near}'?", kind=kind, near=near[0])
    known = sorted((*template.names, template.kind)[0] for template in templates.values())
    return Message(
        "there is no template for the kind '{kind}' yet; there are {kinds}", kind=kind, kinds=", ".join(known)
    )


def _too_early(event: Event) -> Message | None:
    if event.publish_at and event.announce_after and event.publish_at < event.announce_after:
        return Message("publish_at lies before announce_after; write a later one, or take announce_after out")
    return None


def _missing_consent(event: Event) -> Message | None:
    consent = event.consent
    if consent.is_complete or not event.photos:
        return None
    if consent.site is False:
        return Message("the partner has not yet allowed photos of its site")
    if consent.state is ConsentState.PARTIAL:
        given = (consent.given or 0) + len(event.subjects)  # these are looked up in the register
        missing = (consent.needed or 0) - given
        if missing <= 0 or event.blur.hides(missing, len(event.photos)):
            return None
        return Message(_INCOMPLETE.text, given=given, needed=consent.needed)
    return None if event.subjects or event.blur.hides(None, len(event.photos)) else _NO_CONSENT


def _open_result(event: Event) -> Message | None:
    for figure in event.figures:
        if _NO_RESULT_YET.fullmatch(figure.value.strip()):
            return Message("the result is still open ('{value}'); write it when it is known", value=figure.value)
    return None


def _missing_need(event: Event, template: Template) -> Message | None:
    for need in template.needs:
        if not getattr(event, FIELD_OF_NEED.get(need, need), True):
            return Message("the template needs '{field}', which the event does not say", field=need)
    return None


def _unknown_phase(event: Event, template: Template) -> Message | None:
    if not event.phase or event.phase in template.phases:
        return None
    return Message(
        "the kind '{kind}' has no phase '{phase}'; there are: {phases}",
        kind=template.names[0] if template.names else template.kind,
        phase=event.phase,
        phases=", ".join(template.phases),
    )
