"""templates/<kind>/template.yaml: data in, a frozen Template or problems with line and column out."""

from __future__ import annotations

from pathlib import Path

import pytest
from sources_fixtures import CHANNELS, ELEMENTS, HOUSE, LOOK, TEMPLATE, WIB, Label, read, told, write

from brandbot.model import Template, Variant, Wording
from brandbot.sources import read_workspace, workspace_files

PATH = "templates/internship_placement/template.yaml"


LOOK_PATH = "templates/looks/card.yaml"
WITH_LOOK = """
label: Kemitraan
look: card
phases: {mou: [MoU]}
words:
  lead:
    - {text: "MoU dengan {partner}", when: [mou, "!many_partners"]}
    - {text: Bermitra}
"""


def problems(root: Path, text: str, path: str = PATH) -> list[str]:
    workspace = read(write(root, {path: text}))
    assert "internship_placement" not in workspace.templates
    return [problem.removeprefix(f"{path}:") for problem in told(workspace)]


def template_of(root: Path, text: str = TEMPLATE) -> Template:
    workspace = read(write(root, {PATH: text}))
    assert told(workspace) == []
    return workspace.templates["internship_placement"]


def test_a_template_is_read_into_its_elements(tmp_path: Path) -> None:
    template = template_of(tmp_path)

    assert (template.kind, template.label, template.names) == (
        "internship_placement",
        "Praktik Kerja Lapangan",
        ("pkl", "magang"),
    )
    assert (template.needs, template.folder) == (("title", "partner"), (tmp_path / PATH).parent)
    label = Label(text="{title}", size=(40, 30), align="center", when=("photo", "!figure"))
    assert template.layouts["feed"].variants == (Variant("plain", (label,)),)


def test_a_look_serves_a_template_with_its_words_phases_and_the_house_s_parts(tmp_path: Path) -> None:
    template = template_of(tmp_path, WITH_LOOK)

    photo, plain = template.layouts["feed"].variants
    sign = Label(text="{school}")
    assert photo == Variant(
        "foto",
        (sign, Label(text="{lead} {headline}", type="headline", box="body 1-6")),
        ("photo", "!figure|date"),
    )
    assert plain == Variant("teks", (Label(text="{school}", when=("lead",)),))
    assert template.words == {
        "headline": (Wording("{title}"),),
        "lead": (Wording("MoU dengan {partner}", ("mou", "!many_partners")), Wording("Bermitra")),
    }
    assert template.phases == {"mou": ("MoU",)}


def test_type_follows_the_paper_and_never_falls_below_what_can_be_read(tmp_path: Path) -> None:
    look = (
        LOOK
        + LOOK[LOOK.index("  feed:") :].replace("feed", "story")
        + LOOK[LOOK.index("  feed:") :].replace("feed", "link")
    )
    write(tmp_path, {LOOK_PATH: look})
    layouts = template_of(tmp_path, WITH_LOOK).layouts

    assert {name: layouts[name].type["headline"].size for name in layouts} == {
        "feed": (104, 72),
        "story": (114, 80),
        "link": (52, 36),
    }
    assert layouts["link"].canvas.areas["page"] == (0, 0, 1200, 630)


def test_a_layout_of_the_template_goes_before_the_look_s(tmp_path: Path) -> None:
    own = TEMPLATE[TEMPLATE.index("layouts:") :]
    template = template_of(tmp_path, WITH_LOOK + own)

    assert [variant.name for variant in template.layouts["feed"].variants] == ["plain"]


def test_the_house_draws_what_a_look_does_not(tmp_path: Path) -> None:
    house = (
        HOUSE
        + """
layouts:
  square:
    - name: umum
      elements:
        - use: sign
"""
    )
    write(tmp_path, {"templates/house.yaml": house})
    template = template_of(tmp_path, WITH_LOOK)

    assert [variant.name for variant in template.layouts["square"].variants] == ["umum"]


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        ("look: card", "look: cart", "3:7: 'cart' is not known here; did you mean 'card'?"),
        ("  lead:", "  leed:", "6:3: 'leed' is not known here; did you mean 'lead'?"),
        ("{partner}", "{partnr}", "7:14: 'partnr' is not known here; did you mean 'partner'?"),
        ("[mou,", "[mo,", "7:44: 'mo' is not known here; did you mean 'mou'?"),
        ("  lead:", "  title:", "6:3: 'title' is a field already; choose another name for this word"),
        ("look: card", "", "2:1: the template has no layout 'feed'; name a look: ['card']"),
    ],
)
def test_a_mistake_in_a_template_with_a_look_is_told(tmp_path: Path, old: str, new: str, text: str) -> None:
    assert problems(tmp_path, WITH_LOOK.replace(old, new, 1))[0] == text


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        ("use: sign", "use: sing", "9:16: 'sing' is not known here; did you mean 'sign'?"),
        ("[lead]", "[leed]", "13:29: 'leed' is not known here; did you mean 'lead'?"),
        ("body 1-6", "bodi 1-6", "10:18: 'bodi' is not known here; did you mean 'body'?"),
        ("type: headline", "type: headlin", "10:52: 'headlin' is not known here; did you mean 'headline'?"),
        ("{headline}", "{headlines}", "10:25: 'headlines' is not known here; did you mean 'headline'?"),
        ("name: foto", "nama: foto", "6:7: there is no key 'nama' here; did you mean 'name'?"),
    ],
)
def test_a_mistake_in_a_look_is_told_at_its_place(tmp_path: Path, old: str, new: str, text: str) -> None:
    write(tmp_path, {PATH: WITH_LOOK})
    said = problems(tmp_path, LOOK.replace(old, new, 1), LOOK_PATH)

    assert text in said
    assert f"{PATH}:3:7: the look 'card' has mistakes; mend them first" in said


def test_without_its_house_no_template_is_taken(tmp_path: Path) -> None:
    workspace = read(write(tmp_path, {"templates/house.yaml": HOUSE.replace("  link:", "  lint:")}))

    assert workspace.templates == {}
    assert told(workspace)[0] == "templates/house.yaml:6:3: 'lint' is not known here; did you mean 'link'?"


def test_a_house_without_all_papers_is_told(tmp_path: Path) -> None:
    lines = [line for line in HOUSE.splitlines() if not line.startswith("  link")]
    workspace = read(write(tmp_path, {"templates/house.yaml": "\n".join(lines)}))

    assert told(workspace) == ["templates/house.yaml:3:3: these canvases are missing: ['link']"]


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        ("{title}", "{titel}", "9:25: 'titel' is not known here; did you mean 'title'?"),
        ("{title}", "{title.upper}", "9:25: 'title.upper' is not known here; did you mean 'title'?"),
        ("{title}", "{}", "9:25: '' is not known here; write one of: "),
        ("{title}", "{title", "9:25: '{title' is not known here; did you mean 'title'?"),
        ("!figure", "!foto", "9:81: 'foto' is not known here; did you mean 'photo'?"),
        ("label: {text", "lable: {text", "9:11: 'lable' is not known here; did you mean 'label'?"),
        ("size: [40, 30]", "sise: [40, 30]", "9:36: there is no key 'sise' here; did you mean 'size'?"),
        ("size: [40, 30]", "size: [40, besar]", "9:47: 'besar' is no number; write digits"),
        ("size: [40, 30]", "size: [40]", "9:42: 'size' has too few values; write it like …"),
        ("size: [40, 30]", "size: 40", "9:42: 'size' takes a list, even of one: [40]"),
        ("size: [40, 30]", "tracking: rapat", "9:46: 'rapat' is no number; write digits"),
        ("size: [40, 30]", "caps: mungkin", "9:42: 'mungkin' is neither true nor false; write one of the two"),
        ("align: center", "align: centre", "9:59: 'centre' is not known here; did you mean 'center'?"),
        ('text: "{title}", ', "", "9:18: 'text' is missing; write text: …"),
        ('{text: "{title}"', '{text: ["{title}"]', "9:25: 'text' takes one text here, not a list and no keys"),
        ("[title, partner]", "[titel]", "4:9: 'titel' is not known here; did you mean 'title'?"),
        ("feed:", "fed:", "6:3: 'fed' is not known here; did you mean 'feed'?"),
        ("label: Praktik Kerja Lapangan", "", "3:1: 'label' is missing; write label: Mitra Baru"),
        (
            "- label: {",
            "- teks\n        - label: {",
            "9:11: 'elements' takes keys of its own here",
        ),
        ("- label: {", "- label: teks\n        - label: {", "9:18: 'label' takes keys of its own here, each as"),
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
    template_of(tmp_path, TEMPLATE.replace("{title}", "{{title}} {date}"))


@pytest.mark.parametrize("text", ["", "a: [", "- a"])
def test_a_template_that_is_no_yaml_is_told_once(tmp_path: Path, text: str) -> None:
    assert len(problems(tmp_path, text)) == 1


def test_the_fingerprint_changes_with_each_file_that_shows(tmp_path: Path) -> None:
    folder = (write(tmp_path, {}) / PATH).parent

    def fingerprint() -> str:
        return read(tmp_path).templates["internship_placement"].fingerprint

    seen = [fingerprint()]
    for name in (".DS_Store", "Thumbs.db"):
        (folder / name).touch()
    (folder.parent / "looks" / "card.yaml").write_text(LOOK + "# of another kind\n", encoding="utf-8")
    assert fingerprint() == seen[0]
    assert fingerprint() == seen[0]
    for name in ("caption.j2", "alt.j2", "../phrases.j2", "../house.yaml", "template.yaml"):
        with (folder / name).open("a", encoding="utf-8") as file:
            file.write("# changed\n")
        seen.append(fingerprint())
    assert len(set(seen)) == 6


def test_a_caption_that_cannot_be_opened_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {PATH.replace("template.yaml", "caption.j2"): ""})
    real = Path.read_bytes

    def locked(path: Path) -> bytes:
        if path.name == "caption.j2":  # as where another program holds it
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", locked)

    assert "the file can't be opened (Permission denied)" in told(read(tmp_path))[0]


def test_a_missing_house_is_told(tmp_path: Path) -> None:
    write(tmp_path, {})
    (tmp_path / "templates" / "house.yaml").unlink()

    workspace = read_workspace(tmp_path, CHANNELS, WIB, ELEMENTS)

    assert "templates/house.yaml:1:1: this file is missing" in told(workspace)[0]


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

    shared = {"templates/house.yaml", LOOK_PATH}
    assert watched == {*files, *shared, PATH, "partners.yaml", "assets", "assets/foto"}


def test_a_workspace_with_nothing_in_it_is_told_and_does_not_fall_over(tmp_path: Path) -> None:
    workspace = read_workspace(tmp_path, CHANNELS, WIB, ELEMENTS)

    assert told(workspace) == ["partners.yaml:1:1: this file is missing; take it from a new workspace (brandbot init)"]
    assert workspace_files(tmp_path) == ()


def test_what_is_written_as_before_is_not_read_again_wherever_it_lies(tmp_path: Path) -> None:
    first, second = (read(write(tmp_path / name, {PATH: TEMPLATE})) for name in ("a", "b"))
    changed = read(write(tmp_path / "b", {PATH: TEMPLATE.replace("{title}", "{title}!")}))

    (one,), (other,), (new,) = (found.templates.values() for found in (first, second, changed))
    assert other.layouts is one.layouts
    assert [template.folder.parents[1] for template in (one, other)] == [tmp_path / "a", tmp_path / "b"]
    assert new.layouts != one.layouts


def test_a_mistake_that_is_still_there_is_told_again(tmp_path: Path) -> None:
    wrong = write(tmp_path, {PATH: TEMPLATE.replace("{title}", "{titel}")})

    assert told(read(wrong)) == told(read(wrong)) != []
