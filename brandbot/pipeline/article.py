"""The article: an event as a short piece of news for the school's website, as HTML and as Markdown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from brandbot.model import Brand, Event, Partner, Template, Tone
from brandbot.pipeline.caption import TEXTS
from brandbot.pipeline.claims import refuse_claims
from brandbot.pipeline.words import WEBSITE, filled, words_of

_URL = re.compile(
    r"(?:https?://[^\s<>\"]*|(?<![\w@./-])(?:[a-z0-9-]+\.)+(?:id|com|org|net|me)\b(?:/[^\s<>\"]*)?)(?<![.,;:!?)])"
)
_MARKS = re.compile(r"([\\`*_\[\]<>#|~&])")
_LIST = re.compile(r"^(\d*)([-+.)])")


@dataclass(frozen=True, slots=True)
class Article:
    """A headline, the first paragraph with its dateline, and the paragraphs after it; plain text."""

    title: str
    lead: str
    paragraphs: tuple[str, ...]

    @property
    def words(self) -> int:
        """How long it is, without the headline."""
        return sum(len(text.split()) for text in (self.lead, *self.paragraphs))


def article_of(
    template: Template, event: Event, partners: Mapping[str, Partner], fields: Mapping[str, str], brand: Brand
) -> Article:
    """The event as news: formal whatever the event's tone.

    Raises Refused where the texts can't be filled in or claim what no school may claim.
    """
    words = words_of(event, partners, fields, template, network=WEBSITE, tone=Tone.FORMAL, pupils=brand.pupils)
    text = filled(template, TEXTS, words, base="article.j2")
    refuse_claims((text,), event, partners, brand)
    title, lead, *paragraphs = (" ".join(part.split("\n")) for part in text.split("\n\n"))
    return Article(title, lead, tuple(paragraphs))


def to_html(article: Article, cover: str = "", alt: str = "") -> str:
    """A fragment to paste into the website: heading, cover (the picture's address) with its alt text, paragraphs."""
    figure = [f'<figure><img src="{escape(cover)}" alt="{escape(alt)}"></figure>'] if cover else []
    paragraphs = [f"<p>{_linked(text)}</p>" for text in (article.lead, *article.paragraphs)]
    return "\n".join([f"<article>\n<h1>{escape(article.title)}</h1>", *figure, *paragraphs, "</article>\n"])


def to_markdown(article: Article, cover: str = "", alt: str = "") -> str:
    """The same as Markdown (CommonMark)."""
    picture = [f"![{_plain(alt)}](<{cover}>)"] if cover else []
    texts = map(_plain, (article.lead, *article.paragraphs))
    return "\n\n".join([f"# {_plain(article.title)}", *picture, *texts]) + "\n"


def _linked(text: str) -> str:
    """Escaped for HTML, with addresses that can be pressed."""
    parts, end = [], 0
    for match in _URL.finditer(text):
        address = match[0] if match[0].startswith("http") else f"https://{match[0]}"
        parts += [escape(text[end : match.start()]), f'<a href="{escape(address)}">{escape(match[0])}</a>']
        end = match.end()
    return "".join([*parts, escape(text[end:])])


def _plain(text: str) -> str:
    """Text that Markdown takes for nothing but text, with addresses that can be pressed."""
    parts, end = [], 0
    for match in _URL.finditer(text):
        address = f"<{match[0]}>" if match[0].startswith("http") else f"[{match[0]}](<https://{match[0]}>)"
        parts += [_escaped(text[end : match.start()]), address]
        end = match.end()
    return _LIST.sub(r"\1\\\2", "".join([*parts, _escaped(text[end:])]))


def _escaped(text: str) -> str:
    return _MARKS.sub(r"\\\1", text)
