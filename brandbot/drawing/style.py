"""The house's manner: what a radius token means for a school, and how elements are set that name no type role."""

from __future__ import annotations

from collections.abc import Mapping

from brandbot.drawing.options import Radius, Token
from brandbot.drawing.shapes import Corners
from brandbot.model import TypeRole
from brandbot.model.creative import Corners as Manner

# The type role of an element that names none; a layout's own role of that name goes before it.
ROLES: Mapping[str, TypeRole] = {
    "text": TypeRole((40, 36)),
    "badge": TypeRole((30, 28), weight=800, leading=1.0, tracking=0.06),
    "footer": TypeRole((28, 28), leading=1.0),
    "rows": TypeRole((40, 36), lines=3),
    "row_number": TypeRole((36, 32), weight=800, leading=1.0),
    "plate": TypeRole((30, 28), lines=2, weight=700, leading=1.12),
    "caption": TypeRole((38, 32), lines=3, weight=700),
    "figure": TypeRole((240, 160), weight=800, leading=1.0, tracking=-0.03),
    "figure_label": TypeRole((72, 44), lines=2, weight=800, leading=1.1, tracking=-0.01),
    "figure_note": TypeRole((56, 40), lines=2, weight=700),
    "figures": TypeRole((104, 60), weight=800, leading=1.0, tracking=-0.03),
    "ticket": TypeRole((60, 40), lines=2, weight=800, tracking=-0.01),
    "ticket_value": TypeRole((84, 52), weight=800, leading=1.0, tracking=-0.02),
    "ticket_label": TypeRole((30, 28), lines=2, leading=1.15),
}
HALF = 9999  # more than any box: as round as it can be
_TOKENS: Mapping[Manner, Mapping[Token, int | Corners]] = {
    "leaf": {"photo": (28, 150, 28, 28), "card": 28, "band": (0, 120, 0, 0), "plate": 22, "pill": HALF, "chip": 14},
    "soft": {"photo": 40, "card": 40, "band": (56, 56, 0, 0), "plate": 26, "pill": HALF, "chip": 20},
    "sharp": {"photo": 0, "card": 0, "band": 0, "plate": 0, "pill": 0, "chip": 0},
    "arch": {"photo": (HALF, HALF, 0, 0), "card": 16, "band": (120, 120, 0, 0), "plate": 14, "pill": HALF, "chip": 10},
}
ARCHED = 0.62  # of the height: so high an arch rises in a wide box


def corners(radius: Radius, manner: Manner, width: int, height: int) -> Corners:
    """The four radii in pixels for a box of this size."""
    wanted = _TOKENS[manner][radius] if isinstance(radius, str) else radius
    if isinstance(wanted, int):
        wanted = (wanted, wanted, wanted, wanted)
    most = min(width // 2, round(height * ARCHED)) if radius == "photo" else min(width, height) // 2
    if radius == "photo" or wanted == (HALF,) * 4:
        first, second, third, fourth = (min(corner, most) for corner in wanted)
        wanted = (first, second, third, fourth)
    return wanted
