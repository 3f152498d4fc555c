"""Batching: each pupil once, few carousels, and nobody shown again when somebody comes later."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence

import pytest
from builders import around, make_event, make_rule, make_template
from hypothesis import given
from hypothesis import strategies as st

from brandbot.model import (
    Approval,
    Batch,
    Blur,
    Consent,
    ConsentState,
    Event,
    Partner,
    Permission,
    Register,
    Rule,
    Scope,
)
from brandbot.pipeline.batching import MOST_SLIDES, batched
from brandbot.pipeline.plan import Surroundings, plan
from brandbot.pipeline.slides import leaves_of

DAY = dt.date(2027, 1, 11)  # a Monday
SCHOOL = dataclasses.replace(
    around(make_template("pkl", label="PKL")),
    partners={id_: Partner(id=id_, name=f"PT {id_}", display_name=id_.title()) for id_ in ("satu", "dua", "tiga")},
)


def placement(name: str, partner: str = "satu", **fields: object) -> Event:
    known = {"kind": "pkl", "date": DAY, "partners": (partner,), "students": (name,), "programmes": ("TKJ",)}
    return make_event(f"P-{name}", **(known | fields))


def rule(batch: Batch = Batch.PARTNER) -> Rule:
    return make_rule(kinds=("pkl",), batch=batch)


def together(
    *events: Event,
    way: Batch = Batch.PARTNER,
    out: Mapping[str, Sequence[str]] | None = None,
    school: Surroundings = SCHOOL,
) -> tuple[Event, ...]:
    return batched(events, [rule(way)], school, out or {})


def test_placements_of_one_partner_and_week_become_one_event_with_a_slide_each() -> None:
    (one,) = together(placement("Ani"), placement("Budi", programmes=("DKV",)))

    assert (one.title, one.students, one.student_count, one.members) == (
        "PKL: Satu",
        ("Ani", "Budi"),
        2,
        ("P-Ani", "P-Budi"),
    )
    leaves = list(leaves_of(SCHOOL.templates["pkl"], one, SCHOOL.partners))
    assert [(leaf.title, leaf.text) for leaf in leaves] == [("Ani", "TKJ"), ("Budi", "DKV")]


@pytest.mark.parametrize(("way", "batches"), [(Batch.PARTNER, 2), (Batch.PROGRAMME, 2), (Batch.WEEK, 1)])
def test_the_rule_says_by_what_they_come_together(way: Batch, batches: int) -> None:
    events = [
        placement("Ani"),
        placement("Budi", "dua"),
        placement("Cici", "dua", programmes=("DKV",)),
        placement("Didi", programmes=("DKV",)),
    ]
    assert len(together(*events, way=way)) == batches


def test_a_rule_for_all_kinds_brings_together_those_about_pupils() -> None:
    everything = make_rule(kinds=("*",), batch=Batch.WEEK)
    assert len(batched([placement("Ani"), placement("Budi", "dua")], [everything], SCHOOL, {})) == 1


def test_without_a_rule_and_alone_an_event_stays_what_it_is() -> None:
    alone = placement("Ani")
    assert together(alone) == (alone,)
    assert batched([alone, placement("Budi")], [make_rule(kinds=("pkl",))], SCHOOL, {}) == (alone, placement("Budi"))


def test_more_than_a_carousel_holds_is_shared_out_evenly_and_numbered() -> None:
    found = together(*(placement(f"Siswa{n:02}") for n in range(17)))
    assert [len(one.parts) for one in found] == [5, 6, 6]
    assert [one.title for one in found] == ["PKL: Satu (1/3)", "PKL: Satu (2/3)", "PKL: Satu (3/3)"]


@pytest.mark.parametrize(
    "other",
    [
        placement("Budi", approval=Approval.DRAFT),
        placement("Budi", cancelled=True),
        placement("Budi", publish_at=dt.datetime(2027, 1, 12, 9, tzinfo=dt.UTC)),
        placement("Budi", students=(), student_count=None),
        placement("Budi", photos=("foto/b.jpg",), consent=Consent(ConsentState.MISSING), blur=Blur(faces=True)),
        placement("Budi", date=DAY + dt.timedelta(days=7)),
    ],
    ids=["draft", "cancelled", "own hour", "no pupil", "blurred", "other week"],
)
def test_what_may_not_go_out_or_goes_its_own_way_stays_outside(other: Event) -> None:
    found = together(placement("Ani"), placement("Cici"), other)
    assert [one.members for one in found] == [("P-Ani", "P-Cici"), ()]


def test_a_pupil_written_down_twice_is_shown_once() -> None:
    found = together(placement("Ani"), dataclasses.replace(placement("Ani"), id="P-2"), placement("Budi"))
    assert [one.members for one in found] == [("P-Ani", "P-Budi"), ()]
    planned = plan(found, [rule()], SCHOOL)
    assert {post.event_id for post in planned.posts} == {found[0].id}
    assert {held.event_id for held in planned.held} == {"P-2"}


def test_who_took_consent_back_is_left_out_and_the_others_go_on() -> None:
    row = Permission(person="x", name="Budi", scopes=frozenset({Scope.NAME}), withdrawn=DAY - dt.timedelta(days=1))
    school = dataclasses.replace(SCHOOL, register=Register.of([row]))
    found = together(placement("Ani"), placement("Budi"), placement("Cici"), school=school)
    assert [one.members for one in found] == [("P-Ani", "P-Cici"), ()]


def test_a_batch_is_told_when_the_last_has_come_and_no_embargo_holds() -> None:
    late = dt.datetime(2027, 1, 14, 8, 0, tzinfo=SCHOOL.zone)
    (one,) = together(placement("Ani"), placement("Budi", date=DAY + dt.timedelta(days=2)))
    assert plan([one], [rule()], SCHOOL).posts[0].slot.astimezone(SCHOOL.zone).date() == DAY + dt.timedelta(days=2)
    (one,) = together(placement("Ani", announce_after=late), placement("Budi"))
    assert (
        plan([one], [rule()], SCHOOL).posts[0].slot.astimezone(SCHOOL.zone).isoformat() == "2027-01-14T18:30:00+07:00"
    )


def test_nothing_goes_out_before_its_embargo_and_an_own_hour_before_it_is_refused() -> None:
    embargo = dt.datetime(2027, 1, 11, 19, 0, tzinfo=SCHOOL.zone)
    (post, *_) = plan([placement("Ani", announce_after=embargo)], [rule()], SCHOOL).posts
    assert post.slot.astimezone(SCHOOL.zone).isoformat() == "2027-01-12T18:30:00+07:00"
    own = placement("Ani", announce_after=embargo, publish_at=embargo - dt.timedelta(hours=1))
    assert "announce_after" in str(plan([own], [rule()], SCHOOL).held[0].reason)


@given(st.lists(st.sampled_from(["satu", "dua", "tiga"]), max_size=30), st.sampled_from(Batch), st.data())
def test_every_pupil_is_shown_exactly_once_however_late_they_come(
    partners: list[str], way: Batch, data: st.DataObject
) -> None:
    events = [placement(f"S{n}", partner) for n, partner in enumerate(partners)]
    out: dict[str, tuple[str, ...]] = {}
    shown: list[str] = []
    known = 0
    while known < len(events):
        known = data.draw(st.integers(known + 1, len(events)))
        for one in together(*events[:known], way=way, out=out):
            assert len(one.parts) <= MOST_SLIDES
            if one.id not in out and data.draw(st.booleans()):
                out[one.id] = one.members
                shown += one.members or (one.id,)
    for one in together(*events, way=way, out=out):
        shown += () if one.id in out else one.members or (one.id,)
    assert sorted(shown) == sorted(event.id for event in events)
