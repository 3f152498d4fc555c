"""The options of elements: how they are written in YAML, and what a schema says of them."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Mapping
from typing import Any, Literal

from brandbot.drawing.shapes import Box, Corners

Where = Box | str  # pixels, or "body 1-7 3-9": an area of the canvas, its columns and its rows
Anchor = Literal["top", "middle", "bottom"]
Token = Literal["photo", "card", "band", "plate", "pill", "chip"]
Radius = int | Corners | Token  # pixels, for all corners or each, or what the school's `brand.corners` makes of it
Sizes = tuple[int, int] | None  # preferred and smallest, in pixels
Settings = Mapping[str, object]

SHARED: Mapping[str, str] = {
    "box": "Where it stands: [left, top, width, height] in pixels, or an area with columns and rows: `body 1-7 3-9`.",
    "stack": "The name of the stack it flows in, instead of a box.",
    "gap": "Pixels above it in the stack.",
    "anchor": "Where it stands in a box with room to spare: top, middle or bottom.",
    "align": "left, center or right.",
    "when": "It is drawn where each word holds: a field with text, a flag, a phase; `!word` not, `one|other` either.",
    "type": "The type role that sets it, instead of the element's own.",
    "size": "Preferred and smallest size in pixels, instead of the role's.",
    "lines": "At most so many lines, instead of the role's.",
    "weight": "The weight, 200 to 800, instead of the role's.",
    "radius": "Corners: pixels for all or each of four, or photo, card, band, plate, pill, chip.",
    "color": "The colour's role.",
    "strength": "How strongly it covers, 0 to 1.",
}


def _described(schema: dict[str, Any], element: type) -> None:
    """Give the options of an element's JSON schema the sentences that stand below them in its class."""
    told = explained(element)
    for name, option in schema.get("properties", {}).items():
        if name in told:
            option["description"] = told[name]


# For pydantic, which sources use on the classes; drawing knows nothing of it.
SETTINGS: Settings = {"extra": "forbid", "json_schema_extra": _described}


def explained(element: type) -> Mapping[str, str]:
    """What each option of an element does: the string below it in the class, or what all elements share."""
    body = ast.parse(textwrap.dedent(inspect.getsource(element))).body[0]
    assert isinstance(body, ast.ClassDef)
    told = dict(SHARED)
    for line, following in zip(body.body, body.body[1:], strict=False):
        if (
            isinstance(line, ast.AnnAssign)
            and isinstance(line.target, ast.Name)
            and isinstance(following, ast.Expr)
            and isinstance(following.value, ast.Constant)
        ):
            told[line.target.id] = " ".join(str(following.value.value).split())
    return told
