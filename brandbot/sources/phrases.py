"""What an event's cells and values say in a word or two: people, figures, consent, hashtags, links, ids."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated

from brandbot.errors import Message
from brandbot.model import Approval, Blur, Consent, ConsentState, NamePolicy, Timing, Tone
from brandbot.sources.mistakes import Wrong, short, unknown
from brandbot.sources.scalars import Written, WrittenAnyhow, parse_fraction, parse_yes_no, words

APPROVALS: Mapping[str, Approval] = {
    **{state.value: state for state in Approval},
    "draf": Approval.DRAFT,
    "menunggu": Approval.PENDING,
    "disetujui": Approval.APPROVED,
    "ditolak": Approval.REJECTED,
}
NAME_POLICIES: Mapping[str, NamePolicy] = {
    **{policy.value: policy for policy in NamePolicy},
    "depan": NamePolicy.FIRST,
    "inisial": NamePolicy.INITIAL,
    "tanpa": NamePolicy.NONE,
    "lengkap": NamePolicy.FULL,
}
TONES: Mapping[str, Tone] = {**{tone.value: tone for tone in Tone}, "santai": Tone.CASUAL}
_CONSENTS: Mapping[str, ConsentState] = {
    **{state.value: state for state in ConsentState},
    "tidak_perlu": ConsentState.NOT_NEEDED,
    "lengkap": ConsentState.COMPLETE,
    "sebagian": ConsentState.PARTIAL,
    "belum": ConsentState.MISSING,
}
_FACES = ("faces", "wajah")
_LEAST_BOX = 0.01  # of the photo: less hides nobody
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


def _site(text: str) -> bool | None:
    word, _, answer = text.partition(":")
    if text and word not in _SITE:
        raise _unclear(text)
    return _agreed(answer) if text else None


def _agreed(answer: str) -> bool:
    return answer != "belum" and parse_yes_no(answer)


def _unclear(text: str) -> Wrong:
    return Wrong(
        Message("'{value}' is no consent; write it like lengkap, sebagian:29/32 or dewasa:ya", value=short(text))
    )


def parse_blur(value: object) -> Blur:
    """`wajah`, boxes as lists of four fractions, or both; in a cell like `0.1 0.2 0.3 0.2|wajah`. Raises Wrong."""
    items = value.split("|") if isinstance(value, str) else value
    if not isinstance(items, list | tuple):
        raise _no_box(value)
    words_ = [item.strip().casefold() if isinstance(item, str) else "" for item in items]
    boxes = (item for item, word in zip(items, words_, strict=True) if word not in _FACES)
    return Blur(any(word in _FACES for word in words_), tuple(map(_box, boxes)))


def _box(item: object) -> tuple[float, float, float, float]:
    sides = item.split() if isinstance(item, str) else item
    if not isinstance(sides, list | tuple) or len(sides) != 4 or not all(isinstance(side, str) for side in sides):  # noqa: PLR2004 - sides
        raise _no_box(item)
    left, top, width, height = (parse_fraction(side.strip()) for side in sides)
    width, height = min(width, round(1 - left, 6)), min(height, round(1 - top, 6))
    if min(width, height) < _LEAST_BOX:
        raise _no_box(item)
    return left, top, width, height


def _no_box(value: object) -> Wrong:
    return Wrong(
        Message(
            "'{value}' is nothing to blur; write wajah, or boxes like [[0.1, 0.2, 0.15, 0.2]]: left, top, width, "
            "height as parts of the photo",
            value=short(value),
        )
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
BlurText = Annotated[Blur, WrittenAnyhow(parse_blur, {"type": ["string", "array"], "examples": ["wajah"]})]
ApprovalWord = Annotated[Approval, words(APPROVALS)]
ToneWord = Annotated[Tone, words(TONES)]
TimingWord = Annotated[Timing, words({timing.value: timing for timing in Timing})]
NameWord = Annotated[NamePolicy, words(NAME_POLICIES)]
