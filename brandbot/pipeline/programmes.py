"""Programmes (jurusan) by whatever name: `TKJ & …`, `Desain … (dahulu Multimedia)`. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

_FORMER = re.compile(r"\(\s*(?:dahulu|dulu|d/h|eks)\s+([^()]+)\)", re.IGNORECASE)
_ALL = frozenset({"semua jurusan", "seluruh jurusan", "semua", "umum"})


class Programmes:
    """All programmes of a school; each is shown by the name that was met first."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._shown: dict[str, str] = {}
        for name in names:
            self.name(name)

    def name(self, typed: str) -> str:
        """The name by which this programme is shown; "" for all programmes at once."""
        keys = _keys(typed)
        if keys & _ALL:
            return ""
        shown = next((self._shown[key] for key in sorted(keys) if key in self._shown), typed)
        for key in keys:
            self._shown.setdefault(key, shown)
        return shown

    def names(self, typed: Iterable[str]) -> tuple[str, ...]:
        """The same of several, each once."""
        return tuple(dict.fromkeys(name for one in typed if (name := self.name(one))))


def _keys(typed: str) -> frozenset[str]:
    plain = _FORMER.sub("", typed)
    return frozenset(filter(None, map(_key, (plain, *_FORMER.findall(typed)))))


def _key(name: str) -> str:
    return " ".join(name.casefold().replace("&", " dan ").split())
