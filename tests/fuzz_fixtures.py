"""Events full of texts as nobody should type them, drawn in the shipped templates, and what is wrong with the pictures.

What a picture must say is worked out here from the template's own words, not from what the engine did.
"""

from __future__ import annotations

import os
import random
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from cases import CASES, sitting
from picture_fixtures import DAY
from PIL import Image
from text_fixtures import LONGEST, texts

from brandbot.drawing import Photo
from brandbot.drawing.bars import Bars
from brandbot.drawing.numbers import Figure as BigNumber
from brandbot.drawing.numbers import Figures
from brandbot.drawing.page import Page
from brandbot.drawing.plates import Logos, Wall
from brandbot.drawing.rows import Rows
from brandbot.drawing.style import ROLES
from brandbot.drawing.ticket import Ticket
from brandbot.drawing.wordings import Badge, Footer, Text
from brandbot.errors import Refused
from brandbot.model import Drawing, Element, Event, Figure, Layout, LayoutName, Partner, Person, Row
from brandbot.pipeline.render import Picture, Sitting

EVENTS = 36 if os.environ.get("BRANDBOT_PROOFS") else 12  # of each kind
LEAST = 28  # pixels: nothing on any picture is set smaller
SHORT = 30  # characters that most texts of an event are cut to, so that not every event is refused
SLACK = 1  # pixels that a box may reach out of the safe area, as the engine counts whole ones
PHOTO = "assets/foto/rekaan.jpg"
_FILLERS = "\u115f\u1160\u3164\uffa0"  # letters by their category that nobody sees
_EMOJI = re.compile("[\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]")
Fields = Mapping[str, str]


@dataclass
class Tally:
    """What came of it: texts that stand whole on a picture, pictures, refusals, and what is wrong."""

    rendered: int = 0
    distinct: set[str] = field(default_factory=set)
    pictures: int = 0
    refused: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Count another's pictures here too."""
        self.rendered += other.rendered
        self.distinct |= other.distinct
        self.pictures += other.pictures
        self.refused += other.refused

    def __str__(self) -> str:
        return (
            f"{self.rendered} texts rendered ({len(self.distinct)} different ones) on {self.pictures} pictures, "
            f"{len(self.refused)} pictures refused"
        )


@dataclass(frozen=True)
class Asked:
    """A text that a picture may say: its full and its short form, the smallest size, and whether it must be there."""

    full: str
    short: str
    floor: int
    must: bool = True


def fuzzed(kind: str, layouts: Sequence[LayoutName], seed: int, folder: Path) -> Tally:
    """Some events of a kind, each drawn in one of the layouts in turn; the same for the same seed."""
    tally = Tally()
    chance = random.Random(f"{kind} {seed}")  # noqa: S311 - it draws test data
    supply = texts(EVENTS * 40, seed=chance.randint(0, 1 << 30))
    for number in range(EVENTS):
        event, partners, thrown = _event(kind, chance, supply)
        seat = _seated(event, partners, folder)
        _draw(tally, seat, layouts[number % len(layouts)], thrown)
    return tally


def _event(kind: str, chance: random.Random, supply: Iterator[str]) -> tuple[Event, dict[str, Partner], Sequence[str]]:
    """An event of the kind in which one or two texts are as long as they come, and most others are short and odd."""
    base = chance.choice([*CASES[kind].values()])
    wild = {chance.randint(0, 11) for _ in range(chance.randint(0, 2))}
    thrown: list[str] = []

    def text(number: int, known: str = "") -> str:
        if known and chance.random() < 0.15:
            return known
        said = next(supply)[: LONGEST if number in wild else chance.randint(1, SHORT)]
        thrown.append(said)
        return said

    def some(most: int) -> range:
        return range(chance.choice((1, 1, 2, most)))

    def partner(id_: str) -> Partner:
        return Partner(id=id_, name=text(1), display_name=text(2) if chance.random() < 0.7 else "")

    ids = [f"rekaan-{number}" for number in some(6)] if base.partners else []
    partners = {id_: partner(id_) for id_ in ids}
    event = replace(
        base,
        title=text(0, base.title),
        partners=tuple(partners),
        programmes=tuple(text(3) for _ in some(3)) if base.programmes else (),
        people=tuple(Person(text(4), text(5) if person.role else "") for person in base.people),
        points=tuple(f"{text(6)}: {text(6)}" if ":" in point else text(6) for point in base.points),
        figures=tuple(Figure(text(7), figure.value) for figure in base.figures),
        location=text(8) if base.location else "",
        quote=text(9) if base.quote else "",
        source=text(10) if base.source else "",
        call_to_action=text(11, base.call_to_action) if base.call_to_action else "",
        photos=(PHOTO,) if base.photos and chance.random() < 0.5 else (),
    )
    return event, partners, thrown


def _seated(event: Event, partners: dict[str, Partner], folder: Path) -> Sitting:
    seat = sitting(event, folder)
    seat.studio = replace(seat.studio, partners=partners)
    seat._photos[PHOTO] = _photo()
    return seat


@cache
def _photo() -> Photo:
    """A soft picture without anybody, as large as a working copy."""
    gradient = Image.linear_gradient("L").resize((1600, 1200))
    return Photo(Image.merge("RGB", (gradient, gradient.rotate(180), gradient)), focus=(0.5, 0.4))


def _draw(tally: Tally, seat: Sitting, layout: LayoutName, thrown: Sequence[str]) -> None:
    """Draw a layout, with slides and closing where there are any, and look at each picture."""
    said = seat.said(DAY)
    listed = [*seat._listed(layout)]
    for number, picture in enumerate(listed, start=1):
        called = f"{seat.event.kind} {picture.layout} {number}"
        try:
            drawing = seat._draw(picture, said, number, len(listed))
        except Refused as refusal:
            tally.refused.append(str(refusal))
            known = (*said.fields.values(), *said.short.values(), *thrown)
            tally.wrong += [f"{called}: {fault}" for fault in unclear(str(refusal), known)]
            continue
        tally.pictures += 1
        faults = _faults(seat, picture, drawing, (number, len(listed)))
        tally.wrong += [f"{called} ({drawing.variant}): {fault}" for fault in faults]
        _count(tally, drawing, thrown)


def _count(tally: Tally, drawing: Drawing, thrown: Sequence[str]) -> None:
    stand = [letters(mark.text) for mark in drawing.marks if mark.what == "text"]
    for text in dict.fromkeys(thrown):
        wanted = letters(text, drawing.left_out)
        if wanted and any(wanted in whole for whole in stand):
            tally.rendered += 1
            tally.distinct.add(text)


def unclear(message: str, known: Sequence[str]) -> Iterator[str]:
    """What a refusal leaves unsaid: the text that is too long, and what to shorten."""
    quoted = re.match(r"“(.*)” is too long for the picture, .*: shorten \w+(?:, \w+)*$", message, re.DOTALL)
    gone = re.match(r"nothing of “(.*)” can be drawn: write \w+ in Latin letters$", message, re.DOTALL)
    if gone is not None:
        if not any(gone[1] in text for text in known):
            yield f"refused without its text: {message}"
    elif quoted is None:
        yield f"refused without text and field: {message}"
    elif not any(_told(text, letters(quoted[1])) for text in known):
        yield f"refused without its text: {message}"


def _told(text: str, quoted: str) -> bool:
    """Whether a message quotes a text, without what no typeface here can draw."""
    told = "".join(sign for sign in letters(text) if sign in quoted)
    return bool(told) and told in quoted


def _faults(seat: Sitting, picture: Picture, drawing: Drawing, place: tuple[int, int]) -> Iterator[str]:
    layout = seat.template.layouts[picture.layout]
    own = dict(picture.slide) | ({"slide_number": str(place[0]), "slide_count": str(place[1])} if place[1] > 1 else {})
    asked = [*_asked(seat, layout, picture, drawing, own)]
    floors: dict[str, int] = {}
    for one in asked:
        for form in _forms(one, drawing.left_out):
            floors[form] = min(floors.get(form, one.floor), one.floor)
    stand = {letters(mark.text) for mark in drawing.marks if mark.what == "text"}
    yield from _outside(drawing, layout)
    for mark in drawing.marks:
        if mark.what == "text":
            floor = floors.get(letters(mark.text))
            if floor is None:
                yield f"nobody asked for “{mark.text}”, or not for so little of it"
            elif mark.size is None or mark.size < max(floor, LEAST):
                yield f"“{mark.text}” has {mark.size} px and may not have less than {max(floor, LEAST)}"
    for one in asked:
        wanted = _forms(one, drawing.left_out)
        if one.must and "" not in wanted and not wanted & stand:
            yield f"“{one.full}” is missing"


def _outside(drawing: Drawing, layout: Layout) -> Iterator[str]:
    canvas = layout.canvas
    left, top, width, height = canvas.safe
    for mark in drawing.marks:
        if mark.what not in ("text", "logo"):
            continue
        x, y, across, down = mark.box
        inside = (
            left - SLACK <= x
            and top - SLACK <= y
            and x + across <= left + width + SLACK
            and y + down <= top + height + SLACK
        )
        if not inside or x < 0 or y < 0 or x + across > drawing.width or y + down > drawing.height:
            yield f"“{mark.text}” stands at {mark.box}, outside of {canvas.safe}"


def letters(text: str, left_out: str = "") -> str:
    """The letters and digits of a text without case, accents and what is left off a picture by rule."""
    kept = (sign for sign in unicodedata.normalize("NFC", text) if sign not in left_out and not _EMOJI.match(sign))
    plain = unicodedata.normalize("NFKD", "".join(kept)).casefold()
    return "".join(sign for sign in plain if unicodedata.category(sign)[0] in "LN" and sign not in _FILLERS)


def _forms(asked: Asked, left_out: str) -> set[str]:
    wanted = (asked.full, asked.short, asked.full.upper(), asked.short.upper())
    return {letters(form, left_out) for form in wanted}


def _asked(seat: Sitting, layout: Layout, picture: Picture, drawing: Drawing, own: Fields) -> Iterator[Asked]:
    """What the elements of the variant that was drawn are asked to say."""
    said = seat.said(DAY)
    page = Page.blank(layout, seat._scene(picture.photo, said, own))
    full, short = {**said.fields, **own}, {**said.short, **own}
    partners = [(partner.short_name, partner.short_name) for partner in seat.studio.partners.values()]
    plates = [*partners, *((f"+{number}", f"+{number}") for number in range(1, len(partners)))]
    school = (seat.studio.brand.school, seat.studio.brand.short_name)
    variant = next(known for known in layout.variants if known.name == drawing.variant and page.holds(known.when))

    def floor(role: str, size: tuple[int, int] | None = None) -> int:
        return (size or (layout.type.get(role) or ROLES[role]).size)[1]

    def worded(wording: str, smallest: int, *, must: bool = True) -> Asked:
        return Asked(_filled(wording, full), _filled(wording, short), smallest, must)

    for element in variant.elements:
        if page.holds(element.when):
            yield from _of(element, worded, floor, said.lists)
            if isinstance(element, Logos):
                yield worded(element.school, floor(element.type or "plate"), must=False)
            if isinstance(element, (Logos, Wall)):
                smallest = floor(element.type or "plate")
                yield from (Asked(*names, smallest, must=False) for names in (*plates, school))
            if isinstance(element, Wall):
                more = _filled(element.more, full)
                yield from (Asked(f"{name}{more}", f"{name}{more}", smallest, must=False) for name, _ in plates)


def _of(
    element: Element, worded: Callable[..., Asked], floor: Callable[..., int], lists: Mapping[str, tuple[Row, ...]]
) -> Iterator[Asked]:
    """What an element with words of its own, or a list, is asked to say."""
    if isinstance(element, (Text, Badge)):
        yield worded(element.text, floor(element.type or type(element).__name__.lower(), element.size))
    elif isinstance(element, Footer):
        yield worded(element.left, floor(element.type or "footer"), must=False)
        yield worded(element.right, floor(element.type or "footer"), must=False)
    elif isinstance(element, BigNumber):
        yield worded(element.value, floor(element.type or "figure", element.size))
        yield worded(element.label, floor(element.label_type or "figure_label", element.label_size))
        yield worded(element.note, floor(element.note_type or "figure_note", element.note_size))
    elif isinstance(element, Ticket):
        yield worded(element.text, floor(element.type or "ticket"))
        yield worded(element.label, floor(element.label_type or "ticket_label"))
        yield worded(element.value, floor(element.value_type or "ticket_value"))
        yield worded(element.value_label, floor(element.label_type or "ticket_label"), must=False)
    elif isinstance(element, Rows):
        listed = [row for row in lists.get(element.of, ()) if not element.only or row.icon in element.only]
        yield from _rows(listed[: element.most], floor(element.type or "rows", element.size))
        yield from (Asked(str(number), "", floor("row_number"), must=False) for number in range(1, element.most + 1))
    elif isinstance(element, Figures):
        shown = lists.get("figures", ())[: element.most]
        yield from _rows([replace(row, text="") for row in shown], floor(element.type or "figures", element.size))
        yield from _rows([replace(row, value="") for row in shown], floor(element.label_type or "caption"))
    elif isinstance(element, Bars):
        shares = [row for row in lists.get("figures", ()) if row.share is not None][: element.most]
        yield from _rows(shares, floor(element.type or "caption"))


def _rows(rows: Sequence[Row], floor: int) -> Iterator[Asked]:
    for row in rows:
        yield Asked(row.text, row.text, floor)
        yield Asked(row.value, row.value, floor)


def _filled(wording: str, fields: Fields) -> str:
    return re.sub(r"\{(\w+)\}", lambda gap: fields.get(gap[1], ""), wording.replace("*", ""))
