"""Giving events their days: apart, few a day, the urgent first, and nothing displaced that has its day."""

from __future__ import annotations

import datetime as dt

from builders import WIB, around, at, make_event, make_rule, make_template
from hypothesis import given
from hypothesis import strategies as st

from brandbot.model import Event, Hours, Pillar, Placement, Post, Spacing, Timing, Window
from brandbot.pipeline.plan import plan
from brandbot.pipeline.slots import Arrangement, arrange

DAY = dt.date(2026, 8, 12)
HOURS = Hours(WIB, quiet=(Window(dt.time(21), dt.time(5)),))
SPACING = Spacing()
KINDS = {timing: make_template(f"kind-{timing}", timing=timing) for timing in Timing}
RULES = [
    make_rule(kinds=tuple(template.kind for template in KINDS.values())),
    make_rule(
        kinds=tuple(template.kind for template in KINDS.values()),
        placement=Placement.STORY,
        delay=dt.timedelta(minutes=30),
    ),
]


def wanted(*events: Event) -> list[tuple[Event, tuple[Post, ...]]]:
    posts = plan(events, RULES, around(*KINDS.values())).posts
    return [(event, tuple(post for post in posts if post.event_id == event.id)) for event in events]


def event(id_: str, timing: Timing = Timing.NEWS, day: dt.date = DAY, **fields: object) -> Event:
    return make_event(id_, kind=KINDS[timing].kind, date=day, **fields)


def arranged(*events: Event, kept: dict[str, dt.datetime] | None = None) -> Arrangement:
    return arrange(wanted(*events), SPACING, HOURS, kept or {})


def days(found: Arrangement) -> dict[str, str]:
    return {
        post.event_id: f"{post.slot.astimezone(WIB):%m-%d %H:%M}"
        for post in found.posts
        if post.placement is Placement.FEED
    }


def test_feed_and_story_of_one_event_belong_together_and_count_once() -> None:
    found = arranged(event("A"))
    assert len({post.slot for post in found.posts}) == 2
    assert found.why == {}


def test_a_second_event_on_the_same_day_goes_out_the_next_day_and_says_why() -> None:
    found = arranged(event("A"), event("B"))
    assert days(found) == {"A": "08-12 18:30", "B": "08-13 18:30"}
    assert "because of" in str(found.why["B/facebook/feed"])
    assert "A/facebook/feed" not in found.why


def test_the_urgent_goes_first_whatever_stands_first_in_the_file() -> None:
    found = arranged(event("A", Timing.EVERGREEN), event("B", Timing.NEWS))
    assert days(found) == {"A": "08-13 18:30", "B": "08-12 18:30"}


def test_what_a_person_wrote_down_and_a_greeting_are_never_moved() -> None:
    own = event("A", publish_at=at("2026-08-12 19:00"))
    found = arranged(event("C"), own, event("B", Timing.GREETING))
    assert days(found) == {"A": "08-12 19:00", "B": "08-12 18:30", "C": "08-13 18:30"}


def test_what_has_a_day_keeps_it_when_something_more_urgent_is_written_later() -> None:
    kept = {"A/facebook/feed": at("2026-08-12 18:30"), "A/instagram/feed": at("2026-08-12 18:30")}
    found = arranged(event("A", Timing.EVERGREEN), event("B", Timing.NEWS), kept=kept)
    assert days(found) == {"A": "08-12 18:30", "B": "08-13 18:30"}


def test_a_day_that_was_given_once_is_kept_even_when_the_rules_own_is_free_again() -> None:
    found = arranged(event("B"), kept={"B/facebook/feed": at("2026-08-13 18:30")})
    assert days(found) == {"B": "08-13 18:30"}
    assert "keeps" in str(found.why["B/facebook/feed"])


def test_of_equals_the_programme_that_was_seen_least_goes_first() -> None:
    found = arranged(event("A", programmes=("TKJ",)), event("B", programmes=("TKJ",)), event("C", programmes=("DKV",)))
    assert {id_: days(found)[id_] for id_ in "AC"} == {"A": "08-12 18:30", "C": "08-13 18:30"}


def test_of_equals_the_pillar_that_is_farthest_below_its_share_goes_first() -> None:
    news, advert = KINDS[Timing.NEWS].kind, make_template("facts", timing=Timing.NEWS)
    known = around(*KINDS.values(), advert)
    events = [make_event(f"A{n}", kind=news, date=DAY) for n in range(3)] + [
        make_event(f"B{n}", kind="facts", date=DAY) for n in range(2)
    ]
    posts = plan(events, [make_rule(kinds=(news, "facts"))], known).posts
    asked = [(one, tuple(post for post in posts if post.event_id == one.id)) for one in events]
    shares = {news: Pillar("News", (news,), 0.4), "facts": Pillar("Facts", ("facts",), 0.6)}

    found = arrange(asked, SPACING, HOURS, {}, shares)

    assert sorted(days(found), key=days(found).__getitem__) == ["A0", "B0", "B1", "A1", "A2"]


def test_where_no_day_is_left_the_event_is_held_with_what_is_in_the_way() -> None:
    found = arranged(*(event(f"E{n}") for n in range(10)))
    assert len(found.crowded) == 3  # news wait for a week
    assert all("no free day" in str(message) for message in found.crowded.values())
    assert set(days(found)) | set(found.crowded) == {f"E{n}" for n in range(10)}


EVENTS = st.lists(
    st.tuples(st.sampled_from(list(Timing)), st.integers(0, 6), st.sampled_from(["TKJ", "DKV", "TM"])), max_size=14
)


@given(EVENTS, st.integers(1, 2))
def test_no_two_events_are_too_close_none_in_the_quiet_hours_and_none_too_late(
    drawn: list[tuple[Timing, int, str]], per_day: int
) -> None:
    events = [
        event(f"E{n}", timing, DAY + dt.timedelta(days=day), programmes=(programme,))
        for n, (timing, day, programme) in enumerate(drawn)
    ]
    asked = {post.key: post for _, posts in wanted(*events) for post in posts}
    spacing = Spacing(per_day=per_day)

    found = arrange(wanted(*events), spacing, HOURS, {})

    fixed = {one.id for one in events if one.kind in (KINDS[Timing.NOTICE].kind, KINDS[Timing.GREETING].kind)}
    for post in found.posts:
        own = [one for one in asked.values() if one.event_id == post.event_id]
        waits = {Timing.NEWS: 7, Timing.EVERGREEN: 31}.get(post.timing, 0)
        assert post.slot < max(max(one.expires, one.slot + dt.timedelta(days=waits)) for one in own)
        assert 5 <= post.slot.astimezone(WIB).hour < 21
        if post.event_id in fixed:
            continue
        others = [one for one in found.posts if one.channel == post.channel and one.event_id != post.event_id]
        assert all(abs(one.slot - post.slot) >= spacing.apart for one in others)
        day = post.slot.astimezone(WIB).date()
        assert len({one.event_id for one in others if one.slot.astimezone(WIB).date() == day}) < per_day + len(fixed)
    assert {post.event_id for post in found.posts} | set(found.crowded) == {one.id for one in events}
    again = arrange(wanted(*events), spacing, HOURS, {post.key: post.slot for post in found.posts})
    assert {post.key: post.slot for post in again.posts} == {post.key: post.slot for post in found.posts}
