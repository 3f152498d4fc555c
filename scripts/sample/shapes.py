"""Outlines and colours: everything a drawing is made of before it becomes pixels."""

from __future__ import annotations

import math
from collections.abc import Sequence

Point = tuple[float, float]
Outline = list[Point]
Shape = list[Outline]  # the union of closed outlines
RGB = tuple[int, int, int]


def rgb(code: str) -> RGB:
    """The colour written as RRGGBB."""
    return int(code[0:2], 16), int(code[2:4], 16), int(code[4:6], 16)


def mix(one: RGB, other: RGB, share: float) -> RGB:
    """A colour between two; `share` 0 is the first, 1 the second."""
    r, g, b = (round(a + (z - a) * share) for a, z in zip(one, other, strict=True))
    return r, g, b


def lighter(colour: RGB, share: float) -> RGB:
    return mix(colour, (255, 246, 226), share)


def darker(colour: RGB, share: float) -> RGB:
    return mix(colour, (30, 20, 48), share)


def path(spots: str) -> Outline:
    """Points written as in SVG: "x,y x,y …"."""
    return [(float(x), float(y)) for x, y in (spot.split(",") for spot in spots.split())]


def curve(points: Sequence[Point], *, closed: bool = True, steps: int = 7) -> Outline:
    """A smooth line through the points (Catmull-Rom)."""
    count = len(points)
    if closed:
        spans = [[points[(i + k) % count] for k in (-1, 0, 1, 2)] for i in range(count)]
    else:
        spans = [[points[min(max(i + k, 0), count - 1)] for k in (-1, 0, 1, 2)] for i in range(count - 1)]
    line = [_between(span, step / steps) for span in spans for step in range(steps)]
    return line if closed else [*line, points[-1]]


def _between(span: Sequence[Point], t: float) -> Point:
    a = ((-t + 2) * t - 1) * t / 2
    b = ((3 * t - 5) * t * t + 2) / 2
    c = ((-3 * t + 4) * t + 1) * t / 2
    d = (t - 1) * t * t / 2
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = span
    return a * ax + b * bx + c * cx + d * dx, a * ay + b * by + c * cy + d * dy


def mirrored(right: Sequence[Point]) -> list[Point]:
    """The points of a right half, top to bottom, and of its mirror image back to the top."""
    return [*right, *[(-x, y) for x, y in reversed(right) if x]]


def oval(x: float, y: float, rx: float, ry: float, turn: float = 0) -> Outline:
    count = 20 if max(rx, ry) < 6 else 40 if max(rx, ry) < 60 else 96
    c, s = math.cos(turn), math.sin(turn)
    ring = [(rx * math.cos(k * math.tau / count), ry * math.sin(k * math.tau / count)) for k in range(count)]
    return [(x + u * c - v * s, y + u * s + v * c) for u, v in ring]


def box(x: float, y: float, w: float, h: float, r: float = 0) -> Outline:
    """A rectangle by its upper left corner, with round corners of radius `r`."""
    if not r:
        return [(x, y), (x + w, y), (x + w, y + h), (x, y + h)]
    corners = ((x + w - r, y + r, -90), (x + w - r, y + h - r, 0), (x + r, y + h - r, 90), (x + r, y + r, 180))
    return [
        (cx + r * math.cos(math.radians(start + k * 15)), cy + r * math.sin(math.radians(start + k * 15)))
        for cx, cy, start in corners
        for k in range(7)
    ]


def limb(points: Sequence[Point], widths: Sequence[float]) -> Shape:
    """A rounded band along the points, as wide at each as `widths` says; it may bend as it likes."""
    shape: Shape = []
    for (x, y), width in zip(points, widths, strict=True):
        shape.append(oval(x, y, width / 2, width / 2))
    for i in range(len(points) - 1):
        (ax, ay), (bx, by) = points[i], points[i + 1]
        length = math.hypot(bx - ax, by - ay) or 1
        nx, ny = (ay - by) / length / 2, (bx - ax) / length / 2
        u, v = widths[i], widths[i + 1]
        shape.append(
            [
                (ax + nx * u, ay + ny * u),
                (bx + nx * v, by + ny * v),
                (bx - nx * v, by - ny * v),
                (ax - nx * u, ay - ny * u),
            ]
        )
    return shape


def bend(points: Sequence[Point], widths: Sequence[float], steps: int = 6) -> Shape:
    """A `limb` whose line and width run smoothly through the points."""
    line = curve(points, closed=False, steps=steps)
    spread: list[float] = []
    for i in range(len(widths) - 1):
        spread += [widths[i] + (widths[i + 1] - widths[i]) * k / steps for k in range(steps)]
    return limb(line, [*spread, widths[-1]])


def stroke(points: Sequence[Point], width: float, *, taper: bool = False) -> Shape:
    """A drawn line, thinner at both ends when it tapers."""
    line = curve(points, closed=False, steps=6)
    last = len(line) - 1
    if not taper:
        return limb(line, [width] * len(line))
    return limb(line, [width * (0.3 + 0.7 * math.sin(math.pi * k / last)) for k in range(last + 1)])


def joint(start: Point, end: Point, upper: float, lower: float, side: float) -> Point:
    """Where an elbow or knee is when shoulder and wrist are given; `side` (±1) picks one of the two."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    span = min(math.hypot(dx, dy), (upper + lower) * 0.998)
    along = (upper**2 - lower**2 + span**2) / (2 * span)
    away = math.sqrt(max(upper**2 - along**2, 0)) * side
    ux, uy = dx / math.hypot(dx, dy), dy / math.hypot(dx, dy)
    return start[0] + ux * along - uy * away, start[1] + uy * along + ux * away
