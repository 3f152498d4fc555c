"""render: posts become creatives: pictures on disk, caption, alt texts and the hash that gets approved."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from zoneinfo import ZoneInfo

from brandbot.drawing import Emblem, Photo, Scene, draw, open_prepared, prepare
from brandbot.errors import Message, Refused
from brandbot.model import (
    Brand,
    Creative,
    Drawing,
    Event,
    Layout,
    LayoutName,
    Logo,
    Network,
    Partner,
    Placement,
    Post,
    Rank,
    Rendition,
    Template,
)
from brandbot.pipeline.caption import alt_texts_of, caption_of
from brandbot.pipeline.claims import refuse_claims
from brandbot.pipeline.fields import Said, partners_of, said_of
from brandbot.pipeline.slides import leaves_of
from brandbot.wording import Wording

MAX_IMAGES = 10  # a carousel's limit on Instagram (Meta's content publishing guide); the Page takes the same ten


@dataclass(frozen=True, slots=True)
class Studio:
    """Everything that pictures are made from.

    `folder` takes the finished files, named by their content; `photos` the working copies of photos.
    """

    assets: Path
    folder: Path
    photos: Path
    brand: Brand
    partners: Mapping[str, Partner]
    templates: Mapping[str, Template]
    wording: Wording
    zone: ZoneInfo
    zone_label: str


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture to draw: its layout, its photo's name ("" for none) and what a slide says of its own."""

    layout: LayoutName
    photo: str = ""
    slide: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Sitting:
    """One event in the studio on the day of posting: photos are opened and pictures drawn once for all its posts.

    `drawings` are what was drawn, by the file that holds it; `notices` what a person should know of the pictures.
    """

    studio: Studio
    event: Event
    drawings: dict[Path, Drawing] = field(default_factory=dict)
    notices: list[Message] = field(default_factory=list)
    _photos: dict[str, Photo] = field(default_factory=dict)
    _said: dict[dt.date, Said] = field(default_factory=dict)
    _drawn: dict[tuple[LayoutName, dt.date], tuple[Rendition, ...]] = field(default_factory=dict)

    def creative(self, post: Post) -> Creative:
        """The finished content of one of the event's posts.

        Raises Refused where a photo can't be used, a text does not fit, or a caption can't be written.
        """
        day = post.slot.astimezone(self.studio.zone).date()
        renditions = self.pictures(post.placement.value, day)
        caption = "" if post.placement is Placement.STORY else self.caption(post.network, day)
        content = json.dumps([[[r.sha256, r.alt_text] for r in renditions], caption])
        return Creative(post.key, renditions, caption, hashlib.sha256(content.encode()).hexdigest())

    def pictures(self, layout: LayoutName, day: dt.date) -> tuple[Rendition, ...]:
        """The pictures of a layout with their alt texts, drawn when first asked for; several where it is a carousel."""
        if (layout, day) not in self._drawn:
            said, listed = self.said(day), list(self._listed(layout))
            refuse_claims(self._shown(said), self.event, self.studio.partners, self.studio.brand)
            files = [
                self._file(self._draw(picture, said, at, len(listed))) for at, picture in enumerate(listed, start=1)
            ]
            brand, partners = self.studio.brand, self.studio.partners
            alt_texts = alt_texts_of(self.template, self.event, partners, said.fields, len(files), pupils=brand.pupils)
            refuse_claims(alt_texts, self.event, partners, brand)
            self._drawn[layout, day] = tuple(
                replace(file, alt_text=alt_text) for file, alt_text in zip(files, alt_texts, strict=True)
            )
        return self._drawn[layout, day]

    def caption(self, network: Network, day: dt.date) -> str:
        """The caption as this network shows it."""
        fields = self.said(day).fields
        return caption_of(self.template, self.event, self.studio.partners, fields, network, self.studio.brand)

    def said(self, day: dt.date) -> Said:
        """What the event says on a day of posting."""
        if day not in self._said:
            studio = self.studio
            self._said[day] = said_of(
                self.event, studio.partners, studio.brand, self.template, studio.wording, studio.zone_label, day
            )
        return self._said[day]

    @property
    def template(self) -> Template:
        """The template of the event's kind."""
        return self.studio.templates[self.event.kind]

    def _listed(self, layout: LayoutName) -> Iterator[Picture]:
        """The pictures of a layout; a feed with more to show becomes a carousel with a closing slide."""
        layouts, event = self.template.layouts, self.event
        cover = "" if event.parts or not event.photos else event.photos[0]  # a batch shows each pupil once
        yield Picture(layout, cover)
        leaves = (
            list(leaves_of(self.template, event, self.studio.partners, self.studio.brand.pupils))[: MAX_IMAGES - 2]
            if layout == "feed" and "slide" in layouts
            else []
        )
        yield from (Picture("slide", leaf.photo, leaf.fields) for leaf in leaves)
        if leaves and "closing" in layouts:
            yield Picture("closing", cover)

    def _shown(self, said: Said) -> tuple[str, ...]:
        """What a picture may say of the event: nothing there may be claimed that a caption may not."""
        event, words = self.event, self.template.words
        figures = (figure.label for figure in event.figures)
        own = (event.title, *event.points, *figures, event.quote, event.call_to_action, event.link, event.location)
        return (*own, *(said.fields[word] for word in words))

    def _draw(self, picture: Picture, said: Said, number: int, count: int) -> Drawing:
        layout = self._layout(picture.layout)
        own = dict(picture.slide)
        if count > 1:
            own |= {"slide_number": str(number), "slide_count": str(count)}
        drawing = draw(layout, self._scene(picture.photo, said, own))
        if drawing.left_out:
            message = Message("left off the picture, as no typeface here has them: {signs}", signs=drawing.left_out)
            self._notice(message)
        return drawing

    def _layout(self, name: LayoutName) -> Layout:
        layout = self.template.layouts.get(name)
        if layout is None:
            raise Refused(
                Message(
                    "the template '{kind}' has no layout '{layout}'; add it, or take the placement out of the rules",
                    kind=self.event.kind,
                    layout=name,
                )
            )
        return layout

    def _file(self, drawing: Drawing) -> Rendition:
        name = hashlib.sha256(drawing.jpeg).hexdigest()
        path = self.studio.folder / name[:2] / f"{name}.jpg"
        if not path.exists() or path.read_bytes() != drawing.jpeg:  # a power cut may have left less than its name says
            path.parent.mkdir(parents=True, exist_ok=True)
            unfinished = path.with_suffix(".part")
            unfinished.write_bytes(drawing.jpeg)
            unfinished.replace(path)
        self.drawings[path] = drawing
        return Rendition(path, drawing.width, drawing.height, name)

    def _scene(self, photo: str, said: Said, slide: Mapping[str, str]) -> Scene:
        studio, event = self.studio, self.event
        hosts = sorted(partners_of(event, studio.partners), key=lambda partner: partner.rank)
        return Scene(
            brand=studio.brand,
            fields={**said.fields, **slide},
            short={**said.short, **slide},
            flags=said.flags | ({"carousel"} if slide else set()),
            lists=said.lists,
            photo=self._photo(photo) if photo else None,
            focus=event.focus if photo and photo == event.photos[0] else None,
            partners=tuple(self._emblem(host.short_name, host.logo, host.rank) for host in hosts),
            school=self._emblem(studio.brand.school, studio.brand.logo, Rank.SCHOOL),
            origins=said.origins,
        )

    def _emblem(self, name: str, logo: Logo | None, rank: Rank) -> Emblem:
        if logo is None:
            return Emblem(name, None, rank=rank)
        assets = self.studio.assets
        return Emblem(
            name,
            assets / logo.file,
            on_dark=assets / logo.on_dark if logo.on_dark else None,
            min_height=logo.min_height,
            clear=logo.clear,
            alone=logo.alone,
            rank=rank,
        )

    def _photo(self, name: str) -> Photo:
        if name not in self._photos:
            blur = self.event.blur
            if name != self.event.photos[0]:
                blur = replace(blur, boxes=())
            photo = open_prepared(prepare(self.studio.assets / name, self.studio.photos, blur))
            self._refuse_seen(photo, name)
            self._photos[name] = photo
            for notice in photo.notices:
                self._notice(notice)
        return self._photos[name]

    def _refuse_seen(self, photo: Photo, name: str) -> None:
        """Raise Refused where fewer faces were found than people are on the only photo: some could still be known."""
        event = self.event
        count = max(event.consent.needed or 0, len(event.subjects))
        if event.blur.faces and len(event.photos) == 1 and photo.hidden < count:
            raise Refused(
                Message(
                    "only {found} of {count} faces were found on {file}; draw boxes in blur for the others",
                    found=photo.hidden,
                    count=count,
                    file=name,
                )
            )

    def _notice(self, message: Message) -> None:
        if message not in self.notices:
            self.notices.append(message)


def by_event(posts: Sequence[Post]) -> Iterator[tuple[str, list[Post]]]:
    """Posts grouped by their event, in the order given."""
    groups: dict[str, list[Post]] = {}
    for post in posts:
        groups.setdefault(post.event_id, []).append(post)
    yield from groups.items()
