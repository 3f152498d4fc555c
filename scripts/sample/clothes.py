"""What makes a top a suit, a uniform or a wearpack: drawn inside the torso's outline; and the batik patterns."""

from __future__ import annotations

from functools import cache

from PIL import Image, ImageDraw

from sample.canvas import Canvas
from sample.figure import Wear
from sample.shapes import RGB, box, curve, darker, lighter, mix, oval, rgb, stroke

REFLECTIVE = rgb("E9EDF0")


@cache
def pattern(base: RGB, thread: RGB) -> Image.Image:
    """A kawung-like batik tile: four petals about a dot, and dots between."""
    side, ink, faint = 160, thread, mix(base, thread, 0.42)
    sheet = Image.new("RGB", (side, side), base)
    pen = ImageDraw.Draw(sheet)
    for cx, cy in ((40, 40), (120, 120), (40, 120), (120, 40)):
        main = (cx + cy) % 160 == 80
        for dx, dy in ((0, -20), (0, 20), (-20, 0), (20, 0)):
            w, h = (10, 17) if dx == 0 else (17, 10)
            pen.ellipse((cx + dx - w, cy + dy - h, cx + dx + w, cy + dy + h), fill=ink if main else faint)
            pen.ellipse((cx + dx - w * 0.45, cy + dy - h * 0.5, cx + dx + w * 0.45, cy + dy + h * 0.5), fill=base)
        pen.ellipse((cx - 5, cy - 5, cx + 5, cy + 5), fill=ink)
    for x in (0, 80, 160):
        for y in (0, 80, 160):
            pen.ellipse((x - 5, y - 5, x + 5, y + 5), fill=ink)
    return sheet.resize((56, 56), Image.Resampling.LANCZOS)


def dress_front(c: Canvas, wear: Wear, x: float, turn: float, *, woman: bool) -> None:
    """Everything sewn onto the front of the top."""
    mid = x + turn * 12
    if wear.top in {"uniform", "shirt", "batik"}:
        _shirt(c, wear, mid)
    _EXTRA.get(wear.top, _plain)(c, wear, mid)
    if wear.top == "uniform":
        c.fill(box(mid + 20, -528, 30, 33, 3), darker(wear.colour, 0.07), rim=0.5)
        c.fill(box(mid + 20, -528, 30, 6, 2), darker(wear.colour, 0.13))
        c.fill(box(mid + 29, -545, 22, 7, 2), rgb("0B4F3A"))
        if not woman:
            c.fill(
                curve(
                    [
                        (mid - 6, -566),
                        (mid + 6, -566),
                        (mid + 4, -552),
                        (mid + 10, -450),
                        (mid, -432),
                        (mid - 10, -450),
                        (mid - 4, -552),
                    ],
                    steps=3,
                ),
                rgb("0B4F3A"),
                volume=0.3,
                rim=0.4,
            )
    if wear.lanyard:
        _lanyard(c, wear.lanyard, mid)


def _plain(c: Canvas, wear: Wear, mid: float) -> None:
    del c, wear, mid


def _shirt(c: Canvas, wear: Wear, mid: float) -> None:
    dark = darker(wear.colour, 0.2)
    c.fill(stroke([(mid, -560), (mid + 1, -450), (mid, -310)], 2), dark, alpha=0.7)
    for y in range(-530, -320, 44):
        c.fill(oval(mid + 5, y, 2.6, 2.6), dark)


def _suit(c: Canvas, wear: Wear, mid: float) -> None:
    c.fill([(mid - 24, -594), (mid + 24, -594), (mid + 3, -446), (mid - 3, -446)], rgb("F4F1EA"), volume=0.2)
    c.fill(
        curve(
            [
                (mid - 8, -572),
                (mid + 8, -572),
                (mid + 5, -558),
                (mid + 11, -470),
                (mid, -446),
                (mid - 11, -470),
                (mid - 5, -558),
            ],
            steps=3,
        ),
        wear.trim,
        volume=0.36,
        rim=0.4,
    )
    c.fill(
        curve([(mid - 9, -574), (mid + 9, -574), (mid + 6, -557), (mid - 6, -557)], steps=3), lighter(wear.trim, 0.12)
    )
    for side in (-1, 1):
        lapel = [
            (mid + side * 25, -596),
            (mid + side * 46, -560),
            (mid + side * 50, -536),
            (mid + side * 36, -532),
            (mid + side * 44, -520),
            (mid + side * 3, -444),
            (mid + side * 10, -520),
        ]
        c.soft([(px + 3, py + 4) for px, py in lapel], (10, 8, 20), 0.4, 4)
        c.fill(lapel, lighter(wear.colour, 0.09), rim=0.45, volume=0.2)
    c.fill(stroke([(mid, -444), (mid + 2, -380), (mid - 6, -310)], 2.2), darker(wear.colour, 0.5))
    c.fill(oval(mid + 4, -432, 4, 4), darker(wear.colour, 0.5), rim=0.5)
    c.fill(oval(mid + 4, -400, 4, 4), darker(wear.colour, 0.5), rim=0.5)
    c.fill([(mid + 30, -516), (mid + 54, -520), (mid + 54, -515), (mid + 30, -511)], darker(wear.colour, 0.4))
    c.fill(
        [(mid + 34, -517), (mid + 50, -519), (mid + 46, -529), (mid + 40, -522), (mid + 36, -527)],
        rgb("FFC20E"),
        rim=0.4,
    )


def _wearpack(c: Canvas, wear: Wear, mid: float) -> None:
    c.fill(box(mid - 120, -496, 240, 20), wear.trim)
    c.fill(box(mid - 120, -490, 240, 8), REFLECTIVE)
    c.fill(stroke([(mid, -572), (mid + 1, -450), (mid, -300)], 3.4), darker(wear.colour, 0.4))
    c.fill(stroke([(mid - 2, -572), (mid - 1, -450), (mid - 2, -300)], 1.2), lighter(wear.colour, 0.4), alpha=0.7)
    for side in (-1, 1):
        c.fill(box(mid + side * 36 - 17, -546, 34, 34, 3), lighter(wear.colour, 0.06), rim=0.4, volume=0.15)
        c.fill(box(mid + side * 36 - 17, -546, 34, 9, 3), lighter(wear.colour, 0.13))
    c.fill(box(mid + 26, -556, 22, 8, 2), wear.trim)
    c.fill(box(mid - 90, -406, 180, 14), darker(wear.colour, 0.25))


def _vest(c: Canvas, wear: Wear, mid: float) -> None:
    c.fill([(mid - 26, -594), (mid + 26, -594), (mid + 4, -490), (mid - 4, -490)], rgb("F4F1EA"), volume=0.2)
    c.fill(stroke([(mid, -490), (mid, -310)], 2.4), darker(wear.colour, 0.4))
    for side in (-1, 1):
        c.fill(box(mid + side * 38 - 8, -600, 13, 300), wear.trim, alpha=0.9)


def _polo(c: Canvas, wear: Wear, mid: float) -> None:
    c.fill(box(mid - 8, -570, 16, 74, 3), darker(wear.colour, 0.12))
    for y in (-548, -522):
        c.fill(oval(mid, y, 2.6, 2.6), wear.trim)
    c.fill(oval(mid + 36, -526, 9, 9), wear.trim, rim=0.5)


def _gown(c: Canvas, wear: Wear, mid: float) -> None:
    for side in (-1, 1):
        band = curve(
            [
                (mid + side * 12, -600),
                (mid + side * 34, -592),
                (mid + side * 40, -480),
                (mid + side * 34, -330),
                (mid + side * 13, -330),
                (mid + side * 15, -480),
                (mid + side * 6, -556),
            ],
            steps=4,
        )
        c.soft([(px + 3, py + 3) for px, py in band], (10, 8, 20), 0.4, 4)
        c.fill(band, wear.trim, volume=0.3, rim=0.4, depth=10)
        c.fill(
            stroke([(mid + side * 24, -575), (mid + side * 28, -470), (mid + side * 24, -340)], 2.2),
            lighter(wear.trim, 0.5),
            alpha=0.8,
        )


def _lanyard(c: Canvas, colour: RGB, mid: float) -> None:
    for side in (-1, 1):
        c.fill(stroke([(mid + side * 24, -590), (mid + side * 14, -530), (mid, -468)], 4.6), colour)
    c.fill(box(mid - 15, -470, 30, 40, 4), rgb("FBF7EF"), volume=0.2, rim=0.3)
    c.fill(box(mid - 15, -470, 30, 11, 4), colour)
    c.fill(box(mid - 7, -454, 14, 14, 3), mix(colour, rgb("D0935F"), 0.7))


_EXTRA = {"suit": _suit, "wearpack": _wearpack, "vest": _vest, "polo": _polo, "gown": _gown}
