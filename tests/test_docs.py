"""The documents tell the truth: commands, words, links and samples are held against the code."""

from __future__ import annotations

import ast
import csv
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import typer

from brandbot.cli import app
from brandbot.drawing import ELEMENTS
from brandbot.errors import Message
from brandbot.listings import STATES
from brandbot.model import Metric, PostState
from brandbot.operate.workspace import init
from brandbot.platforms import facebook, instagram
from brandbot.sources import Workspace, read_workspace
from brandbot.sources.entries import ScheduleFile
from brandbot.sources.events import OBSERVANCE
from brandbot.sources.figures import FiguresFile
from brandbot.sources.look_entries import LookFile
from brandbot.sources.partners import PartnersFile
from brandbot.sources.settings import ConfigFile
from brandbot.sources.templates import TemplateFile
from brandbot.sources.yaml import compose
from brandbot.wording import Wording

ROOT = Path(__file__).parents[1]
READMES = (ROOT / "README.md", ROOT / "README.id.md")
MANUAL = ROOT / "docs" / "panduan.md"
GLOSSARY = ROOT / "docs" / "glossary.md"
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
INDONESIAN = Wording("id")

_FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s#]*)(?:#([^)\s]+))?\)")
_COMMAND = re.compile(r"\bbrandbot(?: -C \S+)? ([a-z][a-z-]*)")
_OPTION = re.compile(r"(?<![\w-])(--[a-z][a-z-]+)")


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def ids(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def fences(page: Path, *languages: str) -> list[str]:
    """The fenced blocks in these languages, without the indentation of a list."""
    found = [match.groups() for match in _FENCE.finditer(text_of(page))]
    return [re.sub(f"(?m)^{indent}", "", body) for indent, language, body in found if language in languages]


def code(page: Path) -> Iterator[str]:
    """What stands in a page as code: shell blocks, and words between backticks."""
    yield from fences(page, "sh", "bat")
    yield from re.findall(r"`([^`\n]+)`", _FENCE.sub("", text_of(page)))


def commands() -> Mapping[str, Any]:
    group: Any = typer.main.get_command(app)
    return dict(group.commands)


def options() -> set[str]:
    return {"--help", *_options(typer.main.get_command(app))}


def _options(command: Any) -> Iterator[str]:
    """The options of a command and of those below it."""
    yield from (name for option in command.params for name in option.opts)
    for below in getattr(command, "commands", {}).values():
        yield from _options(below)


@pytest.mark.parametrize("page", [*READMES, MANUAL], ids=ids)
def test_every_command_is_told(page: Path) -> None:
    text = text_of(page)

    missing = [name for name in commands() if not re.search(rf"brandbot {name}\b|`{name}`", text)]

    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=ids)
def test_no_page_tells_of_a_command_or_option_that_is_not_there(page: Path) -> None:
    told = "\n".join(code(page))

    assert set(_COMMAND.findall(told)) - set(commands()) - {"brandbot"} == set()
    assert set(_OPTION.findall(told)) - options() == set()


def test_every_state_and_metric_stands_in_the_glossary() -> None:
    text = text_of(GLOSSARY)

    missing = [word for word in (*PostState, *Metric) if f"| `{word}` |" not in text]

    assert missing == []


def test_the_glossary_has_metas_name_of_every_metric() -> None:
    rows = {match[1]: match[0] for match in re.finditer(r"^\| `(\w+)` \|.*$", text_of(GLOSSARY), re.MULTILINE)}
    names = [
        *((metric, name) for name, metric in facebook.INSIGHTS.items()),
        *((metric, field[0]) for counts in (facebook.COUNTS, instagram.COUNTS) for metric, field in counts.values()),
        *((metric, name) for metrics in instagram.INSIGHTS.values() for name, metric in metrics.items()),
    ]

    assert [name for metric, name in names if f"`{name}`" not in rows[metric]] == []


@pytest.mark.parametrize("page", [MANUAL, GLOSSARY], ids=ids)
def test_states_have_the_name_that_a_person_sees(page: Path) -> None:
    text = text_of(page).casefold()

    assert [state for state in PostState if INDONESIAN.say(STATES[state]) not in text] == []


def reasons_to_hold() -> Iterator[str]:
    """What a held event says in Indonesian, up to its cure, with gaps filled as in the manual."""
    said = {"given": "29", "needed": "32", "value": "0 dari 24"}
    for name in ("holds", "plan", "agreements", "consent"):
        tree = ast.parse(text_of(ROOT / "brandbot" / "pipeline" / f"{name}.py"))
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Message"):
                continue
            if isinstance(node.args[0], ast.Constant):
                text = str(node.args[0].value)
                gaps = re.findall(r"{(\w+)}", text)
                yield INDONESIAN.say(Message(text, **{gap: said.get(gap, "…") for gap in gaps})).partition(";")[0]


def test_every_reason_for_holding_an_event_has_its_cure_in_the_manual() -> None:
    text = text_of(MANUAL)
    late = "waktunya habis"

    missing = [reason for reason in reasons_to_hold() if reason not in text and not reason.startswith(late)]

    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=ids)
def test_links_lead_somewhere(page: Path) -> None:
    text = _FENCE.sub("", text_of(page))
    broken = []
    for path, anchor in _LINK.findall(text):
        if path.startswith(("https://", "http://")):
            continue
        target = page.parent / path if path else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(f"{path}#{anchor}")

    assert broken == []


def anchors(page: Path) -> list[str]:
    """The headings of a page as GitHub makes addresses of them."""
    titles = re.findall(r"^#+ (.+)$", _FENCE.sub("", text_of(page)), re.MULTILINE)
    return [re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("docs") / "school"
    init(folder)
    return folder


def read(workspace: Path) -> Workspace:
    return read_workspace(workspace, ["facebook", "instagram"], ZoneInfo("Asia/Jakarta"), ELEMENTS)


@pytest.fixture
def schedules(workspace: Path, tmp_path: Path) -> Iterator[Path]:
    """The sample's schedules folder without its files, for the time of a test."""
    folder = workspace / "schedules"
    aside = folder.rename(tmp_path / "schedules")
    folder.mkdir()
    yield folder
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()
    aside.rename(folder)


SAMPLES = [
    pytest.param(sample, id=f"{ids(page)}-{number}")
    for page in PAGES
    for number, sample in enumerate(fences(page, "yaml"))
]


@pytest.mark.parametrize("sample", SAMPLES)
def test_samples_are_what_brandbot_reads(sample: str, workspace: Path, schedules: Path) -> None:
    if sample.lstrip().startswith("- "):  # an event to stand below others
        sample = f"events:\n{sample}"
    document = compose(sample, "sample.yaml")
    assert isinstance(document.data, dict)
    keys = document.data.keys()

    if keys <= ScheduleFile.model_fields.keys():
        (schedules / "sample.yaml").write_text(sample, encoding="utf-8")
        found = read(workspace)
        assert found.problems == ()
        assert len(found.events) + len(found.rules) + len(found.periods) > 0
        assert {event.kind for event in found.events} <= found.templates.keys()
    elif model := next(
        (file for file in (PartnersFile, FiguresFile, LookFile, TemplateFile) if keys <= file.model_fields.keys()), None
    ):
        assert document.read(model)
        assert document.problems == []
    else:
        config: Any = compose(text_of(workspace / "config.yaml"), "config.yaml").data
        for key, value in document.data.items():
            config[key] = config.get(key, {}) | value if isinstance(value, dict) else value
        ConfigFile.model_validate(config)


def test_the_manuals_example_of_a_mistake_is_what_check_says(workspace: Path, schedules: Path) -> None:
    sample = next(sample for sample in fences(MANUAL, "yaml") if sample.startswith("events:"))
    typo = sample.replace("bengkel-rekaan-jaya", "bengkel-rekaan-jya")
    (schedules / "events.yaml").write_text(typo, encoding="utf-8")

    [problem] = read(workspace).problems

    assert f"{problem.place}: {INDONESIAN.say(problem.message)}" in text_of(MANUAL)


def test_the_manuals_columns_are_a_table_that_can_be_read(workspace: Path, schedules: Path) -> None:
    rows = [line.split("|")[1] for line in text_of(MANUAL).splitlines() if re.match(r"\| `\w+`( \*)?[ ,]", line)]
    columns = [name for row in rows for name in re.findall(r"`(\w+)`", row)]
    columns = columns[columns.index("event_id") : columns.index("batal") + 1]
    needed = {"event_id": "EV-1", "jenis": "pkl", "judul": "Mulai PKL", "tanggal": "03/09/2026"}
    with (schedules / "table.csv").open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file, delimiter=";")
        table.writerow(columns)
        table.writerow([needed.get(column, "") for column in columns])

    found = read(workspace)

    assert found.problems == ()
    assert [event.id for event in found.events] == ["EV-1"]


def test_the_manual_names_every_kind_that_has_a_template(workspace: Path, schedules: Path) -> None:
    assert list(schedules.iterdir()) == []
    text = text_of(MANUAL)

    kinds = [template for template in read(workspace).templates.values() if template.kind != OBSERVANCE]

    assert [template.kind for template in kinds if f"`{template.names[0]}`" not in text] == []


def test_both_readmes_are_short_and_twins() -> None:
    english, indonesian = (text_of(page).splitlines() for page in READMES)

    assert max(len(english), len(indonesian)) <= 120
    for mark in ("## ", "### ", "| ", "- ", "```", "1. ", "3. ", "!["):
        assert [line.startswith(mark) for line in english].count(True) == [
            line.startswith(mark) for line in indonesian
        ].count(True), mark


def test_the_changelog_has_a_place_for_what_comes_next() -> None:
    assert "\n## [Unreleased]\n" in text_of(ROOT / "CHANGELOG.md")


@pytest.mark.parametrize("page", PAGES, ids=ids)
def test_no_page_names_a_path_of_one_machine(page: Path) -> None:
    assert re.findall(r"(?<![\w.])/(?:home|root|Users)/", text_of(page)) == []


@pytest.mark.parametrize("page", DECISIONS, ids=ids)
def test_a_decision_asks_answers_and_tells_what_it_costs(page: Path) -> None:
    title, empty, answer, *rest = text_of(page).splitlines()

    assert title.startswith("# ")
    assert title.endswith("?")
    assert page.stem[5:] == re.sub(r"[^a-z]+", "-", title.lower()).strip("-")
    assert (empty, answer[:2]) == ("", "**")
    assert "## What it costs" in rest
    assert len(rest) <= 27


def test_decisions_are_numbered_without_gaps() -> None:
    assert [page.name[:4] for page in DECISIONS] == [f"{number:04}" for number in range(1, len(DECISIONS) + 1)]
