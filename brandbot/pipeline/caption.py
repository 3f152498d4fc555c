"""Captions and alt texts: the kind's templates filled with an event's words, tidied, with hashtags at the end."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any

from brandbot.errors import Message, Refused
from brandbot.model import FIELDS, Brand, Event, Network, Partner, Problem, Template
from brandbot.pipeline import jinja
from brandbot.pipeline.fields import first_name, named, partners_of, people_of, printed

MAX_TAGS = {Network.INSTAGRAM: 5, Network.FACEBOOK: 3}  # Instagram takes 5 since 18 Dec 2025; on a Page more is noise
MAX_ALT = 250  # characters: what screen readers read out before people give up
MAX_CAPTION = 2200  # characters on Instagram (Meta: IG User media, `caption`); a Page would take more

# The words of a caption beyond the fields, each with the parts of one of its items.
_PARTS: jinja.Shape = {
    "network": frozenset(),  # "facebook" or "instagram"
    "tone": frozenset(),  # "formal" or "casual"
    "people": frozenset(),  # the adults with their roles
    "students": frozenset(),  # the pupils' first names
    "figures": frozenset({"label", "value"}),
    "partner_role": frozenset(),  # of the first partner, as it stands inside a sentence
    "mentions": frozenset(),  # accounts of partners who may be tagged
    "url": frozenset(),  # the event's link with its scheme
}
_SHORT = 8  # letters: a tag that is a shorter beginning of the school's name names many schools

WORDS: jinja.Shape = {**dict.fromkeys(FIELDS, frozenset[str]()), **_PARTS}


def caption_of(  # noqa: PLR0917 - the event, then what surrounds it
    template: Template,
    event: Event,
    partners: Mapping[str, Partner],
    fields: Mapping[str, str],
    network: Network,
    brand: Brand,
) -> str:
    """The caption as this network shows it: `caption.<network>.j2` where the kind has one, else `caption.j2`.

    Raises Refused where the template can't be filled in or the text is longer than the network takes.
    """
    name = f"caption.{network}.j2"
    if not (template.folder / name).is_file():
        name = "caption.j2"
    text = _filled(template, name, _words(event, partners, fields, network))
    caption = "\n\n".join(filter(None, (text, " ".join(hashtags(event, brand, network)))))
    if len(caption) > MAX_CAPTION:
        raise Refused(
            Message(
                "the caption of {event} has {count} characters, {limit} are possible; shorten the event's texts",
                event=event.id,
                count=len(caption),
                limit=MAX_CAPTION,
            )
        )
    return caption


def alt_text_of(template: Template, event: Event, partners: Mapping[str, Partner], fields: Mapping[str, str]) -> str:
    """The description for those who do not see the picture, at most 250 characters: whole sentences, the first ones.

    Raises Refused where the template can't be filled in.
    """
    text = _filled(template, "alt.j2", _words(event, partners, fields, Network.INSTAGRAM)).replace("\n", " ")
    if len(text) <= MAX_ALT:
        return text
    end = text.rfind(". ", 0, MAX_ALT)
    return text[: end + 1] if end > 0 else text[: MAX_ALT - 1].rsplit(" ", 1)[0] + "…"


def check_captions(folder: Path, root: Path) -> tuple[Problem, ...]:
    """Every mistake in the kind's texts that can be seen without an event; places relative to `root`."""
    templates = folder.parent
    found: list[Problem] = []
    for path in sorted(folder.glob("*.j2")):
        name = path.relative_to(templates).as_posix()
        found += jinja.check(templates, name, WORDS, shown=path.relative_to(root).as_posix())
    return tuple(found)


def hashtags(event: Event, brand: Brand, network: Network) -> Sequence[str]:
    """The tags that matter most, as many as the network takes, in the order in which they were written.

    First the school's, one of the kind's, the programme's and the two that every school uses; then the rest.
    """
    written: dict[str, str] = {}
    for tag in (*event.hashtags, *brand.hashtags):
        written.setdefault(_plain(tag), _tag(tag))
    places = {_plain(part) for part in brand.place.split(",")}
    names = {_plain(brand.school), _plain(brand.short_name)}
    programmes = _programme_tags(event)
    common = {_plain(tag) for tag in brand.hashtags}
    school = [word for word in written if _names_school(word, names, places)]
    programme = [word for word in written if word in programmes and word not in school]
    core = [word for word in written if word in common and word not in {*school, *programme}]
    rest = [word for word in written if word not in {*school, *programme, *core}]
    ranked = [*school[:1], *rest[:1], *programme[:1], *core[:2], *rest[1:], *core[2:], *programme[1:], *school[1:]]
    chosen = ranked[: MAX_TAGS[network]]
    return [tag for word, tag in written.items() if word in chosen]


def _words(
    event: Event, partners: Mapping[str, Partner], fields: Mapping[str, str], network: Network
) -> Mapping[str, Any]:
    hosts = partners_of(event, partners)
    return {
        **fields,
        "network": network.value,
        "tone": event.tone.value,
        "people": [named(person) for person in people_of(event)],
        "students": [first_name(name) for name in event.students],
        "figures": [{"label": figure.label, "value": figure.value} for figure in event.figures],
        "partner_role": _lowered(hosts[0].role) if hosts else "",
        "mentions": [account for partner in hosts if (account := _account(partner, network))],
        "url": event.link,
    }


def _filled(template: Template, name: str, words: Mapping[str, Any]) -> str:
    templates = template.folder.parent
    return tidy(jinja.render(templates, f"{template.folder.name}/{name}", words))


def tidy(text: str) -> str:
    """One space between words, none before a comma or full stop, at most one empty line, no edges."""
    text = re.sub(r"[^\S\n\u00a0]+", " ", text)
    text = re.sub(r" ?\n ?", "\n", text)
    text = re.sub(r" +(?=[,.;!?](?:\s|$))", "", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _account(partner: Partner, network: Network) -> str:
    """How the network shows an account: only Instagram links an @name in a caption, a Page links an address."""
    if not partner.may_tag:
        return ""
    if network is Network.INSTAGRAM:
        return f"@{partner.instagram.lstrip('@')}" if partner.instagram else ""
    page = printed(partner.facebook).removeprefix("facebook.com/").lstrip("@")
    return f"facebook.com/{page}" if page else ""


def _lowered(phrase: str) -> str:
    return phrase[:1].lower() + phrase[1:] if phrase[1:2].islower() else phrase


def _tag(text: str) -> str:
    return "#" + "".join(text.split()).lstrip("#")


def _plain(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _names_school(word: str, names: AbstractSet[str], places: AbstractSet[str]) -> bool:
    """`smkterpadualhuda` of SMK Terpadu Al-Huda Petak, `smkkabsemarang` of Kab. Semarang; not `smk` alone."""
    is_name = any(name and (word.startswith(name) or (name.startswith(word) and len(word) > _SHORT)) for name in names)
    return is_name or any(place and word.endswith(place) for place in places)


def _programme_tags(event: Event) -> frozenset[str]:
    """`teknikmesin`, `tm`: how tags write the event's programmes."""
    names = [re.sub(r"\(.*?\)", "", programme) for programme in event.programmes]
    initials = ("".join(word[0] for word in name.split() if word not in {"dan", "&"}) for name in names)
    return frozenset(map(_plain, (*names, *initials)))
