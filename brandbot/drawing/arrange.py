"""Where things stand: texts flow in stacks, shrink together until they fit, and never leave a hole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol, TypeGuard

from brandbot.drawing.lines import fill, gaps
from brandbot.drawing.options import SETTINGS, Anchor, Settings, Where
from brandbot.drawing.page import Block, Page, Unfit
from brandbot.drawing.proof import overlap
from brandbot.drawing.shapes import Box
from brandbot.errors import Message, Refused
from brandbot.model import Element

STEPS = 10  # how finely a stack shrinks from preferred sizes to floors
LEAST = 0.4  # of a photo's width and height: less is no free part worth the name
Fields = Mapping[str, str]


class Painted(Protocol):
    """An element with a place of its own."""

    def draw(self, page: Page) -> None:
        """Paint it."""


class Covering(Protocol):
    """A painted element that hides what is below it."""

    def covers(self, page: Page) -> Box | None:
        """Its box, where it is opaque."""


class Flowing(Protocol):
    """An element that takes the room it needs, in its own `box` or below the one before it in a `stack`."""

    @property
    def box(self) -> Where | None:
        """Where it stands alone."""

    @property
    def stack(self) -> str:
        """The name of its stack, where it stands in one."""

    @property
    def gap(self) -> int:
        """Pixels above it in the stack; the first has none."""

    @property
    def anchor(self) -> Anchor:
        """Where it stands in a box with room to spare."""

    @property
    def wording(self) -> str:
        """What it shows, with gaps: a text's fields, or the name of its list; empty where it shows no text."""

    def fit(self, page: Page, width: int, shrink: float, said: Fields) -> Block | None:
        """Measure it at `shrink` from 0 (as preferred) to 1 (at the floor); None where nothing fits the width.

        `said` are the page's fields, or their short forms.
        """


# By their verb: a runtime-checkable protocol would look at every member of every element of every picture.
def paints(element: object) -> TypeGuard[Painted]:
    """Whether it has a place of its own."""
    return hasattr(element, "draw")


def hides(element: object) -> TypeGuard[Covering]:
    """Whether it hides what is below it."""
    return hasattr(element, "covers")


def flows(element: object) -> TypeGuard[Flowing]:
    """Whether it takes the room it needs."""
    return hasattr(element, "fit")


@dataclass(frozen=True, kw_only=True)
class Stack:
    """A column for the elements that name it: top to bottom, shrinking together until they fit."""

    __pydantic_config__: ClassVar[Settings] = SETTINGS
    name: str
    """What its elements write as `stack:`."""
    box: Where
    anchor: Anchor = "top"
    when: tuple[str, ...] = ()


@dataclass(frozen=True)
class Placed:
    """A measured element at its place."""

    block: Block
    left: int
    top: int


def arrange(page: Page, elements: Sequence[Element]) -> Mapping[int, Placed]:
    """Place all flowing elements, by their number in the list, and note the stacks' extents on the page.

    Raises Unfit, naming field and text, if something does not fit at its floor.
    """
    stacks = {element.name: element for element in elements if isinstance(element, Stack)}
    members: dict[str, list[tuple[int, Flowing]]] = {name: [] for name in stacks}
    placed: dict[int, Placed] = {}
    for number, element in enumerate(elements):
        if not flows(element):
            continue
        if element.stack in members:
            members[element.stack].append((number, element))
        elif element.box is not None:
            placed.update(_column(page, [(number, element)], page.box(element.box), element.anchor))
        else:
            raise Refused(Message("The template has no stack “{name}” here, and no box instead", name=element.stack))
    for name, column in members.items():
        box = page.box(stacks[name].box)
        places = _column(page, column, box, stacks[name].anchor)
        placed.update(places)
        shown = [place for place in places.values() if place.block.height]
        if shown:
            top = min(place.top for place in shown)
            bottom = max(place.top + place.block.height for place in shown)
            page.extents[name] = (box[0], top, box[2], bottom - top)
            page.smallest[name] = min((place.block.smallest for place in shown if place.block.smallest), default=0)
    return placed


def _column(page: Page, members: Sequence[tuple[int, Flowing]], box: Box, anchor: Anchor) -> dict[int, Placed]:
    left, top, width, height = box
    if not members:
        return {}
    blocks = _fit(page, [element for _, element in members], width, height)
    above = _gaps([element for _, element in members], blocks)
    spare = height - _height(blocks, above)
    pen = top + {"top": 0, "middle": spare // 2, "bottom": spare}[anchor]
    placed = {}
    for (number, _), block, gap in zip(members, blocks, above, strict=True):
        pen += gap
        placed[number] = Placed(block, left, pen)
        pen += block.height
    return placed


def _fit(page: Page, members: Sequence[Flowing], width: int, height: int) -> list[Block]:
    blocks: list[Block] = []
    for said, shrink in _tries(page):
        blocks = []
        for member in members:
            block = member.fit(page, width, shrink, said) or member.fit(page, width, shrink, page.short)
            if block is None:
                raise _too_long(page, member)
            blocks.append(block)
        if _height(blocks, _gaps(members, blocks)) <= height:
            return blocks
    tallest = max(range(len(members)), key=lambda index: (bool(members[index].wording), blocks[index].height))
    raise _too_long(page, members[tallest])


def _tries(page: Page) -> Iterator[tuple[Fields, float]]:
    for said in (page.fields, page.short) if page.short != page.fields else (page.fields,):
        for step in range(STEPS + 1):
            yield said, step / STEPS


def _gaps(members: Sequence[Flowing], blocks: Sequence[Block]) -> list[int]:
    """The room above each; none above the first that shows, and none above what is empty."""
    above, started = [], False
    for member, block in zip(members, blocks, strict=True):
        above.append(member.gap if started and block.height else 0)
        started = started or block.height > 0
    return above


def _height(blocks: Sequence[Block], above: Sequence[int]) -> int:
    return sum(block.height for block in blocks) + sum(above)


def _too_long(page: Page, member: Flowing) -> Unfit:
    origins = page.scene.origins
    named = (field for word in gaps(member.wording) for field in origins.get(word, (word,)))
    fields = ", ".join(dict.fromkeys(named))
    text = "".join(piece.text for piece in fill(member.wording, page.short)).strip()
    if not text:
        return Unfit(
            Message("There is too much on the picture, even in the smallest size: shorten {fields}", fields=fields)
        )
    if not fields:
        return Unfit(Message("“{text}” has no room on the picture: change the template", text=text))
    return Unfit(
        Message(
            "“{text}” is too long for the picture, even in its smallest size: shorten {fields}",
            text=text,
            fields=fields,
        )
    )


def free(box: Box, covered: Sequence[Box]) -> Box:
    """The part of a box that is left when each of the others cuts off the side where it costs least."""
    left, top, width, height = box
    right, bottom = left + width, top + height
    for other in covered:
        if not overlap((left, top, right - left, bottom - top), other):
            continue
        x, y, across, down = other
        tried = {
            (left, y + down, right, bottom),
            (left, top, right, y),
            (x + across, top, right, bottom),
            (left, top, x, bottom),
        }
        best = max(tried, key=lambda part: (max(part[2] - part[0], 0) * max(part[3] - part[1], 0), part))
        if best[2] - best[0] >= LEAST * width and best[3] - best[1] >= LEAST * height:
            left, top, right, bottom = best
    return left, top, right - left, bottom - top
