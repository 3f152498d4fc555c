"""QR codes: dark on a white plate with the quiet zone that scanners need."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

from PIL import Image

from brandbot.drawing.colour import BLACK, RGB, WHITE
from brandbot.drawing.lines import fill
from brandbot.drawing.options import SETTINGS, Anchor, Radius, Settings, Where
from brandbot.drawing.page import Page, Unfit
from brandbot.drawing.shapes import stamp
from brandbot.drawing.text import Align
from brandbot.drawing.wordings import aligned
from brandbot.errors import Message

Fields = Mapping[str, str]
QUIET = 4  # modules around it (ISO/IEC 18004)
MODULE = 3  # pixels of its smallest square
LEAST = 220  # pixels: what a phone reads from another phone or a print


@dataclass(frozen=True, kw_only=True)
class Qr:
    """A QR code of an address, at least 220 pixels wide; it is not drawn where there is none."""

    __pydantic_config__: ClassVar[Settings] = SETTINGS
    data: str = "{scan}"
    """The address, with fields; `https://` is put before one without."""
    side: int = 260
    """Pixels of its plate."""
    radius: Radius = "plate"
    align: Align = "left"
    anchor: Anchor = "top"
    box: Where | None = None
    stack: str = ""
    gap: int = 0
    when: tuple[str, ...] = ("link",)

    @property
    def wording(self) -> str:
        """It shows no text."""
        return ""

    def fit(self, page: Page, width: int, shrink: float, said: Fields) -> QrBlock:  # noqa: ARG002 - it has one size
        """Take its own size."""
        address = "".join(piece.text for piece in fill(self.data, page.scene.fields)).strip()
        if address and "://" not in address:
            address = f"https://{address}"
        return QrBlock(self, address, max(self.side, LEAST), width)


@dataclass(frozen=True)
class QrBlock:
    """A QR code that is to be drawn."""

    qr: Qr
    address: str
    side: int
    width: int
    smallest: int = 0

    @property
    def height(self) -> int:
        """Pixels down."""
        return self.side if self.address else 0

    def paint(self, page: Page, left: int, top: int) -> None:
        """Put it on the page."""
        if not self.address:
            return
        box = (aligned(self.qr.align, left, self.width, self.side), top, self.side, self.side)
        page.paint(box, "white", self.qr.radius)
        picture = code(self.address, self.side, page.colour("ink"))
        spare = (self.side - picture.width) // 2
        stamp(page.image, picture, (box[0] + spare, top + spare, picture.width, picture.height), (0, 0, 0, 0))
        page.proof.logo(self.address, box)


@lru_cache(maxsize=8)
def code(address: str, side: int, ink: RGB = BLACK) -> Image.Image:
    """The code without its quiet zone, in whole pixels per module, for a plate of so many pixels."""
    import segno  # noqa: PLC0415 - few pictures have a code, and every command loads the elements

    try:
        matrix = segno.make(address, error="m", micro=False, boost_error=False).matrix
    except segno.DataOverflowError as error:
        raise _too_long(address) from error
    count = len(matrix)
    scale = side // (count + 2 * QUIET)
    if scale < MODULE:
        raise _too_long(address)
    small = Image.new("RGB", (count, count), WHITE)
    for y, row in enumerate(matrix):
        for x, dark in enumerate(row):
            if dark:
                small.putpixel((x, y), ink)
    return small.resize((count * scale, count * scale), Image.Resampling.NEAREST)


def _too_long(address: str) -> Unfit:
    return Unfit(Message("{link} is too long for a QR code that a phone can read: use a shorter link", link=address))
