"""The periods of the school year: holidays, exam weeks, Ramadan; and the pause for days of mourning."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import pytest
from builders import WIB, around, at, make_event, make_rule, make_template
from hypothesis import given
from hypothesis import strategies as st
from school import config_of, dry_accounts, live, make_school, service
from sources_fixtures import read, told

from brandbot.model import (
    Approval,
    CatchUp,
    Channel,
    Event,
    Hours,
    Network,
    Period,
    Plan,
    Sequence,
    Spacing,
    Timing,
    Window,
)
from brandbot.operate.overview import overview_of
from brandbot.pipeline.hours import opening, with_periods
from brandbot.pipeline.lateness import moved
from brandbot.pipeline.plan import plan
from brandbot.pipeline.publish.gate import judge
from brandbot.service import Service
from brandbot.store import Facts

NIGHT = Window(dt.time(21), dt.time(5))
IFTAR = Window(dt.time(17), dt.time(20, 30))
SCHOOL = Hours(WIB, quiet=(NIGHT,))
DAY = dt.date(2026, 8, 12)
HOLIDAY = Period(name="libur semester", first=DAY, last=dt.date(2026, 8, 14), is_closed=True)
EXAMS = Period(name="pekan ujian", first=DAY, last=dt.date(2026, 8, 14), waits=frozenset({"visit"}))
RAMADAN = Period(name="Ramadan", first=DAY, last=dt.date(2026, 8, 14), quiet=(IFTAR, Window(dt.time(22), dt.time(4))))
KINDS = {timing: make_template(f"kind-{timing}", timing=timing, phases={"condolence": ("duka",)}) for timing in Timing}


def planned(*periods: Period, event: Event | None = None, timing: Timing = Timing.NEWS, **rule: object) -> Plan:
    """The plan of one event of a kind called `visit`, by a rule at 18:30."""
    school = dataclasses.replace(
        around(make_template("visit", timing=timing)), hours=with_periods(SCHOOL, periods), spacing=Spacing()
    )
    return plan([event or make_event(kind="visit")], [make_rule(kinds=("visit",), **rule)], school)


def slots(plan: Plan) -> set[dt.datetime]:
    return {post.slot for post in plan.posts}


def test_on_closed_days_nothing_goes_out_and_a_post_keeps_its_hour_on_the_first_open_day() -> None:
    found = planned(HOLIDAY)
    assert slots(found) == {at("2026-08-15 18:30")}
    assert {str(reason) for reason in found.waits.values()} == {"it waits: libur semester"}


def test_in_exam_weeks_only_the_named_kinds_wait() -> None:
    assert slots(planned(EXAMS)) == {at("2026-08-15 18:30")}
    assert slots(planned(dataclasses.replace(EXAMS, waits=frozenset({"pkl"})))) == {at("2026-08-12 18:30")}
    assert opening(with_periods(SCHOOL, [EXAMS]), at("2026-08-12 18:30"))[1] is None


def test_ramadans_hours_stand_in_place_of_the_usual_ones() -> None:
    hours = with_periods(SCHOOL, [RAMADAN])
    assert opening(hours, at("2026-08-12 18:30"))[0] == at("2026-08-12 20:30")
    assert opening(hours, at("2026-08-12 21:30")) == (at("2026-08-12 21:30"), None)
    assert opening(hours, at("2026-08-13 04:30")) == (at("2026-08-13 04:30"), None)
    assert opening(hours, at("2026-08-15 18:30")) == (at("2026-08-15 18:30"), None)
    assert opening(hours, at("2026-08-15 21:30"))[0] == at("2026-08-16 05:00")


def test_a_night_belongs_to_the_day_on_which_it_begins() -> None:
    hours = with_periods(SCHOOL, [RAMADAN])
    assert opening(hours, at("2026-08-12 04:30"))[0] == at("2026-08-12 05:00")  # the night before Ramadan
    assert opening(hours, at("2026-08-15 04:30")) == (at("2026-08-15 04:30"), None)  # its last night


def test_a_provisional_period_has_no_effect_until_it_is_confirmed() -> None:
    unsure = [dataclasses.replace(one, provisional=True) for one in (HOLIDAY, EXAMS, RAMADAN)]
    assert slots(planned(*unsure)) == {at("2026-08-12 18:30")}


def test_a_greeting_is_never_said_after_its_day_so_it_is_held_with_the_reason() -> None:
    found = planned(HOLIDAY, timing=Timing.GREETING)
    assert found.posts == ()
    [held] = found.held
    assert "libur semester" in str(held.reason)
    assert (held.event_id, held.channel) == ("EV-1", "")


def test_a_greeting_that_waits_for_an_hour_of_its_own_day_goes_out() -> None:
    assert slots(planned(RAMADAN, timing=Timing.GREETING)) == {at("2026-08-12 20:30")}


def test_what_a_person_wrote_down_waits_as_well() -> None:
    own = make_event(kind="visit", publish_at=at("2026-08-13 10:00"))
    assert slots(planned(EXAMS, event=own)) == {at("2026-08-15 10:00")}


def test_late_news_move_past_the_days_that_are_closed_to_their_kind() -> None:
    post = planned(channels=("facebook",), event=make_event(kind="visit", date=dt.date(2026, 8, 9))).posts[0]
    later = moved(post, with_periods(SCHOOL, [EXAMS]), at("2026-08-11 19:00"))
    assert later is not None
    assert later.slot == at("2026-08-15 18:30")


def test_the_gate_lets_nothing_through_on_days_that_are_closed_to_its_kind() -> None:
    post = planned(channels=("facebook",), event=make_event(kind="visit", date=dt.date(2026, 8, 11))).posts[0]
    waits = judge(post, Facts(), at("2026-08-12 10:00"), with_periods(SCHOOL, [EXAMS]), CatchUp())
    assert waits is not None
    assert waits.until == at("2026-08-15 05:00")
    assert "pekan ujian" in str(waits.reason)


def test_a_crowded_day_after_the_holiday_says_both_reasons() -> None:
    school = dataclasses.replace(
        around(make_template("visit")), hours=with_periods(SCHOOL, [HOLIDAY]), spacing=Spacing()
    )
    events = [make_event(id_, kind="visit", date=dt.date(2026, 8, 11)) for id_ in ("A", "B")]
    found = plan(events, [make_rule(kinds=("visit",))], school)
    assert slots(found) == {at("2026-08-11 18:30"), at("2026-08-15 18:30")}
    assert "because of" in str(found.moved["B/facebook/feed"])
    assert "libur semester" in str(found.moved["B/facebook/feed"])


PERIODS = st.lists(
    st.builds(
        lambda first, days, closed, quiet, waits, provisional: Period(
            name="masa",
            first=DAY + dt.timedelta(days=first),
            last=DAY + dt.timedelta(days=first + days),
            is_closed=closed,
            quiet=(IFTAR, NIGHT) if quiet else (),
            waits=frozenset({KINDS[Timing.NEWS].kind}) if waits else frozenset(),
            provisional=provisional,
        ),
        st.integers(-3, 12),
        st.integers(0, 6),
        st.booleans(),
        st.booleans(),
        st.booleans(),
        st.booleans(),
    ),
    max_size=4,
)
EVENTS = st.lists(
    st.tuples(
        st.sampled_from(list(Timing)),
        st.integers(0, 9),
        st.sampled_from([dt.time(6, 30), dt.time(18, 30), dt.time(22)]),
        st.booleans(),
    ),
    max_size=8,
)


@given(PERIODS, EVENTS)
def test_no_post_stands_in_quiet_hours_on_closed_days_or_in_exam_weeks_of_its_kind(
    periods: list[Period], drawn: list[tuple[Timing, int, dt.time, bool]]
) -> None:
    school = dataclasses.replace(around(*KINDS.values()), hours=with_periods(SCHOOL, periods), spacing=Spacing())
    events = [
        make_event(
            f"E{n}",
            kind=KINDS[timing].kind,
            date=DAY + dt.timedelta(days=day),
            publish_at=dt.datetime.combine(DAY + dt.timedelta(days=day), hour, WIB) if own else None,
        )
        for n, (timing, day, hour, own) in enumerate(drawn)
    ]
    rule = make_rule(kinds=tuple(template.kind for template in KINDS.values()))

    found = plan(events, [rule], school)

    holding = [period for period in periods if not period.provisional]
    for post in found.posts:
        here = post.slot.astimezone(WIB)
        those = [period for period in holding if here.date() in period]
        assert not any(period.is_closed or post.kind in period.waits for period in those)
        assert not _within(here, holding)
        assert post.slot < post.expires
        if post.timing is Timing.GREETING:
            [asked] = [event for event in events if event.id == post.event_id]
            assert here.date() == asked.date
    assert {post.event_id for post in found.posts} | {held.event_id for held in found.held} == {
        event.id for event in events
    }


def _within(here: dt.datetime, periods: list[Period]) -> bool:
    """Whether a moment is quiet; the usual hours and a period's hold the same night here."""
    in_night = not dt.time(5) <= here.time() < dt.time(21)
    iftar = any(period.quiet and here.date() in period for period in periods)
    return in_night or (iftar and dt.time(17) <= here.time() < dt.time(20, 30))


# --- the pause ------------------------------------------------------------------------------------------------------

MOURNING = dataclasses.replace(SCHOOL, pause="masa berkabung")
PAGE = Channel("facebook", Network.FACEBOOK, "100", Sequence.SCHEDULED)


def at_the_gate(timing: Timing, *, grave: bool = False) -> str:
    school = around(*KINDS.values())
    rule = make_rule(kinds=tuple(template.kind for template in KINDS.values()), channels=("facebook",))
    post = plan([make_event(kind=KINDS[timing].kind)], [rule], school).posts[0]
    waits = judge(post, Facts(), post.slot, MOURNING, CatchUp(), grave=grave)
    return str(waits.reason) if waits else ""


@pytest.mark.parametrize("timing", [timing for timing in Timing if timing is not Timing.NOTICE])
def test_the_pause_is_one_switch_for_all_that_is_cheerful(timing: Timing) -> None:
    assert "masa berkabung" in at_the_gate(timing)


def test_condolences_and_emergencies_go_out_in_a_pause() -> None:
    assert at_the_gate(Timing.EVERGREEN, grave=True) == ""
    assert at_the_gate(Timing.NOTICE) == ""


def test_a_pause_calls_back_what_waits_for_metas_clock_but_no_condolence() -> None:
    kind = KINDS[Timing.EVERGREEN].kind
    school = dataclasses.replace(around(*KINDS.values()), hours=MOURNING, channels={"facebook": PAGE})
    events = [make_event("A", kind=kind), make_event("B", kind=kind, title="Turut berduka", phase="condolence")]

    found = plan(events, [make_rule(kinds=(kind,), channels=("facebook",))], school)

    assert [post.event_id for post in found.posts] == ["B"]
    assert [(held.event_id, str(held.reason)) for held in found.held] == [("A", "everything waits: masa berkabung")]


def test_what_brandbot_puts_up_itself_stays_planned_and_waits_at_the_gate() -> None:
    found = plan([make_event()], [make_rule()], dataclasses.replace(around(), hours=MOURNING))
    assert len(found.posts) == 2


# --- the file -------------------------------------------------------------------------------------------------------


def test_a_period_says_all_that_was_written(tmp_path: Path) -> None:
    workspace = read(
        tmp_path,
        a_yaml="""
periods:
  - {name: Libur, from: 21/12/2026, until: 2027-01-02, closed: ya}
  - {name: Ujian, from: 2026-12-01, until: 2026-12-09, wait: [pkl]}
  - name: Ramadan
    from: 2027-02-08
    until: 2027-03-09
    provisional: ya
    quiet_hours: [17.00-20.30, 22.00-05.00]
""",
    )
    assert told(workspace) == []
    assert workspace.periods == (
        Period(name="Libur", first=dt.date(2026, 12, 21), last=dt.date(2027, 1, 2), is_closed=True),
        Period(
            name="Ujian",
            first=dt.date(2026, 12, 1),
            last=dt.date(2026, 12, 9),
            waits=frozenset({"internship_placement"}),
        ),
        Period(
            name="Ramadan",
            first=dt.date(2027, 2, 8),
            last=dt.date(2027, 3, 9),
            quiet=(IFTAR, Window(dt.time(22), dt.time(5))),
            provisional=True,
        ),
    )


@pytest.mark.parametrize(
    ("period", "mistake"),
    [
        ("{name: A, from: 2026-12-09, until: 2026-12-01, closed: ya}", "the last day is before the first"),
        ("{name: A, from: 2026-12-01, until: 2036-12-01, closed: ya}", "more than a year"),
        ("{name: A, from: 2026-12-01, until: 2026-12-09}", "a period says what it does"),
        ("{name: A, from: 2026-12-01, until: 2026-12-09, wait: [pkll]}", "did you mean 'pkl'"),
        ("{name: A, from: 2026-12-01, until: 2026-12-09, quiet_hours: [17]}", "is no span of hours"),
    ],
)
def test_a_wrong_period_is_told_with_its_place(tmp_path: Path, period: str, mistake: str) -> None:
    workspace = read(tmp_path, a_yaml=f"periods:\n  - {period}\n")
    [problem] = told(workspace)
    assert mistake in problem
    assert "a.yaml:2" in problem


# --- the service ----------------------------------------------------------------------------------------------------

CALENDAR = """
occasions:
  - {id: pasti, name: Hari Contoh, date: 2026-12-02}
  - {id: belum, name: Hari Perkiraan, date: 2026-12-03, provisional: ya}
periods:
  - {name: Ramadan rekaan, from: 2026-12-02, until: 2026-12-20, provisional: ya, quiet_hours: [17.00-20.30]}
  - {name: Libur rekaan, from: 2026-12-10, until: 2026-12-12, closed: ya}
events:
  - id: A
    kind: mitra_baru
    title: Kerja Sama dengan Hotel Contoh Asri
    date: 2026-12-10
    partners: [hotel-contoh]
    consent: tidak_perlu
    approval: disetujui
"""


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = make_school(tmp_path_factory.mktemp("periods") / "school")
    for name in ("events.csv", "events.yaml", "recurring.yaml"):
        (folder / "schedules" / name).unlink()
    return folder


@pytest.fixture
def school(original: Path) -> Path:
    (original / "schedules" / "calendar.yaml").write_text(CALENDAR, encoding="utf-8")
    return original


def slot_of(running: Service, key: str) -> dt.datetime:
    [post] = [post for post in running.store.posts.all() if post.key == key]
    return post.slot


def test_the_calendar_reaches_the_plan_and_says_why(school: Path) -> None:
    with service(config_of(school), dry_accounts(config_of(school))) as running:
        overview = overview_of(running, at("2026-12-01 08:00"))
    [post] = [post for post in overview.posts if post.key == "A/facebook/feed"]
    assert post.slot.astimezone(WIB).date() == dt.date(2026, 12, 13)
    assert any("Libur rekaan" in str(why) for why in overview.why[post.key])


def test_a_provisional_day_is_held_and_a_provisional_period_is_told_by_check_alone(school: Path) -> None:
    with service(config_of(school), dry_accounts(config_of(school))) as running:
        overview = overview_of(running, at("2026-12-01 08:00"))
        told = [problem for problem in running.check() if "Ramadan rekaan" in str(problem.message)]
        events = {event.id: event for event in running.read().events}
    assert [held.event_id for held in overview.held] == ["occasion-belum-2026"]
    assert events["occasion-belum-2026"].approval is Approval.PENDING
    assert [problem.is_notice for problem in told] == [True]


def test_a_slip_of_the_pen_in_the_calendar_opens_no_closed_day(school: Path) -> None:
    with service(config_of(school), dry_accounts(config_of(school))) as running:
        before = running.timetable.hours()
        (school / "schedules" / "calendar.yaml").write_text("periods: [", encoding="utf-8")
        running.read()  # as each tick does
        assert running.timetable.hours() == before
        (school / "schedules" / "calendar.yaml").write_text("periods: []", encoding="utf-8")
        running.read()
        assert running.timetable.hours().periods == ()


GRIEF = """
events:
  - {id: A, kind: mitra_baru, title: Kerja Sama Rekaan, date: 2026-12-02, partners: [hotel-contoh],
     consent: tidak_perlu, approval: disetujui, publish_at: 2026-12-02 10.00}
  - {id: B, kind: pelepasan, title: Turut Berduka atas Wafatnya Bapak Rekaan, date: 2026-12-02,
     consent: tidak_perlu, approval: disetujui, publish_at: 2026-12-02 10.00}
"""


def test_in_a_pause_the_service_publishes_the_news_of_a_death_alone_and_says_why(school: Path) -> None:
    (school / "schedules" / "calendar.yaml").write_text(GRIEF, encoding="utf-8")
    config = config_of(school)
    config = dataclasses.replace(config, hours=dataclasses.replace(config.hours, pause="masa berkabung"))
    accounts = dry_accounts(config)
    with service(config, accounts) as running:
        for minute in ("09:45", "10:00", "10:01"):
            running.tick(at(f"2026-12-02 {minute}"))
        overview = overview_of(running, at("2026-12-02 10:02"))

    assert {key.split("/")[0] for key in live(accounts)} == {"B"}
    assert all("masa berkabung" in post.reason for post in overview.posts if post.event_id == "A")
    assert any("masa berkabung" in str(why) for why in overview.why["A/facebook/feed"])
    assert not any("masa berkabung" in str(why) for why in overview.why["B/facebook/feed"])
