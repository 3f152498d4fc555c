"""The Instagram account: what is peculiar to it, and to the addresses of its pictures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs

import meta_metrics
import pytest
from hypothesis import given
from hypothesis import strategies as st
from platforms_fixtures import (
    CAPTION,
    Reply,
    Wire,
    answer,
    error,
    make_outgoing,
    make_rendition,
    open_wire,
    read_one,
    reset,
)

from brandbot import sandbox
from brandbot.errors import OutcomeUnknown, Rejected, Unauthorized, Unavailable
from brandbot.model import Channel, Metric, Missing, Network, Placement
from brandbot.platforms.base import Done, Liveness, Outgoing, Pending, Stale, Step, StepKind
from brandbot.platforms.captions import fingerprint
from brandbot.platforms.graph import Graph, Patience
from brandbot.platforms.hosting import PageHosting
from brandbot.platforms.instagram import INSIGHTS, Instagram

NOW = dt.datetime(2026, 8, 12, 11, 30, tzinfo=dt.UTC)
READY = {"host.0": "5", "container": "17", "ready": "17"}
COMMIT = Step("commit", StepKind.COMMIT)


@pytest.fixture
def wire() -> Iterator[Wire]:
    with open_wire() as one:
        yield one


@pytest.fixture
def account(wire: Wire) -> Instagram:
    return connect(wire.url, "178", "100", "token")


def connect(url: str, account_id: str, page_id: str, token: str) -> Instagram:
    graph = Graph(token, base_url=url, patience=Patience(backoff=0))
    return Instagram(Channel("instagram", Network.INSTAGRAM, account_id), graph, PageHosting(graph, page_id))


def status(code: str, text: str = "") -> Reply:
    return answer(200, {"status_code": code, "status": text, "id": "17"})


def listed(*captions: str | None, minutes: float = 1) -> Reply:
    moment = (NOW + dt.timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M:%S+0000")
    rows = [
        {"id": str(i), "caption": text, "timestamp": moment, "permalink": f"https://x/{i}"}
        for i, text in enumerate(captions)
    ]
    return answer(200, {"data": rows})


def names(account: Instagram, outgoing: Outgoing) -> list[str]:
    return [step.name for step in account.steps(outgoing)]


def form(wire: Wire) -> dict[str, list[str]]:
    return parse_qs(wire.heard[-1].body.decode(), keep_blank_values=True)


IMAGES = answer(
    200,
    {
        "images": [
            {"source": "https://cdn/small?a=1", "width": 100, "height": 100},
            {"source": "https://cdn/large?oh=x&oe=y", "width": 1080, "height": 1350},
            {"source": "https://cdn/wide", "width": 2000, "height": 10},
            {"width": 9999, "height": 9999},
        ]
    },
)


def test_the_way_of_a_post_a_carousel_and_a_story(account: Instagram, tmp_path: Path) -> None:
    single = ["host.0", "container", "ready", "quota", "commit", "unhost.0"]

    assert names(account, make_outgoing(tmp_path)) == single
    assert names(account, make_outgoing(tmp_path, Placement.STORY)) == single
    assert names(account, make_outgoing(tmp_path, count=2)) == [
        *("host.0", "host.1", "child.0", "child.1", "child_ready.0", "child_ready.1"),
        *("container", "ready", "quota", "commit", "unhost.0", "unhost.1"),
    ]


def test_a_hosted_picture_is_one_that_nobody_sees(wire: Wire, account: Instagram, tmp_path: Path) -> None:
    outgoing = make_outgoing(tmp_path)

    assert account.run(account.steps(outgoing)[0], outgoing, {}) == Done("1")
    assert wire.heard[0].path == "/v26.0/100/photos"
    for name in (b"published", b"temporary"):
        assert name in wire.heard[0].body
    assert b'name="published"\r\n\r\nfalse' in wire.heard[0].body


def test_instagram_gets_the_largest_picture_by_its_address_as_signed(
    wire: Wire, account: Instagram, tmp_path: Path
) -> None:
    wire.replies.append(IMAGES)
    outgoing = make_outgoing(tmp_path)

    assert account.run(account.steps(outgoing)[1], outgoing, READY) == Done("1")
    assert form(wire) == {
        "image_url": ["https://cdn/large?oh=x&oe=y"],
        "caption": [CAPTION],
        "alt_text": ["Dua orang berjabat tangan"],
    }


def test_a_story_has_neither_caption_nor_alt_text(wire: Wire, account: Instagram, tmp_path: Path) -> None:
    wire.replies.append(IMAGES)
    outgoing = make_outgoing(tmp_path, Placement.STORY)
    account.run(account.steps(outgoing)[1], outgoing, READY)

    assert form(wire).keys() == {"image_url", "media_type"}


def test_a_carousels_children_have_alt_texts_of_their_own_and_its_parent_the_caption(
    wire: Wire, account: Instagram, tmp_path: Path
) -> None:
    outgoing = make_outgoing(tmp_path, count=2)
    steps = {step.name: step for step in account.steps(outgoing)}
    wire.replies.append(IMAGES)
    account.run(steps["child.1"], outgoing, {"host.0": "5", "host.1": "6"})
    child = form(wire)
    account.run(steps["container"], outgoing, {"child.0": "21", "child.1": "22"})

    assert child.keys() == {"image_url", "is_carousel_item", "alt_text"}
    assert child["alt_text"] == ["Dua orang berjabat tangan 1"]
    assert "/6?" in wire.heard[0].path
    assert form(wire) == {"media_type": ["CAROUSEL"], "children": ["21,22"], "caption": [CAPTION]}


def test_a_picture_without_an_address_yet_is_asked_for_later(wire: Wire, account: Instagram, tmp_path: Path) -> None:
    wire.replies.append(answer(200, {"images": []}))
    outgoing = make_outgoing(tmp_path)

    with pytest.raises(Unavailable):
        account.run(account.steps(outgoing)[1], outgoing, READY)


@pytest.mark.parametrize(
    "reply",
    [status("IN_PROGRESS"), status("SOMETHING_NEW"), answer(200, {"status": "In progress: …"}), answer(200, {})],
)
def test_a_container_that_is_not_ready_is_asked_again(
    wire: Wire, account: Instagram, tmp_path: Path, reply: Reply
) -> None:
    wire.replies.append(reply)
    outgoing = make_outgoing(tmp_path)

    assert account.run(account.steps(outgoing)[2], outgoing, READY) == Pending(dt.timedelta(seconds=5))


@pytest.mark.parametrize(
    "reply",
    [
        status("ERROR", "Error: Media download has failed"),
        status("EXPIRED", "Expired"),
        answer(200, {"status": "Error: Media download has failed"}),
        error(100, 33),
        error(24, 2207006),
    ],
)
def test_a_container_that_came_to_nothing_is_made_again(
    wire: Wire, account: Instagram, tmp_path: Path, reply: Reply
) -> None:
    wire.replies.append(reply)
    outgoing = make_outgoing(tmp_path)

    with pytest.raises(Stale):
        account.run(account.steps(outgoing)[2], outgoing, READY)


@pytest.mark.parametrize("trouble", [error(4, 2207051), error(24, 2207008), error(1, status=500)])
def test_a_publish_call_that_meta_refuses_late_is_unknown(
    wire: Wire, account: Instagram, tmp_path: Path, trouble: Reply
) -> None:
    wire.replies.append(trouble)

    with pytest.raises(OutcomeUnknown):
        account.run(COMMIT, make_outgoing(tmp_path), READY)


@pytest.mark.parametrize(
    ("replies", "liveness"),
    [
        ([status("PUBLISHED")], Liveness.LIVE),
        ([status("FINISHED"), listed()], Liveness.NOT_LIVE),
        ([status("FINISHED"), listed("Another post", None)], Liveness.NOT_LIVE),
        ([status("FINISHED"), listed(CAPTION)], Liveness.LIVE),  # the status lags behind
        ([status("FINISHED"), listed(CAPTION, CAPTION)], Liveness.UNSURE),
        ([status("FINISHED"), listed(CAPTION, minutes=-5)], Liveness.NOT_LIVE),  # an earlier post of that text
        ([status("FINISHED"), listed(CAPTION, minutes=7 * 24 * 60)], Liveness.NOT_LIVE),  # a later one
        ([status("EXPIRED"), listed(CAPTION)], Liveness.LIVE),
        ([status("IN_PROGRESS"), listed()], Liveness.UNSURE),
        ([error(100, 33)], Liveness.UNSURE),  # seen for containers that exist
    ],
)
def test_reading_back_asks_the_container_and_then_the_list(
    wire: Wire, account: Instagram, tmp_path: Path, replies: list[Reply], liveness: Liveness
) -> None:
    wire.replies.extend(replies)

    assert account.look(make_outgoing(tmp_path), READY, NOW) is liveness


@pytest.mark.parametrize("code", ["EXPIRED", "ERROR"])
def test_a_dead_container_that_is_in_no_list_is_made_again(
    wire: Wire, account: Instagram, tmp_path: Path, code: str
) -> None:
    wire.replies.extend([status(code), listed("Another post")])

    with pytest.raises(Stale):
        account.look(make_outgoing(tmp_path), READY, NOW)


@pytest.mark.parametrize(
    ("code", "liveness"),
    [("PUBLISHED", Liveness.LIVE), ("FINISHED", Liveness.NOT_LIVE), ("EXPIRED", Liveness.UNSURE)],
)
def test_a_story_has_no_caption_to_be_found_by(
    wire: Wire, account: Instagram, tmp_path: Path, code: str, liveness: Liveness
) -> None:
    wire.replies.append(status(code))

    assert account.look(make_outgoing(tmp_path, Placement.STORY), READY, NOW) is liveness
    assert len(wire.heard) == 1


def test_a_look_that_fails_says_so(wire: Wire, account: Instagram, tmp_path: Path) -> None:
    wire.replies.extend([reset] * 3)

    with pytest.raises(Unavailable):
        account.look(make_outgoing(tmp_path), READY, NOW)


def test_a_lost_media_id_is_found_by_the_caption(wire: Wire, account: Instagram, tmp_path: Path) -> None:
    """Meta gives a caption back without "@" for some tokens, and never a container's media."""
    wire.replies.append(listed("Another post", CAPTION.replace("@", "").replace("\n\n", "\n")))
    receipt = account.receipt(make_outgoing(tmp_path), READY, NOW)

    assert (receipt.remote_id, receipt.permalink) == ("1", "https://x/1")
    assert receipt.published_at == NOW + dt.timedelta(minutes=1)


@pytest.mark.parametrize("captions", [(), (CAPTION, CAPTION), ("Newest of all",)])
def test_a_media_that_is_not_surely_ours_is_left_without_id(
    wire: Wire, account: Instagram, tmp_path: Path, captions: tuple[str, ...]
) -> None:
    wire.replies.append(listed(*captions))
    receipt = account.receipt(make_outgoing(tmp_path), READY, NOW)

    assert (receipt.remote_id, receipt.permalink, receipt.published_at) == ("", "", NOW)


def test_a_lost_story_is_found_only_where_it_is_the_one(wire: Wire, account: Instagram, tmp_path: Path) -> None:
    outgoing = make_outgoing(tmp_path, Placement.STORY)
    wire.replies.extend([listed(None), listed(None, None)])

    assert account.receipt(outgoing, READY, NOW).remote_id == "0"
    assert account.receipt(outgoing, READY, NOW).remote_id == ""


@pytest.mark.parametrize(("reply", "why"), [(error(10), Missing.TOO_FEW_VIEWERS), (error(100, 33), Missing.GONE)])
def test_a_story_with_few_viewers_or_past_its_day_has_no_numbers(
    wire: Wire, account: Instagram, reply: Reply, why: Missing
) -> None:
    wire.replies.append(reply)

    reading = read_one(account, "7", Placement.STORY)
    assert reading.values == {}
    assert reading.missing == dict.fromkeys((Metric.REACH, Metric.VIEWS, Metric.SHARES), why)


@pytest.mark.parametrize("placement", Placement)
def test_a_dead_token_is_raised_and_not_taken_for_a_missing_permission(
    wire: Wire, account: Instagram, placement: Placement
) -> None:
    wire.replies.append(error(190))

    with pytest.raises(Unauthorized):
        read_one(account, "7", placement)


def test_an_empty_set_is_absent_and_0_is_0(wire: Wire, account: Instagram) -> None:
    rows = [{"name": "reach", "values": [{"value": 0}]}, {"name": "views", "values": []}]
    wire.replies.append(answer(200, {"insights": {"data": rows}}))

    assert read_one(account, "7", Placement.FEED).values == {Metric.REACH: 0}


def test_followers_that_are_not_told_are_absent(wire: Wire, account: Instagram) -> None:
    wire.replies.append(answer(200, {"id": "178"}))

    assert account.followers().values == {}


def test_each_metric_has_one_name_per_placement() -> None:
    for mapping in INSIGHTS.values():
        assert len(set(mapping.values())) == len(mapping)


def test_only_metrics_that_meta_still_has_for_the_placement_are_asked_for() -> None:
    assert INSIGHTS[Placement.FEED].keys() <= meta_metrics.MEDIA_FEED
    assert INSIGHTS[Placement.STORY].keys() <= meta_metrics.MEDIA_STORY


def test_hosting_takes_only_the_approved_picture(wire: Wire, tmp_path: Path) -> None:
    rendition = make_rendition(tmp_path)
    rendition.path.write_bytes(b"another")

    with pytest.raises(Rejected):
        PageHosting(Graph("token", base_url=wire.url), "100").put(rendition)
    assert wire.heard == []


@given(st.text())
def test_what_meta_does_to_a_caption_does_not_change_its_fingerprint(caption: str) -> None:
    changed = "\u200b " + caption.replace("\n", "\r\n").replace(" ", "  ").replace("@", "") + "\u2060\n"

    assert fingerprint(changed) == fingerprint(caption)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Café", "Cafe\u0301"), ("a@\u0301", "a\u0301"), ("@mitra kami", "mitrakami"), ("a\u00a0b", "a b")],
)
def test_spellings_of_one_caption_are_one(one: str, other: str) -> None:
    assert fingerprint(one) == fingerprint(other)


def test_another_caption_is_another() -> None:
    assert fingerprint("Mitra baru: PT Rekaan") != fingerprint("Mitra baru: PT Contoh")


@pytest.mark.parametrize("second_publish", ["error", "same_id", "duplicate"])
@pytest.mark.parametrize("placement", Placement)
def test_status_that_lags_is_never_taken_for_not_live_because_list_or_quota_tell(
    tmp_path: Path, placement: Placement, second_publish: str
) -> None:
    """The container may still say FINISHED; the list knows a post, and of a story only the quota."""
    with sandbox.start(now=NOW) as meta:
        meta.configure(status_lag=2, second_publish=second_publish)
        account = connect(meta.url, sandbox.IG_ID, sandbox.PAGE_ID, sandbox.PAGE_TOKEN)
        outgoing, done = make_outgoing(tmp_path, placement), dict[str, str]()
        for step in account.steps(outgoing):
            if step.kind is StepKind.COMMIT:
                meta.fault(match="media_publish", when="after", action="reset")
                with pytest.raises(OutcomeUnknown):
                    account.run(step, outgoing, done)
                break
            while isinstance(got := account.run(step, outgoing, done), Pending):
                continue
            done[step.name] = got.remote_id
        seen = [account.look(outgoing, done, NOW) for _ in range(3)]

    early = Liveness.LIVE if placement is Placement.FEED else Liveness.UNSURE
    assert seen == [early, early, Liveness.LIVE]
