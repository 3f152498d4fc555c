"""Logos: the school's emblem and the marks of the fictional partners, drawn four times too large and reduced."""

from __future__ import annotations

import io
import math
from collections.abc import Callable
from pathlib import Path

import fontpkg_plus_jakarta_sans
from PIL import Image, ImageDraw, ImageFont

from sample.shapes import RGB, Outline, Point, box, curve, limb, mirrored, oval, path, rgb

GREEN, GOLD, WHITE = rgb("0B4F3A"), rgb("FFC20E"), rgb("FFFFFF")
OVER = 4
FONT = Path(fontpkg_plus_jakarta_sans.__file__).parent / "files" / "PlusJakartaSans[wght].ttf"


def png(picture: Image.Image) -> bytes:
    sink = io.BytesIO()
    picture.save(sink, "PNG", optimize=True)
    return sink.getvalue()


class Mark:
    """A sheet for one logo in its own pixels; transparent unless it has a ground."""

    def __init__(self, width: int, height: int, ground: RGB | None = None) -> None:
        self.size = (width, height)
        colour = (*ground, 255) if ground else (0, 0, 0, 0)
        self.sheet = Image.new("RGBA", (width * OVER, height * OVER), colour)
        self.pen = ImageDraw.Draw(self.sheet)

    def fill(self, outline: Outline, colour: RGB | None) -> None:
        """Paint an outline, or punch it out of what is there (no colour)."""
        self.pen.polygon([(x * OVER, y * OVER) for x, y in outline], fill=(*colour, 255) if colour else (0, 0, 0, 0))

    def line(self, points: list[Point], width: float, colour: RGB | None) -> None:
        """A line with round ends."""
        for part in limb(points, [width] * len(points)):
            self.fill(part, colour)

    def text(
        self, x: float, y: float, words: str, size: float, colour: RGB, *, weight: int = 800, anchor: str = "lm"
    ) -> None:
        """Words about the point (x, y) in the project's typeface."""
        font = ImageFont.truetype(FONT, size * OVER)
        font.set_variation_by_axes([weight])
        self.pen.text((x * OVER, y * OVER), words, font=font, fill=(*colour, 255), anchor=anchor)

    def image(self) -> Image.Image:
        """The logo at its real size."""
        return self.sheet.resize(self.size, Image.Resampling.LANCZOS)


def _ring(x: float, y: float, r: float, teeth: int, depth: float) -> Outline:
    """A gear's outline."""
    points: Outline = []
    for k in range(teeth):
        for share, radius in ((-0.29, r), (-0.19, r + depth), (0.19, r + depth), (0.29, r)):
            a = (k + share) * math.tau / teeth - math.pi / 2
            points.append((x + radius * math.cos(a), y + radius * math.sin(a)))
    return points


def _moved(points: Outline, x: float, y: float, size: float = 1) -> Outline:
    return [(x + u * size, y + v * size) for u, v in points]


def school(*, dark_ground: bool = False) -> bytes:
    """The school's emblem: a shield with a gear, the sun that rises in it, an open book below."""
    m = Mark(512, 512)
    outer, inner, sun, book = (WHITE, None, WHITE, WHITE) if dark_ground else (GREEN, GREEN, GOLD, WHITE)
    flank = curve(path("206,-206 206,-60 204,20 186,98 142,164 76,214 0,246"), closed=False)
    shield = mirrored([*curve([(0, -238), (60, -216), (140, -206), (206, -206)], closed=False), *flank])
    m.fill(_moved(shield, 256, 254), outer)
    if not dark_ground:
        m.fill(_moved(shield, 256, 254, 0.92), GOLD)
    m.fill(_moved(shield, 256, 254, 0.9 if dark_ground else 0.87), inner)
    line = WHITE if dark_ground else GOLD
    m.fill(_ring(256, 226, 112, 14, 26), line)
    m.fill(oval(256, 226, 86, 86), inner)
    m.fill(oval(256, 250, 50, 50), sun)
    for ray in range(7):
        a = math.pi + math.pi * ray / 6
        m.line(
            [(256 + 60 * math.cos(a), 250 + 60 * math.sin(a)), (256 + 76 * math.cos(a), 250 + 76 * math.sin(a))], 8, sun
        )
    m.fill(box(120, 258, 272, 110), inner)
    for side in (-1, 1):
        page = path("0,22 -40,-4 -92,-14 -152,-2 -152,92 -92,80 -40,90 0,116")
        m.fill(
            [(256 - side * px, 262 + py) for px, py in curve(page[:4], closed=False) + curve(page[4:], closed=False)],
            book,
        )
        for y in (292, 314, 336):
            m.line([(256 + side * 24, y + 16), (256 + side * 66, y + 1), (256 + side * 128, y + 4)], 6, inner)
    m.line([(256, 284), (256, 374)], 8, inner)
    return png(m.image())


def otomotif() -> bytes:
    """Wide: a wheel in motion and the name."""
    m = Mark(720, 200)
    red, ink = rgb("C8202B"), rgb("23262E")
    m.fill(oval(102, 100, 82, 82), red)
    m.fill(oval(102, 100, 54, 54), None)
    for k in range(5):
        a = k * math.tau / 5 - math.pi / 2
        m.line([(102, 100), (102 + 62 * math.cos(a), 100 + 62 * math.sin(a))], 15, red)
    m.fill(oval(102, 100, 17, 17), ink)
    for k in range(3):
        m.fill(box(2 + 10 * k, 66 + 27 * k, 40, 11, 5), ink)
    m.text(206, 74, "REKAAN", 82, ink)
    m.text(209, 144, "OTOMOTIF NUSANTARA", 39, red, weight=700)
    return png(m.image())


def sentosa() -> bytes:
    """Tall: three leaves that make a flame, the name below; WebP."""
    m = Mark(320, 480)
    blue, teal, sun = rgb("14508C"), rgb("1E9A9A"), rgb("F2A71B")
    leaf = curve(path("0,-128 44,-60 46,20 0,84 -46,20 -44,-60"))
    m.fill(
        [
            (
                160 - 66 + x * 0.86 * math.cos(-0.62) - y * 0.86 * math.sin(-0.62),
                196 + x * 0.86 * math.sin(-0.62) + y * 0.86 * math.cos(-0.62),
            )
            for x, y in leaf
        ],
        teal,
    )
    m.fill(
        [
            (
                160 + 66 + x * 0.86 * math.cos(0.62) - y * 0.86 * math.sin(0.62),
                196 + x * 0.86 * math.sin(0.62) + y * 0.86 * math.cos(0.62),
            )
            for x, y in leaf
        ],
        blue,
    )
    m.fill(_moved(leaf, 160, 168, 1.12), None)
    m.fill(_moved(leaf, 160, 166, 1.0), sun)
    m.text(160, 334, "REKAAN", 62, blue, anchor="mm")
    m.text(160, 394, "SENTOSA", 55, teal, weight=700, anchor="mm")
    m.fill(box(70, 434, 180, 8, 4), sun)
    sink = io.BytesIO()
    m.image().save(sink, "WEBP", lossless=True, method=6)
    return sink.getvalue()


def hotel() -> bytes:
    """Square, small and on gold, as a partner once sent it: an arch, a palm, initials; JPEG."""
    m = Mark(150, 150, rgb("C9A24A"))
    brown = rgb("4A2B1C")
    m.fill([*curve(path("38,60 46,30 75,14 104,30 112,60"), closed=False), (112, 104), (38, 104)], brown)
    m.fill([*curve(path("46,62 53,38 75,24 97,38 104,62"), closed=False), (104, 104), (46, 104)], rgb("C9A24A"))
    m.line([(75, 100), (74, 76), (77, 58)], 5, brown)
    for k in range(5):
        a = math.pi * (1.02 + 0.24 * k)
        m.fill(
            curve(
                [
                    (77, 57),
                    (77 + 15 * math.cos(a - 0.35), 57 + 15 * math.sin(a - 0.35)),
                    (77 + 27 * math.cos(a), 60 + 27 * math.sin(a)),
                    (77 + 13 * math.cos(a + 0.3), 59 + 13 * math.sin(a + 0.3)),
                ]
            ),
            brown,
        )
    m.text(75, 121, "CONTOH ASRI", 17.5, brown, anchor="mm")
    m.text(75, 137, "HOTEL", 10, brown, weight=600, anchor="mm")
    sink = io.BytesIO()
    m.image().convert("RGB").save(sink, "JPEG", quality=88)
    return sink.getvalue()


def hospital() -> bytes:
    """Round: a heart with a cross and two caring leaves."""
    m = Mark(400, 400)
    teal, coral = rgb("0C7C86"), rgb("E4572E")
    m.fill(oval(200, 200, 196, 196), teal)
    m.fill(oval(200, 200, 180, 180), WHITE)
    m.fill(oval(200, 200, 172, 172), teal)
    for side in (-1, 1):
        m.fill(oval(200 + side * 46, 144, 56, 56), WHITE)
        m.fill([(200, 150), (200 + side * 46, 88), (200 + side * 95, 170), (200, 270)], WHITE)
    m.fill(box(182, 122, 36, 104, 6), coral)
    m.fill(box(148, 156, 104, 36, 6), coral)
    m.text(200, 302, "FIKTIF HUSADA", 30, WHITE, anchor="mm")
    m.text(200, 334, "RSU", 22, rgb("BFE6E4"), weight=700, anchor="mm")
    return png(m.image())


def garment() -> bytes:
    """Wide: a thread that runs through a needle becomes the G."""
    m = Mark(720, 180)
    plum, rose = rgb("4B2A5E"), rgb("D6457E")
    arc = [(98 + 62 * math.cos(math.radians(a)), 92 + 62 * math.sin(math.radians(a))) for a in range(-40, -331, -10)]
    m.line(arc, 22, plum)
    m.line([(160, 92), (108, 92)], 22, plum)
    m.line([(166, 22), (76, 126)], 9, rose)
    m.fill(oval(158, 31, 10, 10), rose)
    m.fill(oval(158, 31, 4.5, 4.5), None)
    m.text(214, 66, "GARMEN", 74, plum)
    m.text(217, 130, "F I K T I F", 46, rose, weight=600)
    return png(m.image())


def polytechnic() -> bytes:
    """Round: a hexagon nut, a rising line and the initials."""
    m = Mark(400, 400)
    navy, orange = rgb("1B2F6B"), rgb("F28C28")
    m.fill(oval(200, 200, 196, 196), navy)
    m.fill(oval(200, 200, 182, 182), WHITE)
    m.fill(
        [(200 + 150 * math.cos(math.radians(a)), 200 + 150 * math.sin(math.radians(a))) for a in range(30, 390, 60)],
        navy,
    )
    m.fill(_ring(200, 168, 54, 10, 15), orange)
    m.fill(oval(200, 168, 34, 34), navy)
    m.line([(176, 186), (194, 168), (206, 178), (226, 150)], 9, WHITE)
    m.text(200, 262, "POLTEK", 40, WHITE, anchor="mm")
    m.text(200, 298, "FIKTIF", 25, orange, weight=700, anchor="mm")
    return png(m.image())


def certification() -> bytes:
    """Round: a seal with a tick and ribbons."""
    m = Mark(400, 400)
    green, gold = rgb("14614A"), rgb("D9A11E")
    for side in (-1, 1):
        m.fill(
            [
                (200 + side * 20, 250),
                (200 + side * 92, 250),
                (200 + side * 116, 392),
                (200 + side * 66, 366),
                (200 + side * 40, 398),
            ],
            gold,
        )
    m.fill(_ring(200, 170, 146, 24, 16), green)
    m.fill(oval(200, 170, 130, 130), WHITE)
    m.fill(oval(200, 170, 121, 121), green)
    m.line([(146, 150), (184, 188), (258, 108)], 25, gold)
    m.text(200, 236, "LSP-P1", 45, WHITE, anchor="mm")
    return png(m.image())


MARKS: dict[str, Callable[[], bytes]] = {
    "sekolah.png": school,
    "sekolah-putih.png": lambda: school(dark_ground=True),
    "rotn.png": otomotif,
    "rs.webp": sentosa,
    "hotel.jpg": hotel,
    "rsu.png": hospital,
    "garmen.png": garment,
    "poltek.png": polytechnic,
    "lsp.png": certification,
}
"""The logos that the sample's partners and its school name."""
