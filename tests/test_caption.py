"""Captions and alt texts that a PR officer would sign, for complete events and for those with gaps."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from words_fixtures import AGREEMENT, BRAND, LABELS, ONE_PUPIL, PARTNERS, SIX_PUPILS, TEMPLATES, TEST, template

from brandbot.errors import Refused
from brandbot.model import Event, Figure, Network, Tone
from brandbot.pipeline import jinja
from brandbot.pipeline.caption import MAX_ALT, alt_text_of, caption_of, check_captions, hashtags, tidy
from brandbot.pipeline.fields import fields_of
from brandbot.wording import Wording

NETWORKS = list(Network)
OPENING = Event(
    id="E29",
    kind="enrolment",
    title="SPMB 2027/2028 Gelombang 1 Dibuka",
    date=dt.date(2026, 12, 1),
    end_date=dt.date(2027, 2, 5),
    location="Daring",
    programmes=("Semua jurusan",),
    figures=(Figure("Kuota", "144"),),
    tone=Tone.CASUAL,
    call_to_action="Daftar sekarang",
    link="https://spmb.smk-contoh.sch.id",
)
TEACHERS = Event(id="H1", kind="occasion", title="Hari Guru Nasional", date=dt.date(2026, 11, 25))
EVENTS = [AGREEMENT, SIX_PUPILS, ONE_PUPIL, TEST, OPENING, TEACHERS]


def caption(event: Event, network: Network = Network.INSTAGRAM, folder: Path | None = None) -> str:
    """The event's caption at the sample school."""
    fields = fields_of(event, PARTNERS, BRAND, LABELS.get(event.kind, ""), Wording(), "WIB")
    return caption_of(template(event.kind, folder), event, PARTNERS, fields, network, BRAND)


def alt_text(event: Event, folder: Path | None = None) -> str:
    """The event's alt text at the sample school."""
    fields = fields_of(event, PARTNERS, BRAND, LABELS.get(event.kind, ""), Wording(), "WIB")
    return alt_text_of(template(event.kind, folder), event, PARTNERS, fields)


def thinned(event: Event) -> Iterator[Event]:
    """The event with one thing missing each, and with nothing but what it must have."""
    empty = {
        "time": None,
        "location": "",
        "partners": (),
        "programmes": (),
        "people": (),
        "students": (),
        "student_count": None,
        "figures": (),
        "call_to_action": "",
        "link": "",
        "hashtags": (),
        "end_date": None,
    }
    for name, value in empty.items():
        yield dataclasses.replace(event, **{name: value})  # type: ignore[arg-type]  # each name with its own empty value
    yield Event(id=event.id, kind=event.kind, title=event.title, date=event.date)


def variants() -> Iterator[Event]:
    """Every sample event in both tones, with the phases and feasts that titles tell, each with gaps."""
    titles = {
        "new_partner": ["Perpanjangan Kerja Sama PKL", "Perjanjian Kerja Sama (PKS)", "Kunjungan Balasan"],
        "internship_placement": ["Pembekalan PKL", "Monitoring PKL", "Penarikan Siswa PKL"],
        "certification": ["Uji Kompetensi"],
        "enrolment": ["3 Hari Lagi!", "Sosialisasi SPMB", "Pengumuman Hasil SPMB"],
        "occasion": ["Idulfitri 1448 H", "Maulid Nabi", "Selamat Hari Batik", "Sumpah Pemuda"],
    }
    for event in EVENTS:
        for title in [event.title, *titles[event.kind]]:
            for tone in Tone:
                said = dataclasses.replace(event, title=title, tone=tone)
                yield said
                yield from thinned(said)


@pytest.mark.parametrize("network", NETWORKS)
def test_captions_stay_tidy_whatever_is_missing(network: Network) -> None:
    for event in variants():
        text = caption(event, network)
        flaws = re.findall(
            r"  | [.,;!]|\n\n\n|,,|\.\.|:\.|, \.|\( ?\)|\b(?:bersama|di|dan|dengan|oleh|siswa:)[.,]|^[ ,.]|None", text
        )
        assert flaws == [], f"{event.title}\n{text}"
        assert text[0].isupper() or text[0].isdigit() or text[0] == "✅", text


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.id)
@pytest.mark.parametrize("network", NETWORKS)
def test_a_caption_has_a_short_hook_and_50_to_120_words(event: Event, network: Network) -> None:
    text = caption(event, network)
    body = text.rsplit("\n\n", 1)[0]

    assert len(text.splitlines()[0]) <= 125
    assert 50 <= len(body.split()) <= 120


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.id)
def test_hashtags_end_the_caption_on_a_line_of_their_own(event: Event) -> None:
    *_, gap, last = caption(event).split("\n")

    assert gap == ""
    assert last.split() == [word for word in caption(event).split() if word.startswith("#")]


def test_a_link_is_spelled_out_on_facebook_and_points_to_the_profile_on_instagram() -> None:
    assert "Kenali program Teknik Mesin: https://wa.me/6281200000000\n" in caption(AGREEMENT, Network.FACEBOOK)
    assert "Kenali program Teknik Mesin: tautan di bio.\n" in caption(AGREEMENT)
    assert "http" not in caption(AGREEMENT)


def test_a_caption_says_the_official_name_wherever_it_names_a_partner() -> None:
    text = caption(AGREEMENT)

    assert text.count("CV. TEKNIK REKAAN Manufacturing") > 1
    assert "CV. Teknik Rekaan " not in text


def test_an_agreement_is_called_what_it_is() -> None:
    pks = caption(dataclasses.replace(AGREEMENT, title="Perjanjian Kerja Sama (PKS) dengan Lembaga Rekaan"))

    assert "nota kesepahaman (MoU)" in caption(AGREEMENT)
    assert "perjanjian kerja sama (PKS)" in pks
    assert "MoU" not in pks


def test_one_pupil_is_never_pupils() -> None:
    for title in (ONE_PUPIL.title, "Pembekalan PKL", "Monitoring PKL", "Penarikan Siswa PKL"):
        for tone in Tone:
            text = caption(dataclasses.replace(ONE_PUPIL, title=title, tone=tone)).lower()
            assert not re.search(r"para siswa|mereka|1 siswa", text), text
            assert "rekaan" in text


def test_pupils_are_named_by_first_name_only() -> None:
    text = caption(SIX_PUPILS)

    assert "Nur, Ma'ruf, M. Rizqi, dan Dewi" in text
    assert not re.search("Fiktifiana|Contohwan|Contohi|Misalnya", text)


def test_a_result_carries_its_base() -> None:
    text = caption(TEST)

    assert text.startswith("93 dari 96 siswa")
    assert "96,9 persen dari 96 peserta" in text


@pytest.mark.parametrize("figures", [(), (Figure("Lulus", "0 dari 24"),)])
def test_a_result_that_is_still_open_is_not_claimed(figures: tuple[Figure, ...]) -> None:
    text = caption(dataclasses.replace(TEST, figures=figures))

    assert "0 dari" not in text
    assert "dinyatakan" not in text
    assert "Hasilnya akan kami sampaikan setelah resmi" in text


def test_everybody_passing_is_said_with_the_number() -> None:
    text = caption(dataclasses.replace(TEST, figures=(Figure("Kompeten", "32 dari 32"),)))

    assert "32 dari 32" in text
    assert "persen" not in text  # the number says it


def test_only_partners_who_agreed_are_tagged() -> None:
    assert "@contoh.digital" in caption(SIX_PUPILS)
    assert "contoh.mesin" not in caption(AGREEMENT) + caption(AGREEMENT, Network.FACEBOOK)
    assert "facebook.com/contoh.bengkelrj" in caption(ONE_PUPIL, Network.FACEBOOK)
    assert "@" not in caption(ONE_PUPIL)
    assert "facebook.com" not in caption(SIX_PUPILS, Network.FACEBOOK)


def test_names_of_people_keep_their_titles_and_those_to_follow_are_left_out() -> None:
    text = caption(AGREEMENT)

    assert "H. Budi Rekaan, S.Pd.I., M.Pd., Gr. (Kepala Sekolah)" in text
    assert "menyusul" not in text


def test_hashtags_are_trimmed_to_those_that_matter_most() -> None:
    assert hashtags(AGREEMENT, BRAND, Network.INSTAGRAM) == [
        "#SMKBisa",
        "#SMKHebat",
        "#LinkAndMatch",
        "#TeknikMesin",
        "#SMKKabSemarang",
    ]
    assert hashtags(AGREEMENT, BRAND, Network.FACEBOOK) == ["#LinkAndMatch", "#TeknikMesin", "#SMKKabSemarang"]


def test_twelve_hashtags_become_five() -> None:
    many = "#JobFairSMK #BKK #LokerSMK #SMKBisa #SMKHebat #LinkAndMatch #SiapKerja #Vokasi #Alumni #Karier #Info #A"
    event = dataclasses.replace(AGREEMENT, programmes=(), hashtags=tuple(many.split()))

    assert hashtags(event, BRAND, Network.INSTAGRAM) == [
        "#JobFairSMK",
        "#BKK",
        "#SMKBisa",
        "#SMKHebat",
        "#SMKTerpaduAlHuda",
    ]


def test_hashtags_are_said_once_as_written_first() -> None:
    event = dataclasses.replace(AGREEMENT, programmes=(), hashtags=("#smkbisa", "Siap Kerja", "#SMKBISA"))

    assert hashtags(event, BRAND, Network.INSTAGRAM) == ["#smkbisa", "#SiapKerja", "#SMKHebat", "#SMKTerpaduAlHuda"]


def test_alt_text_is_short_whole_and_tidy_whatever_is_missing() -> None:
    for event in variants():
        text = alt_text(event)

        assert len(text) <= MAX_ALT
        assert text.endswith((".", "…"))
        assert not re.search(r"  | [.,]|\n|^(?:gambar|foto)", text, re.IGNORECASE), text


def test_long_alt_text_ends_with_its_last_whole_sentence(tmp_path: Path) -> None:
    folder = tmp_path / "kind"
    folder.mkdir()
    (folder / "alt.j2").write_text("{{ title }}. Kedua. " + "panjang " * 40, encoding="utf-8")

    assert alt_text(AGREEMENT, folder) == f"{AGREEMENT.title}. Kedua."


def test_one_endless_sentence_of_alt_text_ends_between_words(tmp_path: Path) -> None:
    folder = tmp_path / "kind"
    folder.mkdir()
    (folder / "alt.j2").write_text("panjang " * 40, encoding="utf-8")

    assert alt_text(AGREEMENT, folder).endswith("panjang…")
    assert len(alt_text(AGREEMENT, folder)) <= MAX_ALT


def test_a_network_may_have_its_own_caption(tmp_path: Path) -> None:
    folder = tmp_path / "kind"
    folder.mkdir()
    (folder / "caption.j2").write_text("umum", encoding="utf-8")
    (folder / "caption.facebook.j2").write_text("khusus {{ network }}", encoding="utf-8")

    assert caption(AGREEMENT, Network.FACEBOOK, folder).startswith("khusus facebook\n")
    assert caption(AGREEMENT, Network.INSTAGRAM, folder).startswith("umum\n")


def test_a_caption_that_no_network_takes_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "kind"
    folder.mkdir()
    (folder / "caption.j2").write_text("panjang " * 300, encoding="utf-8")

    with pytest.raises(Refused, match="E1 has 2") as refusal:
        caption(AGREEMENT, folder=folder)
    assert refusal.value.message.fields["limit"] == 2200


def test_a_template_that_asks_for_what_is_not_there_is_refused_with_its_place(tmp_path: Path) -> None:
    folder = tmp_path / "templates" / "kind"
    folder.mkdir(parents=True)
    (folder / "caption.j2").write_text("satu\n{{ mitra }}\n", encoding="utf-8")

    with pytest.raises(Refused, match=r"^templates/kind/caption\.j2:2: .*'mitra' is undefined"):
        caption(AGREEMENT, folder=folder)


@pytest.mark.parametrize("kind", sorted(LABELS))
def test_the_shipped_templates_have_no_mistakes(kind: str) -> None:
    assert check_captions(TEMPLATES / kind, TEMPLATES.parent) == ()


def test_mistakes_in_templates_are_found_before_an_event_needs_them(tmp_path: Path) -> None:
    folder = tmp_path / "templates" / "kind"
    folder.mkdir(parents=True)
    (folder / "alt.j2").write_text("{% if title %}\n{{ title }\n{% endif %}", encoding="utf-8")
    text = (
        '{% from "phrases.j2" import wher %}\n'
        "Halo {{ partnre }}!\n"
        "{% for figure in figures %}{{ figure.lable }}{% endfor %}\n"
        "{{ title.upper }} {{ zzz }}\n"
        '{% from "gone.j2" import x %}\n'
    )
    (folder / "caption.j2").write_text(text, encoding="utf-8")
    (folder.parent / "phrases.j2").write_text("{% macro where(x) %}{% endmacro %}", encoding="utf-8")

    found = [str(problem).split(", in: ") for problem in check_captions(folder, tmp_path)]

    lines = text.splitlines()
    unknown = "for templates; the reference page lists the words"
    assert found == [
        ["templates/kind/alt.j2:2:1: the template can't be read: unexpected '}'", "{{ title }"],
        ["templates/kind/caption.j2:2:9: there is no 'partnre'; did you mean 'partner'?", lines[1]],
        [f"templates/kind/caption.j2:4:22: there is no 'zzz' {unknown}", lines[3]],
        ["templates/kind/caption.j2:3:38: there is no 'lable'; did you mean 'label'?", lines[2]],
        [f"templates/kind/caption.j2:4:10: there is no 'upper' {unknown}", lines[3]],
        ["templates/kind/caption.j2:1:29: there is no 'wher'; did you mean 'where'?", lines[0]],
        ["templates/kind/caption.j2:5:10: the template gone.j2 is missing or can't be read", lines[4]],
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a  b", "a b"),
        (" a \n b ", "a\nb"),
        ("a\n\n\n\nb", "a\n\nb"),
        ("a ,b .", "a ,b."),
        ("Dr.\u00a0A", "Dr.\u00a0A"),
    ],
)
def test_tidying_takes_away_what_gaps_leave(text: str, expected: str) -> None:
    assert tidy(text) == expected
    assert tidy(tidy(text)) == expected


def test_the_phrases_template_has_no_mistakes() -> None:
    assert list(jinja.check(TEMPLATES, "phrases.j2", {}, shown="templates/phrases.j2")) == []
