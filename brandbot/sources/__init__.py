"""A person's files become nouns and problems: events, partners, rules and templates of a workspace."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from brandbot.errors import Message
from brandbot.model import Claim, Event, Partner, Period, Place, Problem, Register, Rule, Template
from brandbot.sources.consent import read_register, register_files
from brandbot.sources.feedback import Feedback, read_feedback
from brandbot.sources.figures import read_figures
from brandbot.sources.files import Assets, content_of, shown
from brandbot.sources.looks import Look, read_house, read_look
from brandbot.sources.mistakes import alike
from brandbot.sources.partners import names_of, read_partners
from brandbot.sources.schedules import Schedule, read_schedule, without_doubles, without_twins
from brandbot.sources.school import School
from brandbot.sources.tables import read_table
from brandbot.sources.templates import FILE, look_files, own_files, read_template, shared_files

__all__ = ["Workspace", "read_workspace", "stamps", "workspace_files"]

FIGURES_FILE = "figures.yaml"
FEEDBACK = "feedback"  # the folder of the sheets that came back
_READ = frozenset({".yaml", ".yml", ".csv", ".xlsx", ".xls", ".xlsm", ".ods"})


@dataclass(frozen=True, slots=True)
class Workspace:
    """What a workspace's files say, and every mistake in them, sorted by place."""

    events: tuple[Event, ...]
    partners: Mapping[str, Partner]
    rules: tuple[Rule, ...]
    templates: Mapping[str, Template]
    problems: tuple[Problem, ...]
    school: School  # what the words of its files are looked up in
    register: Register = field(default_factory=Register)
    figures: tuple[Claim, ...] = ()  # what the school says of its outcomes
    feedback: tuple[Feedback, ...] = ()  # what pupils, teachers and partners said of the partnership
    periods: tuple[Period, ...] = ()

    @property
    def mistakes(self) -> tuple[Problem, ...]:
        """The problems that cost something: while there are any, not all that the files say is known."""
        return tuple(problem for problem in self.problems if not problem.is_notice)


def read_workspace(root: Path, channels: Collection[str], zone: ZoneInfo, elements: Mapping[str, type]) -> Workspace:
    """Read partners.yaml, templates/, schedules/, figures.yaml, feedback/ and consent/.

    What is wrong costs itself and is a Problem.
    """
    problems: list[Problem] = []
    templates = _templates(root, elements, problems)
    partners, wrong = read_partners(root / "partners.yaml", root)
    problems += wrong
    kinds = _kinds(templates.values(), root, problems)
    names = {name: partner.id for partner in partners for name in names_of(partner)}
    school = School(names, kinds, channels, Assets(root / "assets"), zone)
    events: list[Event] = []
    rules: list[Rule] = []
    periods: list[Period] = []
    for file in _schedule_files(root):
        said = _read(file, root, school)
        events += said.events
        rules += said.rules
        periods += said.periods
        problems += said.problems
    own_rules, doubles = without_doubles(rules)
    own_events, twins = without_twins(events)
    register, unread = read_register(root)
    figures, wrong_figures = read_figures(root / FIGURES_FILE, root)
    feedback = tuple(_feedback(root, problems))
    problems += (*doubles, *twins, *unread, *wrong_figures)
    return Workspace(
        events=own_events,
        partners={partner.id: partner for partner in partners},
        rules=own_rules,
        templates=templates,
        problems=tuple(sorted(problems, key=lambda problem: problem.place)),
        register=register,
        school=school,
        figures=figures,
        feedback=feedback,
        periods=tuple(periods),
    )


@dataclass(frozen=True, slots=True)
class _Written:
    """What the templates are read from: the same where the same is written, wherever it lies."""

    content: str
    elements: tuple[tuple[str, type], ...]
    root: Path = field(compare=False)


def _templates(root: Path, elements: Mapping[str, type], problems: list[Problem]) -> dict[str, Template]:
    """The templates by kind. Nothing takes as long to read, so what is written as before is not read again."""
    folders = _template_folders(root)
    if not folders:
        return {}
    files = [*(file for folder in folders for file in own_files(folder)), *shared_files(root / "templates")]
    content, elements_ = content_of(files, root), tuple(elements.items())
    read = _read_templates if content else _read_templates.__wrapped__
    templates, wrong = read(_Written(content, elements_, root))
    problems += wrong
    return {template.kind: replace(template, folder=root / "templates" / template.kind) for template in templates}


@lru_cache(maxsize=4)
def _read_templates(written: _Written) -> tuple[tuple[Template, ...], tuple[Problem, ...]]:
    """The templates; without the house that they share there are none."""
    root, elements = written.root, dict(written.elements)
    house, wrong = read_house(root, elements)
    problems = [*wrong]
    if house is None:
        return (), tuple(problems)
    looks: dict[str, Look | None] = {}
    for file in look_files(root / "templates"):
        looks[file.stem], wrong = read_look(file, root, elements, house)
        problems += wrong
    templates = []
    for folder in _template_folders(root):
        template, wrong = read_template(folder, root, elements, house, looks)
        problems += wrong
        templates += [template] if template else []
    return tuple(templates), tuple(problems)


def _read(file: Path, root: Path, school: School) -> Schedule:
    match file.suffix.lower():
        case ".yaml" | ".yml":
            return read_schedule(file, root, school)
        case _:
            events, problems = read_table(file, shown(file, root), school)
            return Schedule(events, problems=problems)


def _feedback(root: Path, problems: list[Problem]) -> Iterator[Feedback]:
    for file in _sheets(root / FEEDBACK):
        answers, wrong = read_feedback(file, shown(file, root))
        problems += wrong
        yield from answers


def _kinds(templates: Collection[Template], root: Path, problems: list[Problem]) -> Mapping[str, str]:
    """Every word for a kind; its folder's name goes before what another template claims."""
    kinds = {template.kind: template.kind for template in templates}
    for template in templates:
        for name in template.names:
            word = alike(name).replace(" ", "_")
            if kinds.setdefault(word, template.kind) != template.kind:
                message = Message("the name '{name}' already means the kind '{kind}'", name=name, kind=kinds[word])
                problems.append(Problem(Place(shown(template.folder / FILE, root)), message))
    return kinds


def workspace_files(root: Path) -> tuple[Path, ...]:
    """What the workspace is read from, to see by size and time whether it changed.

    Of assets/ the folders only: their time changes when a file comes or goes.
    """
    assets = root / "assets"
    folders = [assets, *(path for path in assets.rglob("*") if path.is_dir())] if assets.is_dir() else []
    kinds = _template_folders(root)
    templates = [file for folder in kinds for file in own_files(folder)]
    shared = shared_files(root / "templates") if kinds else []
    single = [file for file in (root / "partners.yaml", root / FIGURES_FILE) if file.is_file()]
    sheets = (*_schedule_files(root), *_sheets(root / FEEDBACK))
    return (*single, *templates, *shared, *sheets, *register_files(root), *sorted(folders))


def stamps(root: Path, workspace: Workspace) -> Mapping[str, str]:
    """Time and size of all that a workspace and its pictures are made from; pictures by their name in assets/."""
    photos = {photo for event in workspace.events for photo in event.photos}
    logos = {partner.logo.file for partner in workspace.partners.values() if partner.logo}
    files = {name: root / "assets" / name for name in photos | logos}
    files |= {str(path): path for path in workspace_files(root)}
    return {name: _stamp(path) for name, path in files.items()}


def _stamp(path: Path) -> str:
    try:
        stat = path.stat()
    except OSError:  # gone since: that is a change, too
        return ""
    return f"{stat.st_mtime_ns} {stat.st_size}"


def _template_folders(root: Path) -> list[Path]:
    """The folders of templates/ that hold a kind; `reports` is none."""
    return sorted(folder for folder in (root / "templates").glob("*/") if (folder / FILE).exists())


def _schedule_files(root: Path) -> list[Path]:
    """The files of schedules/ that a person means to be read."""
    return [file for file in _meant(root / "schedules") if file.suffix.lower() in _READ]


def _sheets(folder: Path) -> list[Path]:
    """The sheets of a folder."""
    return [file for file in _meant(folder) if file.suffix.lower() in _READ - {".yaml", ".yml"}]


def _meant(folder: Path) -> list[Path]:
    return sorted(file for file in folder.glob("*") if not file.name.startswith((".", "~")))
