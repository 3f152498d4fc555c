"""render: posts become creatives: pictures on disk, caption, alt text and the hash that gets approved."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from brandbot.drawing import Photo, Scene, draw, open_photo
from brandbot.errors import Message, Refused
from brandbot.model import Brand, Creative, Event, Layout, Network, Partner, Placement, Post, Rendition, Template
from brandbot.pipeline.caption import alt_text_of, caption_of
from brandbot.pipeline.fields import fields_of, flags_of
from brandbot.wording import Wording

MAX_IMAGES = 10  # a carousel's limit on Instagram (Meta's content publishing guide); the Page takes the same ten


@dataclass(frozen=True, slots=True)
class Studio:
    """Everything that pictures are made from. `folder` takes the finished files, named by their content."""

    assets: Path
    folder: Path
    brand: Brand
    partners: Mapping[str, Partner]
    templates: Mapping[str, Template]
    wording: Wording
    zone_label: str


@dataclass(slots=True)
class Sitting:
    """One event in the studio: photos are decoded and pictures drawn once for all its posts."""

    studio: Studio
    event: Event
    _photos: dict[str, Photo] = field(default_factory=dict)
    _drawn: dict[str, tuple[Rendition, ...]] = field(default_factory=dict)

    def creative(self, post: Post) -> Creative:
        """The finished content of one of the event's posts.

        Raises Refused where a photo can't be used, a text does not fit, or a caption can't be written.
        """
        renditions = self.renditions(post.placement)
        caption = "" if post.placement is Placement.STORY else self.caption(post.network)
        alt_text = self.alt_text()
        content = json.dumps([[r.sha256 for r in renditions], caption, alt_text])
        return Creative(post.key, renditions, caption, alt_text, hashlib.sha256(content.encode()).hexdigest())

    def renditions(self, placement: Placement) -> tuple[Rendition, ...]:
        """The pictures for a placement, drawn when first asked for."""
        if placement not in self._drawn:
            self._drawn[placement] = tuple(self._pictures(placement))
        return self._drawn[placement]

    def caption(self, network: Network) -> str:
        """The caption as this network shows it."""
        return caption_of(self._template, self.event, self._partners, self._fields, network, self.studio.brand)

    def alt_text(self) -> str:
        """The description for those who do not see the picture."""
        return alt_text_of(self._template, self.event, self._partners, self._fields)

    @property
    def _template(self) -> Template:
        return self.studio.templates[self.event.kind]

    @property
    def _partners(self) -> Mapping[str, Partner]:
        return self.studio.partners

    @property
    def _fields(self) -> Mapping[str, str]:
        studio = self.studio
        return fields_of(
            self.event, studio.partners, studio.brand, self._template.label, studio.wording, studio.zone_label
        )

    def _pictures(self, placement: Placement) -> Iterator[Rendition]:
        layout = self._template.layouts.get(placement)
        if layout is None:
            raise Refused(
                Message(
                    "the template '{kind}' has no layout '{layout}'; add it, or take the placement out of the rules",
                    kind=self.event.kind,
                    layout=str(placement),
                )
            )
        photos = self.event.photos[:MAX_IMAGES] or ("",)
        yield self._picture(layout, photos[0])
        slide = self._template.layouts.get("slide")
        if placement is Placement.FEED and slide:
            for photo in photos[1:]:
                yield self._picture(slide, photo)

    def _picture(self, layout: Layout, photo: str) -> Rendition:
        drawing = draw(layout, self._scene(photo))
        name = hashlib.sha256(drawing.jpeg).hexdigest()
        path = self.studio.folder / name[:2] / f"{name}.jpg"
        if not path.exists() or path.read_bytes() != drawing.jpeg:  # a power cut may have left less than its name says
            path.parent.mkdir(parents=True, exist_ok=True)
            unfinished = path.with_suffix(".part")
            unfinished.write_bytes(drawing.jpeg)
            unfinished.replace(path)
        return Rendition(path, drawing.width, drawing.height, name)

    def _scene(self, photo: str) -> Scene:
        studio, event = self.studio, self.event
        logos = tuple(logo for partner in event.partners if (logo := self._logo(partner)))
        return Scene(
            brand=studio.brand,
            fields=self._fields,
            flags=flags_of(event, studio.partners, photo=bool(photo)),
            photo=self._photo(photo) if photo else None,
            focus=event.focus if photo and photo == event.photos[0] else None,
            logos=logos,
            school_logo=studio.assets / studio.brand.logo.file if studio.brand.logo else None,
        )

    def _logo(self, partner_id: str) -> Path | None:
        partner = self.studio.partners.get(partner_id)
        return self.studio.assets / partner.logo.file if partner and partner.logo else None

    def _photo(self, name: str) -> Photo:
        if name not in self._photos:
            self._photos[name] = open_photo(self.studio.assets / name)
        return self._photos[name]


def by_event(posts: Sequence[Post]) -> Iterator[tuple[str, list[Post]]]:
    """Posts grouped by their event, in the order given."""
    groups: dict[str, list[Post]] = {}
    for post in posts:
        groups.setdefault(post.event_id, []).append(post)
    yield from groups.items()
