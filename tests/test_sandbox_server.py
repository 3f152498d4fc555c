"""The sandbox as a server: clock, record, faults, start and stop."""

from __future__ import annotations

import hashlib
import sqlite3
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest
import requests
from sandbox_client import NOW, Client, code, opened, picture

from brandbot.sandbox import IG_ID, PAGE_ID, PAGE_TOKEN, start


@pytest.fixture
def graph() -> Iterator[Client]:
    with opened() as client:
        yield client


def admin(graph: Client, path: str) -> str:
    return f"{graph.sandbox.url}admin/{path}"


def test_the_date_header_follows_the_clock(graph: Client) -> None:
    graph.walk(days=100)
    headers = graph.session.get(graph.sandbox.url + PAGE_ID, timeout=10).headers
    assert parsedate_to_datetime(headers["Date"]) == graph.now


def test_without_a_setting_the_clock_is_real(graph: Client) -> None:
    graph.sandbox.set_clock(None)
    headers = graph.session.get(graph.sandbox.url + PAGE_ID, timeout=10).headers
    assert abs((parsedate_to_datetime(headers["Date"]) - datetime.now(UTC)).total_seconds()) < 60


def test_the_clock_is_set_over_http_too(graph: Client) -> None:
    answer = requests.post(admin(graph, "clock"), json={"now": "2027-01-04T07:00:00+07:00"}, timeout=10)
    assert answer.json() == {"now": 1799020800}
    assert requests.post(admin(graph, "clock"), json={"now": None}, timeout=10).ok


@pytest.mark.parametrize("body", [{"now": "2027-01-04"}, {"now": "besok"}, {"nau": "2027-01-04T07:00Z"}])
def test_a_clock_without_zone_or_sense_is_refused(graph: Client, body: dict[str, str]) -> None:
    answer = requests.post(admin(graph, "clock"), json=body, timeout=10)
    assert (answer.status_code, "error" in answer.json()) == (400, True)


def test_the_record_shows_everything_live_or_not(graph: Client) -> None:
    draft = graph.draft("Konsep")
    graph.media(caption="Tampak")
    rows = requests.get(admin(graph, "record"), timeout=10).json()
    assert rows == graph.sandbox.record()
    assert {row["kind"] for row in rows} == {"photo", "post", "container", "media"}
    assert [row["text"] for row in rows if row["is_published"]] == ["Tampak"]
    assert next(row for row in rows if row["id"] == draft)["images"] == 1


def test_requests_are_written_down_without_secrets(graph: Client) -> None:
    graph.get(PAGE_ID, fields="name", access_token=PAGE_TOKEN)
    graph.sandbox.fault(match="POST")
    graph.post(f"{PAGE_ID}/feed", message="Halo")
    rows = requests.get(admin(graph, "requests"), timeout=10).json()
    assert rows == graph.sandbox.requests()
    assert [(row["method"], row["path"], row["status"]) for row in rows] == [
        ("GET", f"/v26.0/{PAGE_ID}", 200),
        ("POST", f"/v26.0/{PAGE_ID}/feed", None),
    ]
    assert rows[0]["parameters"] == ["access_token", "fields"]
    assert PAGE_TOKEN not in str(rows)


def test_settings_are_changed_over_http(graph: Client) -> None:
    assert requests.post(admin(graph, "settings"), json={"quota_total": 0}, timeout=10).ok
    assert code(graph.post(f"{IG_ID}/media_publish", creation_id=graph.container())) == (9, 2207042)


@pytest.mark.parametrize("values", [{"quota": 1}, {"second_publish": "twice"}])
def test_a_setting_that_does_not_exist_is_refused(graph: Client, values: dict[str, object]) -> None:
    assert requests.post(admin(graph, "settings"), json=values, timeout=10).status_code == 400
    with pytest.raises(ValueError, match=r"setting|second_publish"):
        graph.sandbox.configure(**values)


def test_the_usage_headers_tell_percent(graph: Client) -> None:
    graph.sandbox.configure(usage=100)
    headers = graph.session.get(f"{graph.sandbox.url}v25.0/{PAGE_ID}", timeout=10).headers
    assert headers["X-App-Usage"] == '{"call_count": 100, "total_time": 100, "total_cputime": 100}'
    assert '"estimated_time_to_regain_access": 5' in headers["X-Business-Use-Case-Usage"]
    assert headers["facebook-api-version"] == "v25.0"


def test_a_fault_before_leaves_the_request_undone(graph: Client) -> None:
    graph.sandbox.fault(match=f"POST .*/{PAGE_ID}/feed")
    answer = graph.post(f"{PAGE_ID}/feed", message="Halo")
    assert answer["error"]["code"] == 2
    assert graph.sandbox.record() == []
    assert "id" in graph.post(f"{PAGE_ID}/feed", message="Halo")


def test_a_fault_after_carries_the_request_out_and_says_otherwise(graph: Client) -> None:
    post = graph.draft()
    body = {"error": {"code": 4, "error_subcode": 2207051}}
    graph.sandbox.fault(match=f"POST .*{post}", when="after", action={"status": 400, "body": body})
    assert graph.post(post, is_published="true") == body
    assert [row["id"] for row in graph.sandbox.record() if row["is_published"]] == [post]


def test_a_fault_hits_so_often_and_after_so_many(graph: Client) -> None:
    graph.sandbox.fault(match="GET", times=2, skip=1, action={"status": 502, "body": "<h1>Bad gateway</h1>"})
    seen = [graph.session.get(graph.sandbox.url + PAGE_ID, timeout=10).status_code for _ in range(4)]
    assert seen == [200, 502, 502, 200]


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_reset_ends_the_connection_without_an_answer(graph: Client, when: str) -> None:
    graph.sandbox.fault(match="POST", when=when, action="reset")
    with pytest.raises(requests.ConnectionError):
        graph.post(f"{PAGE_ID}/feed", message="Halo")
    assert len(graph.sandbox.record()) == (when == "after")


def test_half_an_answer_is_no_answer(graph: Client) -> None:
    graph.sandbox.fault(match="POST", when="after", action="truncate")
    with pytest.raises(requests.exceptions.ChunkedEncodingError):
        graph.post(f"{PAGE_ID}/feed", message="Halo")
    assert len(graph.sandbox.record()) == 1


def test_what_hangs_is_let_go_when_the_faults_are_cleared(graph: Client) -> None:
    graph.sandbox.fault(match="GET", action="hang")
    with pytest.raises(requests.ReadTimeout):
        graph.session.get(graph.sandbox.url + PAGE_ID, timeout=0.2)
    assert requests.delete(admin(graph, "faults"), timeout=10).ok
    assert graph.get(PAGE_ID)["id"] == PAGE_ID


def test_faults_are_set_over_http_and_checked(graph: Client) -> None:
    faults = admin(graph, "faults")
    assert requests.post(faults, json={"match": "GET", "times": 1}, timeout=10).ok
    assert graph.get(PAGE_ID)["error"]["code"] == 2
    for wrong in ({"match": "x", "when": "during"}, {"match": "x", "action": "explode"}, {"mach": "x"}):
        assert requests.post(faults, json=wrong, timeout=10).status_code == 400


def test_clearing_drops_the_rules(graph: Client) -> None:
    graph.sandbox.fault(match="GET", times=9)
    graph.sandbox.clear_faults()
    assert graph.get(PAGE_ID)["id"] == PAGE_ID


def test_a_database_file_keeps_the_world(tmp_path: Path) -> None:
    file = tmp_path / "sandbox.sqlite"
    with start(file, now=NOW) as sandbox:
        client = Client(sandbox)
        first = client.published("Bertahan")
        client.session.close()
    with start(file, now=NOW) as sandbox:
        client = Client(sandbox)
        assert client.get(first, fields="message")["message"] == "Bertahan"
        assert client.published() != first
        client.session.close()


def test_a_taken_port_is_said_at_once(graph: Client) -> None:
    port = int(graph.sandbox.url.rsplit(":", 1)[1].rstrip("/"))
    with pytest.raises(OSError, match=r"in use|10048|10013"):
        start(port=port)


def test_a_clock_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        start(now=datetime(2026, 8, 12))  # noqa: DTZ001 - the mistake under test


def test_the_record_names_pictures_by_their_sha256(graph: Client) -> None:
    body = picture()
    graph.photo(body)
    assert graph.sandbox.record()[0]["pictures"] == [hashlib.sha256(body).hexdigest()[:32]]


def test_closing_twice_is_fine_and_leaves_no_thread() -> None:
    before = threading.active_count()
    sandbox = start()
    requests.get(sandbox.url + "halaman", timeout=10)
    sandbox.close()
    sandbox.close()
    assert threading.active_count() == before
    with pytest.raises(requests.ConnectionError):
        requests.get(sandbox.url, timeout=10)


def test_a_failed_transaction_leaves_nothing(tmp_path: Path) -> None:
    with start(tmp_path / "sandbox.sqlite", now=NOW) as sandbox:
        client = Client(sandbox)
        photo = client.photo()
        attached = f'[{{"media_fbid": "{photo}"}}, {{"media_fbid": "{photo}"}}]'
        assert code(client.post(f"{PAGE_ID}/feed", attached_media=attached)) == (100, 1366051)
        client.session.close()
        assert [row["kind"] for row in sandbox.record()] == ["photo"]


def test_many_at_once_get_different_ids(graph: Client) -> None:
    found: list[str] = []

    def make() -> None:
        with requests.Session() as session:
            for _ in range(10):
                values = {"access_token": PAGE_TOKEN, "message": "Halo"}
                found.append(session.post(f"{graph.sandbox.url}{PAGE_ID}/feed", data=values, timeout=10).json()["id"])

    threads = [threading.Thread(target=make) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(found)) == 60


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "catatan.txt"
    file.write_bytes(picture())
    with pytest.raises(sqlite3.DatabaseError):
        start(file)
