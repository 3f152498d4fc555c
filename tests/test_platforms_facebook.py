"""The Page: what is peculiar to it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs

import meta_metrics
import pytest
from platforms_fixtures import Reply, Wire, answer, error, make_outgoing, open_wire, read_one, reset

from brandbot import sandbox
from brandbot.errors import OutcomeUnknown, PlatformError, Rejected, Unavailable
from brandbot.model import Channel, Metric, Missing, Network, Placement, Reading, Sequence
from brandbot.platforms.base import Asked, Done, Liveness, Stale, Step, StepKind
from brandbot.platforms.facebook import COUNTS, INSIGHTS, Facebook
from brandbot.platforms.graph import Graph, Patience

NOW = dt.datetime(2026, 8, 12, 18, 30, tzinfo=dt.timezone(dt.timedelta(hours=7)))
DRAFT = {"photo.0": "11", "draft": "100_22"}
COMMIT = Step("commit", StepKind.COMMIT)


@pytest.fixture
def wire() -> Iterator[Wire]:
    with open_wire() as one:
        yield one


@pytest.fixture
def page(wire: Wire) -> Facebook:
    graph = Graph("token", base_url=wire.url, patience=Patience(backoff=0))
    return Facebook(Channel("facebook", Network.FACEBOOK, "100"), graph)


def test_even_one_photo_goes_by_a_draft_so_that_the_commit_has_an_id(page: Facebook, tmp_path: Path) -> None:
    steps = page.steps(make_outgoing(tmp_path))

    assert [step.name for step in steps] == ["photo.0", "draft", "commit"]
    assert steps[-1].repeatable


def test_a_story_has_no_draft_and_its_commit_is_not_repeatable(page: Facebook, tmp_path: Path) -> None:
    steps = page.steps(make_outgoing(tmp_path, Placement.STORY))

    assert [(step.name, step.repeatable) for step in steps] == [("photo.0", False), ("commit", False)]


def test_without_alt_text_none_is_sent(wire: Wire, page: Facebook, tmp_path: Path) -> None:
    outgoing = make_outgoing(tmp_path, alt_text="")

    assert page.run(page.steps(outgoing)[0], outgoing, {}) == Done("1")
    assert b"alt_text_custom" not in wire.heard[0].body


def test_a_picture_that_was_changed_after_approval_does_not_go_out(wire: Wire, page: Facebook, tmp_path: Path) -> None:
    outgoing = make_outgoing(tmp_path)
    outgoing.renditions[0].path.write_bytes(b"another picture")

    with pytest.raises(Rejected, match="new preview"):
        page.run(page.steps(outgoing)[0], outgoing, {})
    assert wire.heard == []


def test_a_missing_picture_is_told(page: Facebook, tmp_path: Path) -> None:
    outgoing = make_outgoing(tmp_path)
    outgoing.renditions[0].path.unlink()

    with pytest.raises(Rejected, match=r"feed-0\.jpg is missing"):
        page.run(page.steps(outgoing)[0], outgoing, {})


@pytest.mark.parametrize("trouble", [error(100, 33), error(100, 1366051)])
def test_photos_that_are_gone_or_used_up_are_prepared_again(
    wire: Wire, page: Facebook, tmp_path: Path, trouble: Reply
) -> None:
    wire.replies.append(trouble)
    outgoing = make_outgoing(tmp_path)

    with pytest.raises(Stale):
        page.run(page.steps(outgoing)[1], outgoing, DRAFT)


def test_a_draft_that_somebody_deleted_is_a_persons_business(wire: Wire, page: Facebook, tmp_path: Path) -> None:
    """It may have been live and deleted on purpose: never made anew by itself."""
    wire.replies.extend([error(100, 33), error(100, 33)])
    outgoing = make_outgoing(tmp_path)

    with pytest.raises(OutcomeUnknown):
        page.run(COMMIT, outgoing, DRAFT)
    assert page.look(outgoing, DRAFT, NOW) is Liveness.UNSURE


@pytest.mark.parametrize(
    ("told", "liveness"),
    [
        ({"is_published": True}, Liveness.LIVE),
        ({"is_published": False}, Liveness.NOT_LIVE),
        ({"id": "100_22"}, Liveness.UNSURE),
        ({"is_published": "true"}, Liveness.UNSURE),
    ],
)
def test_only_the_posts_own_flag_is_believed(
    wire: Wire, page: Facebook, tmp_path: Path, told: object, liveness: Liveness
) -> None:
    wire.replies.append(answer(200, told))

    assert page.look(make_outgoing(tmp_path), DRAFT, NOW) is liveness


def test_a_look_that_fails_says_so(wire: Wire, page: Facebook, tmp_path: Path) -> None:
    wire.replies.extend([reset] * 3)

    with pytest.raises(Unavailable):
        page.look(make_outgoing(tmp_path), DRAFT, NOW)


@pytest.mark.parametrize(
    ("stories", "liveness"),
    [
        ([{"media_id": "11"}], Liveness.LIVE),
        ([{"media_id": 11}], Liveness.LIVE),
        ([{"media_id": "12"}], Liveness.NOT_LIVE),
        ([], Liveness.NOT_LIVE),
        ([{"post_id": "12"}], Liveness.UNSURE),
    ],
)
def test_a_story_is_known_by_its_photo(
    wire: Wire, page: Facebook, tmp_path: Path, stories: object, liveness: Liveness
) -> None:
    wire.replies.append(answer(200, {"data": stories}))

    assert page.look(make_outgoing(tmp_path, Placement.STORY), DRAFT, NOW) is liveness


@pytest.mark.parametrize(
    ("created", "published_at"),
    [
        ("2026-08-12T11:30:09+0000", NOW + dt.timedelta(seconds=9)),
        ("2026-08-12T11:00:00+0000", NOW),  # when the draft was made
        ("2026-08-12T11:45:00", NOW),
        (None, NOW),
        ("soon", NOW),
    ],
)
def test_a_post_is_as_old_as_its_commit(
    wire: Wire, page: Facebook, tmp_path: Path, created: str | None, published_at: dt.datetime
) -> None:
    wire.replies.append(answer(200, {"created_time": created, "permalink_url": "https://x/1"}))
    receipt = page.receipt(make_outgoing(tmp_path), DRAFT, NOW)

    assert (receipt.remote_id, receipt.permalink, receipt.published_at) == ("100_22", "https://x/1", published_at)


def insights(**values: object) -> dict[str, object]:
    return {"insights": {"data": [{"name": name, "values": [{"value": value}]} for name, value in values.items()]}}


ALL = insights(
    post_total_media_view_unique=210,
    post_media_view=300,
    post_reactions_by_type_total={"like": 20, "love": 3},
    post_activity_by_action_type={"comment": 4, "like": 20},
    post_clicks=7,
)


def test_reactions_are_summed_and_counts_that_may_be_read_stand_before_insights(wire: Wire, page: Facebook) -> None:
    counts = {"reactions": {"summary": {"total_count": 24}}, "comments": {"summary": {"total_count": 5}}}
    wire.replies.append(answer(200, ALL | counts))

    assert read_one(page, "100_22", Placement.FEED).values == {
        Metric.REACH: 210,
        Metric.VIEWS: 300,
        Metric.LIKES: 24,
        Metric.COMMENTS: 5,
        Metric.SHARES: 0,
        Metric.CLICKS: 7,
    }


def test_counts_that_may_not_be_read_cost_nothing_else(wire: Wire, page: Facebook) -> None:
    denied, metrics = part(403, {"error": {"code": 10}}), part(200, {"data": []})
    names = [denied, denied, part(200, {"id": "100_22"}), *[metrics] * 5]
    wire.replies.extend([error(10), answer(200, names), answer(200, ALL)])
    answered = page.insights((Asked("100_22", Placement.FEED, NOW),), {})
    reading = answered.readings["100_22"]

    assert isinstance(reading, Reading)
    assert [reading.values[one] for one in (Metric.LIKES, Metric.COMMENTS, Metric.SHARES)] == [23, 4, 0]
    assert {name.text.partition(".")[0] for name in answered.unusable} == {"reactions", "comments"}
    assert set(answered.unusable.values()) == {Missing.NO_PERMISSION}


def part(status: int, body: object) -> dict[str, object]:
    """An answer in a batch."""
    return {"code": status, "body": json.dumps(body)}


def test_what_meta_withholds_is_absent_and_never_0(wire: Wire, page: Facebook) -> None:
    odd = insights(post_media_view="many", post_activity_by_action_type=3, post_clicks=None)
    wire.replies.append(answer(200, odd | {"reactions": {"summary": []}, "shares": 3}))

    reading = read_one(page, "100_22", Placement.FEED)
    assert reading.values == {}
    assert reading.missing == dict.fromkeys(INSIGHTS.values(), Missing.WITHHELD)


def test_metrics_without_permission_are_not_passed_over(wire: Wire, page: Facebook) -> None:
    wire.replies.extend([error(10), answer(200, [part(403, {"error": {"code": 10}})] * 8)])

    assert read_one(page, "100_22").missing == dict.fromkeys(INSIGHTS.values(), Missing.NO_PERMISSION)


@pytest.mark.parametrize("trouble", [error(190), error(4), reset])
def test_trouble_of_the_whole_account_is_raised(wire: Wire, page: Facebook, trouble: Reply) -> None:
    wire.replies.extend([trouble] * 3)

    with pytest.raises(PlatformError):
        page.insights((Asked("100_22", Placement.FEED, NOW),), {})


def test_a_story_is_told_no_permalink_but_in_its_receipt(wire: Wire, page: Facebook) -> None:
    """Meta lists a story's address by its photo only."""
    assert page.permalink("7", Placement.STORY) == ""
    assert wire.heard == []


def test_followers_that_are_not_told_are_absent(wire: Wire, page: Facebook) -> None:
    wire.replies.append(answer(200, {"followers_count": None}))

    assert page.followers().values == {}


def test_a_page_without_the_right_to_read_counts_is_read_in_the_sandbox_too(tmp_path: Path) -> None:
    with sandbox.start(now=NOW) as meta:
        graph = Graph(sandbox.PAGE_TOKEN, base_url=meta.url)
        page = Facebook(Channel("facebook", Network.FACEBOOK, sandbox.PAGE_ID), graph)
        outgoing, done = make_outgoing(tmp_path), dict[str, str]()
        for step in page.steps(outgoing):
            answer_ = page.run(step, outgoing, done)
            assert isinstance(answer_, Done)
            done[step.name] = answer_.remote_id
        meta.set_clock(NOW + dt.timedelta(days=7))
        full = read_one(page, done["commit"], Placement.FEED).values
        granted = tuple(one for one in sandbox.accounts.PERMISSIONS if one != "pages_read_user_content")
        meta.configure(permissions=granted)
        less = read_one(page, done["commit"], Placement.FEED).values

    assert set(full) == set(less)


def test_each_metric_has_one_name_here() -> None:
    names = list(INSIGHTS.values())

    assert len(names) == len(set(names))
    assert {metric for metric, _ in COUNTS.values()} <= set(names)


def test_only_metrics_that_meta_still_has_are_asked_for() -> None:
    assert {name.partition(".")[0] for name in INSIGHTS} <= meta_metrics.POST_LIVE


def test_photos_are_attached_in_their_order(wire: Wire, page: Facebook, tmp_path: Path) -> None:
    outgoing = replace(make_outgoing(tmp_path, count=3), caption="")
    draft = page.steps(outgoing)[3]
    page.run(draft, outgoing, {"photo.0": "9", "photo.1": "8", "photo.2": "7"})

    sent = json.dumps([{"media_fbid": one} for one in "987"]).encode()
    assert parse_qs(wire.heard[0].body, keep_blank_values=True)[b"attached_media"] == [sent]


@pytest.fixture
def direct(wire: Wire) -> Facebook:
    graph = Graph("token", base_url=wire.url, patience=Patience(backoff=0))
    return Facebook(Channel("facebook", Network.FACEBOOK, "100", Sequence.DIRECT), graph)


PHOTOS = {"photo.0": "11", "photo.1": "12"}


def listed(*posts: dict[str, object]) -> Reply:
    return answer(200, {"data": list(posts)})


def showing(*photos: str, text: str = "Lain", at: str = "2026-08-12T11:30:00+0000") -> dict[str, object]:
    """A live post as Meta lists it: an album's photos stand below, a single one beside."""
    targets = [{"target": {"id": photo}} for photo in photos]
    album = [{"target": {"id": "999"}, "subattachments": {"data": targets}}] if len(photos) > 1 else targets
    return {"id": f"100_{text}", "message": text, "created_time": at, "attachments": {"data": album}}


def test_without_drafts_the_commit_is_the_post_itself_and_not_repeatable(direct: Facebook, tmp_path: Path) -> None:
    steps = direct.steps(make_outgoing(tmp_path, count=2))

    assert [(step.name, step.repeatable) for step in steps] == [
        ("photo.0", False),
        ("photo.1", False),
        ("commit", False),
    ]


def test_a_draft_that_was_made_before_is_published_and_not_posted_again(
    wire: Wire, direct: Facebook, tmp_path: Path
) -> None:
    direct.run(COMMIT, make_outgoing(tmp_path), DRAFT)

    assert wire.heard[0].path.endswith("/100_22")
    assert b"is_published=true" in wire.heard[0].body


@pytest.mark.parametrize("post", [showing("11", "12"), showing("12"), showing("7", "12", text="Lain lagi")])
def test_a_post_is_known_by_any_of_its_photos(
    wire: Wire, direct: Facebook, tmp_path: Path, post: dict[str, object]
) -> None:
    wire.replies.append(listed(showing("5"), post))

    assert direct.look(make_outgoing(tmp_path, count=2), PHOTOS, NOW) is Liveness.LIVE


def test_a_post_with_our_text_and_other_photos_is_not_ours(wire: Wire, direct: Facebook, tmp_path: Path) -> None:
    outgoing = make_outgoing(tmp_path, count=2)
    wire.replies.append(listed(showing("5", "6", text=outgoing.caption)))

    assert direct.look(outgoing, PHOTOS, NOW) is Liveness.NOT_LIVE


@pytest.mark.parametrize(
    ("minutes", "expected"), [(0, Liveness.LIVE), (-3, Liveness.NOT_LIVE), (61, Liveness.NOT_LIVE)]
)
def test_where_photos_are_not_told_text_and_time_must_do(
    wire: Wire, direct: Facebook, tmp_path: Path, minutes: int, expected: Liveness
) -> None:
    outgoing = make_outgoing(tmp_path, count=2)
    made = (NOW + dt.timedelta(minutes=minutes)).isoformat()
    wire.replies.append(listed({"id": "100_1", "message": outgoing.caption, "created_time": made}))

    assert direct.look(outgoing, PHOTOS, NOW) is expected


def test_two_that_could_be_ours_prove_nothing(wire: Wire, direct: Facebook, tmp_path: Path) -> None:
    outgoing = make_outgoing(tmp_path, count=2)
    twins: list[dict[str, object]] = [
        {"id": id_, "message": outgoing.caption, "created_time": NOW.isoformat()} for id_ in ("1", "2")
    ]
    wire.replies.extend([listed(*twins), listed(*twins)])

    assert direct.look(outgoing, PHOTOS, NOW) is Liveness.UNSURE
    assert direct.receipt(outgoing, PHOTOS, NOW).remote_id == ""


def test_a_lost_posts_receipt_is_found_by_its_photos(wire: Wire, direct: Facebook, tmp_path: Path) -> None:
    found = showing("11", "12") | {"permalink_url": "https://example.org/1"}
    wire.replies.append(listed(showing("5"), found))

    receipt = direct.receipt(make_outgoing(tmp_path, count=2), PHOTOS, NOW)

    assert (receipt.remote_id, receipt.permalink) == ("100_Lain", "https://example.org/1")
