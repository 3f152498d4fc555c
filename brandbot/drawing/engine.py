"""From a layout and a scene to a finished picture."""

from __future__ import annotations

from collections.abc import Mapping

from PIL import Image

from brandbot.drawing import font
from brandbot.drawing.arrange import Painted, Stack, arrange
from brandbot.drawing.numbers import Figure, Ticket
from brandbot.drawing.page import Page, Scene
from brandbot.drawing.plates import Logos
from brandbot.drawing.shapes import rounded
from brandbot.drawing.surfaces import Bar, Fill, Frame, Pattern, Scrim, Star
from brandbot.drawing.text import Style, set_text
from brandbot.drawing.wordings import Badge, Footer, Text
from brandbot.model import Drawing, Layout

# The words of template.yaml. A new element is one class and one line.
ELEMENTS: Mapping[str, type] = {
    "badge": Badge,
    "bar": Bar,
    "figure": Figure,
    "fill": Fill,
    "footer": Footer,
    "logos": Logos,
    "pattern": Pattern,
    "photo": Frame,
    "scrim": Scrim,
    "stack": Stack,
    "star": Star,
    "text": Text,
    "ticket": Ticket,
}
MARK_SIZE = 22


def draw(layout: Layout, scene: Scene) -> Drawing:
    """Draw one picture. Raises Refused, naming the field and the text, where a text does not fit at its floor size."""
    page = Page.blank(layout.width, layout.height, scene)
    elements = [element for element in layout.elements if page.holds(element.when)]
    placed = arrange(page, elements)
    for number, element in enumerate(elements):
        if number in placed:
            place = placed[number]
            place.block.paint(page, place.left, place.top)
        elif isinstance(element, Painted):
            element.draw(page)
    if scene.brand.sample_mark:
        _mark(page, font.printable(scene.brand.sample_mark))
    return Drawing(page.encode(), layout.width, layout.height)


def _mark(page: Page, label: str) -> None:
    """Say on the right edge, upwards, that these are sample data: on every picture, outside all margins."""
    text = set_text(("{mark}",), {"mark": label}, Style((MARK_SIZE, MARK_SIZE), 1, 700, 700, 1.0, 0.1), page.size[1])
    if text is None:
        return
    width, height = round(text.width) + 28, MARK_SIZE + 14
    strip = Image.new("RGB", (width, height), page.colour("ink"))
    white = page.colour("white")
    text.draw(strip, (0, (height - round(MARK_SIZE * font.CAP_HEIGHT)) // 2, width), "center", (white, white))
    mask = rounded(width, height, (12, 12, 0, 0)).transpose(Image.Transpose.ROTATE_90)
    mark = strip.transpose(Image.Transpose.ROTATE_90)
    page.image.paste(
        mark, (page.size[0] - height, (page.size[1] - width) // 2), mask.point(lambda value: value * 4 // 5)
    )
