"""Faults on demand: what each is to the client that publishes, through the sandbox and through a proxy before it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import requests
from proxy import Mood, in_front_of
from sandbox_client import Client, opened

from brandbot.errors import OutcomeUnknown, PlatformError, RateLimited, Unauthorized, Unavailable
from brandbot.platforms.graph import Graph, Patience
from brandbot.sandbox import APP_SECRET, IG_ID, PAGE_ID, PAGE_TOKEN
from brandbot.sandbox.faults import Faults, rule
from brandbot.sandbox.mishaps import MISHAPS

ENDLESS = ("hang-before", "hang-after", "drip")
PATIENT = Patience(connect=5, read=5, write=5, backoff=0)
IMPATIENT = Patience(connect=0.4, read=0.4, write=0.4, backoff=0)  # only where nothing else ends the wait
CONTAINER_ONLY = ("container-error", "container-expired", "status-only")
LIMITS = [name for name in MISHAPS if name.startswith(("429", "code-4-", "code-17-", "code-32-", "code-613-"))]


@pytest.fixture
def meta() -> Iterator[Client]:
    with opened() as client:
        yield client


def graph_of(url: str, *, patient: bool = True) -> Graph:
    return Graph(PAGE_TOKEN, app_secret=APP_SECRET, base_url=url, patience=PATIENT if patient else IMPATIENT)


def live(meta: Client) -> list[str]:
    return [row["id"] for row in meta.sandbox.record() if row["is_published"]]


def commit(graph: Graph, draft: str) -> None:
    graph.commit(draft, proof="success", is_published=True)


@pytest.mark.parametrize("name", sorted(MISHAPS.keys() - set(CONTAINER_ONLY)))
def test_a_visible_call_that_meets_a_fault_is_done_or_not_as_the_fault_says_and_never_looks_refused(
    meta: Client, name: str
) -> None:
    draft = meta.draft()
    meta.sandbox.fault(match=f"POST .*{draft}", name=name)

    proof = Unauthorized if "190" in name else OutcomeUnknown  # a dead token is the one sure refusal among them
    with pytest.raises(proof):
        commit(graph_of(meta.sandbox.url, patient=name not in ENDLESS), draft)

    assert live(meta) == ([draft] if MISHAPS[name][0] == "after" else [])


@pytest.mark.parametrize("name", sorted(MISHAPS.keys() - set(CONTAINER_ONLY)))
def test_an_invisible_call_that_meets_a_fault_tells_what_to_do_next(meta: Client, name: str) -> None:
    meta.sandbox.fault(match="POST .*feed", name=name)

    with pytest.raises(PlatformError) as caught:
        graph_of(meta.sandbox.url, patient=name not in ENDLESS).put_object(
            PAGE_ID, "feed", message="x", published=False
        )

    blocked = ("code-190", "code-368", "code-2207051")
    expected = Unauthorized if name.startswith(blocked) else RateLimited if name in LIMITS else Unavailable
    assert type(caught.value) is expected
    assert len(meta.sandbox.record()) == (MISHAPS[name][0] == "after")


def test_a_429_tells_when_calls_are_taken_again(meta: Client) -> None:
    meta.sandbox.fault(name="429-before")

    with pytest.raises(RateLimited) as caught:
        graph_of(meta.sandbox.url).get_object(PAGE_ID, fields="id")
    assert caught.value.wait.total_seconds() == 300


@pytest.mark.parametrize("fate", ["error", "expired"])
def test_a_container_can_end_after_it_was_made_and_is_not_published_then(meta: Client, fate: str) -> None:
    meta.sandbox.fault(match="POST .*media$", name=f"container-{fate}")
    made = meta.post(f"{IG_ID}/media", image_url=meta.picture_url())["id"]

    told = meta.get(made, fields="status_code,status")
    assert told["status_code"] == fate.upper()
    assert told["status"].upper().startswith(fate.upper())
    assert meta.post(f"{IG_ID}/media_publish", creation_id=made)["error"]["code"] == 24


def test_a_status_can_come_without_its_code(meta: Client) -> None:
    made = meta.container()
    meta.sandbox.fault(match=f"GET .*{made}", name="status-only")

    assert meta.get(made, fields="status_code,status").keys() == {"id", "status"}
    assert meta.get(made, fields="status_code,status")["status_code"] == "FINISHED"


def _lots(seed: int, **values: Any) -> list[int]:
    with opened() as meta:
        body = {"seed": seed, "rate": 0.3, "names": ["code-2-before", "html-502-before", "429-before"], **values}
        assert requests.post(f"{meta.sandbox.url}admin/faults", json=body, timeout=10).ok
        url = f"{meta.sandbox.url}{PAGE_ID}"
        return [meta.session.get(url, timeout=10).status_code for _ in range(60)]


def test_the_same_seed_draws_the_same_faults_and_another_seed_others() -> None:
    first = _lots(7)

    assert first == _lots(7) != _lots(8)
    assert 5 < len([status for status in first if status != 200]) < 35
    assert set(first) == {200, 500, 502, 429}


def test_lots_hit_only_what_they_are_drawn_for() -> None:
    assert set(_lots(7, rate=1.0, match="POST")) == {200}


@pytest.mark.parametrize(
    "wrong", [{"name": "explode"}, {"seed": 1, "rate": 0.1, "names": []}, {"seed": 1, "rate": 2}, {"seed": 1}]
)
def test_a_fault_that_does_not_exist_is_refused(meta: Client, wrong: dict[str, Any]) -> None:
    assert requests.post(f"{meta.sandbox.url}admin/faults", json=wrong, timeout=10).status_code == 400


def test_what_hangs_ends_when_the_caller_hangs_up(meta: Client) -> None:
    """Else every hung call would keep one of the sandbox's threads."""
    meta.sandbox.fault(name="hang-before", match=f"GET .*{PAGE_ID}", times=30)
    for _ in range(30):
        with pytest.raises(requests.ReadTimeout):
            requests.get(f"{meta.sandbox.url}{PAGE_ID}", timeout=0.02)

    assert meta.get(IG_ID, access_token=PAGE_TOKEN)["id"] == IG_ID


def test_a_fault_that_is_cleared_before_its_request_hangs_lets_it_go_at_once() -> None:
    faults = Faults()
    faults.add(rule(name="hang-after"))
    assert faults.take(f"GET /{PAGE_ID}")
    faults.clear()

    assert faults.hang(lambda: False, seconds=5)


@pytest.mark.parametrize("mood", sorted(set(Mood) - {Mood.PASS}, key=str))
def test_what_a_network_does_to_a_visible_call_is_a_doubt_and_never_a_refusal(meta: Client, mood: Mood) -> None:
    draft = meta.draft()
    with in_front_of(meta.sandbox.url) as proxy:
        proxy.then(mood)
        patient = mood in (Mood.RESET_ON_ACCEPT, Mood.RESET_WHEN_ANSWERED)
        # Cut on accept, the request may not even have begun to leave, and then it certainly was not done.
        doubt = (OutcomeUnknown, Unavailable) if mood is Mood.RESET_ON_ACCEPT else OutcomeUnknown
        with pytest.raises(doubt):
            commit(graph_of(proxy.url, patient=patient), draft)

    assert live(meta) == ([] if mood in (Mood.RESET_ON_ACCEPT, Mood.SWALLOW) else [draft])


@pytest.mark.parametrize("mood", sorted(set(Mood) - {Mood.PASS}, key=str))
def test_what_a_network_does_to_an_invisible_call_is_a_reason_to_try_again(meta: Client, mood: Mood) -> None:
    with in_front_of(meta.sandbox.url) as proxy:
        proxy.then(mood)
        with pytest.raises(Unavailable):
            graph_of(proxy.url, patient=False).put_object(PAGE_ID, "feed", message="x", published=False)


def test_a_read_goes_through_after_two_connections_were_cut(meta: Client) -> None:
    with in_front_of(meta.sandbox.url) as proxy:
        proxy.then(Mood.RESET_ON_ACCEPT, Mood.RESET_ON_ACCEPT)
        graph = graph_of(proxy.url)
        assert graph.get_object(PAGE_ID, fields="id")["id"] == PAGE_ID
        graph.session.close()
