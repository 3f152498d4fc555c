"""When nothing goes out, as config.yaml and the calendar of schedules/ say together, and what no pause holds up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from brandbot.model import Hours, Period, Post
from brandbot.pipeline.fields import phase_of
from brandbot.pipeline.hours import GRAVE, with_periods
from brandbot.sources import Workspace


@dataclass(slots=True)
class Timetable:
    """`school` are the config's hours; `read` gives the workspace as it was read last: each tick reads anew."""

    school: Hours
    read: Callable[[], Workspace]
    _known: tuple[Period, ...] = ()

    def hours(self) -> Hours:
        """The hours of now. While a file can't be read, what stood in it before holds as well."""
        workspace = self.read()
        before = self._known if workspace.mistakes else ()
        self._known = tuple(dict.fromkeys((*before, *workspace.periods)))
        return with_periods(self.school, self._known)

    def is_grave(self, post: Post) -> bool:
        """Whether a post is about a death."""
        workspace = self.read()
        event = next((event for event in workspace.events if event.id == post.event_id), None)
        template = workspace.templates.get(post.kind)
        return event is not None and template is not None and phase_of(event, template) == GRAVE
