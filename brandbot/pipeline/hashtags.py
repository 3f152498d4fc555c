"""The hashtags of a caption: the few that matter most."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from brandbot.model import Brand, Event, Network

MAX_TAGS = {Network.INSTAGRAM: 5, Network.FACEBOOK: 3}  # Instagram takes 5 since 18 Dec 2025; on a Page more is noise
_SHORT = 8  # letters: a tag that is a shorter beginning of the school's name names many schools


def hashtags(event: Event, brand: Brand, network: Network, of_kind: Sequence[str] = ()) -> Sequence[str]:
    """The tags that matter most, as many as the network takes, in the order in which they were written.

    First the school's, one of the kind's, the programme's and the two that every school uses; then the rest.
    `of_kind` are the kind's own: the first of them joins where the event brings none that says what it is about.
    """
    common = {_plain(tag) for tag in brand.hashtags}
    programmes = _programme_tags(event)
    known = {_plain(tag) for tag in of_kind}
    own = [_plain(tag) for tag in event.hashtags]
    school = [word for word in (*own, *common) if _names_school(word, brand)]
    says_what = any(word not in {*common, *programmes, *school} for word in own)
    written: dict[str, str] = {}
    for tag in (*event.hashtags, *(of_kind[:1] if not says_what else ()), *brand.hashtags):
        written.setdefault(_plain(tag), _tag(tag))
    school = [word for word in written if word in school]
    programme = [word for word in written if word in programmes and word not in school]
    core = [word for word in written if word in common and word not in {*school, *programme}]
    rest = [word for word in written if word not in {*school, *programme, *core}]
    rest.sort(key=lambda word: not any(word.startswith(tag) for tag in known))
    ranked = [*school[:1], *rest[:1], *programme[:1], *core[:2], *rest[1:], *core[2:], *programme[1:], *school[1:]]
    chosen = ranked[: MAX_TAGS[network]]
    return [tag for word, tag in written.items() if word in chosen]


def _tag(text: str) -> str:
    return "#" + "".join(text.split()).lstrip("#")


def _plain(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _names_school(word: str, brand: Brand) -> bool:
    """`smkterpadualhuda` of SMK Terpadu Al-Huda Petak, `smkkabsemarang` of Kab. Semarang; not `smk` alone."""
    names = {_plain(brand.school), _plain(brand.short_name)}
    places = {_plain(part) for part in brand.place.split(",")}
    is_name = any(name and (word.startswith(name) or (name.startswith(word) and len(word) > _SHORT)) for name in names)
    return is_name or any(place and word.endswith(place) for place in places)


def _programme_tags(event: Event) -> AbstractSet[str]:
    """`teknikmesin`, `tm`: how tags write the event's programmes."""
    names = [re.sub(r"\(.*?\)", "", programme) for programme in event.programmes]
    initials = ("".join(word[0] for word in name.split() if word not in {"dan", "&"}) for name in names)
    return frozenset(map(_plain, (*names, *initials)))
