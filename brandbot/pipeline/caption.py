"""Captions and alt texts: the kind's texts filled with an event's words, with hashtags at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from brandbot.errors import Message, Refused
from brandbot.model import Brand, Event, NamePolicy, Network, Partner, Problem, Template, Tone
from brandbot.pipeline import jinja
from brandbot.pipeline.claims import refuse_claims
from brandbot.pipeline.hashtags import hashtags
from brandbot.pipeline.slides import Leaf, leaves_of
from brandbot.pipeline.words import WORDS, filled, words_of

MAX_ALT = 250  # characters: what screen readers read out before people give up
# On Instagram (Meta: IG User media, `caption`); a Page would take more. Which characters Meta counts is not said: we
# count as UTF-16 does, where an emoji has two, and are on the safe side.
MAX_CAPTION, MAX_HASHTAGS, MAX_MENTIONS = 2200, 30, 20
MAX_HOOK = 125  # characters that Instagram shows before "selengkapnya"

TEXTS = "texts.j2"  # a kind's blocks; the bases arrange them
BASES = ("caption.j2", "alt.j2", "article.j2")
_HASHTAG, _MENTION = re.compile(r"#\w"), re.compile(r"(?<!\w)@\w")
_TAGS = re.compile(r"(?:\n|^)(#\w*(?: +#\w+)*)$")


def caption_of(  # noqa: PLR0917 - the event, then what surrounds it
    template: Template,
    event: Event,
    partners: Mapping[str, Partner],
    fields: Mapping[str, str],
    network: Network,
    brand: Brand,
) -> str:
    """The caption as this network shows it.

    A kind's own `caption.<network>.j2` or `caption.j2` goes before its texts. Raises Refused where a template can't
    be filled in, the text claims what no school may claim, its first line is too long or all of it is.
    """
    tone = event.tone or brand.tone
    words = words_of(event, partners, fields, template, network=network.value, tone=tone, pupils=brand.pupils)
    own = (name for name in (f"caption.{network}.j2", "caption.j2") if (template.folder / name).is_file())
    text = filled(template, next(own, TEXTS), words, base="caption.j2")
    body, of_kind = _without_tags(text)
    tags = () if of_kind == ["#"] else hashtags(event, brand, network, of_kind)
    refuse_claims((body, event.title), event, partners, brand)
    _refuse_long_hook(body, event, fields)
    caption = "\n\n".join(filter(None, (body, " ".join(tags))))
    _refuse_what_no_network_takes(caption, event, network)
    return caption


def _refuse_what_no_network_takes(caption: str, event: Event, network: Network) -> None:
    length = len(caption.encode("utf-16-le")) // 2
    if length > MAX_CAPTION:
        raise Refused(
            Message(
                "the caption of {event} has {count} characters, {limit} are possible; shorten the event's texts",
                event=event.id,
                count=length,
                limit=MAX_CAPTION,
            )
        )
    for sign, pattern, limit in (("#", _HASHTAG, MAX_HASHTAGS), ("@", _MENTION, MAX_MENTIONS)):
        count = len(pattern.findall(caption))
        if network is Network.INSTAGRAM and count > limit:
            raise Refused(
                Message(
                    "the caption of {event} has {count} words with {sign}, Instagram takes {limit}; take some out",
                    event=event.id,
                    count=count,
                    sign=sign,
                    limit=limit,
                )
            )


def _without_tags(text: str) -> tuple[str, list[str]]:
    """A text and the hashtags of its last line: those are the kind's own; `#` alone asks for none at all."""
    found = _TAGS.search(text)
    return (text[: found.start()].rstrip(), found[1].split()) if found else (text, [])


def _refuse_long_hook(body: str, event: Event, fields: Mapping[str, str]) -> None:
    hook = body.partition("\n")[0]
    if len(hook) <= MAX_HOOK:
        return
    shown = {name: len(text) for name, text in fields.items() if text and text in hook}
    raise Refused(
        Message(
            "the caption of {event} begins with a line of {count} characters, {limit} are seen; shorten '{field}'",
            event=event.id,
            count=len(hook),
            limit=MAX_HOOK,
            field=max(shown, key=shown.__getitem__, default="caption.j2"),
        )
    )


def alt_texts_of(
    template: Template,
    event: Event,
    partners: Mapping[str, Partner],
    fields: Mapping[str, str],
    pictures: int,
    *,
    pupils: NamePolicy = NamePolicy.FIRST,
) -> tuple[str, ...]:
    """The descriptions for those who do not see the pictures: the cover, each slide, the closing slide.

    Each has at most 250 characters: as many of the template's lines as fit, a whole sentence each. `pupils` says how
    they are named.
    Raises Refused where the template can't be filled in.
    """
    tone = event.tone or Tone.FORMAL
    words = words_of(event, partners, fields, template, network=Network.INSTAGRAM, tone=tone, pupils=pupils)
    slides = _slides(template, event, partners, pictures, pupils)
    return tuple(_shortened(filled(template, TEXTS, {**words, **slide}, base="alt.j2")) for slide in slides)


def _slides(
    template: Template, event: Event, partners: Mapping[str, Partner], pictures: int, pupils: NamePolicy
) -> Iterator[Mapping[str, str]]:
    """What each picture has of its own; of several the last is the closing slide where the kind has one."""
    count, leaves = str(pictures) if pictures > 1 else "", list(leaves_of(template, event, partners, pupils))
    for number in range(1, pictures + 1):
        closing = number == pictures > 1 and "closing" in template.layouts
        leaf = leaves[number - 2] if 1 < number <= len(leaves) + 1 and not closing else Leaf()
        own = {"slide_number": str(number) if count else "", "slide_count": count, **leaf.fields}
        yield own | {"closing": "yes" if closing else ""}


def _shortened(text: str) -> str:
    """The first lines that fit together; one that is too long itself ends between two words."""
    kept = ""
    for line in filter(None, text.split("\n")):
        longer = f"{kept} {line}".strip()
        if len(longer) > MAX_ALT:
            return kept or f"{line[: MAX_ALT - 1].rsplit(' ', 1)[0]}…"
        kept = longer
    return kept


def check_captions(folder: Path, root: Path) -> tuple[Problem, ...]:
    """Every mistake in the kind's texts that can be seen without an event; places relative to `root`."""
    return tuple(
        problem for path in sorted(folder.glob("*.j2")) for problem in _checked(path, folder.parent, root, BASES)
    )


def check_bases(templates: Path, root: Path) -> tuple[Problem, ...]:
    """Every mistake in the texts that all kinds share: the bases and the phrases."""
    return tuple(problem for path in sorted(templates.glob("*.j2")) for problem in _checked(path, templates, root))


def _checked(path: Path, templates: Path, root: Path, bases: tuple[str, ...] = ()) -> Iterator[Problem]:
    name, shown = path.relative_to(templates).as_posix(), path.relative_to(root).as_posix()
    return jinja.check(templates, name, WORDS, shown=shown, bases=bases)
