"""How a pupil is named, by the school's policy. Pure."""

from __future__ import annotations

from brandbot.model import NamePolicy


def shown_name(name: str, policy: NamePolicy) -> str:
    """The name as it may be shown; "" where none may."""
    match policy:
        case NamePolicy.FULL:
            return name
        case NamePolicy.INITIAL:
            return _with_initial(name)
        case NamePolicy.NONE:
            return ""
        case NamePolicy.FIRST:
            return first_name(name)


def shown_names(names: tuple[str, ...], policy: NamePolicy) -> list[str]:
    """All names that may be shown."""
    return [shown for name in names if (shown := shown_name(name, policy))]


def first_name(name: str) -> str:
    """The first name and no more; `M. Rizqi` for an initial, a single name whole."""
    first, *rest = name.split() or [""]
    return f"{first} {rest[0]}" if first.endswith(".") and rest else first


def _with_initial(name: str) -> str:
    """`Bagas F.`: the first name, and the first letter of the one after it."""
    first = first_name(name)
    rest = name.split()[len(first.split()) :]
    initial = next((sign for sign in rest[0] if sign.isalpha()), "") if rest else ""
    return f"{first} {initial.upper()}." if initial else first
