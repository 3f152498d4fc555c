"""Which pillar a kind of event belongs to, however a school writes the kind. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from brandbot.model import Pillar, Template


def words_for_kinds(templates: Iterable[Template]) -> dict[str, str]:
    """The kind by every word for it, in small letters."""
    return {word.casefold(): template.kind for template in templates for word in (template.kind, *template.names)}


def by_kind(pillars: Iterable[Pillar], templates: Iterable[Template]) -> Mapping[str, Pillar]:
    """The pillar of each kind that has one; words that are no kind are left out."""
    words = words_for_kinds(templates)
    return {words[word.casefold()]: pillar for pillar in pillars for word in pillar.kinds if word.casefold() in words}
