"""templates/<kind>/template.yaml: data in, a frozen Template or problems with line and column out."""

from __future__ import annotations

from pathlib import Path

import pytest
from sources_fixtures import CHANNELS, ELEMENTS, TEMPLATE, WIB, Label, read, told, write

from brandbot.model import Layout
from brandbot.sources import read_workspace, workspace_files
from brandbot.sources.templates import read_template

PATH = "templates/internship_placement/template.yaml"


def problems(root: Path, text: str) -> list[str]:
    write(root, {PATH: text})
    template, found = read_template(root / PATH.removesuffix("/template.yaml"), root, ELEMENTS)
    assert template is None
    return [str(problem).removeprefix(f"{PATH}:") for problem in found]


def test_a_template_is_read_into_its_elements(tmp_path: Path) -> None:
    folder = (write(tmp_path, {}) / PATH).parent
    template, found = read_template(folder, tmp_path, ELEMENTS)

    assert found == ()
    assert template
    assert (template.kind, template.label, template.names) == (
        "internship_placement",
        "Praktik Kerja Lapangan",
        ("pkl", "magang"),
    )
    assert (template.needs, template.folder) == (("title", "partner"), folder)
    label = Label(text="{title}", size=(40, 30), align="center", when=("photo", "!figure"))
    assert template.layouts == {"feed": Layout(1080, 1350, (label,))}


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        ("{title}", "{titel}", "9:23: 'titel' is not known here; did you mean 'title'?"),
        ("{title}", "{title.upper}", "9:23: 'title.upper' is not known here; did you mean 'title'?"),
        ("{title}", "{}", "9:23: '' is not known here; write one of: "),
        ("{title}", "{title", "9:23: '{title' is not known here; did you mean 'title'?"),
        ("!figure", "!foto", "9:79: 'foto' is not known here; did you mean 'photo'?"),
        ("label: {text", "lable: {text", "9:9: 'lable' is not known here; did you mean 'label'?"),
        ("size: [40, 30]", "sise: [40, 30]", "9:34: there is no key 'sise' here; did you mean 'size'?"),
        ("size: [40, 30]", "size: [40, besar]", "9:45: 'besar' is no number; write digits"),
        ("size: [40, 30]", "size: [40]", "9:40: 'size' has too few values; write it like …"),
        ("size: [40, 30]", "size: 40", "9:40: 'size' takes a list, even of one: [40]"),
        ("size: [40, 30]", "tracking: rapat", "9:44: 'rapat' is no number; write digits"),
        ("size: [40, 30]", "caps: mungkin", "9:40: 'mungkin' is neither true nor false; write one of the two"),
        ("align: center", "align: centre", "9:57: 'centre' is not known here; did you mean 'center'?"),
        ('text: "{title}", ', "", "9:16: 'text' is missing; write text: …"),
        ('{text: "{title}"', '{text: ["{title}"]', "9:23: 'text' takes one text here, not a list and no keys"),
        ("[title, partner]", "[titel]", "4:9: 'titel' is not known here; did you mean 'title'?"),
        ("feed:", "fed:", "6:3: 'fed' is not known here; did you mean 'feed'?"),
        ("[1080, 1350]", "[10, 1350]", "7:12: '10' is too small; it must be at least 100"),
        ("[1080, 1350]", "[1080, 5000]", "7:18: '5000' is too large; it must be at most 4000"),
        ("label: Praktik Kerja Lapangan", "", "3:1: 'label' is missing; write label: Mitra Baru"),
        ("- label: {", "- teks\n      - label: {", "9:9: 'elements' takes keys of its own here, each as 'key: value'"),
        ("- label: {", "- label: teks\n      - label: {", "9:16: 'label' takes keys of its own here, each as"),
        ("layouts:", "layouts: {}\nlayout:", "6:1: there is no key 'layout' here; did you mean 'layouts'?"),
    ],
)
def test_a_mistake_in_a_template_is_told_at_its_place(tmp_path: Path, old: str, new: str, text: str) -> None:
    assert old in TEMPLATE
    assert problems(tmp_path, TEMPLATE.replace(old, new, 1))[0].startswith(text)


def test_all_mistakes_of_a_template_are_told_together(tmp_path: Path) -> None:
    text = TEMPLATE.replace("{title}", "{a}{b}").replace("photo", "c").replace("[title", "[d")

    assert len(problems(tmp_path, text)) == 4


def test_a_brace_written_twice_is_a_brace(tmp_path: Path) -> None:
    write(tmp_path, {PATH: TEMPLATE.replace("{title}", "{{title}} {date}")})
    template, _ = read_template((tmp_path / PATH).parent, tmp_path, ELEMENTS)

    assert template


@pytest.mark.parametrize("text", ["", "a: [", "- a"])
def test_a_template_that_is_no_yaml_is_told_once(tmp_path: Path, text: str) -> None:
    assert len(problems(tmp_path, text)) == 1


def test_the_fingerprint_changes_with_each_file_that_shows(tmp_path: Path) -> None:
    folder = (write(tmp_path, {}) / PATH).parent

    def fingerprint() -> str:
        template, _ = read_template(folder, tmp_path, ELEMENTS)
        assert template
        return template.fingerprint

    seen = [fingerprint()]
    for name in (".DS_Store", "Thumbs.db"):
        (folder / name).touch()
    assert fingerprint() == seen[0]
    for name in ("caption.j2", "alt.j2", "../phrases.j2", "template.yaml"):
        with (folder / name).open("a", encoding="utf-8") as file:
            file.write("# changed\n")
        seen.append(fingerprint())
    assert len(set(seen)) == 5


def test_a_caption_that_cannot_be_opened_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = (write(tmp_path, {PATH.replace("template.yaml", "caption.j2"): ""}) / PATH).parent
    real = Path.read_bytes

    def locked(path: Path) -> bytes:
        if path.name == "caption.j2":  # as where another program holds it
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", locked)
    _, found = read_template(folder, tmp_path, ELEMENTS)

    assert "the file can't be opened (Permission denied)" in str(found[0])


def test_a_folder_without_template_yaml_is_told(tmp_path: Path) -> None:
    assert "this file is missing" in str(read_template(tmp_path / "templates", tmp_path, ELEMENTS)[1][0])


def test_a_word_for_a_kind_that_two_templates_claim_is_told(tmp_path: Path) -> None:
    other = TEMPLATE.replace("[pkl, magang]", "[Magang, internship placement]")
    write(tmp_path, {"templates/teaching/template.yaml": other})

    assert told(read(tmp_path)) == [
        "templates/teaching/template.yaml:1:1: the name 'Magang' already means the kind 'internship_placement'",
        (
            "templates/teaching/template.yaml:1:1: the name 'internship placement' already means the kind "
            "'internship_placement'"
        ),
    ]


def test_a_template_with_a_mistake_costs_no_other(tmp_path: Path) -> None:
    write(tmp_path, {"templates/teaching/template.yaml": "label: [a]"})

    assert list(read(tmp_path).templates) == ["internship_placement"]


def test_a_folder_without_a_template_is_none(tmp_path: Path) -> None:
    write(tmp_path, {"templates/reports/weekly.html.j2": ""})

    assert list(read(tmp_path).templates) == ["internship_placement"]


def test_every_file_that_is_read_is_watched(tmp_path: Path) -> None:
    files = ("schedules/a.yaml", "schedules/b.csv", "templates/phrases.j2", PATH.replace("template.yaml", "caption.j2"))
    write(tmp_path, dict.fromkeys((*files, "schedules/.hidden.yaml", "schedules/notes.txt"), "rules: []"))
    watched = {path.relative_to(tmp_path).as_posix() for path in workspace_files(tmp_path)}

    assert watched == {*files, PATH, "partners.yaml", "assets", "assets/foto"}


def test_a_workspace_with_nothing_in_it_is_told_and_does_not_fall_over(tmp_path: Path) -> None:
    workspace = read_workspace(tmp_path, CHANNELS, WIB, ELEMENTS)

    assert told(workspace) == ["partners.yaml:1:1: this file is missing; take it from a new workspace (brandbot init)"]
    assert workspace_files(tmp_path) == ()
