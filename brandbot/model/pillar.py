"""The pillar: what part of all that is shown should be about what."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pillar:
    """Kinds of events, as the school calls them, that should have a share (0 to 1) of what goes out."""

    name: str
    kinds: tuple[str, ...]
    share: float
