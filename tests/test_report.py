"""The week in numbers: what is missing stays missing, what can't be compared is not compared."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_fixtures import FINAL, HOURS, PARTNERS, WEEK, ZONE, at, autumn, followers, post, reading, report

from brandbot.errors import Refused
from brandbot.model import (
    AccountReading,
    Agreement,
    Channel,
    Closed,
    Event,
    Insight,
    Metric,
    Missing,
    Network,
    Partner,
    Pillar,
    Placement,
    PostState,
    Reading,
)
from brandbot.pipeline.report import Background, ChannelWeek, Week, WeeklyReport, as_json
from brandbot.pipeline.report.steps import next_steps

SNAPSHOT = Path(__file__).parent / "data" / "weekly_report.json"


def test_an_autumn_week_is_reported_as_ever() -> None:
    """A change of the numbers' meaning shows here first; after a wanted one: BRANDBOT_UPDATE_GOLDEN=1 pytest."""
    if os.environ.get("BRANDBOT_UPDATE_GOLDEN"):
        SNAPSHOT.write_text(as_json(autumn()), encoding="utf-8")

    assert as_json(autumn()) == SNAPSHOT.read_text(encoding="utf-8")


def channel(of: WeeklyReport, name: str = "fb") -> ChannelWeek:
    """One channel's week."""
    return next(row for row in of.channels if row.channel == name)


@pytest.mark.parametrize(
    ("day", "week"), [("2026-11-16", "2026-W47"), ("2027-01-03", "2026-W53"), ("2026-01-01", "2026-W01")]
)
def test_weeks_are_iso_weeks(day: str, week: str) -> None:
    found = Week.of(dt.date.fromisoformat(day))

    assert str(found) == week
    assert Week.parse(week) == found
    assert dt.date.fromisoformat(day) in found


@pytest.mark.parametrize("text", ["2026-W54", "2026-47", "pekan lalu", "", "2025-W53"])
def test_what_is_no_week_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="write it as 2026-W47"):
        Week.parse(text)


def test_a_week_begins_on_monday_in_the_schools_time_zone() -> None:
    midnight = at(16, 0, 5)  # still Sunday in UTC
    posts = [post("in", midnight.astimezone(dt.UTC)), post("out", at(23, 0, 0))]

    assert [row.event_id for row in report(posts).posts] == ["in"]
    assert report(posts).posts[0].published_at.tzinfo is ZONE


@pytest.mark.parametrize(
    ("ages", "chosen"),
    [
        ((1, 24, 72, 168), 72),
        ((1, 24), 24),
        ((1, 24, 168), 168),
        ((1, 60, 168), 60),
        ((168, 100), 100),
        ((), None),
    ],
)
def test_posts_are_compared_at_72_hours_or_the_age_next_to_it(ages: tuple[int, ...], chosen: int | None) -> None:
    live = post("a", at(17))
    insights = [reading(live, age, reach=age) for age in ages]
    (row,) = report([live], insights, now=FINAL + dt.timedelta(days=9)).posts

    assert row.reach == chosen
    assert row.age == (None if chosen is None else chosen * HOURS)


@pytest.mark.parametrize(("hours", "provisional"), [(1, True), (47, True), (48, False), (72, False)])
def test_numbers_under_48_hours_are_provisional(hours: int, provisional: bool) -> None:  # noqa: FBT001 - a table
    live = post("a", at(17))

    assert report([live], [reading(live, hours, 100, 5)]).posts[0].provisional is provisional


def test_a_storys_last_reading_is_final() -> None:
    story = post("a", at(17), "ig", placement=Placement.STORY)

    assert not report([story], [reading(story, 23, 100)]).posts[0].provisional
    assert report([story], [reading(story, 1, 100)]).posts[0].provisional


def test_what_was_read_or_published_after_now_is_not_known() -> None:
    live = post("a", at(17))
    insights = [reading(live, 24, 100), reading(live, 72, 300)]
    found = report([live, post("b", at(20))], insights, now=at(19))

    assert [row.reach for row in found.posts] == [100]
    assert found.as_of == at(18)


def test_missing_is_none_and_never_nothing() -> None:
    unread, withheld = post("a", at(17)), post("b", at(18))
    found = report([unread, withheld], [reading(withheld, 72, None, 7)])

    assert [(row.reach, row.interactions, row.rate) for row in found.posts] == [(None, None, None), (None, 7, None)]
    facebook, instagram = channel(found), channel(found, "ig")
    assert (facebook.posts.now, facebook.reach.now, facebook.rate.now, facebook.interactions.now) == (2, None, None, 7)
    assert (instagram.posts.now, instagram.reach.now, instagram.followers) == (0, None, None)


def test_a_reach_of_nobody_makes_no_rate() -> None:
    live = post("a", at(17))

    assert report([live], [reading(live, 72, 0, 0)]).posts[0].rate is None


def test_the_weeks_rate_is_the_sum_over_the_sum_of_posts_that_have_both() -> None:
    posts = [post(name, at(day)) for name, day in (("a", 16), ("b", 17), ("c", 18))]
    insights = [reading(posts[0], 72, 100, 20), reading(posts[1], 72, 900, 30), reading(posts[2], 72, None, 500)]
    found = report(posts, insights)

    assert channel(found).rate.now == pytest.approx(50 / 1000)
    assert channel(found).interactions.now == 550
    assert channel(found).reach.now == 1000


def compared(*weeks: tuple[int, ...]) -> WeeklyReport:
    """The report of a week after others, each known by its posts' reaches; the first is this one."""
    posts, insights = [], []
    for ago, reaches in enumerate(weeks):
        for n, reach in enumerate(reaches):
            posts.append(post(f"w{ago}-{n}", at(16) - dt.timedelta(weeks=ago) + n * HOURS))
            insights.append(reading(posts[-1], 72, reach, reach // 10))
    return report(posts, insights)


@pytest.mark.parametrize(
    ("before", "change"),
    [((50, 40, 60), 3.0), ((300, 300), None), ((30, 30, 30), None), ((), None)],
    ids=["enough", "two posts", "reach of 90", "nothing"],
)
def test_a_percentage_needs_three_posts_and_a_reach_of_100_before(
    before: tuple[int, ...], change: float | None
) -> None:
    found = channel(compared((600,), before, (10,)))

    assert found.reach.change == change
    assert found.reach.before == (sum(before) or None)


def test_the_usual_is_the_mean_of_four_weeks_since_the_first_post() -> None:
    found = channel(compared((600,), (100,), (), (300, 100), (100,), (9000,)))
    young = channel(compared((600,), (100,), (300,)))

    assert found.posts.usual == 1.0  # a silent week counts as no posts
    assert found.reach.usual == pytest.approx((100 + 400 + 100) / 3)  # but not as a reach of nobody
    assert (young.posts.usual, young.reach.usual) == (1.0, 200)


def test_the_first_week_has_nothing_to_be_compared_with() -> None:
    found = channel(compared((600,)))

    assert (found.posts.before, found.posts.usual, found.reach.before) == (None, None, None)


def test_followers_are_compared_between_the_ends_of_weeks() -> None:
    counts = {
        dt.date(2026, 11, 7): 80,
        dt.date(2026, 11, 15): 100,
        dt.date(2026, 11, 17): 90,
        dt.date(2026, 11, 22): 112,
    }
    found = report(accounts=followers(counts))

    assert channel(found).followers == 112
    assert (channel(found).gained.now, channel(found).gained.before) == (12, 20)
    assert channel(found, "ig").gained.now is None


def test_a_count_that_was_withheld_or_is_not_read_yet_is_not_known() -> None:
    late = AccountReading("fb", dt.date(2026, 11, 22), FINAL + HOURS, Reading({Metric.FOLLOWERS: 112}))
    withheld = AccountReading("fb", dt.date(2026, 11, 21), at(21), Reading({}))

    assert channel(report(accounts=[late, withheld])).followers is None


def test_a_gain_needs_a_count_in_the_week_before() -> None:
    found = report(accounts=followers({dt.date(2026, 11, 1): 80, dt.date(2026, 11, 22): 112}))

    assert (channel(found).followers, channel(found).gained.now) == (112, None)


def test_followers_may_be_lost() -> None:
    found = report(accounts=followers({dt.date(2026, 11, 15): 100, dt.date(2026, 11, 22): 97}))

    assert channel(found).gained.now == -3


def test_best_and_weakest_are_among_posts_with_final_numbers() -> None:
    posts = [post(name, at(day)) for name, day in (("low", 16), ("high", 17), ("young", 21), ("unread", 18))]
    insights = [reading(posts[0], 72, 100, 1), reading(posts[1], 72, 100, 9), reading(posts[2], 24, 100, 90)]
    found = report(posts, insights, now=at(23, 7))

    assert found.best is not None
    assert found.weakest is not None
    assert (found.best.row.event_id, found.weakest.row.event_id, found.ranked) == ("high", "low", 2)
    assert found.preliminary


def test_one_post_is_the_best_and_not_the_weakest() -> None:
    live = post("a", at(17))
    found = report([live], [reading(live, 72, 100, 9)])

    assert found.best is not None
    assert found.weakest is None
    assert not found.preliminary


@pytest.mark.parametrize(("now", "preliminary"), [(at(24, 23, 59), True), (at(25, 0), False)])
def test_a_report_is_final_48_hours_after_its_week(now: dt.datetime, preliminary: bool) -> None:  # noqa: FBT001 - a table
    assert report(now=now).preliminary is preliminary


def test_a_post_with_three_partners_counts_for_each() -> None:
    posts = [post("a", at(17), name, partners=("mesin", "digital", "hotel", "stranger")) for name in ("fb", "ig")]
    found = report(posts, [reading(posts[0], 72, 300), reading(posts[1], 72, None, 5)])

    assert [(row.posts, row.reach_30_days) for row in found.partners] == [
        (2, {Network.FACEBOOK: 300, Network.INSTAGRAM: None})
    ] * 3


@pytest.mark.parametrize(("day", "month", "days", "unseen"), [(23, 10, 30, False), (22, 10, 31, True)])
def test_a_partner_is_unseen_after_30_days(day: int, month: int, days: int, unseen: bool) -> None:  # noqa: FBT001 - a table
    row = next(row for row in report([post("a", at(day, month=month))]).partners if row.id == "mesin")

    assert (row.days_unseen, row.is_unseen, row.posts_30_days) == (days, unseen, 0)


def test_a_partner_never_shown_is_unseen() -> None:
    assert all(row.is_unseen and row.last_seen is None for row in report().partners)


def test_posts_after_the_week_do_not_show_a_partner_in_it() -> None:
    assert report([post("a", at(24))]).partners[0].posts_30_days == 0


def test_the_running_agreement_that_ends_last_counts() -> None:
    agreements = (
        Agreement("MoU", dt.date(2020, 1, 1), dt.date(2023, 1, 1)),
        Agreement("PKS", dt.date(2025, 1, 1), dt.date(2027, 1, 1)),
        Agreement("PKS", dt.date(2025, 1, 1), dt.date(2028, 1, 1)),
    )
    (row,) = report(partners=[Partner(id="a", name="Rekaan", agreements=agreements)]).partners
    (old,) = report(partners=[Partner(id="a", name="Rekaan", agreements=agreements[:1])]).partners

    assert row.agreement is agreements[2]
    assert old.agreement is None


def test_what_did_not_go_out_is_listed_and_counted_as_planned() -> None:
    states = (PostState.HELD, PostState.MISSED, PostState.FAILED, PostState.CANCELLED, PostState.NEEDS_HUMAN)
    posts = [post(state, at(17), state=state, reason="x") for state in states]
    found = report([*posts, post("live", at(18))])

    assert [row.state for row in found.stopped] == ["failed", "held", "missed", "needs_human"]
    assert channel(found).planned == 5
    assert channel(found).posts.now == 1


def test_why_a_number_is_missing_is_what_the_network_said() -> None:
    live = post("a", at(17))
    told = Reading({Metric.LIKES: 7}, {Metric.REACH: Missing.TOO_FEW_FOLLOWERS})
    (row,) = report([live], [Insight(live.key, 72 * HOURS, at(20), told)]).posts

    assert (row.reach, row.why_missing) == (None, Missing.TOO_FEW_FOLLOWERS.reason)


def test_without_reach_the_rate_is_by_followers_and_stands_apart() -> None:
    live = post("a", at(17))
    found = report([live], [reading(live, 72, None, 9)], followers({dt.date(2026, 11, 16): 300}))

    assert (found.posts[0].rate, found.posts[0].rate_by_followers) == (None, 9 / 300)
    assert (channel(found).rate.now, channel(found).by_followers) == (None, 9 / 300)
    assert found.best is None


@pytest.mark.parametrize(("hours", "reach", "ranked"), [(72, 100, 1), (48, 100, 1), (168, 100, 0), (72, 99, 0)])
def test_only_posts_of_equal_age_and_enough_reach_are_ranked(hours: int, reach: int, ranked: int) -> None:
    live = post("a", at(16))

    assert report([live], [reading(live, hours, reach, 9)], now=FINAL + 9 * 24 * HOURS).ranked == ranked


def test_what_was_taken_down_is_counted_and_neither_ranked_nor_linked() -> None:
    live = post("a", at(17))
    gone = dataclasses.replace(live, state=PostState.REMOVED)
    found = report([gone], [reading(live, 72, 500, 40)])

    assert (channel(found).reach.now, found.best, found.posts[0].link) == (500, None, "")


def test_a_median_is_of_the_four_weeks_before_and_says_of_how_many() -> None:
    found = channel(compared((600,), (100, 300), (500,), (), (700, 900), (9000,)))

    assert found.median_reach is not None
    assert (found.median_reach.value, found.median_reach.n) == (500, 5)


def test_the_band_is_from_the_lowest_to_the_highest_of_four_weeks() -> None:
    *_, last = channel(compared((600,), (100,), (300,), (), (700,), (9000,))).trend

    assert (last.reach, last.low, last.high) == (600, 100, 700)


def test_a_best_post_tells_the_facts_in_which_it_differs() -> None:
    usual = [post(f"u{n}", at(3 + n), kind="internship_placement") for n in range(4)]
    best = post("best", at(21, 7), kind="certification", partners=("mesin", "digital"))
    insights = [reading(one, 72, 500, 10) for one in usual] + [reading(best, 72, 500, 90)]
    finding = report([*usual, best], insights).best

    assert finding is not None
    assert [str(fact) for fact in finding.facts] == ["another kind than most", "names 2 partners", "at 07:30:00"]
    assert finding.median is not None
    assert finding.median.n == 4


def test_few_others_make_no_facts() -> None:
    posts = [post("a", at(16)), post("b", at(17), kind="certification")]
    finding = report(posts, [reading(one, 72, 500, 10 + n) for n, one in enumerate(posts)]).best

    assert finding is not None
    assert finding.facts == ()


def test_pillars_are_shares_of_events_against_their_targets() -> None:
    mitra, siswa = Pillar("Mitra", (), 0.5), Pillar("Siswa", (), 0.5)
    posts = [post(f"{n}", at(16), name, kind="a" if n else "b") for n in range(4) for name in ("fb", "ig")]
    around = Background(pillars=(mitra, siswa), pillar_of={"a": mitra, "b": siswa})

    rows = report(posts, background=around).pillars
    few = report(posts[:4], background=around).pillars

    assert [(row.name, row.events, row.of, row.share) for row in rows] == [("Mitra", 3, 4, 0.75), ("Siswa", 1, 4, 0.25)]
    assert [row.share for row in few] == [None, None]


def test_a_silent_week_knows_why_and_what_it_let_pass() -> None:
    event = Event(id="e", kind="visit", title="Kunjungan", date=dt.date(2026, 11, 18))
    closed = Closed(dt.date(2026, 11, 16), dt.date(2026, 11, 17), "Ujian")
    found = report(background=Background(events=[event], closed=[closed]))

    assert (found.closed, [one.title for one in found.unposted]) == (("Ujian",), ["Kunjungan"])


def test_steps_follow_from_waits_deadlines_graduates_and_pillars() -> None:
    lulusan, other = Pillar("Lulusan", (), 0.5), Pillar("Mitra", (), 0.5)
    posts = [post(f"{n}", at(16), partners=("mesin",), kind="a") for n in range(4)]
    posts.append(post("g", at(20, month=10), kind="graduate_hired"))
    around = Background(
        events=[Event(id="s", kind="enrolment", title="Gelombang 1", date=dt.date(2026, 11, 30))],
        pillars=(lulusan, other),
        pillar_of={"a": other},
        asked=[(at(19), "Pelepasan"), (at(21), "Uji"), (at(22, 23), "baru saja")],
    )
    found = next_steps(report(posts, partners=PARTNERS[:1], background=around))
    later = next_steps(
        report(posts, partners=PARTNERS[:1], background=dataclasses.replace(around, asked=(), events=()))
    )

    assert [str(step.what).partition(" (")[0] for step in found] == [
        "Say yes or no to 2 posts that wait, first 'Pelepasan'",
        "Remind parents: 'Gelombang 1' closes on 2026-11-30",
        "Plan a story of a graduate: the last was on 2026-10-20",
    ]
    assert str(later[-1].what) == "Plan a post for the pillar Lulusan"


def steps(*args: object, **kwargs: object) -> list[str]:
    """The next steps in English, with owner and day."""
    found = report(*args, **kwargs)  # type: ignore[arg-type]  # passed through
    return [f"{step.by:%a} {step.owner}: {step.what}" for step in next_steps(found)]


def test_steps_are_the_most_pressing_three_with_owner_and_day() -> None:
    states = (PostState.NEEDS_HUMAN, PostState.HELD, PostState.MISSED)
    posts = [post(state, at(17), name, state=state, reason="izin foto") for state in states for name in ("fb", "ig")]

    first, second, third = steps(posts)

    assert first == "Mon PR officer: Look whether 'Kegiatan needs_human' is live on fb, and note it"
    assert second == "Tue PR officer: Settle what stopped 'Kegiatan held': izin foto"
    assert third.startswith("Mon PR officer: Keep the computer on at posting time: feed 'Kegiatan missed' missed")


def test_several_stopped_events_make_one_step() -> None:
    posts = [post(name, at(17), state=PostState.FAILED) for name in ("a", "b")]

    assert steps(posts)[0] == "Tue PR officer: Settle what stopped 2 events, first 'Kegiatan a'"


def test_agreements_silence_and_unseen_partners_ask_for_steps() -> None:
    first, second, third = steps()

    assert first == "Fri Principal: Decide on renewing the MoU with Hotel Contoh Asri; it ends on 2026-12-31"
    assert second == "Tue PR officer: Write down at least one event for the coming week"
    assert third.startswith("Fri PR officer: Plan a post with ['CV. FIKTIF Digital', 'CV. TEKNIK REKAAN")


def test_a_good_week_asks_for_nothing() -> None:
    assert steps([post("a", at(17), partners=("mesin",))], partners=PARTNERS[:1]) == []


@given(st.permutations(range(7)), st.permutations(range(21)))
def test_the_order_of_what_the_store_gives_does_not_matter(posts: list[int], insights: list[int]) -> None:
    live = [post(str(n), at(16 + n % 3), "fb" if n % 2 else "ig") for n in range(7)]
    read = [reading(one, hours, 100 + n * hours, n) for n, one in enumerate(live) for hours in (1, 24, 72)]

    shuffled = report([live[n] for n in posts], [read[n] for n in insights])

    assert shuffled == report(live, read)


def test_the_report_as_json_can_be_read_by_programs() -> None:
    found = json.loads(as_json(dataclasses.replace(autumn(), made_at=FINAL)))

    assert found["week"] == "2026-W47"
    assert found["posts"][2] | {"rate": None, "provisional": False, "age": 23.0} == found["posts"][2]
    assert found["channels"][0]["reach"]["now"] == 3205
    assert found["partners"][0]["reach_30_days"] == {"facebook": 3945, "instagram": 2620}
    assert found["steps"][0]["by"] == "2026-11-24"


def test_two_channels_of_one_network_are_kept_apart() -> None:
    channels = (Channel("fb", Network.FACEBOOK, "1"), Channel("alumni", Network.FACEBOOK, "2"))
    found = report([post("a", at(17))], channels=channels)

    assert (channel(found).posts.now, channel(found, "alumni").posts.now) == (1, 0)


def test_the_week_of_the_report_is_kept() -> None:
    assert report().week is WEEK
