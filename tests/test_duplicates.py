"""Two events that say the same partner, day and kind: one goes out, the other waits and names both places."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest
from builders import around, at, make_event, make_rule, make_template
from hypothesis import given
from hypothesis import strategies as st

from brandbot.model import Approval, Event, Partner, Place, Plan
from brandbot.pipeline.duplicates import duplicates
from brandbot.pipeline.plan import Surroundings, plan

FIRST, SECOND = Place("schedules/events.yaml", 4, 5), Place("schedules/impor.csv", 2, 1)


def partner(id_: str, name: str, *aliases: str) -> Partner:
    return Partner(id=id_, name=name, aliases=aliases)


def surroundings(*partners: Partner, known: frozenset[str] = frozenset()) -> Surroundings:
    kept = {f"{id_}/facebook/feed": at("2026-08-12 18:30") for id_ in known}
    return dataclasses.replace(around(make_template()), partners={one.id: one for one in partners}, kept=kept)


def two(**fields: Any) -> tuple[Event, Event]:
    """The same event by two hands, the second with what differs."""
    same = make_event("EV-1", partners=("a",), place=FIRST)
    return same, make_event("EV-2", **({"partners": ("a",), "title": "Resmi: PT A", "place": SECOND} | fields))


def planned(events: tuple[Event, ...], *partners: Partner, known: frozenset[str] = frozenset()) -> Plan:
    return plan(events, [make_rule()], surroundings(*partners, known=known))


def test_the_second_is_held_and_names_both_places() -> None:
    wanted = planned(two())

    assert {post.event_id for post in wanted.posts} == {"EV-1"}
    assert [(held.event_id, held.place) for held in wanted.held] == [("EV-2", SECOND)]
    assert str(wanted.held[0].reason) == (
        "it looks like 'EV-1': schedules/impor.csv:2:1 and schedules/events.yaml:4:5 have the same partner, day and "
        "kind; delete one of the two, or write not_duplicate_of: [EV-1] where both are right"
    )


def test_of_two_the_one_that_has_posts_already_goes_out_whatever_file_is_read_first() -> None:
    wanted = planned(two(), known=frozenset({"EV-2"}))

    assert {post.event_id for post in wanted.posts} == {"EV-2"}


@pytest.mark.parametrize(
    "fields",
    [
        {"partners": ("b",)},
        {"partners": ()},
        {"kind": "visit"},
        {"date": dt.date(2026, 8, 13)},
        {"cancelled": True},
        {"approval": Approval.REJECTED},
        {"not_duplicate_of": ("EV-1",)},
    ],
)
def test_what_differs_or_was_told_apart_or_never_goes_out_is_no_duplicate(fields: dict[str, Any]) -> None:
    assert duplicates(two(**fields), {}) == {}


def test_the_first_may_tell_them_apart_as_well() -> None:
    first, second = two()
    free = make_event("EV-1", partners=("a",), not_duplicate_of=("EV-2",))

    assert duplicates((free, second), {}) == {}
    assert duplicates((first, second), {}).keys() == {"EV-2"}


@pytest.mark.parametrize(
    ("first", "second", "is_one"),
    [
        ("PT Rekaan Sentosa", "PT. Rekaan Sentosa Tbk", True),
        ("CV. MULTI JAYA CONTOH", "Multi Jaya Contoh", True),
        ("Koperasi Al-Ma'ruf Contoh", "Koperasi Al-Ma’ruf Contoh", True),
        ("Bengkel Rekaan Sentosa", "Bengkel Rekaan Sentoza", True),
        ("SMK Rekaan 1 Contoh", "SMK Rekaan 2 Contoh", False),
        ("Bengkel Rekaan", "Toko Rekaan", False),
        ("PT", "CV", False),
    ],
)
def test_two_entries_of_one_partner_are_known_by_their_names(first: str, second: str, is_one: bool) -> None:  # noqa: FBT001 - a table's column
    partners = {one.id: one for one in (partner("a", first), partner("b", second))}

    assert bool(duplicates(two(partners=("b",)), partners)) is is_one


def test_an_alias_is_a_name_like_any_other() -> None:
    partners = {
        one.id: one for one in (partner("a", "Bengkel Rekaan Jaya"), partner("b", "BRJ", "Bengkel Rekaan Jaya"))
    }

    assert duplicates(two(partners=("b",)), partners).keys() == {"EV-2"}


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(1, 3), st.sampled_from(["pkl", "mou"])), max_size=12))
def test_of_every_partner_day_and_kind_just_one_goes_out(said: list[tuple[str, int, str]]) -> None:
    events = [
        make_event(f"EV-{n}", partners=(who,), date=dt.date(2026, 8, day), kind=kind)
        for n, (who, day, kind) in enumerate(said)
    ]
    held = duplicates(events, {})

    assert len(events) - len(held) == len(set(said))
