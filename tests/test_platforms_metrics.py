"""Metrics in few calls: one list or one batch for many posts, and a name that fails costs nobody else's numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import meta_metrics
import pytest
from near_meta import near_meta
from reading_fixtures import DAY, NOW, Account

from brandbot.errors import RateLimited, Unavailable
from brandbot.model import Metric, Missing, Network, Placement, Reading, Source
from brandbot.platforms import facebook, instagram
from brandbot.platforms.base import Answered, Asked, Name
from brandbot.sandbox.accounts import PERMISSIONS

NO_COUNTS = tuple(one for one in PERMISSIONS if one != "pages_read_user_content")


@pytest.fixture(params=list(Network))
def account(request: pytest.FixtureRequest) -> Iterator[Account]:
    """An account on each network."""
    with near_meta() as meta:
        yield Account(meta, request.param)


def readings(answered: Answered) -> list[Reading]:
    """All of them; fails where one is an error."""
    found = list(answered.readings.values())
    assert all(isinstance(one, Reading) for one in found)
    return [one for one in found if isinstance(one, Reading)]


def test_one_call_tells_everything_of_a_post(account: Account) -> None:
    (reading,) = readings(account.has(1).read())

    assert account.asked == 1
    own = {Metric.CLICKS} if account.network is Network.FACEBOOK else {Metric.SAVES}
    told = {Metric.REACH, Metric.VIEWS, Metric.LIKES, Metric.COMMENTS, Metric.SHARES} | own
    assert {*reading.values, *reading.missing} == told
    assert reading.sources[Metric.LIKES] is Source.FIELDS
    assert reading.sources[Metric.REACH] is Source.INSIGHTS


def test_recent_posts_of_an_account_take_one_list_call_together(account: Account) -> None:
    answered = account.has(7).read()

    assert account.asked == account.platform.load().calls == 1
    assert len(readings(answered)) == 7
    reach = [one.values.get(Metric.REACH) for one in readings(answered)]
    assert len(set(reach)) > 5


def test_older_posts_take_a_batch_that_counts_as_its_parts(account: Account) -> None:
    answered = account.has(60, apart=10 * DAY).read()

    assert account.asked == 2
    assert account.platform.load().calls == 60
    assert len(readings(answered)) == 60


def test_together_and_alone_tell_the_same(account: Account) -> None:
    account.has(3)
    together = account.read().readings

    assert {
        post.remote_id: account.platform.insights((post,), {}).readings[post.remote_id] for post in account.posts
    } == (together)


def test_stories_of_instagram_are_read_in_a_batch(account: Account) -> None:
    answered = account.has(3, Placement.STORY, apart=dt.timedelta()).read()

    if account.network is Network.FACEBOOK:  # Meta tells nothing of a Page's photo stories
        assert (account.asked, readings(answered)) == (0, [Reading({})] * 3)
    else:
        assert account.asked == 1
        assert {one.missing[Metric.REACH] for one in readings(answered)} == {Missing.WITHHELD}


@pytest.mark.parametrize("count", [1, 4])
def test_a_retired_name_is_found_out_and_costs_no_other_number(account: Account, count: int) -> None:
    retired = "post_clicks" if account.network is Network.FACEBOOK else "views"
    metric = Metric.CLICKS if account.network is Network.FACEBOOK else Metric.VIEWS
    account.meta.configure(retired=[retired])
    answered = account.has(count).read()

    assert answered.unusable == {Name(Placement.FEED, retired): Missing.UNKNOWN_METRIC}
    for reading in readings(answered):
        assert reading.missing[metric] is Missing.UNKNOWN_METRIC
        assert {Metric.LIKES, Metric.COMMENTS} <= reading.values.keys()
    before = account.asked
    assert readings(account.read(answered.unusable)) == readings(answered)
    assert account.asked == before + 1


def test_counts_that_the_token_may_not_read_come_from_insights(account: Account) -> None:
    full = readings(account.has(3).read())
    account.meta.configure(permissions=list(NO_COUNTS))
    answered = account.read()

    if account.network is Network.INSTAGRAM:
        assert answered.unusable == {}
        return
    assert set(answered.unusable.values()) == {Missing.NO_PERMISSION}
    assert [set(one.values) for one in readings(answered)] == [set(one.values) for one in full]
    assert {one.sources[Metric.LIKES] for one in readings(answered)} == {Source.INSIGHTS}


def test_without_the_permission_for_insights_the_counts_remain(account: Account) -> None:
    without = ("read_insights", "instagram_manage_insights")
    account.meta.configure(permissions=[one for one in PERMISSIONS if one not in without])
    answered = account.has(2).read()

    for reading in readings(answered):
        assert {Metric.LIKES, Metric.COMMENTS} <= reading.values.keys()
        assert reading.missing[Metric.REACH] is Missing.NO_PERMISSION
    assert set(answered.unusable.values()) == {Missing.NO_PERMISSION}


def test_a_post_that_is_gone_says_so_and_the_others_are_read(account: Account) -> None:
    account.has(2).posts.append(Asked("77", Placement.FEED, NOW - 2 * DAY))
    *live, gone = readings(account.read())

    assert all(one.values for one in live)
    assert set(gone.missing.values()) == {Missing.GONE}
    assert account.asked == 2


def test_a_list_that_is_too_much_for_one_answer_is_made_up_for_by_a_batch(account: Account) -> None:
    edge = "published_posts" if account.network is Network.FACEBOOK else "media"
    account.meta.fault(match=rf"GET /v26.0/\d+/{edge}", action={"status": 500, "body": {"error": {"code": 1}}}, times=3)
    answered = account.has(3).read()

    assert len(readings(answered)) == 3


def test_one_post_that_fails_in_a_batch_fails_alone(account: Account) -> None:
    account.has(3, apart=10 * DAY)
    account.meta.fault(match=f"GET /v26.0/{account.posts[1].remote_id}", action={"status": 500})
    first, second, third = account.read().readings.values()

    assert isinstance(second, Unavailable)
    assert isinstance(first, Reading)
    assert isinstance(third, Reading)


def test_a_batch_without_time_for_a_part_says_that_it_may_be_asked_again(account: Account) -> None:
    account.has(3, apart=10 * DAY)
    account.meta.fault(match=f"GET /v26.0/{account.posts[1].remote_id}", action="hang")

    assert isinstance(account.read().readings[account.posts[1].remote_id], Unavailable)


def test_too_many_calls_are_told_for_all(account: Account) -> None:
    account.has(3)
    account.meta.fault(name="429-before", times=9)

    with pytest.raises(RateLimited):
        account.read()


def test_no_name_and_no_text_of_who_reacted_is_ever_asked_for() -> None:
    names = [name for wanted in (facebook.WANTED, instagram.WANTED) for one in wanted.values() for name in one.names]
    counts = {"reactions.summary(total_count).limit(0)", "comments.summary(true).limit(0)", "shares"}
    plain = {"like_count", "comments_count", "shares_count", "saved_count"}
    known = meta_metrics.POST_LIVE | meta_metrics.MEDIA_FEED | counts | plain

    assert set(names) <= known
