"""Monitors and what they show."""

from __future__ import annotations

from sample.canvas import Canvas, Fade
from sample.colours import GOLD, GREEN
from sample.shapes import box, curve, limb, oval, path, rgb


def screen(c: Canvas, x: float, y: float, w: float, h: float, picture: str = "art", *, stand: bool = True) -> None:
    """A monitor, its lower edge's middle at (x, y)."""
    if stand:
        c.fill(
            [(x - w * 0.05, y), (x + w * 0.05, y), (x + w * 0.06, y + h * 0.2), (x - w * 0.06, y + h * 0.2)],
            rgb("4A4C57"),
        )
        c.fill(box(x - w * 0.17, y + h * 0.18, w * 0.34, h * 0.05, 3), rgb("3A3C46"), rim=0.4)
    c.soft(box(x - w / 2, y - h, w, h), rgb("8FC7E8"), 0.2, w * 0.08)
    c.fill(box(x - w / 2, y - h, w, h, 8), rgb("23242C"), rim=0.5)
    view = box(x - w / 2 + w * 0.025, y - h + w * 0.025, w * 0.95, h - w * 0.06, 3)
    with c.inside(view):
        SCREENS[picture](c, x - w / 2, y - h, w, h)
        c.soft([(x - w * 0.5, y - h), (x - w * 0.1, y - h), (x - w * 0.42, y)], (255, 255, 255), 0.14, 3)


def _art(c: Canvas, x: float, y: float, w: float, h: float) -> None:
    c.fill(box(x, y, w, h), Fade(rgb("F8B65A"), rgb("E2655A")))
    c.fill(oval(x + w * 0.62, y + h * 0.4, h * 0.17, h * 0.17), rgb("FFF1C9"))
    c.fill(
        curve(
            [
                (x, y + h * 0.7),
                (x + w * 0.3, y + h * 0.4),
                (x + w * 0.6, y + h * 0.75),
                (x + w, y + h * 0.5),
                (x + w, y + h * 1.3),
                (x, y + h * 1.3),
            ]
        ),
        rgb("0F6B54"),
    )
    c.fill(
        curve(
            [
                (x, y + h * 0.9),
                (x + w * 0.45, y + h * 0.62),
                (x + w, y + h * 0.86),
                (x + w, y + h * 1.3),
                (x, y + h * 1.3),
            ]
        ),
        rgb("0B4F3A"),
    )
    c.fill(box(x, y, w * 0.1, h), rgb("2F313C"))
    for k in range(5):
        c.fill(box(x + w * 0.035, y + h * (0.12 + 0.14 * k), w * 0.045, w * 0.045, 2), rgb("9DA3B4"))


def _code(c: Canvas, x: float, y: float, w: float, h: float) -> None:
    c.fill(box(x, y, w, h), Fade(rgb("17233A"), rgb("101829")))
    hues = ("7FD1AE", "F2C14E", "86B6F2", "E88B8B", "C8CFDD")
    for k in range(11):
        inset = (0.07, 0.12, 0.17, 0.12)[k % 4]
        c.fill(
            box(x + w * inset, y + h * (0.09 + 0.075 * k), w * (0.22 + 0.09 * ((k * 5) % 6)), h * 0.03, 2),
            rgb(hues[(k * 3) % 5]),
            alpha=0.9,
        )


def _chart(c: Canvas, x: float, y: float, w: float, h: float) -> None:
    c.fill(box(x, y, w, h), Fade(rgb("F8F5EC"), rgb("E9E3D3")))
    c.fill(box(x, y, w, h * 0.14), GREEN)
    for k in range(6):
        tall = h * (0.18 + 0.07 * ((k * 4) % 6))
        c.fill(box(x + w * (0.1 + 0.075 * k), y + h * 0.84 - tall, w * 0.05, tall, 2), GOLD if k % 2 else rgb("1F7A5C"))
    c.fill(oval(x + w * 0.76, y + h * 0.52, h * 0.2, h * 0.2), rgb("1F7A5C"))
    c.fill([(x + w * 0.76, y + h * 0.52), (x + w * 0.76, y + h * 0.32), (x + w * 0.76 + h * 0.2, y + h * 0.52)], GOLD)


def _web(c: Canvas, x: float, y: float, w: float, h: float) -> None:
    c.fill(box(x, y, w, h), Fade(rgb("14304A"), rgb("0E2034")))
    spots = path("0.5,0.22 0.22,0.5 0.5,0.55 0.78,0.48 0.34,0.82 0.64,0.84")
    for a, b in ((0, 1), (0, 2), (0, 3), (1, 4), (2, 4), (2, 5), (3, 5)):
        c.fill(
            limb(
                [(x + spots[a][0] * w, y + spots[a][1] * h), (x + spots[b][0] * w, y + spots[b][1] * h)],
                [w * 0.012] * 2,
            ),
            rgb("6FB7D8"),
        )
    for k, (u, v) in enumerate(spots):
        c.fill(oval(x + u * w, y + v * h, h * 0.075, h * 0.075), GOLD if k == 0 else rgb("7FD1AE"), volume=0.3, rim=0.5)


def _draft(c: Canvas, x: float, y: float, w: float, h: float) -> None:
    c.fill(box(x, y, w, h), Fade(rgb("2E4A66"), rgb("1B3048")))
    for k in range(1, 9):
        c.fill(box(x + w * k / 9, y, 1.4, h), rgb("5B7C9B"), alpha=0.5)
        c.fill(box(x, y + h * k / 9, w, 1.4), rgb("5B7C9B"), alpha=0.5)
    c.fill(oval(x + w * 0.5, y + h * 0.52, h * 0.28, h * 0.28), rgb("A9D3E8"), volume=0.5)
    c.fill(oval(x + w * 0.5, y + h * 0.52, h * 0.12, h * 0.12), rgb("1B3048"))


SCREENS = {"art": _art, "code": _code, "chart": _chart, "web": _web, "draft": _draft}
