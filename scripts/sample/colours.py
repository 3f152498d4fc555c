"""The school's palette and the tones that every picture shares."""

from __future__ import annotations

from sample.shapes import rgb

GREEN = rgb("0B4F3A")
GOLD = rgb("FFC20E")
WOOD = rgb("8A5A3B")
PAPER = rgb("FAF5EA")
FLAG_RED = rgb("C8202B")
MILK = rgb("F6F1E8")
CARTON = rgb("C9995F")
BEECH = rgb("D8A873")
CLAY = rgb("C98A5A")
LEAF = rgb("3F8458")
SILVER = rgb("C9CED6")
SKIN_SHADE = rgb("7A2E22")
DARK = (22, 16, 34)
