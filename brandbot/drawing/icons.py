"""Icons: drawn on a grid of 24 with one even stroke and round ends, as masks."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Literal

from PIL import Image, ImageDraw

FINE = 8  # how much larger an icon is drawn before it is reduced
STROKE = 2.0  # of 24
Icon = Literal[
    "calendar",
    "clock",
    "pin",
    "phone",
    "tick",
    "arrow",
    "link",
    "globe",
    "users",
    "user",
    "briefcase",
    "cap",
    "building",
    "star",
    "wallet",
    "info",
]
Stroke = tuple[str, Sequence[float]]

# line: x, y, x, y, …   circle: x, y, r   dot: x, y, r   box: left, top, right, bottom, r   arc: x, y, r, from°, to°
_ICONS: Mapping[str, Sequence[Stroke]] = {
    "calendar": (
        ("box", (3.5, 5, 20.5, 20.5, 3)),
        ("line", (3.5, 10, 20.5, 10)),
        ("line", (8, 2.8, 8, 6.8)),
        ("line", (16, 2.8, 16, 6.8)),
        ("dot", (8.2, 14.8, 1.3)),
        ("dot", (12.2, 14.8, 1.3)),
    ),
    "clock": (("circle", (12, 12, 9)), ("line", (12, 6.8, 12, 12, 15.6, 14.2))),
    "pin": (("arc", (12, 10, 7.2, 150, 390)), ("line", (5.76, 13.6, 12, 21.4, 18.24, 13.6)), ("circle", (12, 10, 2.4))),
    "phone": (("box", (6.5, 2.5, 17.5, 21.5, 3)), ("line", (10.8, 18, 13.2, 18))),
    "tick": (("line", (4.5, 12.8, 9.6, 17.8, 19.5, 6.8)),),
    "arrow": (("line", (4, 12, 19.5, 12)), ("line", (13.2, 5.7, 19.5, 12, 13.2, 18.3))),
    "link": (("line", (8, 16, 16, 8)), ("line", (9, 8, 16, 8, 16, 15)), ("box", (3, 3, 21, 21, 4))),
    "globe": (
        ("circle", (12, 12, 9)),
        ("line", (3, 12, 21, 12)),
        ("arc", (3.6, 12, 12.3, -47, 47)),
        ("arc", (20.4, 12, 12.3, 133, 227)),
    ),
    "users": (
        ("circle", (9, 8, 3.7)),
        ("arc", (9, 21.2, 6.6, 190, 350)),
        ("arc", (15.6, 8, 3.7, -70, 70)),
        ("arc", (15.6, 21.2, 6.6, 292, 350)),
    ),
    "user": (("circle", (12, 8, 4)), ("arc", (12, 21.6, 7.4, 186, 354))),
    "briefcase": (
        ("box", (3, 7.5, 21, 20, 2.6)),
        ("line", (8.5, 7.5, 8.5, 4.2, 15.5, 4.2, 15.5, 7.5)),
        ("line", (3, 13, 21, 13)),
        ("line", (12, 12, 12, 14.6)),
    ),
    "cap": (
        ("line", (2.5, 9.5, 12, 5, 21.5, 9.5, 12, 14, 2.5, 9.5)),
        ("line", (6.5, 11.8, 6.5, 16.4, 12, 19, 17.5, 16.4, 17.5, 11.8)),
        ("line", (21.5, 9.5, 21.5, 15.5)),
    ),
    "building": (
        ("box", (5, 3, 19, 21, 1.6)),
        ("line", (9.5, 21, 9.5, 16.5, 14.5, 16.5, 14.5, 21)),
        *(("dot", (x, y, 1.1)) for x in (9, 15) for y in (7.4, 11.8)),
    ),
    "star": (
        ("line", (3, 9.7, 9.2, 8.9, 12, 3, 14.8, 8.9, 21, 9.7, 16.5, 14.1, 17.7, 20.5, 12, 17.4)),
        ("line", (12, 17.4, 6.3, 20.5, 7.5, 14.1, 3, 9.7)),
    ),
    "wallet": (("box", (3, 6, 21, 20, 3)), ("line", (3, 10.4, 21, 10.4)), ("dot", (16.6, 15.2, 1.4))),
    "info": (("circle", (12, 12, 9)), ("line", (12, 11.2, 12, 16.6)), ("dot", (12, 7.6, 1.25))),
}  # fmt: skip


DOT: Sequence[Stroke] = (("dot", (12, 12, 4)),)


@lru_cache(maxsize=64)
def icon(name: str, size: int, stroke: float = STROKE) -> Image.Image:
    """The mask of an icon, `size` pixels each way; a name that is not known is a dot."""
    scale = size * FINE / 24
    big = Image.new("L", (size * FINE, size * FINE))
    pen = ImageDraw.Draw(big)
    for kind, numbers in _ICONS.get(name, DOT):
        _draw(pen, kind, [number * scale if kind != "arc" else number for number in numbers], stroke * scale, scale)
    return big.reduce(FINE)


def _draw(pen: ImageDraw.ImageDraw, kind: str, at: list[float], width: float, scale: float) -> None:
    half = width / 2
    if kind == "line":
        points = list(zip(at[::2], at[1::2], strict=True))
        pen.line(points, fill=255, width=round(width), joint="curve")
        for x, y in points:
            pen.ellipse((x - half, y - half, x + half, y + half), fill=255)
    elif kind == "dot":
        x, y, radius = at
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)
    elif kind == "circle":
        x, y, radius = at
        radius += half
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), outline=255, width=round(width))
    elif kind == "box":
        left, top, right, bottom, radius = at
        outer = (left - half, top - half, right + half, bottom + half)
        pen.rounded_rectangle(outer, radius=radius + half, outline=255, width=round(width))
    else:
        _arc(pen, at, width, scale)


def _arc(pen: ImageDraw.ImageDraw, at: list[float], width: float, scale: float) -> None:
    x, y, radius = (value * scale for value in at[:3])
    outer = radius + width / 2
    pen.arc((x - outer, y - outer, x + outer, y + outer), at[3], at[4], fill=255, width=round(width))
    for angle in map(math.radians, at[3:]):
        end, half = (x + radius * math.cos(angle), y + radius * math.sin(angle)), width / 2
        pen.ellipse((end[0] - half, end[1] - half, end[0] + half, end[1] + half), fill=255)
