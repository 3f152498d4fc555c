"""What stands on the slides of a carousel between its cover and its closing slide. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from brandbot.model import Event, NamePolicy, Partner, Template
from brandbot.pipeline.fields import count_of, partners_of
from brandbot.pipeline.pupils import shown_names


@dataclass(frozen=True, slots=True)
class Leaf:
    """One slide: its words, and its photo's name or ""."""

    title: str = ""
    text: str = ""
    photo: str = ""

    @property
    def fields(self) -> dict[str, str]:
        """As templates know it."""
        return {"slide_title": self.title, "slide_text": self.text}


def leaves_of(
    template: Template, event: Event, partners: Mapping[str, Partner], policy: NamePolicy = NamePolicy.FIRST
) -> Iterator[Leaf]:
    """An event of a batch each; else what the template says: a further photo each, or a point each.

    `policy` says how pupils are named.
    """
    if event.parts:
        yield from (_leaf(part, event, partners, policy) for part in event.parts)
    elif template.slides == "photos":
        yield from (Leaf(photo=photo) for photo in event.photos[1:])
    else:
        for number, point in enumerate(event.points, start=1):
            title, colon, text = point.partition(":")
            photo = event.photos[number] if number < len(event.photos) else ""
            yield Leaf(title.strip() if colon else "", (text if colon else point).strip(), photo)


def _leaf(part: Event, batch: Event, partners: Mapping[str, Partner], policy: NamePolicy) -> Leaf:
    """The pupils of one event, and what not all of its batch share."""
    pupils = ", ".join(shown_names(part.students, policy)) or f"{count_of(part)} siswa"
    told = (
        part.programmes if any(other.programmes != part.programmes for other in batch.parts) else (),
        [host.short_name for host in partners_of(part, partners)] if len(batch.partners) > 1 else (),
    )
    text = " · ".join(", ".join(names) for names in told if names)
    return Leaf(pupils, text, part.photos[0] if part.photos else "")
