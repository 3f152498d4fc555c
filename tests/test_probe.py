"""Probing a test Page: each open question is answered by what the sandbox is told to do, and the choice follows."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from filelock import FileLock
from platforms_fixtures import make_outgoing
from school import config_of, make_school

from brandbot import sandbox
from brandbot.config import Config, Folder
from brandbot.errors import Message, Refused
from brandbot.model import Channel, Network, Sequence
from brandbot.operate import probe as probing
from brandbot.operate.accounts import as_probed, connect
from brandbot.operate.choice import NO, UNKNOWN, YES, Question, Way, choose
from brandbot.operate.probe import Found, Person, named_page, probe
from brandbot.platforms.base import StepKind
from brandbot.platforms.graph import Graph
from brandbot.sandbox.accounts import PERMISSIONS
from brandbot.store import Store

NOW = dt.datetime(2026, 8, 12, 11, 30, tzinfo=dt.UTC)
PAGE = Channel("facebook", Network.FACEBOOK, sandbox.PAGE_ID)


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_school(tmp_path_factory.mktemp("probe") / "school")


@pytest.fixture
def meta() -> Iterator[sandbox.Sandbox]:
    with sandbox.start(now=NOW) as running:
        yield running


@pytest.fixture
def config(original: Path, meta: sandbox.Sandbox, tmp_path: Path) -> Config:
    """The sample's settings, with a store of the test's own."""
    return replace(config_of(original, meta), store_url=f"sqlite:///{tmp_path / 'store.sqlite'}", root=tmp_path)


class Beside:
    """A person who answers what they are asked, and the time that passes meanwhile."""

    def __init__(self, meta: sandbox.Sandbox, sees: tuple[bool | None, ...] = ()) -> None:
        self.meta, self.now = meta, NOW
        self.sees = itertools.chain(sees, itertools.repeat(None))
        self.told: dict[Question, tuple[str, str]] = {}
        self.asked: list[str] = []

    def ask(self, question: Message) -> bool | None:
        self.asked.append(str(question))
        return next(self.sees)

    def pause(self, seconds: float) -> None:
        self.now += dt.timedelta(seconds=seconds)
        self.meta.set_clock(self.now)

    def tell(self, question: Question, answer: str, detail: str) -> None:
        self.told[question] = answer, detail

    def probe(self, config: Config) -> Found:
        return probe(config, PAGE, NOW, Person(self.tell, self.ask), self.pause)

    @property
    def answers(self) -> Mapping[Question, str]:
        return {question: answer for question, (answer, _) in self.told.items()}


def left_over(meta: sandbox.Sandbox) -> list[str]:
    """What was made and is still there; containers vanish by themselves."""
    return [row["id"] for row in meta.record() if not row["deleted"] and row["kind"] != "container"]


def test_every_question_is_answered_kept_and_cleared_away(meta: sandbox.Sandbox, config: Config) -> None:
    beside = Beside(meta, (True, True))
    found = beside.probe(config)

    assert beside.answers == {
        Question.IN_HEADER: YES,
        Question.IN_FORM: YES,
        Question.DRAFT: YES,
        Question.DRAFT_TWICE: YES,
        Question.DRAFT_TOGETHER: YES,
        Question.DRAFT_TIME: "publish",
        Question.DRAFT_INSIGHTS: YES,
        Question.DRAFT_DELETE: YES,
        Question.PUBLIC: YES,
        Question.ON_TOP: YES,
        Question.SCHEDULED: YES,
        Question.MUTATION_ID: NO,
        Question.PHOTO_AGAIN: "refused",
        Question.PAGE_STORY: YES,
        Question.LIST_LAG: "0",
        Question.PAGE_HOSTING: YES,
        Question.CONTAINER_TWICE: "error",
        Question.STATUS_LAG: "0",
        Question.QUOTA: YES,
        Question.MEDIA_LAG: "0",
    }
    assert set(Question) - beside.answers.keys() == {Question.FOLDER_HOSTING}
    assert found == Found(Way(), (), ())
    assert left_over(meta) == []
    with closing(Store(config.store_url)) as store:
        assert store.probes.answers(sandbox.PAGE_ID) == beside.answers
        assert {probed.at for probed in store.probes.of(sandbox.PAGE_ID)} == {NOW}


def test_the_person_is_asked_only_for_what_no_program_sees(meta: sandbox.Sandbox, config: Config) -> None:
    beside = Beside(meta, (True, True))
    beside.probe(config)

    assert len(beside.asked) == 2
    assert meta.url in beside.asked[0]


def test_what_nobody_sees_is_the_apps_mode_and_no_reason_for_another_way(meta: sandbox.Sandbox, config: Config) -> None:
    beside = Beside(meta, (False,))
    found = beside.probe(config)

    assert beside.answers[Question.PUBLIC] == NO
    assert Question.ON_TOP not in beside.answers
    assert found.way.sequence is Sequence.DRAFT


@pytest.mark.parametrize("sees", [(None,), (True, None)])
def test_what_is_skipped_stays_open(meta: sandbox.Sandbox, config: Config, sees: tuple[bool | None, ...]) -> None:
    beside = Beside(meta, sees)
    beside.probe(config)

    assert Question.ON_TOP not in beside.answers


NO_INSIGHTS = tuple(name for name in PERMISSIONS if name != "read_insights")
OTHERWISE: dict[str, tuple[dict[str, object], dict[Question, str]]] = {
    "drafts": ({"drafts": False}, {Question.DRAFT: NO}),
    "mutation ids": ({"mutation_ids": True}, {Question.MUTATION_ID: YES}),
    "page pictures": ({"page_pictures": False}, {Question.PAGE_HOSTING: NO}),
    "the same id": ({"second_publish": "same_id"}, {Question.CONTAINER_TWICE: "same"}),
    "a duplicate": ({"second_publish": "duplicate"}, {Question.CONTAINER_TWICE: "duplicate"}),
    "lists": ({"list_lag": 7}, {Question.LIST_LAG: "10", Question.MEDIA_LAG: "10"}),
    "never in lists": ({"list_lag": 9999}, {Question.LIST_LAG: UNKNOWN, Question.DRAFT_TOGETHER: UNKNOWN}),
    "a status": ({"status_lag": 3}, {Question.STATUS_LAG: "15"}),
    "a header": ({"header_tokens": False}, {Question.IN_HEADER: NO, Question.IN_FORM: YES, Question.DRAFT: YES}),
    "no insights": ({"permissions": NO_INSIGHTS}, {Question.DRAFT_INSIGHTS: NO}),
}


@pytest.mark.parametrize("sort", OTHERWISE)
def test_a_meta_that_does_otherwise_gives_other_answers(meta: sandbox.Sandbox, config: Config, sort: str) -> None:
    settings, expected = OTHERWISE[sort]
    meta.configure(**settings)
    beside = Beside(meta)
    beside.probe(config)

    assert {question: beside.answers.get(question) for question in expected} == expected
    assert left_over(meta) == []


def test_a_container_that_never_gets_ready_answers_nothing(meta: sandbox.Sandbox, config: Config) -> None:
    meta.configure(container_polls=99)
    beside = Beside(meta)
    answers: dict[Question, str] = {}
    person = Person(lambda question, answer, _detail: answers.update({question: answer}), beside.ask)
    probe(config, PAGE, NOW, person, lambda _seconds: None)  # a clock that stands still

    assert (answers[Question.PAGE_HOSTING], answers[Question.CONTAINER_TWICE]) == (UNKNOWN, UNKNOWN)


@pytest.mark.parametrize(
    ("row", "expected"),
    [({"media_id": "7"}, NO), ({}, NO), ({"post_id": "another"}, UNKNOWN)],
)
def test_a_story_that_is_known_by_something_else_is_told(
    meta: sandbox.Sandbox, config: Config, monkeypatch: pytest.MonkeyPatch, row: dict[str, str], expected: str
) -> None:
    real = Graph.get_connections

    def listed(graph: Graph, parent: str, name: str, **more: object) -> dict[str, object]:
        answer: dict[str, object] = real(graph, parent, name, **more)
        if (parent, name) == (sandbox.PAGE_ID, "stories"):
            rows = answer["data"]
            assert isinstance(rows, list)
            answer["data"] = [{"post_id": one["post_id"]} | row for one in rows]
        return answer

    monkeypatch.setattr(Graph, "get_connections", listed)
    beside = Beside(meta)
    beside.probe(config)

    assert beside.answers[Question.PAGE_STORY] == expected


def test_copies_of_a_post_are_counted_and_cleared_away(
    meta: sandbox.Sandbox, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A Meta whose second commit makes a second post: here it is made by hand, with the same text."""
    real = probing.page._publish
    graphs: list[str] = []

    def doubling(graph: Graph, post: str) -> None:
        real(graph, post)
        graphs.append(post)
        if graphs.count(post) > 1:
            text = graph.get_object(post, fields="message")["message"]
            graph.put_object(sandbox.PAGE_ID, "feed", message=text)

    monkeypatch.setattr(probing.page, "_publish", doubling)
    beside = Beside(meta)
    found = beside.probe(config)

    assert (beside.answers[Question.DRAFT_TWICE], beside.answers[Question.DRAFT_TOGETHER]) == (NO, NO)
    assert found.way.sequence is Sequence.SCHEDULED
    assert left_over(meta) == []


FAULTS: dict[str, tuple[str, str, set[Question]]] = {
    "nothing answers": (".", "before", set()),
    "no draft is made": (r"POST /v26.0/\d+/feed", "before", {Question.IN_HEADER, Question.PAGE_HOSTING}),
    "a draft can't be deleted": (r"DELETE /v26.0/\d+_\d+", "before", {Question.DRAFT, Question.SCHEDULED}),
    "publishing is lost": (r"POST /v26.0/\d+_\d+", "before", {Question.SCHEDULED, Question.QUOTA}),
    "no story is published": ("media_publish", "before", {Question.DRAFT, Question.PAGE_HOSTING}),
}


@pytest.mark.parametrize("sort", FAULTS)
def test_trouble_leaves_a_question_open_and_the_others_go_on(meta: sandbox.Sandbox, config: Config, sort: str) -> None:
    match, _, answered = FAULTS[sort]
    meta.fault(match=match, action={"status": 500}, times=999)
    beside = Beside(meta)
    found = beside.probe(config)

    assert found.troubles
    assert answered <= beside.answers.keys()
    assert NO not in {beside.answers.get(question) for question in (Question.DRAFT, Question.SCHEDULED)}
    assert found.way == Way()


def test_what_cant_be_cleared_away_is_named(meta: sandbox.Sandbox, config: Config) -> None:
    meta.fault(match="^DELETE", action={"status": 500}, times=999)
    found = Beside(meta).probe(config)

    posts = [row["id"] for row in meta.record() if row["is_published"]]
    assert set(posts) <= set(found.left)


def test_a_draft_that_stays_after_deleting_is_told(
    meta: sandbox.Sandbox, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Graph, "delete_object", lambda _graph, _id: {"success": True})
    beside = Beside(meta)
    beside.probe(config)

    assert beside.answers[Question.DRAFT_DELETE] == NO


def test_a_photo_that_is_taken_again_is_told(
    meta: sandbox.Sandbox, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = probing.lab.Lab.draft
    monkeypatch.setattr(probing.lab.Lab, "draft", lambda lab, _photo, **more: real(lab, lab.photo(), **more))
    beside = Beside(meta)
    beside.probe(config)

    assert beside.answers[Question.PHOTO_AGAIN] == "taken"


def test_without_instagram_only_the_page_is_asked(meta: sandbox.Sandbox, config: Config) -> None:
    beside = Beside(meta)
    beside.probe(replace(config, channels=config.channels[:1]))

    assert Question.DRAFT in beside.answers
    assert Question.PAGE_HOSTING not in beside.answers


def test_a_folder_of_the_schools_is_tried_too(
    meta: sandbox.Sandbox, config: Config, tmp_path: Path, served: Callable[[Path], str]
) -> None:
    folder = tmp_path / "public"
    folder.mkdir()
    beside = Beside(meta)
    beside.probe(replace(config, folder=Folder("public", served(folder))))

    assert beside.answers[Question.FOLDER_HOSTING] == YES
    assert list(folder.iterdir()) == []


@pytest.fixture
def served() -> Iterator[Callable[[Path], str]]:
    """A web server for a folder, as the school's web space has one."""
    servers: list[ThreadingHTTPServer] = []

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    def serve(folder: Path) -> str:
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


def test_instagram_takes_its_pictures_from_the_schools_folder(
    meta: sandbox.Sandbox, config: Config, tmp_path: Path, served: Callable[[Path], str]
) -> None:
    folder = tmp_path / "public"
    folder.mkdir()
    hosted = replace(config, hosting="folder", folder=Folder("public", served(folder)))
    platform, outgoing, done = connect(hosted)["instagram"], make_outgoing(tmp_path), dict[str, str]()
    for step in platform.steps(outgoing):
        answer = platform.run(step, outgoing, done)
        while not hasattr(answer, "remote_id"):
            answer = platform.run(step, outgoing, done)
        done[step.name] = answer.remote_id

    [live] = [row for row in meta.record() if row["is_published"]]
    assert live["pictures"] == [outgoing.renditions[0].sha256[:32]]
    assert list(folder.iterdir()) == []


def test_while_brandbot_is_at_work_no_probe_is_made(meta: sandbox.Sandbox, config: Config) -> None:
    (config.root / "data").mkdir()
    with FileLock(config.root / "data" / "brandbot.lock"), pytest.raises(Refused, match="already at work"):
        Beside(meta).probe(config)


def test_only_the_page_of_config_that_was_typed_twice_is_a_test_page(config: Config) -> None:
    assert named_page(config, sandbox.PAGE_ID, f" {sandbox.PAGE_ID}\n") == config.channels[0]
    with pytest.raises(Refused, match="connect the test Page first"):
        named_page(config, sandbox.IG_ID, sandbox.IG_ID)
    with pytest.raises(Refused, match="another number"):
        named_page(config, sandbox.PAGE_ID, sandbox.OTHER_PAGE_ID)


# What follows from the answers.

CHOICES: list[tuple[dict[str, str], Sequence | None, Way]] = [
    ({}, None, Way()),
    ({}, Sequence.SCHEDULED, Way(Sequence.SCHEDULED)),
    ({Question.SCHEDULED: NO}, Sequence.SCHEDULED, Way(Sequence.DRAFT)),
    ({Question.SCHEDULED: NO, Question.DRAFT: NO}, Sequence.SCHEDULED, Way(Sequence.DIRECT)),
    ({Question.DRAFT: UNKNOWN}, None, Way()),
    *(({str(question): NO}, None, Way(Sequence.DIRECT)) for question in (Question.DRAFT, Question.DRAFT_TWICE)),
    *(
        ({str(question): NO, Question.SCHEDULED: YES}, said, Way(Sequence.SCHEDULED))
        for question in (Question.DRAFT, Question.DRAFT_TWICE, Question.DRAFT_TOGETHER, Question.ON_TOP)
        for said in (None, Sequence.DRAFT)
    ),
    ({Question.ON_TOP: NO, Question.SCHEDULED: UNKNOWN}, None, Way(Sequence.DIRECT)),
    ({Question.PUBLIC: NO}, None, Way()),
    ({Question.IN_HEADER: NO, Question.IN_FORM: YES}, None, Way(token_in_form=True)),
    ({Question.IN_HEADER: NO, Question.IN_FORM: NO}, None, Way()),
    ({Question.PAGE_HOSTING: NO}, None, Way(page_hosting=False)),
]


@pytest.mark.parametrize(("answers", "said", "expected"), CHOICES)
def test_the_surest_way_that_works_is_chosen(answers: dict[str, str], said: Sequence | None, expected: Way) -> None:
    assert choose(answers, said) == expected


def answered(config: Config, **answers: str) -> Config:
    with closing(Store(config.store_url)) as store:
        for question, answer in answers.items():
            store.probes.save(sandbox.PAGE_ID, question, answer, "", NOW)
    return config


def test_without_a_store_nothing_is_probed_and_none_is_made(config: Config, tmp_path: Path) -> None:
    assert as_probed(config) == config
    assert as_probed(replace(config, store_url="sqlite://")).channels == config.channels
    assert not (tmp_path / "store.sqlite").exists()


def test_accounts_are_built_by_the_answers(config: Config, tmp_path: Path, meta: sandbox.Sandbox) -> None:
    meta.configure(header_tokens=False, drafts=False)
    answered(config, in_header=NO, in_form=YES, draft=NO, scheduled=NO, page_hosting=NO)
    found = as_probed(replace(config, folder=Folder("public", "https://smk-contoh.sch.id/foto")))

    assert [channel.sequence for channel in found.channels] == [Sequence.DIRECT, Sequence.DRAFT]
    assert (found.hosting, found.token_in_form) == ("folder", True)
    assert as_probed(found) == found
    page, outgoing = connect(config)["facebook"], make_outgoing(tmp_path)
    steps, done = page.steps(outgoing), dict[str, str]()
    assert [step.kind for step in steps] == [StepKind.PREPARE, StepKind.COMMIT]
    for step in steps:
        answer = page.run(step, outgoing, done)
        assert hasattr(answer, "remote_id")
        done[step.name] = answer.remote_id
    assert sum(row["is_published"] for row in meta.record()) == 1


def test_a_folder_that_nobody_described_is_no_way_out(config: Config) -> None:
    assert as_probed(answered(config, page_hosting=NO)).hosting == "facebook"


def test_without_a_page_there_is_nothing_to_choose(config: Config) -> None:
    alone = replace(config, channels=config.channels[1:])

    assert as_probed(alone) == alone


def test_hosting_that_is_nowhere_is_refused(config: Config) -> None:
    with pytest.raises(Refused, match="hosting"):
        connect(replace(config, hosting=""))


def test_a_newer_answer_takes_the_place_of_the_older(config: Config) -> None:
    answered(answered(config, draft=NO), draft=YES)

    with closing(Store(config.store_url)) as store:
        assert [probed.answer for probed in store.probes.of(sandbox.PAGE_ID)] == [YES]
