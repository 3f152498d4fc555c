"""What an event's cells and values say in a word or two: people, figures, consent, hashtags, links, ids."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated

from brandbot.errors import Message
from brandbot.model import Approval, Consent, ConsentState, Timing, Tone
from brandbot.sources.mistakes import Wrong, short, unknown
from brandbot.sources.scalars import Written, parse_yes_no, words

APPROVALS: Mapping[str, Approval] = {
    **{state.value: state for state in Approval},
    "draf": Approval.DRAFT,
    "menunggu": Approval.PENDING,
    "disetujui": Approval.APPROVED,
    "ditolak": Approval.REJECTED,
}
TONES: Mapping[str, Tone] = {**{tone.value: tone for tone in Tone}, "santai": Tone.CASUAL}
_CONSENTS: Mapping[str, ConsentState] = {
    **{state.value: state for state in ConsentState},
    "tidak_perlu": ConsentState.NOT_NEEDED,
    "lengkap": ConsentState.COMPLETE,
    "sebagian": ConsentState.PARTIAL,
    "belum": ConsentState.MISSING,
}
_ADULT = ("dewasa", "adult")
_SITE = ("lokasi", "site")
_SPLIT_PERSON = re.compile(r"(?P<name>.*\S)\s*\((?P<role>[^()]+)\)")
_ID = re.compile(r"\w[\w.@-]{0,79}")
_LINK = re.compile(r"https?://[^\s/]+\.[^\s/]+(/\S*)?")
_HASHTAG = re.compile(r"#?(\w+)")


def split_person(text: str) -> dict[str, str]:
    """`Suyadi Contoh, S.T. (Guru Pembimbing)` as name and role."""
    match = _SPLIT_PERSON.fullmatch(text)
    return match.groupdict() if match else {"name": text}


def parse_consent(text: str) -> Consent:
    """`lengkap`, `sebagian:29/32`, `dewasa:ya`, each with or without `;lokasi:belum`. Raises Wrong."""
    people, _, site = text.casefold().replace(" ", "").partition(";")
    word, _, detail = people.partition(":")
    if word in _ADULT:
        return Consent(ConsentState.COMPLETE if _agreed(detail) else ConsentState.MISSING, site=_site(site))
    if word not in _CONSENTS:
        raise Wrong(unknown(text, [*_CONSENTS, "sebagian:29/32", "dewasa:ya"]))
    state = _CONSENTS[word]
    if state is not ConsentState.PARTIAL:
        if detail:
            raise _unclear(text)
        return Consent(state, site=_site(site))
    counts = re.fullmatch(r"(\d{1,6})/(\d{1,6})", detail)
    if not counts or int(counts[1]) >= int(counts[2]):
        raise _unclear(text)
    return Consent(state, int(counts[1]), int(counts[2]), _site(site))


def _site(text: str) -> bool:
    word, _, answer = text.partition(":")
    if text and word not in _SITE:
        raise _unclear(text)
    return _agreed(answer) if text else True


def _agreed(answer: str) -> bool:
    return answer != "belum" and parse_yes_no(answer)


def _unclear(text: str) -> Wrong:
    return Wrong(
        Message("'{value}' is no consent; write it like lengkap, sebagian:29/32 or dewasa:ya", value=short(text))
    )


def parse_id(text: str) -> str:
    """An id, which must stay the same for ever. Raises Wrong."""
    if not _ID.fullmatch(text):
        raise Wrong(Message("'{value}' is no id; use letters, digits, '-' and '_' only", value=short(text)))
    return text


def parse_link(text: str) -> str:
    """An address of the web. Raises Wrong."""
    if not _LINK.fullmatch(text):
        raise Wrong(Message("'{value}' is no link; write it whole, like https://smk-contoh.sch.id", value=short(text)))
    return text


def parse_hashtag(text: str) -> str:
    """`#SMKBisa`, with or without the `#`. Raises Wrong."""
    match = _HASHTAG.fullmatch(text)
    if not match:
        raise Wrong(Message("'{value}' is no hashtag; write one word, like SMKBisa", value=short(text)))
    return f"#{match[1]}"


Id = Annotated[str, Written(parse_id, {"type": "string", "pattern": r"^\w[\w.@-]*$"})]
Link = Annotated[str, Written(parse_link, {"type": "string", "format": "uri"})]
Hashtag = Annotated[str, Written(parse_hashtag, {"type": "string", "examples": ["SMKBisa"]})]
ConsentText = Annotated[Consent, Written(parse_consent, {"type": "string", "examples": ["lengkap", "sebagian:29/32"]})]
ApprovalWord = Annotated[Approval, words(APPROVALS)]
ToneWord = Annotated[Tone, words(TONES)]
TimingWord = Annotated[Timing, words({timing.value: timing for timing in Timing})]
