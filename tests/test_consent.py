"""Consent: what the register allows, what is held without it, and which ways out work."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from builders import around, at, make_event, make_rule, sync
from hypothesis import given
from hypothesis import strategies as st

from brandbot.model import (
    Blur,
    Consent,
    ConsentState,
    Event,
    Partner,
    Permission,
    Person,
    Plan,
    PostState,
    Register,
    Rule,
    Scope,
    Spacing,
)
from brandbot.pipeline.consent import Lacking, consent_of, is_about, reason_no_site
from brandbot.pipeline.holds import reason_to_hold
from brandbot.pipeline.plan import plan
from brandbot.store import Store

DAY = dt.date(2026, 8, 12)
BAGAS = "Bagas Fiktif Pamungkas"
MISSING = Consent()


def permission(person: str = "p1", **fields: Any) -> Permission:
    known: dict[str, Any] = {
        "scopes": frozenset(Scope),
        "given_by": "Ibu",
        "how": "tertulis",
        "given": dt.date(2026, 7, 1),
    }
    return Permission(person=person, **(known | fields))


def withdrawal(person: str = "p1", **fields: Any) -> Permission:
    return permission(person, **({"given": None, "withdrawn": dt.date(2026, 8, 1)} | fields))


def pictured(**fields: Any) -> Event:
    """An event with a photo of p1."""
    known: dict[str, Any] = {"photos": ("a.jpg",), "subjects": ("p1",), "consent": MISSING}
    return make_event(**(known | fields))


def lacking(event: Event, *rows: Permission, channel: str = "facebook", day: dt.date = DAY) -> Lacking:
    return consent_of(event, Register.of(rows), channel, day)


def test_who_is_seen_must_have_allowed_it() -> None:
    assert lacking(pictured(), permission()) == Lacking()
    assert lacking(pictured()) == Lacking(photo=("p1",))
    assert lacking(pictured(subjects=("p1", "p2")), permission()).photo == ("p2",)


@pytest.mark.parametrize(
    "row",
    [
        permission(until=dt.date(2026, 8, 11)),
        permission(given=dt.date(2026, 8, 13)),
        permission(scopes=frozenset({Scope.NAME, Scope.VIDEO})),
        permission(channels=frozenset({"instagram"})),
        permission(given=None),
        withdrawal(),
    ],
)
def test_a_consent_that_does_not_speak_of_this_day_channel_and_scope_is_none(row: Permission) -> None:
    assert lacking(pictured(), row).photo == ("p1",)


def test_a_consent_holds_through_its_last_day_and_where_it_was_given() -> None:
    row = permission(until=DAY, channels=frozenset({"instagram"}))

    assert not lacking(pictured(), row, channel="instagram")
    assert lacking(pictured(), row, channel="instagram", day=DAY + dt.timedelta(days=1))
    assert lacking(pictured(), row)


def test_what_is_taken_back_ends_what_was_given_before_and_not_what_is_given_later() -> None:
    assert lacking(pictured(), permission(), withdrawal())
    assert lacking(pictured(), permission(given=dt.date(2026, 8, 1)), withdrawal())
    assert not lacking(pictured(), permission(), withdrawal(), permission(given=dt.date(2026, 8, 2)))
    assert not lacking(pictured(), permission(), withdrawal(channels=frozenset({"instagram"})))
    assert not lacking(pictured(), permission(), withdrawal(scopes=frozenset({Scope.VIDEO})))


def test_a_person_is_found_by_key_and_name_however_it_is_typed() -> None:
    row = permission("2627-014", name="Nur 'Aini Fiktifiana")

    assert not lacking(pictured(subjects=("NUR ’AINI  fiktifiana", "2627-014")), row)


def test_of_two_with_one_name_both_must_have_allowed_it() -> None:
    one, other = (permission(key, name="Muhammad Contoh") for key in ("a", "b"))

    assert not lacking(pictured(subjects=("Muhammad Contoh",)), one, other)
    assert lacking(pictured(subjects=("Muhammad Contoh",)), one, other, withdrawal("b"))
    assert not lacking(pictured(subjects=("a",)), one, other, withdrawal("b"))


def test_a_pupil_who_is_only_named_needs_no_consent_until_it_was_taken_back() -> None:
    event = make_event(students=(BAGAS,), photos=("a.jpg",), consent=Consent(ConsentState.COMPLETE))
    back = withdrawal("p9", name=BAGAS)

    assert not lacking(event)
    assert lacking(event, back) == Lacking((BAGAS,), (BAGAS,))
    assert lacking(dataclasses.replace(event, photos=()), back) == Lacking((), (BAGAS,))
    assert not lacking(dataclasses.replace(event, students=()), back)


def test_an_adult_is_found_with_and_without_degrees() -> None:
    event = make_event(people=(Person("Wahyu Contoh, S.Kom.", "Guru"),))

    assert lacking(event, withdrawal("Wahyu Contoh")).name == ("Wahyu Contoh, S.Kom.",)


@pytest.mark.parametrize(
    ("fields", "is_out"),
    [
        ({"photos": ()}, True),
        ({"blur": Blur(faces=True)}, True),
        ({"blur": Blur(boxes=((0, 0, 0.1, 0.1),))}, True),
        ({"blur": Blur(boxes=((0, 0, 0.1, 0.1),)), "subjects": ("p1", "p2")}, False),
        ({"blur": Blur(boxes=((0, 0, 0.1, 0.1),)), "photos": ("a.jpg", "b.jpg")}, False),
        ({}, False),
    ],
)
def test_the_ways_out_work_and_half_of_one_does_not(fields: Mapping[str, Any], *, is_out: bool) -> None:
    assert bool(lacking(pictured(**fields)).photo) is not is_out


@pytest.mark.parametrize(
    ("fields", "is_held"),
    [
        ({}, True),
        ({"photos": ()}, False),
        ({"blur": Blur(faces=True)}, False),
        ({"blur": Blur(boxes=((0, 0, 0.1, 0.1),) * 2)}, True),
        ({"blur": Blur(boxes=((0, 0, 0.1, 0.1),) * 3)}, False),
        ({"subjects": ("a", "b", "c")}, False),
        ({"subjects": ("a", "b")}, True),
        ({"consent": Consent()}, True),
        ({"consent": Consent(), "blur": Blur(boxes=((0, 0, 0.1, 0.1),))}, True),
        ({"consent": Consent(), "blur": Blur(faces=True)}, False),
        ({"consent": Consent(ConsentState.COMPLETE, site=False), "blur": Blur(faces=True)}, True),
    ],
)
def test_a_count_is_made_up_by_those_who_are_named_or_hidden(fields: Mapping[str, Any], *, is_held: bool) -> None:
    known: dict[str, Any] = {"subjects": (), "consent": Consent(ConsentState.PARTIAL, 29, 32)}
    event = pictured(**{**known, **fields})

    assert bool(reason_to_hold(event, around().templates)) is is_held


def test_a_site_that_may_not_be_seen_asks_for_a_word_in_the_event() -> None:
    partners = {"pt-rekaan": Partner(id="pt-rekaan", name="PT Rekaan", site_photos=False)}
    complete = Consent(ConsentState.COMPLETE)

    assert "PT Rekaan does not allow photos" in str(reason_no_site(pictured(consent=complete), partners))
    assert reason_no_site(pictured(consent=dataclasses.replace(complete, site=True)), partners) is None
    assert reason_no_site(pictured(photos=()), partners) is None
    assert reason_no_site(pictured(), {}) is None


def test_all_that_shows_or_names_a_person_is_found() -> None:
    register = Register.of([permission("p1", name=BAGAS)])

    assert is_about(pictured(), register, "bagas fiktif pamungkas")
    assert is_about(make_event(students=(BAGAS,)), register, "p1")
    assert is_about(make_event(students=("Siti Contoh",)), register, "Siti Contoh")  # unknown to the register
    assert not is_about(make_event(students=("Siti Contoh",)), register, "p1")


def planned(event: Event, *rows: Permission, today: str = "2026-08-01", rules: tuple[Rule, ...] = ()) -> Plan:
    school = dataclasses.replace(around(), register=Register.of(rows), today=dt.date.fromisoformat(today))
    return plan([event], rules or (make_rule(),), school)


def test_a_post_is_held_where_consent_will_have_run_out_by_its_slot() -> None:
    assert len(planned(pictured(), permission(until=DAY)).posts) == 2
    assert planned(pictured(), permission(until=DAY - dt.timedelta(days=1))).posts == ()


def test_a_late_post_needs_consent_of_the_day_on_which_it_follows() -> None:
    row = permission(until=DAY)

    assert len(planned(pictured(), row, today="2026-08-12").posts) == 2
    assert planned(pictured(), row, today="2026-08-13").posts == ()
    assert len(planned(pictured(), row, today="2026-12-01").posts) == 2  # out long ago, or over


def test_a_post_that_is_moved_needs_consent_of_its_new_day() -> None:
    school = dataclasses.replace(around(), register=Register.of([permission(until=DAY)]), today=dt.date(2026, 8, 1))
    school = dataclasses.replace(school, spacing=Spacing(1, dt.timedelta(hours=3)))
    first = make_event("EV-0", publish_at=at("2026-08-12 18:30"))

    found = plan([first, pictured()], [make_rule()], school)

    assert {post.event_id for post in found.posts} == {"EV-0"}
    assert [(held.event_id, held.channel) for held in found.held] == [("EV-1", "")]
    assert len(plan([pictured()], [make_rule()], school).posts) == 2


def test_consent_for_one_channel_holds_only_the_other(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 's.sqlite'}")
    both = permission()
    sync(store, planned(pictured(), both), at("2026-08-01 08:00"))
    sync(store, planned(pictured(), both, withdrawal(channels=frozenset({"facebook"}))), at("2026-08-01 09:00"))

    assert {post.channel: post.state for post in store.posts.all()} == {
        "facebook": PostState.HELD,
        "instagram": PostState.PLANNED,
    }
    assert {"register" in post.reason for post in store.posts.all()} == {True, False}

    sync(store, planned(pictured(), both), at("2026-08-01 10:00"))
    assert {post.state for post in store.posts.all()} == {PostState.PLANNED}


def test_a_reason_never_says_who() -> None:
    held = planned(pictured(students=(BAGAS,)), withdrawal("p1", name=BAGAS)).held

    assert held
    assert not [one for one in held if "p1" in str(one.reason) or "Bagas" in str(one.reason)]


@given(
    st.lists(
        st.builds(
            permission,
            given=st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31)),
            until=st.none() | st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31)),
        ),
        max_size=4,
    ),
    st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31)),
)
def test_nothing_is_allowed_once_all_was_taken_back(rows: list[Permission], day: dt.date) -> None:
    register = Register.of([*rows, withdrawal(withdrawn=dt.date(2026, 12, 31))])

    assert not register.allows("p1", Scope.PHOTO, "facebook", day)
