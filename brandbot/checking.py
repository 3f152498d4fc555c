"""Checking: every mistake and notice in the files, also in captions and photos, which reading leaves unopened."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from brandbot.drawing import open_photo
from brandbot.errors import Message, Refused
from brandbot.model import Problem
from brandbot.pipeline.caption import check_bases, check_captions
from brandbot.sources import Workspace


def check(workspace: Workspace, root: Path) -> tuple[Problem, ...]:
    """All mistakes and notices, by place."""
    captions = [check_bases(root / "templates", root)]
    captions += (check_captions(template.folder, root) for template in workspace.templates.values())
    found = (
        *workspace.problems,
        *_not_yet_sure(workspace),
        *chain.from_iterable(captions),
        *_odd_photos(workspace, root),
    )
    return tuple(sorted(found, key=lambda problem: problem.place))


def _not_yet_sure(workspace: Workspace) -> Iterator[Problem]:
    for period in workspace.periods:
        if period.provisional:
            message = Message(
                "'{period}' is provisional and has no effect yet; when its dates are known, mend them and take "
                "'provisional' away",
                period=period.name,
            )
            yield Problem(period.place, message, is_notice=True)


def _odd_photos(workspace: Workspace, root: Path) -> Iterator[Problem]:
    for place, photo in ((event.place, name) for event in workspace.events for name in event.photos):
        try:
            opened = open_photo(root / "assets" / photo)
            yield from (Problem(place, notice, is_notice=True) for notice in opened.notices)
        except Refused as refusal:
            yield Problem(place, refusal.message)
