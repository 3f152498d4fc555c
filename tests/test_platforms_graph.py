"""The wire: what leaves this machine, and what each kind of trouble becomes."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import json
import logging
import socket
import time
import traceback
from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from platforms_fixtures import Reply, Wire, answer, cut, drip, error, hang, open_wire, reset

from brandbot.errors import (
    OutcomeUnknown,
    PlatformError,
    RateLimited,
    Refused,
    Rejected,
    Unauthorized,
    Unavailable,
)
from brandbot.platforms.answers import RemoteClock, Usage, read_clock
from brandbot.platforms.base import Stale
from brandbot.platforms.graph import Graph, Patience, TokenPlace
from brandbot.platforms.wire import Body

TOKEN = "EAAcanaryTOKENcanary"
SECRET = "canarySECRETcanary"
PROOF = hmac.new(SECRET.encode(), TOKEN.encode(), hashlib.sha256).hexdigest()
PATIENT = Patience(connect=5, read=5, write=5, backoff=0)
IMPATIENT = Patience(connect=0.5, read=0.5, write=0.5, backoff=0)  # only where nothing else ends the wait
HTML = "<html><body>Bad gateway: log in to the hotspot</body></html>"


@pytest.fixture
def wire() -> Iterator[Wire]:
    with open_wire() as one:
        yield one


@pytest.fixture
def graph(wire: Wire) -> Graph:
    return Graph(TOKEN, app_secret=SECRET, base_url=wire.url, patience=PATIENT)


def with_patience_for(reply: Reply, wire: Wire) -> Graph:
    patience = IMPATIENT if reply in (hang, drip) else PATIENT
    return Graph(TOKEN, app_secret=SECRET, base_url=wire.url, patience=patience)


def commit(graph: Graph) -> object:
    return graph.commit("7", proof="success", is_published=True)


def prepare(graph: Graph) -> object:
    return graph.put_object("7", "feed", message="Halo")


def read(graph: Graph) -> object:
    return graph.get_object("7", fields="id")


CALLS = [commit, prepare, read]


def test_the_token_travels_in_the_header_alone(wire: Wire, graph: Graph) -> None:
    read(graph)
    prepare(graph)
    commit(graph)
    graph.put_photo(b"jpeg", "7/photos", published=False)
    graph.delete_object("7")

    assert [one.headers["Authorization"] for one in wire.heard] == [f"Bearer {TOKEN}"] * 5
    for one in wire.heard:
        rest = {name: value for name, value in one.headers.items() if name != "Authorization"}
        assert TOKEN not in f"{one.path} {rest} {one.body!r}"
        assert SECRET not in f"{one.path} {one.headers} {one.body!r}"


def test_every_call_proves_that_the_app_makes_it(wire: Wire, graph: Graph) -> None:
    for call in CALLS:
        call(graph)
    graph.put_photo(b"jpeg", "7/photos", published=False)
    graph.delete_object("7")

    for one in wire.heard:
        place = one.body if one.method == "POST" else one.path.encode()
        assert PROOF.encode() in place


def test_values_are_sent_as_meta_reads_them(wire: Wire, graph: Graph) -> None:
    graph.put_object(
        "7", "feed", message="Halo & é 🤝", attached_media=[{"media_fbid": "1"}], published=False, link=None
    )

    form = parse_qs(wire.heard[0].body.decode(), keep_blank_values=True)
    assert wire.heard[0].path == "/v26.0/7/feed"
    assert form == {
        "message": ["Halo & é 🤝"],
        "attached_media": ['[{"media_fbid": "1"}]'],
        "published": ["false"],
        "appsecret_proof": [PROOF],
    }


def test_a_photo_goes_with_name_and_type(wire: Wire, graph: Graph) -> None:
    graph.put_photo(b"\xff\xd8 jpeg", "7/photos", published=False, alt_text_custom=None)

    body = wire.heard[0].body
    assert b'name="source"; filename="post.jpg"\r\nContent-Type: image/jpeg\r\n\r\n\xff\xd8 jpeg\r\n' in body
    assert b'name="published"\r\n\r\nfalse' in body
    assert b"alt_text_custom" not in body


@pytest.mark.parametrize("version", ["v99.0", "99.0"])
def test_any_graph_version_can_be_set(wire: Wire, version: str) -> None:
    Graph(TOKEN, version=version, base_url=wire.url).get_object("me")

    assert wire.heard[0].path == "/v99.0/me"


def test_each_write_has_a_connection_of_its_own_and_reads_share_one(wire: Wire, graph: Graph) -> None:
    for call in (read, read, prepare, commit, prepare):
        call(graph)

    numbers = [one.connection for one in wire.heard]
    assert numbers[0] == numbers[1]
    assert len(set(numbers[1:])) == 4


LOST: dict[str, Reply] = {
    "connection reset": reset,
    "no answer": hang,
    "dripping answer": drip,
    "half an answer": cut,
    "500 with code 1": error(1, status=500),
    "500 with code 2": error(2, status=500, is_transient=True),
    "500 with a code that refuses": error(100, status=500),
    "500 without error": answer(500, {}),
    "502 as a page": answer(502, HTML),
    "503 as a page": answer(503, HTML),
    "200 as a page": answer(200, HTML),
    "200 with nothing": answer(200, ""),
    "200 with null": answer(200, None),
    "200 with a list": answer(200, []),
    "200 with a number": answer(200, 7),
    "200 with endless brackets": answer(200, "[" * 100_000),
    "200 with a megabyte": answer(200, '{"id": "1", "x": "' + "x" * 1_100_000 + '"}'),
    "200 with an error": answer(200, {"error": {"message": "?", "code": 190}}),
    "200 with an error in words": answer(200, {"error": "no"}),
    "404 as a page": answer(404, HTML),
    "redirect": answer(302, "", {"Location": "/elsewhere"}),
    "code -1": error(-1),
    "transient refusal": error(100, is_transient=True),
    "code that nobody knows": error(987654),
}


@pytest.mark.parametrize("reply", LOST.values(), ids=LOST.keys())
def test_a_commit_without_a_clear_answer_is_unknown_and_sent_once(wire: Wire, reply: Reply) -> None:
    graph = with_patience_for(reply, wire)
    wire.replies.append(reply)

    with pytest.raises(OutcomeUnknown):
        commit(graph)
    assert len(wire.heard) == 1


@pytest.mark.parametrize(
    "reply",
    [answer(200, {}), answer(200, {"id": "1"}), answer(200, {"success": False})],
    ids=["nothing", "another field", "false"],
)
def test_a_commit_answered_without_its_proof_is_unknown(wire: Wire, graph: Graph, reply: Reply) -> None:
    wire.replies.append(reply)

    with pytest.raises(OutcomeUnknown):
        commit(graph)


@pytest.mark.parametrize("call", [prepare, read])
@pytest.mark.parametrize("name", sorted(LOST.keys() - {"200 with an error", "code that nobody knows"}))
def test_the_same_trouble_with_an_invisible_call_is_only_a_reason_to_try_again(
    wire: Wire, call: Callable[[Graph], object], name: str
) -> None:
    graph = with_patience_for(LOST[name], wire)
    wire.replies.extend([LOST[name]] * 3)

    with pytest.raises(Unavailable):
        call(graph)


SEEN_LIVE = [(1, None), (2, None), (4, None), (17, None), (32, None), (613, None), (80002, None), (-1, 2207001)]
SEEN_LIVE += [(4, 2207051), (24, 2207008), (368, 1390008), (506, None), (324, None), (100, 33), (100, 1366051)]


@pytest.mark.parametrize(("code", "subcode"), SEEN_LIVE)
def test_codes_after_which_posts_were_live_prove_nothing(
    wire: Wire, graph: Graph, code: int, subcode: int | None
) -> None:
    wire.replies.append(error(code, subcode))

    with pytest.raises(OutcomeUnknown) as caught:
        commit(graph)
    assert (caught.value.detail.code, caught.value.detail.subcode) == (code, subcode)


VERDICTS: list[tuple[int, int | None, type[PlatformError]]] = [
    *((190, sub, Unauthorized) for sub in (None, 458, 459, 460, 463, 464, 467, 492)),
    *((code, None, Unauthorized) for code in (3, 10, 102, 200, 283, 299)),
    (25, 2207050, Unauthorized),
    *((code, None, Rejected) for code in (100, 352)),
    (36003, 2207009, Rejected),
    (100, 2207028, Rejected),
    (100, 1366046, Rejected),
    (9, 2207042, RateLimited),
    (9007, 2207027, Unavailable),
]


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize(("code", "subcode", "kind"), VERDICTS)
def test_a_clear_refusal_is_one_for_every_call(
    wire: Wire,
    graph: Graph,
    *,
    call: Callable[[Graph], object],
    code: int,
    subcode: int | None,
    kind: type[PlatformError],
) -> None:
    wire.replies.append(error(code, subcode))

    with pytest.raises(kind) as caught:
        call(graph)
    assert type(caught.value) is kind
    assert caught.value.detail.trace_id == "A190b100c2"
    assert caught.value.detail.status == 400


@pytest.mark.parametrize(
    ("code", "subcode", "kind"),
    [
        *((code, None, RateLimited) for code in (4, 17, 32, 341, 613, 80001, 80002, 80006)),
        *((code, None, Unavailable) for code in (1, 2, -1)),
        (-2, 2207003, Unavailable),
        (9004, 2207052, Unavailable),
        (4, 2207051, Unauthorized),
        (368, 1346003, Unauthorized),
        (100, 33, Stale),
        (24, 2207006, Stale),
        (24, 2207008, Stale),
        (-2, 2207020, Stale),
        (100, 1366051, Stale),
        (506, None, Rejected),
        (987654, None, Rejected),
    ],
)
def test_an_invisible_call_takes_an_error_at_its_word(
    wire: Wire, graph: Graph, code: int, subcode: int | None, kind: type[PlatformError]
) -> None:
    wire.replies.append(error(code, subcode))

    with pytest.raises(kind) as caught:
        prepare(graph)
    assert type(caught.value) is kind


def test_codes_are_read_from_their_fields_and_never_out_of_a_text(wire: Wire, graph: Graph) -> None:
    wire.replies.append(error(2, message="(#190) Error 100: 200 OK, subcode 33", fbtrace_id="190"))

    with pytest.raises(Unavailable):
        prepare(graph)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"code": "190"}, 190),
        ({"code": True}, None),
        ({"code": [4]}, None),
        ({"code": 4.5}, None),
        ({"code": "x"}, None),
    ],
)
def test_a_code_is_a_whole_number(wire: Wire, graph: Graph, body: dict[str, object], code: int | None) -> None:
    wire.replies.append(answer(400, {"error": body}))

    with pytest.raises(PlatformError) as caught:
        prepare(graph)
    assert caught.value.detail.code == code


@pytest.mark.parametrize("call", CALLS)
def test_nobody_at_home_is_told_with_its_cure(call: Callable[[Graph], object]) -> None:
    with socket.socket() as taken:  # bound, not listening
        taken.bind(("127.0.0.1", 0))
        graph = Graph(TOKEN, base_url=f"http://127.0.0.1:{taken.getsockname()[1]}", patience=IMPATIENT)

        with pytest.raises(Unavailable, match="brandbot sandbox"):
            call(graph)


def test_a_host_that_does_not_exist_is_told_with_its_cure() -> None:
    graph = Graph(TOKEN, base_url="https://graph.invalid/", patience=IMPATIENT)

    with pytest.raises(Unavailable, match=r"https://graph\.invalid/ does not answer: check the internet"):
        commit(graph)


def test_a_call_that_is_too_late_sends_nothing_any_more() -> None:
    """A commit that left after its deadline could make a second post."""
    body = Body(b"is_published=true", until=time.monotonic())

    with pytest.raises(TimeoutError):
        body.read(8192)


def test_a_wire_that_hung_does_not_spoil_the_next_read(wire: Wire) -> None:
    graph = Graph(TOKEN, base_url=wire.url, patience=IMPATIENT)
    wire.replies.append(hang)

    with pytest.raises(Unavailable):
        read(graph)
    assert read(graph) == {"id": "1", "success": True}


def test_a_mistake_of_ours_does_not_pass_for_trouble_on_the_wire(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    def slip(*_args: object, **_kwargs: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(graph.session, "prepare_request", slip)

    with pytest.raises(ZeroDivisionError):
        read(graph)


@pytest.mark.parametrize("trouble", [answer(502, HTML), answer(503, HTML), answer(504, HTML), reset])
def test_a_read_is_tried_again(wire: Wire, graph: Graph, trouble: Reply) -> None:
    wire.replies.extend([trouble, trouble])

    assert read(graph) == {"id": "1", "success": True}
    assert len(wire.heard) == 3


@pytest.mark.parametrize("trouble", [answer(502, HTML), answer(503, HTML, {"Retry-After": "1"}), reset])
@pytest.mark.parametrize("call", [commit, prepare, lambda graph: graph.delete_object("7")])
def test_a_write_is_never_tried_again(
    wire: Wire, graph: Graph, call: Callable[[Graph], object], trouble: Reply
) -> None:
    wire.replies.append(trouble)

    with pytest.raises(PlatformError):
        call(graph)
    assert len(wire.heard) == 1


def test_meta_asking_to_come_back_in_an_hour_does_not_hold_up_a_read(wire: Wire, graph: Graph) -> None:
    wire.replies.extend([answer(503, HTML, {"Retry-After": "3600"})] * 3)

    with pytest.raises(Unavailable):
        read(graph)


@pytest.mark.parametrize("call", CALLS)
def test_a_redirect_is_not_followed(wire: Wire, graph: Graph, call: Callable[[Graph], object]) -> None:
    with open_wire() as other:
        wire.replies.append(answer(307, "", {"Location": other.url}))

        with pytest.raises(PlatformError):
            call(graph)
        assert other.heard == []


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize(
    "reply",
    [
        reset,
        hang,
        answer(502, f"<p>{TOKEN} {SECRET}</p>"),
        error(190, message=f"Malformed access token {TOKEN}, secret {SECRET}, proof {PROOF}\nfoo\x1b[0m"),
        error(2, error_user_msg=f"https://x/?access_token={TOKEN}&client_secret={SECRET}", fbtrace_id=TOKEN),
        answer(302, "", {"Location": f"https://x/?access_token={TOKEN}"}),
    ],
)
def test_nothing_secret_stands_in_an_error_or_a_log(
    wire: Wire, caplog: pytest.LogCaptureFixture, call: Callable[[Graph], object], reply: Reply
) -> None:
    caplog.set_level(logging.DEBUG)
    graph = with_patience_for(reply, wire)
    wire.replies.extend([reply] * 3)

    with pytest.raises(PlatformError) as caught:
        call(graph)
    told = [str(caught.value), repr(caught.value), repr(caught.value.args), repr(caught.value.detail), repr(graph)]
    told += [caplog.text, "".join(traceback.format_exception(caught.value)), repr(caught.value.message.fields)]
    assert caught.value.__context__ is None
    for secret in (TOKEN, SECRET):
        assert secret not in " ".join(told)
    assert PROOF not in str(caught.value)
    assert str(caught.value).isprintable()


def test_a_token_in_a_text_of_meta_is_hidden_even_where_it_is_another_ones(wire: Wire, graph: Graph) -> None:
    foreign = "EAAB" + "x9Q" * 30
    wire.replies.append(error(190, message=f"Malformed access token {foreign}"))

    with pytest.raises(Unauthorized) as caught:
        read(graph)
    assert foreign not in str(caught.value)


@pytest.mark.parametrize("token", ["", "  ", "two words", "EAA\nX", "EAAé", "EAA\x00"])
def test_an_impossible_token_is_told_without_a_call(wire: Wire, token: str) -> None:
    with pytest.raises(Unauthorized, match="copy it again"):
        Graph(token, base_url=wire.url).get_object("me")
    assert wire.heard == []


def test_blanks_around_a_token_are_a_slip_of_the_hand(wire: Wire) -> None:
    Graph(f" {TOKEN}\n", base_url=wire.url).get_object("me")

    assert wire.heard[0].headers["Authorization"] == f"Bearer {TOKEN}"


@pytest.mark.parametrize(
    "call",
    [
        lambda graph: graph.debug_access_token("x", "1", "2"),
        lambda graph: graph.extend_access_token("1", "2"),
        lambda graph: graph.get_object("me", access_token="x"),
    ],
)
def test_a_secret_can_not_get_into_an_address(wire: Wire, graph: Graph, call: Callable[[Graph], object]) -> None:
    """facebook-sdk's own helpers would put it there; here it goes in a form that says what it stands for."""
    call(graph)

    [heard] = wire.heard
    assert (heard.method, "?" in heard.path) == ("POST", False)
    assert b"method=get" in heard.body


def test_what_meta_says_of_a_secret_does_not_repeat_it(wire: Wire, graph: Graph) -> None:
    wire.replies.append(error(100, message="(#100) input_token EAAB-geheim is wrong"))

    with pytest.raises(Rejected) as caught:
        graph.get_object("debug_token", input_token="EAAB-geheim")
    assert "EAAB" not in str(caught.value)


@pytest.fixture
def in_form(wire: Wire) -> Graph:
    patience = Patience(backoff=0)
    return Graph(TOKEN, app_secret=SECRET, base_url=wire.url, patience=patience, token_place=TokenPlace.FORM)


def test_a_token_in_the_form_stands_nowhere_else(wire: Wire, in_form: Graph) -> None:
    read(in_form)
    prepare(in_form)
    commit(in_form)
    in_form.put_photo(b"jpeg", "7/photos", published=False)
    in_form.delete_object("7")

    assert {one.method for one in wire.heard} == {"POST"}
    for one in wire.heard:
        assert TOKEN not in f"{one.path} {one.headers}"
        assert TOKEN.encode() in one.body
        assert PROOF.encode() in one.body
    stands_for = [parse_qs(one.body.decode(errors="replace")).get("method") for one in wire.heard]
    assert stands_for == [["get"], None, None, None, ["delete"]]


def test_a_read_in_a_form_is_tried_again_and_a_write_is_not(wire: Wire, in_form: Graph) -> None:
    wire.replies.extend([answer(503, ""), answer(503, "")])
    read(in_form)
    assert len(wire.heard) == 3

    wire.replies.append(answer(503, ""))
    with pytest.raises(Unavailable):
        prepare(in_form)
    assert len(wire.heard) == 4


@pytest.mark.parametrize("url", ["http://graph.facebook.com/", "http://10.0.0.1/", "ftp://127.0.0.1/", "graph", ""])
def test_a_token_does_not_travel_in_the_clear(url: str) -> None:
    with pytest.raises(Refused, match="https"):
        Graph(TOKEN, base_url=url)


@pytest.mark.parametrize(
    "url", ["https://graph.facebook.com", "http://localhost:1", "http://127.0.0.1:1/", "http://[::1]:1"]
)
def test_https_or_this_machine_will_do(url: str) -> None:
    assert repr(Graph(TOKEN, base_url=url)) == f"Graph({url.rstrip('/')}/v26.0)"


def test_the_clock_of_the_last_answer_is_known_and_goes_on(wire: Wire, graph: Graph) -> None:
    before = graph.clock
    wire.replies.append(answer(500, {}))
    with pytest.raises(PlatformError):
        prepare(graph)

    assert before is None
    assert graph.clock is not None
    assert abs(graph.clock.now() - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=1)
    ahead = RemoteClock(graph.clock.showed, graph.clock.heard - 3600)
    assert dt.timedelta(minutes=59) < ahead.now() - graph.clock.now() < dt.timedelta(minutes=61)


@pytest.mark.parametrize("text", ["", "yesterday", "Fri, 27 Nov 2026 19:00:00", "Fri, 99 Nov 2026 19:00:00 GMT"])
def test_a_date_that_nobody_can_read_is_passed_over(text: str) -> None:
    assert read_clock({"Date": text}) is None


def test_usage_is_the_fullest_counter_last_seen(wire: Wire, graph: Graph) -> None:
    page = {"7": [{"type": "pages", "call_count": 97, "total_time": 3, "estimated_time_to_regain_access": 12}]}
    headers = {"X-App-Usage": '{"call_count": 28, "total_time": 25}', "X-Business-Use-Case-Usage": json.dumps(page)}
    wire.replies.append(answer(200, {"id": "1"}, headers))

    assert graph.usage == Usage()
    read(graph)
    read(graph)
    assert graph.usage == Usage(97, dt.timedelta(minutes=12))


@pytest.mark.parametrize(
    "text",
    ["", "nothing", "[]", "null", '{"call_count": "97"}', '{"a": [[[1]]]}', '{"call_count": true}', "[" * 60_000],
)
def test_a_usage_header_that_nobody_can_read_is_passed_over(wire: Wire, graph: Graph, text: str) -> None:
    wire.replies.append(answer(200, {"id": "1"}, {"X-App-Usage": text}))

    assert read(graph) == {"id": "1"}
    assert graph.usage == Usage()


@pytest.mark.parametrize(("minutes", "wait"), [(0, 15), (42, 42), (99_999, 24 * 60)])
def test_too_many_calls_wait_as_long_as_meta_says(wire: Wire, graph: Graph, minutes: int, wait: int) -> None:
    usage = json.dumps({"7": [{"call_count": 100, "estimated_time_to_regain_access": minutes}]})
    body = {"error": {"message": "Slow down", "code": 80001}}
    wire.replies.append(answer(400, body, {"X-Business-Use-Case-Usage": usage}))

    with pytest.raises(RateLimited) as caught:
        prepare(graph)
    assert caught.value.wait == dt.timedelta(minutes=wait)


def test_status_429_is_a_limit_even_without_a_code(wire: Wire, graph: Graph) -> None:
    wire.replies.append(answer(429, HTML))

    with pytest.raises(RateLimited):
        prepare(graph)


def test_a_list_is_read_by_cursor_and_never_by_metas_own_address(wire: Wire, graph: Graph) -> None:
    def page(ids: str, after: str) -> Reply:
        following = f"{wire.url}7/media?access_token={TOKEN}&after={after}"
        paging = {"cursors": {"after": after}, "next": following}
        return answer(200, {"data": [{"id": one} for one in ids], "paging": paging})

    wire.replies.extend([page("ab", "b"), page("cd", "d"), answer(200, {"data": [{"id": "e"}], "paging": {}})])

    assert [one["id"] for one in graph.get_all_connections("7", "media")] == list("abcde")
    assert [parse_qs(urlsplit(one.path).query).get("after") for one in wire.heard] == [None, ["b"], ["d"]]


def test_a_list_that_runs_in_a_circle_ends(wire: Wire, graph: Graph) -> None:
    page = {"data": [{"id": "a"}], "paging": {"cursors": {"after": "a"}, "next": "x"}}
    wire.replies.extend([answer(200, page)] * 2 + [reset] * 9)

    assert len(list(graph.get_all_connections("7", "media"))) == 2


@pytest.mark.parametrize("body", [{}, {"data": None}, {"data": {}}, {"data": ["x", 1]}, {"data": [], "paging": []}])
def test_a_list_of_another_shape_is_empty(wire: Wire, graph: Graph, body: object) -> None:
    wire.replies.append(answer(200, body))

    assert list(graph.get_all_connections("7", "media")) == []


def test_each_read_of_a_batch_succeeds_or_fails_by_itself(wire: Wire, graph: Graph) -> None:
    parts = [
        {"code": 200, "body": '{"id": "7"}'},
        {"code": 400, "body": '{"error": {"code": 100, "error_subcode": 33}}'},
        None,
        {"code": 400, "body": '{"error": {"code": 4}}'},
    ]
    wire.replies.append(answer(200, parts))

    first, *others = graph.batch(["7", "8", "9", "10", "11"])
    assert first == {"id": "7"}
    assert [type(one) for one in others] == [Stale, Unavailable, RateLimited, Unavailable]
    assert (len(wire.heard), graph.calls) == (1, 5)


def test_a_batch_is_tried_again_as_reads_are_and_keeps_its_token_out_of_the_address(wire: Wire, graph: Graph) -> None:
    wire.replies.extend([reset, answer(200, [{"code": 200, "body": "{}"}])])

    assert graph.batch(["7?fields=id"]) == [{}]
    assert {one.path for one in wire.heard} == {"/v26.0"}
    assert parse_qs(wire.heard[-1].body.decode())["access_token"] == [TOKEN]


@pytest.mark.parametrize("trouble", [error(190), error(4), error(36003), answer(200, "null")])
def test_trouble_with_a_whole_batch_is_raised(wire: Wire, graph: Graph, trouble: Reply) -> None:
    wire.replies.append(trouble)

    with pytest.raises(PlatformError):
        graph.batch(["7", "8"])
