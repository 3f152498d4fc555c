"""Agreements: when an end is told, and what is not said of a partner once it is over."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from builders import around, make_event, make_rule, make_template

from brandbot.model import Agreement, Event, Figure, Partner
from brandbot.pipeline.agreements import days_left, reason_expired, warning
from brandbot.pipeline.plan import plan

END = dt.date(2026, 12, 31)
PARTNER = Partner(
    id="pt-rekaan",
    name="PT Rekaan",
    agreements=(Agreement("MoU", dt.date(2024, 1, 1), END), Agreement("PKS", dt.date(2022, 1, 1), dt.date(2023, 1, 1))),
)
PARTNERS = {PARTNER.id: PARTNER}
AFTER = END + dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("left", "step"), [(91, None), (90, 90), (61, 90), (60, 60), (31, 60), (30, 30), (0, 30), (-1, 0), (-400, 0)]
)
def test_an_end_is_told_90_60_and_30_days_before_and_when_it_is_over(left: int, step: int | None) -> None:
    day = END - dt.timedelta(days=left)

    assert days_left(PARTNER, day) == left
    assert warning(PARTNER, day) == step


def test_of_a_partner_without_agreement_nothing_is_known() -> None:
    stranger = dataclasses.replace(PARTNER, agreements=())

    assert (days_left(stranger, END), warning(stranger, END)) == (None, None)
    assert reason_expired(make_event(), {stranger.id: stranger}, AFTER) is None


@pytest.mark.parametrize(
    "event",
    [
        make_event(),  # a new partner
        make_event(kind="visit", title="Kunjungan ke Mitra Resmi Kami"),
        make_event(kind="visit", title="Kunjungan", points=("Sesuai MoU, siswa belajar las",)),
        make_event(kind="visit", title="Kini kami resmi bermitra"),
        make_event(kind="visit", title="Kunjungan", quote="Kami official partner sekolah ini."),
        make_event(kind="visit", title="Kunjungan", call_to_action="Kenali rekanan resmi kami"),
        make_event(kind="visit", title="Kunjungan", figures=(Figure("Mitra resmi", "12"),)),
    ],
)
def test_an_expired_partner_is_not_called_official(event: Event) -> None:
    assert "the MoU with PT Rekaan ended on 2026-12-31" in str(reason_expired(event, PARTNERS, AFTER))
    assert reason_expired(event, PARTNERS, END) is None


@pytest.mark.parametrize(
    "title", ["Kunjungan ke PT Rekaan", "Bukan mitra resmi, tetapi tetangga", "Mitra kami", "Gerai resmi dibuka"]
)
def test_an_expired_partner_may_still_be_told_of(title: str) -> None:
    assert reason_expired(make_event(kind="visit", title=title), PARTNERS, AFTER) is None


def test_a_renewed_agreement_counts() -> None:
    renewed = dataclasses.replace(
        PARTNER, agreements=(*PARTNER.agreements, Agreement("MoU", AFTER, dt.date(2029, 1, 1)))
    )

    assert reason_expired(make_event(), {renewed.id: renewed}, AFTER) is None


def test_such_an_event_is_held_by_the_day_on_which_it_would_go_out() -> None:
    school = dataclasses.replace(around(make_template(kind="new_partner")), partners=PARTNERS)
    rules = [make_rule()]

    assert len(plan([make_event(date=END)], rules, school).posts) == 2
    held = plan([make_event(date=AFTER)], rules, school)
    assert held.posts == ()
    assert [(one.event_id, one.channel) for one in held.held] == [("EV-1", "")]
