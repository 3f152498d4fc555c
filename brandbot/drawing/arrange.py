"""Where things stand: texts flow in stacks, shrink together until they fit, and never leave a hole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal, Protocol, runtime_checkable

from brandbot.drawing.lines import fill, gaps
from brandbot.drawing.page import Block, Page
from brandbot.drawing.shapes import Box
from brandbot.errors import Message, Refused
from brandbot.model import Element

Anchor = Literal["top", "middle", "bottom"]
STEPS = 10  # how finely a stack shrinks from preferred sizes to floors


@runtime_checkable
class Painted(Protocol):
    """An element with a place of its own."""

    def draw(self, page: Page) -> None:
        """Paint it."""


@runtime_checkable
class Flowing(Protocol):
    """An element that takes the room it needs, in its own `box` or below the one before it in a `stack`."""

    @property
    def box(self) -> Box | None:
        """Left, top, width and height in pixels, where it stands alone."""

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
        """The text it shows, with gaps; empty where it shows none."""

    def fit(self, page: Page, width: int, shrink: float, *, short: bool) -> Block | None:
        """Measure it at `shrink` from 0 (as preferred) to 1 (at the floor); None where nothing fits the width."""


@dataclass(frozen=True, kw_only=True)
class Stack:
    """A column for the elements that name it: top to bottom, shrinking together until they fit."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}
    name: str
    box: Box
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

    Raises Refused, naming field and text, if something does not fit at its floor.
    """
    stacks = {element.name: element for element in elements if isinstance(element, Stack)}
    members: dict[str, list[tuple[int, Flowing]]] = {name: [] for name in stacks}
    placed: dict[int, Placed] = {}
    for number, element in enumerate(elements):
        if not isinstance(element, Flowing):
            continue
        if element.stack in members:
            members[element.stack].append((number, element))
        elif element.box is not None:
            placed.update(_column(page, [(number, element)], element.box, element.anchor))
        else:
            raise Refused(Message("The template has no stack “{name}” here, and no box instead", name=element.stack))
    for name, column in members.items():
        places = _column(page, column, stacks[name].box, stacks[name].anchor)
        placed.update(places)
        if places:
            top = min(place.top for place in places.values())
            bottom = max(place.top + place.block.height for place in places.values())
            left, _, width, _ = stacks[name].box
            page.extents[name] = (left, top, width, bottom - top)
    return placed


def _column(page: Page, members: Sequence[tuple[int, Flowing]], box: Box, anchor: Anchor) -> dict[int, Placed]:
    left, top, width, height = box
    if not members:
        return {}
    blocks = _fit(page, [element for _, element in members], width, height)
    gaps_above = [0, *(element.gap for _, element in members[1:])]
    spare = height - _height(blocks, gaps_above)
    pen = top + {"top": 0, "middle": spare // 2, "bottom": spare}[anchor]
    placed = {}
    for (number, _), block, gap in zip(members, blocks, gaps_above, strict=True):
        pen += gap
        placed[number] = Placed(block, left, pen)
        pen += block.height
    return placed


def _fit(page: Page, members: Sequence[Flowing], width: int, height: int) -> list[Block]:
    gaps_above = [0, *(member.gap for member in members[1:])]
    blocks: list[Block] = []
    for short, shrink in _tries():
        blocks = []
        for member in members:
            block = member.fit(page, width, shrink, short=short)
            if block is None:
                raise _too_long(page, member)
            blocks.append(block)
        if _height(blocks, gaps_above) <= height:
            return blocks
    tallest = max(range(len(members)), key=lambda index: (bool(members[index].wording), blocks[index].height))
    raise _too_long(page, members[tallest])


def _tries() -> Iterator[tuple[bool, float]]:
    for short in (False, True):
        for step in range(STEPS + 1):
            yield short, step / STEPS


def _height(blocks: Sequence[Block], gaps_above: Sequence[int]) -> int:
    return sum(block.height for block in blocks) + sum(gaps_above)


def _too_long(page: Page, member: Flowing) -> Refused:
    return Refused(
        Message(
            "“{text}” is too long for the picture, even in its smallest size: shorten {fields}",
            text="".join(piece.text for piece in fill(member.wording, page.fields)),
            fields=", ".join(gaps(member.wording)),
        )
    )
