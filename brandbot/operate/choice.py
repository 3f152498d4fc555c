"""How to publish, by what was found out on a test: questions, answers, and the choice that follows. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from brandbot.model import Sequence

YES, NO, UNKNOWN = "yes", "no", "unknown"


class Question(StrEnum):
    """What Meta does not document; docs/assumptions.md says why it is asked."""

    IN_HEADER = "in_header"  # is a token taken in the header?
    IN_FORM = "in_form"  # and in the form?
    DRAFT = "draft"  # does is_published=true publish a draft?
    DRAFT_TWICE = "draft_twice"  # does a second time change nothing?
    DRAFT_TOGETHER = "draft_together"  # nor two at the same moment?
    DRAFT_TIME = "draft_time"  # does created_time become that of publishing?
    DRAFT_INSIGHTS = "draft_insights"  # does it have insights?
    DRAFT_DELETE = "draft_delete"  # can a draft be deleted?
    PUBLIC = "public"  # a person: is it seen without logging in?
    ON_TOP = "on_top"  # a person: does it stand on top of the Page?
    SCHEDULED = "scheduled"  # is a post taken that Meta shall put up by its own clock?
    MUTATION_ID = "mutation_id"  # do two calls with one client_mutation_id make one post?
    PHOTO_AGAIN = "photo_again"  # is a photo refused that was posted already?
    PAGE_STORY = "page_story"  # is a Page's story known by its photo?
    LIST_LAG = "list_lag"  # seconds until a post stands in the Page's list
    PAGE_HOSTING = "page_hosting"  # does Instagram take a picture from the Page's photos?
    FOLDER_HOSTING = "folder_hosting"  # and from the school's own folder?
    CONTAINER_TWICE = "container_twice"  # what a second media_publish does: error, same, duplicate
    STATUS_LAG = "status_lag"  # seconds until the container says PUBLISHED
    QUOTA = "quota"  # is a post counted at once?
    MEDIA_LAG = "media_lag"  # seconds until a story stands in the account's list


@dataclass(frozen=True, slots=True)
class Way:
    """How posts reach Meta. `page_hosting` is whether Instagram takes pictures from the Page's photos."""

    sequence: Sequence = Sequence.DRAFT
    token_in_form: bool = False
    page_hosting: bool = True


def choose(answers: Mapping[str, str], said: Sequence | None = None) -> Way:
    """The surest way that works by these answers; what was not asked counts as working. `said` is a person's wish."""
    good = {
        question: answers.get(question, UNKNOWN) != NO
        for question in (Question.DRAFT, Question.DRAFT_TWICE, Question.DRAFT_TOGETHER, Question.ON_TOP)
    }
    can_schedule = answers.get(Question.SCHEDULED, UNKNOWN)
    if said is Sequence.SCHEDULED and can_schedule != NO:
        sequence = Sequence.SCHEDULED
    elif all(good.values()):
        sequence = Sequence.DRAFT
    else:
        sequence = Sequence.SCHEDULED if can_schedule == YES else Sequence.DIRECT
    return Way(
        sequence,
        token_in_form=answers.get(Question.IN_HEADER) == NO and answers.get(Question.IN_FORM) == YES,
        page_hosting=answers.get(Question.PAGE_HOSTING) != NO,
    )
