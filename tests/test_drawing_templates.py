"""The shipped templates: every case of school life in every layout, and what must hold on each picture.

`make proofs` draws all cases in all layouts, the tests those that differ (`layouts_of`).
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from cases import CASES, event, workspace
from picture_fixtures import DAY, EVERY, LAYOUTS, SIZES, Shown, decoded, folders, layouts_of, pictures, seated
from PIL import Image

from brandbot.drawing import Emblem, Scene, draw
from brandbot.errors import Refused
from brandbot.model import Canvas, Event, Layout, LayoutName, Person, Variant

# Where a case is there to show one variant: the kind, the case, the layout and what the variant is called.
EXPECTED: tuple[tuple[str, str, LayoutName, str], ...] = (
    ("new_partner", "mou", "feed", "foto"),
    ("new_partner", "renewal-plain", "feed", "sepasang"),
    ("new_partner", "many", "feed", "foto dan banyak mitra"),
    ("new_partner", "many-plain", "feed", "banyak mitra"),
    ("internship_placement", "departure", "feed", "foto dan angka"),
    ("internship_placement", "return-plain", "feed", "angka"),
    ("tracer_study", "one", "feed", "angka"),
    ("tracer_study", "bmw", "feed", "batang"),
    ("industry_training", "portrait", "feed", "potret"),
    ("graduate_hired", "photo", "feed", "potret dengan kutipan"),
    ("graduate_hired", "group", "feed", "rombongan"),
    ("graduate_hired", "plain", "feed", "nama"),
    ("enrolment", "countdown-plain", "feed", "hitung-mundur-pindai"),
    ("observance", "national", "feed", "nasional"),
    ("observance", "feast", "feed", "raya"),
    ("observance", "holy", "feed", "suci"),
    ("observance", "solemn", "feed", "berkabung"),
    ("observance", "photo", "story", "foto-utuh"),
    ("farewell", "rows", "feed", "foto lebar dan angka"),
    ("farewell", "condolence", "feed", "hening"),
    ("graduate_hired", "rows", "link", "rombongan lebar"),
    ("new_partner", "rows", "feed", "foto lebar"),
    ("correction", "plain", "link", "ralat"),
)
SAFE = {"feed": (34, 0, 1046, 1350), "story": (0, 250, 1080, 1580), "square": (34, 0, 1046, 1080)}
STRIP = 36  # pixels at the right edge that say that the data are samples


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return folders(tmp_path_factory)


def shown(kind: str, places: tuple[Path, Path]) -> list[tuple[str, Shown]]:
    """All pictures of a kind, each with what it is called."""
    return [
        (f"{kind} {name} {layout} {number}", picture)
        for name in CASES[kind]
        for layout in layouts_of(kind, name)
        for number, picture in enumerate(pictures(kind, name, layout, places), start=1)
    ]


def slides_of(case: Event) -> int:
    """How many slides a case's carousel must have between cover and closing."""
    return len(case.points) if workspace().templates[case.kind].slides == "points" else max(0, len(case.photos) - 1)


def test_the_cases_are_of_all_kinds_that_ship() -> None:
    assert not workspace().problems
    assert set(CASES) == set(workspace().templates)


@pytest.mark.parametrize(("kind", "name"), EVERY)
def test_every_case_is_drawn_in_every_layout(kind: str, name: str, places: tuple[Path, Path]) -> None:
    refused = {}
    for layout in layouts_of(kind, name):
        try:
            assert pictures(kind, name, layout, places)
        except Refused as refusal:
            refused[layout] = str(refusal)

    assert not refused


@pytest.mark.parametrize("kind", CASES)
def test_a_photo_is_shown_in_every_layout_that_has_a_place_for_one(kind: str, places: tuple[Path, Path]) -> None:
    template = workspace().templates[kind]
    for name, case in CASES[kind].items():
        for layout in layouts_of(kind, name):
            first = pictures(kind, name, layout, places)[0]
            has_place = any("photo" in variant.when for variant in template.layouts[layout].variants)
            assert bool(first.marks("photo")) is (bool(case.photos) and has_place), (
                name,
                layout,
                first.drawing.variant,
            )
        assert bool(pictures(kind, name, "feed", places)[0].marks("photo")) is bool(case.photos), name


@pytest.mark.parametrize(("kind", "name", "layout", "variant"), EXPECTED)
def test_a_case_gets_the_variant_that_was_drawn_for_it(
    kind: str, name: str, layout: LayoutName, variant: str, places: tuple[Path, Path]
) -> None:
    assert pictures(kind, name, layout, places)[0].drawing.variant == variant


@pytest.mark.parametrize("kind", CASES)
def test_a_carousel_has_a_cover_all_its_slides_and_a_closing(kind: str, places: tuple[Path, Path]) -> None:
    closing = {variant.name for variant in workspace().templates[kind].layouts["closing"].variants}
    for name, case in CASES[kind].items():
        slides = slides_of(case)
        made = pictures(kind, name, "feed", places)

        assert len(made) == (slides + 2 if slides else 1), name
        if slides:
            assert made[-1].drawing.variant in closing
            assert len({picture.rendition.sha256 for picture in made}) == len(made)
        assert all(len(pictures(kind, name, layout, places)) == 1 for layout in layouts_of(kind, name)[1:])


def test_there_are_carousels_of_photos_and_of_points() -> None:
    with_slides = {workspace().templates[kind].slides for kind, name in EVERY if slides_of(CASES[kind][name])}

    assert with_slides == {"photos", "points"}


@pytest.mark.parametrize("name", CASES["job_fair"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_job_fair_always_says_that_it_costs_nothing(name: str, layout: LayoutName, places: tuple[Path, Path]) -> None:
    (picture,) = pictures("job_fair", name, layout, places)

    assert any("tidak dipungut biaya" in text for text in picture.texts)


@pytest.mark.parametrize("kind", CASES)
def test_all_that_is_said_stands_in_the_safe_area(kind: str, places: tuple[Path, Path]) -> None:
    for called, picture in shown(kind, places):
        layout = called.split()[2]
        left, top, right, bottom = SAFE.get(layout, (0, 0, *SIZES[layout]))
        assert picture.marks("text"), called
        for mark in (*picture.marks("text"), *picture.marks("logo")):
            x, y, width, height = mark.box
            assert left <= x, (called, mark)
            assert top <= y, (called, mark)
            assert x + width <= right, (called, mark)
            assert y + height <= bottom, (called, mark)


@pytest.mark.parametrize("kind", CASES)
def test_every_picture_says_that_its_data_are_samples(kind: str, places: tuple[Path, Path]) -> None:
    for called, picture in shown(kind, places):
        image = picture.image
        known, found = label(image.size), strip(image)
        same = sum(one == other for one, other in zip(known.tobytes(), found.tobytes(), strict=True))

        assert same > 0.97 * known.width * known.height, called


@cache
def label(size: tuple[int, int]) -> Image.Image:
    """The strip on a picture without anything else."""
    brand = seated(event("quote", ""), (Path(), Path())).studio.brand
    empty = Scene(brand, {}, {}, frozenset(), {}, None, None, (), Emblem("", None))
    drawing = draw(Layout(Canvas(*size, (0, 0, *size)), (Variant("empty", ()),)), empty)
    return strip(decoded(drawing.jpeg))


def strip(image: Image.Image) -> Image.Image:
    """What stands at the right edge in white."""
    width, height = image.size
    part = image.crop((width - STRIP + 2, height // 2 - 100, width, height // 2 + 100))
    return part.convert("L").point(lambda value: 255 if value > 150 else 0)


@pytest.mark.parametrize("kind", CASES)
def test_every_picture_is_a_plain_jpeg_within_the_networks_limits(kind: str, places: tuple[Path, Path]) -> None:
    for called, picture in shown(kind, places):
        jpeg = picture.drawing.jpeg
        assert picture.rendition.path.read_bytes() == jpeg
        assert picture.rendition.sha256 == hashlib.sha256(jpeg).hexdigest()
        with Image.open(picture.rendition.path) as file:
            assert (file.format, file.mode, file.size) == ("JPEG", "RGB", SIZES[called.split()[2]]), called
            assert (picture.rendition.width, picture.rendition.height) == file.size
            assert not file.getexif()
            assert set(file.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}  # without a profile: sRGB
            assert {(layer[1], layer[2]) for layer in file.layer} == {(1, 1)}  # type: ignore[attr-defined] # of JPEG files
        assert len(jpeg) < 1_000_000, called


@pytest.mark.parametrize("kind", CASES)
def test_every_picture_is_described_for_those_who_do_not_see_it(kind: str, places: tuple[Path, Path]) -> None:
    for called, picture in shown(kind, places):
        assert 10 <= len(picture.rendition.alt_text) <= 250, called
        assert "{" not in picture.rendition.alt_text


def test_the_same_event_gives_the_same_bytes_in_another_process(places: tuple[Path, Path], tmp_path: Path) -> None:
    cases: list[tuple[str, str, LayoutName]] = [("new_partner", "mou", "feed"), ("job_fair", "wall", "story")]
    script = Path(__file__).parent / "picture_fixtures.py"
    command = [sys.executable, str(script), str(tmp_path), *("/".join(case) for case in cases)]

    other = subprocess.run(command, check=True, capture_output=True, text=True)

    here = [picture.rendition.sha256 for case in cases for picture in pictures(*case, places)]
    assert other.stdout.split() == here


def test_a_title_that_cannot_be_set_is_refused_by_name(places: tuple[Path, Path]) -> None:
    case = replace(CASES["certification"]["uncounted"], title="Uji Kompetensi Keahlian Teknik Jaringan " * 6)

    with pytest.raises(Refused, match="shorten title") as caught:
        seated(case, places).pictures("feed", DAY)

    assert "Uji Kompetensi Keahlian Teknik Jaringan" in str(caught.value)


LONG_NAME = "Prof. Dr. H. Raden Mas Ngabehi Sastradiningrat Kusumawardhana Rekaan, S.Kom., M.Kom., M.Pd.I., Ph.D."


@pytest.mark.parametrize(
    ("kind", "name"),
    [("quote", "plain"), ("quote", "photo"), ("graduate_hired", "unquoted"), ("graduate_hired", "plain")],
)
def test_a_name_of_a_hundred_letters_is_set_whole_or_without_its_degrees(
    kind: str, name: str, places: tuple[Path, Path]
) -> None:
    case = replace(CASES[kind][name], people=(Person(LONG_NAME, "Guru Besar"),))
    seat = seated(case, places)

    for layout in LAYOUTS:
        (drawn,) = seat.pictures(layout, DAY)
        texts = [mark.text for mark in seat.drawings[drawn.path].marks if mark.what == "text"]
        assert any(text in {LONG_NAME, LONG_NAME.partition(",")[0]} for text in texts), (layout, texts)


@pytest.mark.parametrize("title", ["Turut Berdukacita", "Wafatnya Guru Kami", "Telah Berpulang", "Belasungkawa"])
def test_the_news_of_a_death_is_told_without_colour_or_ornament(title: str, places: tuple[Path, Path]) -> None:
    case = replace(CASES["farewell"]["condolence"], title=title)

    for layout in LAYOUTS:
        seat = seated(case, places)
        (drawn,) = seat.pictures(layout, DAY)
        assert seat.drawings[drawn.path].variant == "hening"
        with Image.open(drawn.path) as file:
            saturation = file.convert("HSV").resize((100, 100), Image.Resampling.BOX).getchannel("S")
            bright = file.convert("L").resize((100, 100), Image.Resampling.BOX)
        glaring = sum(s > 128 < b for s, b in zip(saturation.tobytes(), bright.tobytes(), strict=True))
        assert glaring < 20, layout  # of 10,000: the school's own logo may have a colour


def test_emoji_leave_no_trace_on_a_picture(places: tuple[Path, Path]) -> None:
    case = CASES["observance"]["national"]
    gay = replace(case, title=f"{case.title} 🎉")

    (drawn,) = seated(gay, places).pictures("feed", DAY)

    assert drawn.sha256 == pictures("observance", "national", "feed", places)[0].rendition.sha256
