"""The scene: what is to be drawn on a picture, and what of it can be drawn at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from brandbot.drawing.font import printable
from brandbot.drawing.photo import Photo
from brandbot.errors import Message, Refused
from brandbot.model import Brand, Rank, Row


@dataclass(frozen=True)
class Emblem:
    """Somebody's name and logo, with its owner's rules; model.Logo says what they mean."""

    name: str
    logo: Path | None
    on_dark: Path | None = None
    min_height: int = 40
    clear: float = 0.15
    alone: bool = False
    rank: Rank = Rank.PARTNER


@dataclass(frozen=True)
class Scene:
    """What is to be drawn. `fields` are an event's texts and the template's words, `short` the same in short forms.

    `origins` names the fields that a word is made of: who has to shorten it fills in those.
    """

    brand: Brand
    fields: Mapping[str, str]
    short: Mapping[str, str]
    flags: frozenset[str]
    lists: Mapping[str, tuple[Row, ...]]
    photo: Photo | None
    focus: tuple[float, float] | None
    partners: tuple[Emblem, ...]
    school: Emblem
    origins: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def flags(scene: Scene) -> frozenset[str]:
    """What `when` may ask of a picture: whether there is a photo and how it lies, and a partner's logo."""
    photo = scene.photo
    known = {
        "photo": photo is not None,
        "wide_photo": photo is not None and photo.is_wide,
        "tall_photo": photo is not None and photo.is_tall,
        "logo": any(partner.logo for partner in scene.partners),
    }
    return frozenset(name for name, holds in known.items() if holds)


def cleaned(scene: Scene) -> tuple[Scene, str]:
    """The scene without what no typeface here can draw, and those characters.

    Raises Refused where nothing of a text can be drawn: it would be missing without a trace.
    """
    left_out: dict[str, None] = {}

    @cache
    def said(text: str) -> str:
        drawn, missing = printable(text, scene.brand.typeface)
        left_out.update(dict.fromkeys(missing))
        return drawn

    fields = {name: said(text) for name, text in scene.fields.items()}
    _refuse_gone(scene, said)
    lists = {
        name: tuple(replace(row, text=said(row.text), value=said(row.value)) for row in rows)
        for name, rows in scene.lists.items()
    }
    known = replace(
        scene,
        fields=fields,
        short={**fields, **{name: said(text) for name, text in scene.short.items()}},
        lists=lists,
        partners=tuple(replace(partner, name=said(partner.name)) for partner in scene.partners),
        school=replace(scene.school, name=said(scene.school.name)),
    )
    return known, "".join(left_out)


def _refuse_gone(scene: Scene, said: Callable[[str], str]) -> None:
    texts = [*scene.fields.items(), *((name, row.text) for name, rows in scene.lists.items() for row in rows)]
    texts += (("partners", partner.name) for partner in scene.partners)
    for name, text in texts:
        if text.strip() and not said(text):
            raise Refused(
                Message("nothing of “{text}” can be drawn: write {field} in Latin letters", text=text, field=name)
            )
