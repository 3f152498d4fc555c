"""What every platform keeps, each held against the sandbox over real HTTP: one suite for all."""

from __future__ import annotations

import datetime as dt
import inspect
import logging
import re
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from facebook_business.adobjects.iguser import IGUser
from facebook_business.adobjects.page import Page
from facebook_business.adobjects.pagepost import PagePost
from platforms_fixtures import make_outgoing, read_one

from brandbot import sandbox
from brandbot.errors import OutcomeUnknown, PlatformError, Unavailable
from brandbot.model import Channel, Metric, Network, Placement, Sequence
from brandbot.platforms import PLATFORMS
from brandbot.platforms.base import Asked, Liveness, Outgoing, Pending, Platform, Step, StepKind
from brandbot.platforms.dry_run import DryRun
from brandbot.platforms.graph import Graph, Patience
from brandbot.platforms.hosting import PageHosting
from brandbot.platforms.limits import check

NOW = dt.datetime(2026, 8, 12, 11, 30, tzinfo=dt.UTC)
CHANNELS = {
    Network.FACEBOOK: Channel("facebook", Network.FACEBOOK, sandbox.PAGE_ID),
    Network.INSTAGRAM: Channel("instagram", Network.INSTAGRAM, sandbox.IG_ID),
}
KINDS = ((Placement.FEED, 1), (Placement.FEED, 3), (Placement.STORY, 1))
CASES = {
    **{
        f"{network} {place} {count}": (CHANNELS[network], place, count) for network in Network for place, count in KINDS
    },
    **{
        f"facebook without drafts {place} {count}": (
            replace(CHANNELS[Network.FACEBOOK], sequence=Sequence.DIRECT),
            place,
            count,
        )
        for place, count in KINDS
    },
}
COMMITS = {
    (Network.FACEBOOK, Placement.FEED): r"POST /\w*\.?\d*/?\d+_\d+$",
    (Network.FACEBOOK, Placement.STORY): "photo_stories$",
    (Network.INSTAGRAM, Placement.FEED): "media_publish$",
    (Network.INSTAGRAM, Placement.STORY): "media_publish$",
}


def commit_of(channel: Channel, placement: Placement) -> str:
    """The pattern of the call that a post becomes visible by."""
    if (channel.sequence, placement) == (Sequence.DIRECT, Placement.FEED):
        return "/feed$"
    return COMMITS[channel.network, placement]


@dataclass
class Line:
    """One post on its way; `meta` is None in the dry run."""

    platform: Platform
    outgoing: Outgoing
    meta: sandbox.Sandbox | None
    live: Callable[[], int]
    done: dict[str, str] = field(default_factory=dict)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The way of this post."""
        return self.platform.steps(self.outgoing)

    def take(self, step: Step) -> None:
        """Carry out one step, however often it has to wait."""
        for _ in range(20):
            answer = self.platform.run(step, self.outgoing, self.done)
            if not isinstance(answer, Pending):
                self.done[step.name] = answer.remote_id
                return
        raise AssertionError(f"{step.name} never ends")

    def walk_to_commit(self) -> Step:
        """Carry out all that is invisible; the commit is left."""
        for step in self.steps:
            if step.kind is StepKind.COMMIT:
                return step
            self.take(step)
        raise AssertionError("no commit")


def connect(channel: Channel, meta: sandbox.Sandbox) -> Platform:
    patience = Patience(connect=5, read=5, write=5, backoff=0)
    graph = Graph(sandbox.PAGE_TOKEN, app_secret=sandbox.APP_SECRET, base_url=meta.url, patience=patience)
    return PLATFORMS[channel.network](channel, graph, PageHosting(graph, sandbox.PAGE_ID))


def count_live(meta: sandbox.Sandbox) -> int:
    return sum(row["is_published"] and not row["deleted"] for row in meta.record())


@pytest.fixture(params=[*CASES, "dry run"])
def line(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Line]:
    if request.param == "dry run":
        dry = DryRun(CHANNELS[Network.INSTAGRAM])
        yield Line(dry, make_outgoing(tmp_path, count=2), None, lambda: len(dry.live))
        return
    channel, placement, count = CASES[request.param]
    with sandbox.start(now=NOW) as meta:
        outgoing = make_outgoing(tmp_path, placement, count)
        yield Line(connect(channel, meta), outgoing, meta, lambda: count_live(meta))


@pytest.fixture(params=list(CASES))
def online(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Line, sandbox.Sandbox, str]]:
    """A line to a network, the network, and the pattern of its commit."""
    channel, placement, count = CASES[request.param]
    with sandbox.start(now=NOW) as meta:
        outgoing = make_outgoing(tmp_path, placement, count)
        line = Line(connect(channel, meta), outgoing, meta, lambda: count_live(meta))
        yield line, meta, commit_of(channel, placement)


def test_all_steps_in_order_make_one_live_post(line: Line) -> None:
    for step in line.steps:
        line.take(step)

    assert line.live() == 1
    assert line.platform.look(line.outgoing, line.done, NOW) is Liveness.LIVE


def test_steps_have_one_commit_and_names_of_their_own(line: Line) -> None:
    steps = line.steps

    assert steps == line.steps
    assert len({step.name for step in steps}) == len(steps)
    assert [step.kind for step in steps].count(StepKind.COMMIT) == 1
    tail = steps[[step.kind for step in steps].index(StepKind.COMMIT) + 1 :]
    assert {step.kind for step in tail} <= {StepKind.TIDY}


def test_what_the_tests_send_is_within_the_placements_limits(line: Line) -> None:
    assert check(line.outgoing, line.platform.limits(line.outgoing.placement)) is None


def test_nothing_is_visible_before_the_commit(line: Line) -> None:
    line.walk_to_commit()

    assert line.live() == 0
    assert line.platform.look(line.outgoing, line.done, NOW) is Liveness.NOT_LIVE


def test_every_step_but_the_commit_may_be_done_twice(line: Line) -> None:
    """The answer got lost, so the pipeline does it again and goes on with the new id."""
    for step in line.steps:
        if step.kind is not StepKind.COMMIT:
            line.take(step)
        line.take(step)

    assert line.live() == 1


def test_a_repeatable_commit_may_be_sent_twice(line: Line) -> None:
    commit = line.walk_to_commit()
    line.take(commit)
    if commit.repeatable:
        line.take(commit)

    assert line.live() == 1


def test_the_receipt_proves_it(line: Line) -> None:
    for step in line.steps:
        line.take(step)
    receipt = line.platform.receipt(line.outgoing, line.done, NOW)

    assert (receipt.post_key, receipt.published_at) == (line.outgoing.post_key, NOW)
    assert receipt.remote_id == line.done["commit"]
    if line.meta:
        assert receipt.permalink.startswith(line.meta.url)
    else:
        assert receipt.permalink == ""


def test_pictures_text_and_order_arrive_as_approved(online: tuple[Line, sandbox.Sandbox, str]) -> None:
    line, meta, _ = online
    for step in line.steps:
        line.take(step)

    (live,) = [row for row in meta.record() if row["is_published"]]
    hashes = [rendition.sha256[:32] for rendition in line.outgoing.renditions]
    assert live["pictures"] == hashes
    assert live["text"] == (line.outgoing.caption if line.outgoing.placement is Placement.FEED else "")


def test_hosted_pictures_are_cleared_away(online: tuple[Line, sandbox.Sandbox, str]) -> None:
    line, meta, _ = online
    for step in line.steps:
        line.take(step)

    photos = [row for row in meta.record() if row["kind"] == "photo"]
    assert [row["deleted"] for row in photos] == [line.platform.network is Network.INSTAGRAM] * len(photos)


LOST_AFTER: list[dict[str, Any] | str] = ["reset", "truncate", {"status": 500}, {"status": 502, "body": "<html>"}]


@pytest.mark.parametrize("action", LOST_AFTER, ids=str)
def test_a_lost_commit_is_unknown_and_reading_back_finds_it(
    online: tuple[Line, sandbox.Sandbox, str], action: dict[str, Any] | str
) -> None:
    line, meta, pattern = online
    commit = line.walk_to_commit()
    meta.fault(match=pattern, when="after", action=action)

    with pytest.raises(OutcomeUnknown):
        line.take(commit)
    assert line.platform.look(line.outgoing, line.done, NOW) is Liveness.LIVE
    receipt = line.platform.receipt(line.outgoing, line.done, NOW)
    assert receipt.permalink
    if (line.platform.network, line.outgoing.placement) != (Network.FACEBOOK, Placement.STORY):
        assert line.platform.permalink(receipt.remote_id, line.outgoing.placement) == receipt.permalink


@pytest.mark.parametrize("action", LOST_AFTER, ids=str)
def test_a_commit_that_never_arrived_is_unknown_and_reading_back_does_not_find_it(
    online: tuple[Line, sandbox.Sandbox, str], action: dict[str, Any] | str
) -> None:
    line, meta, pattern = online
    commit = line.walk_to_commit()
    meta.fault(match=pattern, when="before", action=action)

    with pytest.raises(OutcomeUnknown):
        line.take(commit)
    assert line.platform.look(line.outgoing, line.done, NOW) is Liveness.NOT_LIVE
    line.take(commit)
    assert line.live() == 1


@pytest.mark.parametrize("action", ["reset", {"status": 500}, {"status": 200, "body": "[]"}], ids=str)
def test_a_failed_read_never_fails_a_live_post(
    online: tuple[Line, sandbox.Sandbox, str], action: dict[str, Any] | str
) -> None:
    line, meta, _ = online
    line.take(line.walk_to_commit())
    meta.fault(match="^GET", action=action, times=9)

    receipt = line.platform.receipt(line.outgoing, line.done, NOW)
    assert (receipt.remote_id, receipt.permalink, receipt.published_at) == (line.done["commit"], "", NOW)


@pytest.mark.no_cover  # some thirty calls through the lines that the others come to with one
def test_only_platform_errors_escape_and_none_tells_the_token(
    online: tuple[Line, sandbox.Sandbox, str], caplog: pytest.LogCaptureFixture
) -> None:
    """Each call of the way fails in each way, then the way is walked on."""
    line, meta, _ = online
    caplog.set_level(logging.DEBUG)
    told: list[str] = []
    odd = {"status": 200, "body": '{"id": null, "data": [1, {"values": 3}], "images": [{}], "status_code": 7}'}
    for step in line.steps:
        for action in ("reset", "truncate", {"status": 500}, {"status": 200, "body": "[]"}, odd):
            meta.fault(match=".", when="before", action=action, times=3)
            try:
                line.platform.run(step, line.outgoing, line.done)
            except PlatformError as error:
                told.append("".join(traceback.format_exception(error)) + repr(error))
            meta.clear_faults()
        if step.kind is StepKind.COMMIT and line.live():
            line.done[step.name] = "7"
        else:
            line.take(step)
    assert told
    for secret in (sandbox.PAGE_TOKEN, sandbox.APP_SECRET):
        assert secret not in " ".join([caplog.text, repr(line.platform), *told])


READS: dict[str, Callable[[Platform], object]] = {
    "account": lambda platform: platform.account(),
    "followers": lambda platform: platform.followers(),
    "insights": lambda platform: read_one(platform, "7", Placement.FEED),
    "permalink": lambda platform: platform.permalink("7", Placement.FEED),
}


@pytest.mark.parametrize("network", Network)
@pytest.mark.parametrize("name", READS)
def test_reads_raise_platform_errors_only(network: Network, name: str) -> None:
    with sandbox.start(now=NOW) as meta:
        platform = connect(CHANNELS[network], meta)
        for action in ("reset", "truncate", {"status": 500}, {"status": 200, "body": "null"}):
            meta.fault(match=".", action=action, times=3)
            with pytest.raises(PlatformError):
                READS[name](platform)
            meta.clear_faults()


@pytest.mark.parametrize("network", Network)
def test_the_network_not_running_is_unavailable(network: Network, tmp_path: Path) -> None:
    with sandbox.start(now=NOW) as meta:
        platform = connect(CHANNELS[network], meta)
    outgoing = make_outgoing(tmp_path)

    with pytest.raises(Unavailable, match="brandbot sandbox"):
        platform.run(platform.steps(outgoing)[0], outgoing, {})


@pytest.mark.parametrize("network", Network)
def test_account_and_followers_are_those_of_the_channel(network: Network) -> None:
    with sandbox.start(now=NOW) as meta:
        platform = connect(CHANNELS[network], meta)

        assert platform.network is network
        assert platform.account().id == CHANNELS[network].account_id
        assert platform.account().name
        assert platform.followers().values[Metric.FOLLOWERS] > 0


@pytest.mark.parametrize("network", Network)
def test_metrics_of_a_day_old_post_are_read(network: Network, tmp_path: Path) -> None:
    with sandbox.start(now=NOW) as meta:
        line = Line(connect(CHANNELS[network], meta), make_outgoing(tmp_path), meta, lambda: 0)
        line.take(line.walk_to_commit())
        meta.set_clock(NOW + dt.timedelta(days=3))
        values = read_one(line.platform, line.done["commit"], Placement.FEED).values

    own = {Metric.CLICKS} if network is Network.FACEBOOK else {Metric.SAVES}
    assert set(values) == {Metric.REACH, Metric.VIEWS, Metric.LIKES, Metric.COMMENTS, Metric.SHARES} | own
    assert values[Metric.VIEWS] >= values[Metric.REACH] > 0


def test_a_dry_run_tells_no_numbers_and_touches_no_network(tmp_path: Path) -> None:
    platform = DryRun(CHANNELS[Network.FACEBOOK])

    assert platform.network is Network.FACEBOOK
    assert platform.account().id == sandbox.PAGE_ID
    assert read_one(platform, "7", Placement.FEED).values == {}
    assert platform.followers().values == {}
    assert platform.permalink("7", Placement.FEED) == ""
    assert check(make_outgoing(tmp_path), platform.limits(Placement.FEED)) is None


def sdk_parameters(method: Callable[..., Any]) -> set[str]:
    """What Meta's SDK says an edge takes; its generated methods name it in their source only."""
    table = re.search(r"param_types = \{(.*?)\}", inspect.getsource(method), re.DOTALL)
    assert table
    return set(re.findall(r"'(\w+)':", table[1]))


SDK = {
    r"POST /\d+/photos": sdk_parameters(Page.create_photo),
    r"POST /\d+/feed": sdk_parameters(Page.create_feed),
    r"POST /\d+_\d+": sdk_parameters(PagePost.api_update),
    r"POST /\d+/photo_stories": sdk_parameters(Page.create_photo_story),
    r"POST /\d+/media": sdk_parameters(IGUser.create_media),
    r"POST /\d+/media_publish": sdk_parameters(IGUser.create_media_publish),
    r"GET /\d+/media": sdk_parameters(IGUser.get_media),
    r"GET /\d+/published_posts": sdk_parameters(Page.get_published_posts) | {"since"},  # Graph API, "Paged results"
    r"GET /\d+/stories": sdk_parameters(Page.get_stories),
    r"GET /\d+(_\d+)?/insights": sdk_parameters(PagePost.get_insights),
    r"POST /": {"batch", "include_headers", "access_token"},  # not of the SDK's edges: Graph API, "Batch requests"
}
EVERYWHERE = {"appsecret_proof", "fields", "after", "limit"}


def test_metas_own_sdk_knows_every_parameter_that_is_sent(online: tuple[Line, sandbox.Sandbox, str]) -> None:
    line, meta, pattern = online
    commit = line.walk_to_commit()
    meta.fault(match=pattern, when="after", action={"status": 500})
    with pytest.raises(OutcomeUnknown):
        line.take(commit)
    line.platform.look(line.outgoing, line.done, NOW)
    receipt = line.platform.receipt(line.outgoing, line.done, NOW)
    asked = Asked(receipt.remote_id, line.outgoing.placement, NOW)
    line.platform.insights((asked,), {})
    line.platform.insights((asked, replace(asked, remote_id="7")), {})
    requests = meta.requests()

    assert requests
    for request in requests:
        call = f"{request['method']} /{re.sub(r'^/?v[0-9.]+', '', request['path']).strip('/')}"
        known = next((names for shape, names in SDK.items() if re.fullmatch(shape, call)), set())
        assert set(request["parameters"]) - EVERYWHERE <= known, call
