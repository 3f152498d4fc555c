"""Notices: what happened, which post, what to do; each told once, in one message, and never a secret."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from builders import WIB, at, make_event, store_with
from hypothesis import given
from hypothesis import strategies as st
from platforms_fixtures import Wire, answer, hang, open_wire
from sqlalchemy import update

from brandbot.errors import Message, RateLimited, Refused, Unauthorized
from brandbot.logs import Log, masked
from brandbot.model import Missing, Place, Placement, Post, PostState, Problem
from brandbot.notices import Gateway
from brandbot.pipeline.notices import BACKOFF, TRIES, Facts, due, ended, key_of, notices
from brandbot.pipeline.tell import Teller, tell
from brandbot.store import Noted, Store
from brandbot.store.schema import posts
from brandbot.wording import Wording

CANARY = "EAAcanaryTOKENcanary"
BEGIN = at("2026-08-01 08:00")
SLOT = at("2026-08-12 18:30")
NIGHT = at("2026-08-12 22:00")
MORNING = at("2026-08-13 06:00")
MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)
FACEBOOK, INSTAGRAM = "EV-1/facebook/feed", "EV-1/instagram/feed"


class Phone:
    """A gateway in memory; `works` says whether it takes anything."""

    def __init__(self) -> None:
        self.messages: list[str] = []
        self.works = True
        self.tries = 0

    def send(self, title: str, text: str) -> bool:
        assert title == "brandbot · SMK"
        self.tries += 1
        if self.works:
            self.messages.append(text)
        return self.works

    @property
    def last(self) -> str:
        """The message that came last."""
        return self.messages[-1]


@pytest.fixture
def phone() -> Phone:
    return Phone()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Two posts of one event, one on each channel, planned long before their slot."""
    one = store_with(tmp_path, make_event(), now=BEGIN)
    one.notes.set("begun", BEGIN)
    yield one
    one.close()


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    one = Log.to_file(tmp_path / "log", ())
    yield one
    one.close()


Tell = Callable[..., int]


@pytest.fixture
def told(store: Store, phone: Phone, log: Log) -> Tell:
    """Tell at a moment: how many notices were told."""
    teller = teller_of(store, log, phone.send)
    return lambda now, problems=(), broken=(): tell(teller, problems, broken, now)


def teller_of(store: Store, log: Log, send: Callable[[str, str], bool] | None) -> Teller:
    return Teller(
        store.notices,
        store.notes,
        log,
        WIB,
        "brandbot · SMK",
        Wording("en").say,
        lambda text: masked(text, [CANARY]),
        send,
    )


def put(store: Store, key: str, state: PostState, reason: str = "it may be live", **values: Any) -> None:
    """Let a post be in a state, however it came there."""
    with store._engine.begin() as connection:
        connection.execute(update(posts).where(posts.c.key == key).values(state=state, reason=reason, **values))


def lines(tmp_path: Path) -> list[dict[str, Any]]:
    text = (tmp_path / "log" / "brandbot.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


# What is told, and how often


def test_all_that_happened_in_a_tick_is_one_message_and_is_told_once(store: Store, phone: Phone, told: Tell) -> None:
    put(store, FACEBOOK, PostState.FAILED, "Meta does not take this post as it is (100 Foto terlalu kecil)")
    put(store, INSTAGRAM, PostState.NEEDS_HUMAN)

    assert told(SLOT) == 2
    assert told(SLOT + MINUTE) == 0

    [message] = phone.messages
    assert message == (
        "• 'MoU dengan PT Rekaan' does not go out on facebook: Meta does not take this post as it is "
        "(100 Foto terlalu kecil). Mend it: brandbot check\n"
        "• 'MoU dengan PT Rekaan' on instagram waits for your word: it may be live. Answer with one of: "
        "brandbot settle EV-1/instagram/feed --live LINK, --again, --drop"
    )


@pytest.mark.parametrize("state", [PostState.FAILED, PostState.MISSED, PostState.NEEDS_HUMAN, PostState.REMOVED])
def test_every_bad_end_is_told_with_its_reason(store: Store, phone: Phone, told: Tell, state: PostState) -> None:
    put(store, FACEBOOK, state, "a reason")

    assert told(SLOT) == 1
    assert "a reason" in phone.last
    assert "'MoU dengan PT Rekaan'" in phone.last
    assert "facebook" in phone.last


def test_a_live_post_is_told_only_when_there_is_a_remark_and_then_with_its_link(
    store: Store, phone: Phone, told: Tell
) -> None:
    put(store, FACEBOOK, PostState.PUBLISHED, "", published_at=SLOT, permalink="https://example.org/1")
    assert told(SLOT) == 0
    put(store, FACEBOOK, PostState.PUBLISHED, "its text was changed", published_at=SLOT)

    assert told(SLOT + HOUR) == 1
    assert "its text was changed. Look there: https://example.org/1" in phone.last


@pytest.mark.parametrize("state", [PostState.PLANNED, PostState.STAGED, PostState.UNKNOWN, PostState.HELD])
def test_what_goes_its_way_is_not_told(store: Store, told: Tell, state: PostState) -> None:
    put(store, FACEBOOK, state)

    assert told(SLOT) == 0


def test_a_number_that_meta_no_longer_knows_is_told_once_for_each_version(
    store: Store, phone: Phone, told: Tell
) -> None:
    gone = {(Placement.FEED, "post_clicks"): Missing.UNKNOWN_METRIC, (Placement.FEED, "likes"): Missing.NO_PERMISSION}
    store.reading.learn("facebook/v26.0", gone, SLOT)
    assert told(SLOT) == 1
    store.reading.learn("facebook/v26.0", gone, SLOT + 31 * 24 * HOUR)
    assert told(SLOT + 31 * 24 * HOUR) == 0

    assert phone.last == (
        "• Meta no longer knows the number 'post_clicks' (facebook/v26.0); the others are read on, reports leave it out"
    )


def test_the_same_post_that_fails_for_another_reason_is_told_again(store: Store, phone: Phone, told: Tell) -> None:
    put(store, FACEBOOK, PostState.FAILED, "too long")
    told(SLOT)
    put(store, FACEBOOK, PostState.FAILED, "no photo")

    assert told(SLOT + MINUTE) == 1
    assert "no photo" in phone.last
    assert told(SLOT + 2 * MINUTE) == 0


def test_what_was_mended_before_anybody_was_told_is_not_told(store: Store, phone: Phone, told: Tell) -> None:
    phone.works = False
    put(store, FACEBOOK, PostState.FAILED, "too long")
    told(SLOT)
    put(store, FACEBOOK, PostState.PLANNED, "")
    phone.works = True

    assert told(SLOT + HOUR) == 0
    assert store.notices.known() == {}


def test_what_was_over_before_brandbot_began_or_is_long_over_is_no_news(store: Store, told: Tell) -> None:
    put(store, FACEBOOK, PostState.MISSED, slot=BEGIN - MINUTE)
    put(store, INSTAGRAM, PostState.FAILED)

    assert told(BEGIN) == 1  # the failed one
    assert told(SLOT + 8 * DAY) == 0


def test_what_waits_for_a_person_is_told_however_old_it_is(store: Store, told: Tell) -> None:
    put(store, FACEBOOK, PostState.NEEDS_HUMAN)

    assert told(SLOT + 100 * DAY) == 1


@pytest.mark.no_cover  # 400 looks, each through the lines of all others
def test_a_person_is_reminded_after_an_hour_and_then_once_a_day(store: Store, phone: Phone, told: Tell) -> None:
    put(store, FACEBOOK, PostState.NEEDS_HUMAN)
    moments = [SLOT + number * 10 * MINUTE for number in range(6 * 60)]  # two and a half days
    messages = {now: phone.last for now in moments if told(now)}

    assert (
        list(messages)
        == [SLOT, SLOT + HOUR, at("2026-08-13 07:00"), at("2026-08-14 07:00"), at("2026-08-15 07:00")][: len(messages)]
    )
    assert len(messages) == 4
    assert "still waits" in messages[SLOT + HOUR]
    assert "1 posts wait" in messages[at("2026-08-13 07:00")]
    put(store, FACEBOOK, PostState.PUBLISHED, "")
    assert not any(told(moments[-1] + number * HOUR) for number in range(48))


def test_a_dead_token_is_told_once_and_once_when_it_lives_again(store: Store, phone: Phone, told: Tell) -> None:
    dead = "Meta no longer accepts this account's access token (190 Sesi berakhir)"
    store.ledger.hold_channel("facebook", SLOT + HOUR, dead, Unauthorized.__name__)
    assert told(SLOT) == 1
    assert "facebook rests" in phone.last
    assert "190 Sesi berakhir" in phone.last
    assert "brandbot connect" in phone.last

    for hour in range(1, 5):  # tried again each hour, and refused
        assert told(SLOT + hour * HOUR + MINUTE) == 0
        store.ledger.hold_channel("facebook", SLOT + (hour + 1) * HOUR + 2 * MINUTE, dead, Unauthorized.__name__)
        assert told(SLOT + hour * HOUR + 2 * MINUTE) == 0

    now = SLOT + 16 * HOUR
    assert told(now) == 0  # the rest is over, but nothing proves yet that it will go
    claims = [store.ledger.claim(now, "me", HOUR) for _ in range(2)]  # one a channel
    [claim] = [one for one in claims if one and one.post.channel == "facebook"]
    attempt = store.ledger.intend(claim, "photo", now)
    assert attempt is not None
    store.ledger.answer(claim, attempt, "photo", "1", now)
    assert told(now + MINUTE) == 1
    assert phone.last == "• facebook goes on again"
    assert told(now + 2 * MINUTE) == 0


def test_a_pause_that_ends_by_itself_is_not_told(store: Store, told: Tell) -> None:
    store.ledger.hold_channel("facebook", SLOT + HOUR, "too many calls", RateLimited.__name__)

    assert told(SLOT) == 0


def test_a_rest_of_every_channel_is_told_as_such(store: Store, phone: Phone, told: Tell) -> None:
    store.ledger.hold_channel("*", SLOT + HOUR, "the computer's clock is wrong.", "clock")

    assert told(SLOT) == 1
    assert phone.last == "• every channel rests and its posts wait: the computer's clock is wrong. See: brandbot status"
    store.ledger.end_hold("*")
    assert told(SLOT + MINUTE) == 1
    assert phone.last == "• every channel goes on again"
    store.ledger.hold_channel("*", SLOT + HOUR, "the computer's clock is wrong.", "clock")
    assert told(SLOT + 2 * MINUTE) == 1


def test_late_posts_that_wait_for_a_word_are_one_notice_a_channel(store: Store, phone: Phone, told: Tell) -> None:
    late = "5 posts of this channel are late; look at brandbot status, then let them go out: brandbot settle --late"
    put(store, FACEBOOK, PostState.STAGED, late)
    put(store, INSTAGRAM, PostState.PLANNED, "Meta could not do this just now")

    assert told(SLOT + HOUR) == 1
    assert phone.last == f"• facebook: {late}"
    assert told(SLOT + 2 * HOUR) == 0


def test_mistakes_in_the_files_are_told_once_for_each_change(phone: Phone, told: Tell) -> None:
    wrong = Problem(Place("schedules/events.yaml", 9, 16), Message("'{key}' is unknown", key="titel"))
    other = dataclasses.replace(wrong, message=Message("another"))

    assert [told(SLOT + number * MINUTE, problems=[wrong]) for number in range(3)] == [1, 0, 0]
    assert "schedules/events.yaml:9:16: 'titel' is unknown" in phone.last
    assert told(SLOT + 3 * MINUTE, problems=[wrong, other]) == 1
    assert "2 mistakes" in phone.last
    assert told(SLOT + 4 * MINUTE) == 0
    assert told(SLOT + 5 * MINUTE, problems=[wrong]) == 1  # back again


def test_a_step_that_breaks_off_is_told_once_a_day(store: Store, phone: Phone, told: Tell) -> None:
    broken = [("publish", "OperationalError")]

    assert [told(SLOT + number * MINUTE, broken=broken) for number in range(3)] == [1, 0, 0]
    assert "'publish' broke off (OperationalError)" in phone.last
    assert told(SLOT + DAY, broken=broken) == 1
    assert told(SLOT + DAY + MINUTE, broken=[("publish", "OSError")]) == 1
    assert told(SLOT + 200 * DAY) == 0
    assert store.notices.known() == {}  # what happened long ago is forgotten


def test_more_than_ten_things_are_counted(phone: Phone, told: Tell) -> None:
    assert told(SLOT, broken=[(f"step {number}", "OSError") for number in range(14)]) == 14

    assert phone.last.count("•") == 10
    assert phone.last.splitlines()[-1] == "… and 4 more: brandbot status"


def test_no_secret_is_told_noted_or_logged(store: Store, phone: Phone, told: Tell, tmp_path: Path) -> None:
    put(store, FACEBOOK, PostState.FAILED, f"https://example.org/?access_token={CANARY}")

    assert told(SLOT) == 1
    [noted] = store.notices.known().values()
    assert CANARY not in phone.last + noted.text + (tmp_path / "log" / "brandbot.jsonl").read_text(encoding="utf-8")
    assert "•••" in phone.last


# When it is told


def test_the_night_is_quiet_but_for_what_is_urgent(store: Store, phone: Phone, told: Tell) -> None:
    put(store, FACEBOOK, PostState.FAILED, "too long")
    put(store, INSTAGRAM, PostState.NEEDS_HUMAN)

    assert told(NIGHT) == 1
    assert "waits for your word" in phone.last
    assert told(NIGHT + HOUR) == 1  # its reminder
    assert told(MORNING - MINUTE) == 0
    assert told(MORNING) == 1
    assert "too long" in phone.last


def test_a_gateway_that_fails_is_tried_again_ever_more_rarely_and_at_last_given_up_in_the_log(
    store: Store, phone: Phone, told: Tell, tmp_path: Path
) -> None:
    phone.works = False
    put(store, FACEBOOK, PostState.NEEDS_HUMAN)
    tried, now = list[dt.datetime](), MORNING
    store.notices.note({}, [], now)
    while now < MORNING + 50 * MINUTE:
        before = phone.tries
        assert told(now) == 0
        if phone.tries > before:
            tried.append(now)
        now += MINUTE

    assert [moment - MORNING for moment in tried] == [dt.timedelta(minutes=m) for m in (0, 1, 6, 21)]
    for number in range(TRIES):
        told(MORNING + DAY * (number + 1))
    before = phone.tries
    gave_up = [line for line in lines(tmp_path) if line["event"] == "not told"]
    assert gave_up[0]["key"].startswith(f"needs_human/{FACEBOOK}")
    assert gave_up[0]["level"] == "error"
    assert phone.tries == before


def test_what_is_new_takes_along_what_waits_and_does_not_wear_out_its_tries(
    store: Store, phone: Phone, told: Tell
) -> None:
    phone.works = False
    told(SLOT, broken=[("a", "E")])
    for number in range(20):  # each new one is tried at once
        told(SLOT + number * dt.timedelta(seconds=2), broken=[(f"b{number}", "E")])
    tries = {key: noted.tries for key, noted in store.notices.known().items()}
    assert tries[f"step/a/E/{SLOT.date()}"] == 1

    phone.works = True
    assert told(SLOT + MINUTE, broken=[("new", "E")]) == 22


def test_a_clock_that_went_back_makes_no_notice_wait(store: Store, phone: Phone, told: Tell) -> None:
    phone.works = False
    put(store, FACEBOOK, PostState.NEEDS_HUMAN)
    told(SLOT + 400 * DAY)
    phone.works = True

    assert told(SLOT) == 1


def test_without_a_gateway_notices_stand_in_the_log_and_count_as_told(store: Store, log: Log, tmp_path: Path) -> None:
    put(store, FACEBOOK, PostState.NEEDS_HUMAN)

    assert tell(teller_of(store, log, None), (), (), SLOT) == 1
    assert tell(teller_of(store, log, None), (), (), SLOT) == 0
    [line] = lines(tmp_path)
    assert (line["action"], line["key"]) == ("tell", next(iter(store.notices.known())))
    assert "waits for your word" in line["text"]


keys = st.sampled_from(["needs_human/a", "rest/a", "failed/a", "step/a", "files/a", "reminder/a"])
seconds = st.integers(0, 3 * 86400).map(lambda number: SLOT + dt.timedelta(seconds=number))
noteds = st.builds(Noted, keys, st.just("text"), seconds, st.none() | seconds, st.integers(0, TRIES + 1))


@given(st.lists(noteds, max_size=8), seconds, st.none() | seconds)
def test_only_what_is_untold_and_not_given_up_is_ever_due(
    known: list[Noted], now: dt.datetime, last_try: dt.datetime | None
) -> None:
    pending, ready = due(known, now, last_try)

    assert all(noted.told_at is None and noted.tries < TRIES for noted in pending)
    assert set(ready) <= set(pending)
    assert bool(pending) == bool(ready)
    if not 6 <= now.hour < 21:
        assert all(noted.key.split("/")[0] in {"needs_human", "rest", "reminder"} for noted in pending)


def test_whatever_is_found_is_kept_and_what_is_no_longer_so_is_forgotten() -> None:
    known = {key: Noted(key, "", SLOT) for key in ("failed/x/1", "files/2", "step/a/E/2026-08-12", "rest/facebook")}
    found = notices(Facts(answered=["facebook"]), known, SLOT)

    assert ended(Facts(answered=["facebook"]), found, known, SLOT) == {"failed/x/1", "files/2", "rest/facebook"}
    assert ended(Facts(), {"failed/x/1"}, known, SLOT) == {"files/2"}
    assert found == {}  # nobody was told of the rest, so nobody is told of its end


def test_the_tries_last_for_more_than_a_day() -> None:
    assert sum(BACKOFF, dt.timedelta()) > DAY


def test_a_notice_of_a_post_is_told_apart_by_state_content_and_reason(store: Store) -> None:
    post: Post = dataclasses.replace(store.posts.all()[0], state=PostState.MISSED)
    others = [
        dataclasses.replace(post, reason="other"),
        dataclasses.replace(post, fingerprint="other"),
        dataclasses.replace(post, state=PostState.FAILED),
    ]

    assert len({key_of(one) for one in (post, post, *others)}) == 4


# The gateway


@pytest.fixture
def wire() -> Iterator[Wire]:
    with open_wire() as one:
        yield one


def address(wire: Wire, path: str = "notices") -> str:
    return f"json://humas:{CANARY}@{wire.url.removeprefix('http://')}{path}"


def test_a_gateway_gets_title_and_text_over_http(wire: Wire) -> None:
    assert Gateway({"NOTICE_URL": address(wire)}).send("brandbot · SMK", "• satu\n• dua <tiga>")

    [heard] = wire.heard
    body = json.loads(heard.body)
    assert (heard.method, heard.path) == ("POST", "/notices")
    assert (body["title"], body["message"]) == ("brandbot · SMK", "• satu\n• dua <tiga>")
    assert CANARY not in heard.body.decode()


def test_a_gateway_that_answers_an_error_or_is_gone_took_nothing(wire: Wire, capfd: pytest.CaptureFixture[str]) -> None:
    wire.replies.append(answer(500, {}))
    assert not Gateway({"A": address(wire)}).send("t", "text")
    assert not Gateway({"A": f"json://humas:{CANARY}@127.0.0.1:9/"}).send("t", "text")

    assert "".join(capfd.readouterr()) == ""  # no library says anything of an address


def test_one_address_that_takes_it_is_enough(wire: Wire) -> None:
    wire.replies.append(answer(500, {}))

    assert Gateway({"A": address(wire), "B": address(wire, "other")}).send("t", "text")
    assert len(wire.heard) == 2


def test_a_gateway_that_hangs_is_left_behind_at_the_deadline(wire: Wire) -> None:
    wire.replies.append(hang)

    assert not Gateway({"A": address(wire)}, seconds=0.05).send("t", "text")


def test_a_plugin_that_breaks_is_a_no_and_no_traceback(
    wire: Wire, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    gateway = Gateway({"A": address(wire)})

    def broken(**_words: object) -> bool:
        raise ValueError(address(wire))

    monkeypatch.setattr(gateway._ways[0], "notify", broken)
    assert not gateway.send("t", "text")
    assert CANARY not in "".join(capfd.readouterr())


@pytest.mark.parametrize("text", ["nonsense", f"tgram://{CANARY}", ""])
def test_an_address_that_is_none_is_refused_by_its_name(text: str) -> None:
    with pytest.raises(Refused, match="NOTICE_URL") as refusal:
        Gateway({"NOTICE_URL": text})
    assert CANARY not in str(refusal.value)
