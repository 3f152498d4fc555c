"""Approvals: what was said holds for exactly what was shown, and nothing else goes out."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Collection, Iterator
from pathlib import Path

import pytest
from builders import WIB, around, at, draw_all, make_event, make_rule, store_with, sync
from fakes import ScriptedPlatform
from hypothesis import given
from hypothesis import strategies as st

from brandbot.model import ApprovalNote, Hours, Party, Post, PostState, Verdict
from brandbot.pipeline.approval import code_of, objection, shown_hash
from brandbot.pipeline.plan import plan
from brandbot.pipeline.publish import Publisher, publish_due
from brandbot.store import Store

SLOT = at("2026-08-12 18:30")
NOW = SLOT - dt.timedelta(days=2)
STAGE = SLOT - dt.timedelta(minutes=30)
MINUTE = dt.timedelta(minutes=1)
RULES = (make_rule(channels=("facebook",)),)
SCHOOL = frozenset({Party.SCHOOL})
BOTH = frozenset(Party)
POST = plan([make_event()], list(RULES), around()).posts[0]


def note(
    post: Post, verdict: Verdict = Verdict.APPROVED, party: Party = Party.SCHOOL, minutes: int = 0
) -> ApprovalNote:
    return ApprovalNote(
        post.key, shown_hash(post), party, verdict, "Kepala Sekolah", "WhatsApp", "foto lain", NOW + minutes * MINUTE
    )


def test_without_a_word_it_waits_and_names_the_code() -> None:
    told = objection(POST, SCHOOL, [])
    assert told is not None
    assert code_of(shown_hash(POST)) in str(told)


def test_where_nobody_is_asked_nothing_is_missing() -> None:
    assert objection(POST, (), []) is None


@pytest.mark.parametrize("change", [{"content_hash": "other"}, {"slot": SLOT + MINUTE}, {"key": "EV-1/instagram/feed"}])
def test_a_change_of_text_picture_time_or_channel_voids_what_was_said(change: dict[str, object]) -> None:
    approved = [note(POST)]
    assert objection(POST, SCHOOL, approved) is None
    assert objection(dataclasses.replace(POST, **change), SCHOOL, approved) is not None  # type: ignore[arg-type]


def test_the_same_moment_in_another_zone_is_no_change() -> None:
    assert objection(dataclasses.replace(POST, slot=POST.slot.astimezone(dt.UTC)), SCHOOL, [note(POST)]) is None


def test_the_latest_word_counts_and_saying_yes_twice_changes_nothing() -> None:
    yes, no, again = note(POST), note(POST, Verdict.REJECTED, minutes=1), note(POST, minutes=2)
    assert objection(POST, SCHOOL, [yes, yes]) is None
    told = objection(POST, SCHOOL, [no, yes])
    assert told is not None
    assert "foto lain" in str(told)
    assert objection(POST, SCHOOL, [yes, no, again]) is None


def test_the_partner_is_asked_after_the_school() -> None:
    assert "--partner" not in str(objection(POST, BOTH, []))
    assert "--partner" in str(objection(POST, BOTH, [note(POST)]))
    assert objection(POST, BOTH, [note(POST), note(POST, party=Party.PARTNER)]) is None


@given(st.integers(0, 2**256 - 1))
def test_a_code_is_short_and_has_no_sign_that_is_taken_for_another(number: int) -> None:
    code = code_of(f"{number:064x}")
    assert len(code) == 5
    assert not set(code) & set("01OIl")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = store_with(tmp_path, make_event(), now=NOW, rules=RULES)
    yield store
    store.close()


def only(store: Store) -> Post:
    (post,) = store.posts.all()
    return post


def tick(store: Store, platform: ScriptedPlatform, now: dt.datetime, needed: Collection[Party] = SCHOOL) -> Post:
    publisher = Publisher(
        store.ledger, {"facebook": platform}, "me", str, MINUTE, Hours(WIB), approvers=lambda _post: needed
    )
    publish_due(publisher, now)
    return only(store)


def test_nothing_is_staged_before_it_was_approved(store: Store) -> None:
    platform = ScriptedPlatform()

    post = tick(store, platform, STAGE)

    assert (post.state, platform.calls) == (PostState.PLANNED, [])
    assert code_of(shown_hash(post)) in post.reason
    assert tick(store, platform, SLOT + MINUTE).state is PostState.PLANNED


def test_an_approved_post_goes_out_with_the_bytes_that_were_approved(store: Store) -> None:
    platform = ScriptedPlatform()
    store.approvals.add(note(only(store)))

    assert tick(store, platform, STAGE).state is PostState.STAGED
    assert tick(store, platform, SLOT).state is PostState.PUBLISHED


def test_a_word_that_comes_after_the_slot_lets_it_go_at_once(store: Store) -> None:
    platform = ScriptedPlatform()
    tick(store, platform, STAGE)
    late = dataclasses.replace(note(only(store)), at=SLOT + 5 * MINUTE)
    store.approvals.add(late)

    assert tick(store, platform, SLOT + 5 * MINUTE).state is PostState.PUBLISHED


def test_an_edit_after_the_word_needs_another_one(store: Store, tmp_path: Path) -> None:
    platform = ScriptedPlatform()
    store.approvals.add(note(only(store)))
    sync(store, plan([make_event(title="Judul baru")], list(RULES), around()), NOW)
    draw_all(store, tmp_path, NOW)

    assert tick(store, platform, STAGE).state is PostState.PLANNED
    assert platform.calls == []


def test_a_word_taken_back_between_staging_and_the_slot_stops_the_visible_call(store: Store) -> None:
    platform = ScriptedPlatform()
    store.approvals.add(note(only(store)))
    tick(store, platform, STAGE)
    store.approvals.add(note(only(store), Verdict.REJECTED, minutes=5))

    post = tick(store, platform, SLOT)

    assert (post.state, platform.live) == (PostState.STAGED, [])
    assert "foto lain" in post.reason
