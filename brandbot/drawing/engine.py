"""From a layout and a scene to a finished picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from PIL import Image

from brandbot.drawing import font
from brandbot.drawing.arrange import Placed, Stack, arrange, hides, paints
from brandbot.drawing.bars import Bar, Bars
from brandbot.drawing.codes import Qr
from brandbot.drawing.colour import RGB
from brandbot.drawing.frame import Frame
from brandbot.drawing.numbers import Figure, Figures
from brandbot.drawing.ornaments import Ornament, Pager, Shape
from brandbot.drawing.page import Page, Unfit
from brandbot.drawing.plates import Logos, Wall
from brandbot.drawing.rows import Rows
from brandbot.drawing.scene import Scene, cleaned, flags
from brandbot.drawing.scrim import Scrim
from brandbot.drawing.shapes import Box, rounded
from brandbot.drawing.surfaces import Band, Fill, Gradient, Pattern
from brandbot.drawing.text import Style, set_text
from brandbot.drawing.ticket import Ticket
from brandbot.drawing.wordings import Badge, Footer, Text
from brandbot.errors import Message, Refused
from brandbot.model import Drawing, Element, Layout, Variant, holds

# The words of a look. A new element is one class and one line.
ELEMENTS: Mapping[str, type] = {
    "badge": Badge,
    "band": Band,
    "bar": Bar,
    "bars": Bars,
    "figure": Figure,
    "figures": Figures,
    "fill": Fill,
    "footer": Footer,
    "gradient": Gradient,
    "logos": Logos,
    "ornament": Ornament,
    "pager": Pager,
    "pattern": Pattern,
    "photo": Frame,
    "qr": Qr,
    "rows": Rows,
    "scrim": Scrim,
    "shape": Shape,
    "stack": Stack,
    "text": Text,
    "ticket": Ticket,
    "wall": Wall,
}
MARK_SIZE = 22


def draw(layout: Layout, scene: Scene) -> Drawing:
    """Draw one picture: the first variant whose `when` holds and that turns out well.

    Raises Refused with what was wrong with the last one tried: it names the text and the field, and the cure.
    """
    failure = Message("The template has no variant for this event: add one without `when`")
    scene, left_out = cleaned(scene)
    true = scene.flags | flags(scene)
    for variant in layout.variants:
        if not holds(variant.when, lambda word: word in true or bool(scene.fields.get(word))):
            continue
        try:
            return replace(_drawn(Page.blank(layout, scene), variant), left_out=left_out)
        except Unfit as unfit:
            failure = unfit.message
    raise Refused(failure)


def _drawn(page: Page, variant: Variant) -> Drawing:
    elements = [element for element in variant.elements if page.holds(element.when)]
    placed = arrange(page, elements)
    for number, element in enumerate(elements):
        if number in placed:
            place = placed[number]
            place.block.paint(page, place.left, place.top)
        elif paints(element):
            page.above = _above(page, elements, placed, number)
            element.draw(page)
        else:
            continue
        page.below = element
    marks = page.proof.finish()
    if page.scene.brand.sample_mark:
        _mark(page, font.printable(page.scene.brand.sample_mark)[0])
    return Drawing(page.encode(), *page.size, variant.name, marks)


def _above(page: Page, elements: Sequence[Element], placed: Mapping[int, Placed], number: int) -> tuple[Box, ...]:
    """What will be painted over an element: surfaces and everything that flows."""
    covered = [element.covers(page) for element in elements[number + 1 :] if hides(element)]
    flowing = [
        (place.left, place.top, place.block.width, place.block.height)
        for later, place in placed.items()
        if later > number and place.block.height
    ]
    return (*(box for box in covered if box is not None), *flowing)


def _mark(page: Page, label: str) -> None:
    """Say on the right edge, upwards, that these are sample data: on every picture, outside all margins."""
    strip = _strip(label, page.colour("ink"), page.colour("white"), page.size[1])
    if strip is not None:
        mark, mask = strip
        page.image.paste(mark, (page.size[0] - mark.width, (page.size[1] - mark.height) // 2), mask)


@lru_cache(maxsize=8)
def _strip(label: str, ground: RGB, ink: RGB, room: int) -> tuple[Image.Image, Image.Image] | None:
    """The mark's strip and its mask, standing upright; None where it is longer than the picture is high."""
    style = Style((MARK_SIZE, MARK_SIZE), 1, 700, 700, 1.0, 0.1)
    text = set_text(("{mark}",), {"mark": label}, style, room)
    if text is None:
        return None
    width, height = round(text.width) + 28, MARK_SIZE + 14
    strip = Image.new("RGB", (width, height), ground)
    text.draw(strip, (0, (height - text.capitals) // 2, width), "center", (ink, ink))
    mask = rounded(width, height, (12, 12, 0, 0), 204).transpose(Image.Transpose.ROTATE_90)
    return strip.transpose(Image.Transpose.ROTATE_90), mask
