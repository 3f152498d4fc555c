"""Captions and alt texts that a PR officer would sign, for complete events and for those with gaps."""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from words_fixtures import (
    AGREEMENT,
    BRAND,
    FULL,
    LABELS,
    ONE_PUPIL,
    PARTNERS,
    SIX_PUPILS,
    TEMPLATES,
    TEST,
    event,
    said,
    template,
)

from brandbot.errors import Refused
from brandbot.model import Brand, Event, Figure, Layout, Network, Person, Tone
from brandbot.model.template import Canvas
from brandbot.pipeline.caption import MAX_ALT, alt_texts_of, caption_of, check_bases, check_captions
from brandbot.pipeline.hashtags import hashtags
from brandbot.pipeline.words import tidy

GOLDEN = Path(__file__).parent / "golden" / "captions.txt"
NETWORKS = list(Network)
EMOJI = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf\u23f0]")
BULLETS = "🗓📍🎓✅🏢•"
OPENING = next(one for one in FULL if one.phase == "open")
MOU = FULL[0]
BRIEF = {"observance", "correction", "farewell"}  # a greeting, a correction and a condolence are short


def caption(
    of: Event, network: Network = Network.INSTAGRAM, folder: Path | None = None, brand: Brand = BRAND, **more: str
) -> str:
    """The event's caption at the sample school."""
    if folder is None and brand is BRAND and not more:
        return _caption(of, network)
    return caption_of(template(of.kind, folder), of, PARTNERS, {**said(of), **more}, network, brand)


@cache
def _caption(of: Event, network: Network) -> str:
    return caption_of(template(of.kind), of, PARTNERS, said(of), network, BRAND)


def body(of: Event, network: Network = Network.INSTAGRAM) -> str:
    """The caption without its hashtags."""
    return re.sub(r"\n\n#.*$", "", caption(of, network))


def alt_text(of: Event, folder: Path | None = None) -> str:
    """The alt text of the event's only picture."""
    (text,) = alt_texts_of(template(of.kind, folder), of, PARTNERS, said(of), 1)
    return text


def thinned(of: Event) -> Iterator[Event]:
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
        "points": (),
        "quote": "",
        "source": "",
        "call_to_action": "",
        "link": "",
        "hashtags": (),
        "photos": (),
        "end_date": None,
        "phase": "",
    }
    for name, value in empty.items():
        if getattr(of, name) != value:
            yield dataclasses.replace(of, **{name: value})  # type: ignore[arg-type]  # its own empty value each
    yield Event(id=of.id, kind=of.kind, title=of.title, date=of.date, phase=of.phase)


def variants(events: tuple[Event, ...] = FULL) -> Iterator[Event]:
    """Every event in all tones, each with gaps; a tracer study without its count or source is refused elsewhere."""
    for full in events:
        for tone in Tone:
            toned = dataclasses.replace(full, tone=tone)
            yield toned
            if full.kind != "tracer_study":
                yield from thinned(toned)


def named(of: Event) -> str:
    """How a test's report names the event."""
    return f"{of.kind}-{of.phase}" if of.phase else of.kind


@pytest.mark.no_cover  # thousands of captions, each through the lines of all others
@pytest.mark.parametrize("kind", sorted(LABELS))
@pytest.mark.parametrize("network", NETWORKS)
def test_captions_stay_tidy_whatever_is_missing(kind: str, network: Network) -> None:
    for one in variants(tuple(full for full in FULL if full.kind == kind)):
        text = caption(one, network)
        flaws = re.findall(
            r"  | [.,;!]|[a-z)][.?!][A-Z][a-z]|\n\n\n|,,|\.\.|:\.|;\.|, \.|[!?]\.|\( ?\)|\(,|None|\bdan dan\b|\bdi di\b"
            r"|\b(?:bersama|di|dan|dengan|oleh|kepada|siswa:|bagi|dari|pada)(?:[.,;:]|\n|$)|^[ ,.]|: *\n *\n",
            text,
            re.MULTILINE,
        )
        assert flaws == [], text
        assert text[0].isupper() or text[0].isdigit() or text[0] == '"', text


@pytest.mark.parametrize("full", FULL, ids=named)
@pytest.mark.parametrize("tone", Tone)
def test_a_full_caption_has_a_short_hook_and_50_to_120_words(full: Event, tone: Tone) -> None:
    text = body(dataclasses.replace(full, tone=tone))

    assert len(text.splitlines()[0]) <= 125
    assert (35 if full.kind in BRIEF else 48) <= len(text.split()) <= 120


@pytest.mark.parametrize("full", FULL, ids=named)
@pytest.mark.parametrize("tone", Tone)
def test_emoji_are_few_and_stand_at_the_end_of_a_line_or_before_a_list_item(full: Event, tone: Tone) -> None:
    text = body(dataclasses.replace(full, tone=tone))
    in_lines = [line for line in text.splitlines() if EMOJI.search(line) and line[0] not in BULLETS]

    assert len(EMOJI.findall("".join(in_lines))) <= 4
    assert all(EMOJI.search(line.rstrip("\ufe0f")[-1]) and len(EMOJI.findall(line)) == 1 for line in in_lines)


@pytest.mark.parametrize("full", FULL, ids=named)
@pytest.mark.parametrize("tone", Tone)
def test_our_own_words_hold_one_exclamation_mark_at_most(full: Event, tone: Tone) -> None:
    text = body(dataclasses.replace(full, tone=tone)).replace(full.title, "")

    assert text.count("!") <= 1


def test_solemn_days_condolences_and_corrections_have_no_emoji_and_no_cheer() -> None:
    quiet = [one for one in variants() if one.phase in ("solemn", "holy", "condolence") or one.kind == "correction"]

    assert quiet
    for one in quiet:
        assert not EMOJI.search(caption(one))
        assert "Alhamdulillah" not in caption(one)


def test_no_two_kinds_say_the_same_of_what_it_means() -> None:
    seen: dict[str, str] = {}
    for full in FULL:
        for tone in Tone:
            for sentence in re.split(r"(?<=[.?]) ", body(dataclasses.replace(full, tone=tone)).replace("\n", " ")):
                if len(sentence.split()) > 12 and full.title not in sentence:
                    assert seen.setdefault(sentence, full.kind) == full.kind, sentence


@pytest.mark.parametrize("kind", sorted(LABELS))
def test_each_tone_has_words_of_its_own(kind: str) -> None:
    full = next(one for one in FULL if one.kind == kind)
    texts = {body(dataclasses.replace(full, tone=tone)) for tone in Tone}

    assert len(texts) == 3


def test_the_school_s_tone_is_taken_where_the_event_has_none() -> None:
    pesantren = dataclasses.replace(BRAND, tone=Tone.PESANTREN)

    assert caption(MOU, brand=pesantren).startswith("Alhamdulillah, satu lagi pintu")
    assert caption(MOU).startswith("Satu lagi pintu")
    assert not caption(dataclasses.replace(MOU, tone=Tone.FORMAL), brand=pesantren).startswith("Alhamdulillah")


def test_a_pesantren_says_ahad() -> None:
    sunday = dataclasses.replace(MOU, date=dt.date(2026, 8, 2), tone=Tone.PESANTREN)

    assert "Ahad, 2 Agustus 2026" in caption(sunday)
    assert "Minggu, 2 Agustus 2026" in caption(dataclasses.replace(sunday, tone=Tone.FORMAL))


def test_a_job_fair_always_says_that_it_costs_nothing() -> None:
    for one in variants(tuple(full for full in FULL if full.kind == "job_fair")):
        for network in NETWORKS:
            assert "Seluruh proses TIDAK DIPUNGUT BIAYA." in caption(one, network)
        assert "Tidak dipungut biaya." in alt_text(one)


def test_enrolment_speaks_to_parents() -> None:
    for one in variants(tuple(full for full in FULL if full.kind == "enrolment")):
        assert re.search("Ayah Bunda|Bapak/Ibu|putra-putri|anak", caption(one)), caption(one)


def test_a_countdown_says_the_days_that_are_left() -> None:
    closing = next(one for one in FULL if one.phase == "countdown")

    assert caption(closing, days_left="3").startswith("Bapak/Ibu, 3 hari lagi pendaftaran")


def test_each_national_day_has_a_message_of_its_own() -> None:
    days = ["Anak", "Pramuka", "Batik", "Santri", "Sumpah Pemuda", "Guru", "Ibu", "Kartini", "Buruh", "Pendidikan"]
    titles = [*(f"Hari {day}" for day in days), "Dirgahayu Republik Indonesia ke-81", "Hari Jadi Sekolah"]
    titles += ["Hari Kebangkitan Nasional", "Hari Lahir Pancasila"]
    texts = [body(event("observance", title, "2026-08-17", phase="national")) for title in titles]

    assert len({text.replace(title, "") for text, title in zip(texts, titles, strict=True)}) == len(titles)
    assert all(40 <= len(text.split()) <= 70 for text in texts)


def test_a_day_is_wished_on_each_network_in_words_of_its_own() -> None:
    for full in FULL:
        if full.kind == "observance":
            for tone in Tone:
                toned = dataclasses.replace(full, tone=tone)
                assert body(toned, Network.FACEBOOK) != body(toned, Network.INSTAGRAM), full.title


def test_other_faiths_are_greeted_neutrally() -> None:
    text = caption(event("observance", "Hari Natal", "2026-12-25", phase="feast", tone=Tone.PESANTREN))

    assert text.startswith("Selamat Hari Natal bagi yang merayakannya. ✨\n")
    assert "berkah" not in text


def test_old_names_of_programmes_are_explained_once() -> None:
    for full in FULL:
        for tone in Tone:
            text = body(dataclasses.replace(full, tone=tone)).replace(full.title, "")
            for old, new in (("TKJ", "TJKT"), ("Multimedia", "DKV"), ("RPL", "PPLG"), ("TKR", "TO")):
                if old in full.programmes:
                    assert text.count(f"{old} ({new})") == 1, text


def test_hashtags_end_the_caption_on_a_line_of_their_own() -> None:
    for full in FULL:
        if full.phase == "condolence" or full.kind == "correction":
            assert "#" not in caption(full)  # nobody cheers there
            continue
        *_, gap, last = caption(full).split("\n")

        assert gap == ""
        assert last.split() == [word for word in caption(full).split() if word.startswith("#")]


def test_a_link_is_spelled_out_on_facebook_and_points_to_the_profile_on_instagram() -> None:
    assert "Kenali program Teknik Mesin: https://wa.me/6281200000000\n" in caption(AGREEMENT, Network.FACEBOOK)
    assert "Kenali program Teknik Mesin: tautan di bio.\n" in caption(AGREEMENT)
    assert "http" not in caption(AGREEMENT)


def test_a_wish_without_a_link_is_no_link() -> None:
    text = caption(next(one for one in FULL if one.kind == "exhibition"))

    assert "Kunjungi stan kami.\n" in text
    assert "tautan di bio" not in text


def test_a_caption_says_the_official_name_wherever_it_names_a_partner() -> None:
    text = caption(AGREEMENT)

    assert text.count("CV. TEKNIK REKAAN Manufacturing") > 1
    assert "CV. Teknik Rekaan " not in text


def test_an_agreement_is_called_what_it_is() -> None:
    pks = caption(dataclasses.replace(AGREEMENT, title="Perjanjian Kerja Sama", phase="pks"))

    assert "nota kesepahaman (MoU)" in caption(MOU)
    assert "perjanjian kerja sama (PKS)" in pks
    assert "MoU" not in pks


def test_one_pupil_is_never_pupils() -> None:
    for phase in ("departure", "briefing", "monitoring", "return"):
        for tone in Tone:
            text = caption(dataclasses.replace(ONE_PUPIL, phase=phase, tone=tone)).lower()
            assert not re.search(r"para siswa|mereka|1 siswa", text), text


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


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ((Person("Joko Rekaan", "Alumnus 2019"),), '"Rapi itu kebiasaan," katanya.'),
        (
            (Person("Rina Contoh, M.T.", "Direktur"), Person("Joko Rekaan")),
            '"Rapi itu kebiasaan," kata Direktur, Rina Contoh, M.T.\n',
        ),
        (
            (Person("Joko Rekaan", "Pemilik; Alumnus 2019"), Person("Rina Contoh, M.T.")),
            '"Rapi itu kebiasaan," kata Joko Rekaan (Pemilik; Alumnus 2019).',
        ),
        ((), '\n"Rapi itu kebiasaan."\n'),
    ],
)
def test_a_quote_is_given_to_who_said_it(people: tuple[Person, ...], expected: str) -> None:
    text = caption(dataclasses.replace(AGREEMENT, people=people, quote="“Rapi itu kebiasaan.”"))

    assert expected in text


def test_a_question_stays_one_inside_a_quote() -> None:
    text = caption(dataclasses.replace(AGREEMENT, people=(Person("Joko Rekaan"),), quote="Siapa berani mencoba?"))

    assert '"Siapa berani mencoba?" katanya.' in text


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Pelatihan CNC", "Pelatihan CNC berlangsung"),
        ("Guru Belajar CNC", 'Kegiatan "Guru Belajar CNC" berlangsung'),
        ("Pelatihan Selesai, Siswa Menerima Sertifikat", 'Kegiatan "Pelatihan Selesai, Siswa Menerima Sertifikat"'),
        ("Lomba Antar-SMK se-Sekolah Menengah", "Lomba Antar-SMK se-Sekolah Menengah berlangsung"),
    ],
)
def test_a_title_that_is_no_activity_is_quoted(title: str, expected: str) -> None:
    assert expected in caption(event("industry_training", title, "2026-10-20"))


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        ("Aula sekolah", "di aula sekolah pada"),
        ("Daring", "berlangsung secara daring pada"),
        ("Daring dan sekretariat", "secara daring dan di sekretariat pada"),
        ("di Kantor Desa", "berlangsung di Kantor Desa pada"),
    ],
)
def test_places_stand_in_a_sentence_as_people_say_them(location: str, expected: str) -> None:
    assert expected in caption(event("industry_training", "Pelatihan CNC", "2026-10-20", location=location))


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
    fair = dataclasses.replace(AGREEMENT, programmes=(), hashtags=tuple(many.split()))

    assert hashtags(fair, BRAND, Network.INSTAGRAM) == [
        "#JobFairSMK",
        "#BKK",
        "#SMKBisa",
        "#SMKHebat",
        "#SMKTerpaduAlHuda",
    ]


def test_hashtags_are_said_once_as_written_first() -> None:
    double = dataclasses.replace(AGREEMENT, programmes=(), hashtags=("#smkbisa", "Siap Kerja", "#SMKBISA"))

    assert hashtags(double, BRAND, Network.INSTAGRAM) == ["#smkbisa", "#SiapKerja", "#SMKHebat", "#SMKTerpaduAlHuda"]


def test_the_kind_s_own_hashtag_joins_where_the_event_says_nothing_of_it() -> None:
    bare = dataclasses.replace(TEST, hashtags=())

    assert caption(bare).endswith("\n#SertifikasiKompetensi #SMKBisa #SMKHebat #SMKTerpaduAlHuda")
    assert "#SertifikasiKompetensi" not in caption(dataclasses.replace(bare, hashtags=("#UKK2027",)))
    assert hashtags(dataclasses.replace(bare, hashtags=("#A", "#UKK2027")), BRAND, Network.FACEBOOK, ["#UKK"]) == [
        "#UKK2027",
        "#SMKBisa",
        "#SMKTerpaduAlHuda",
    ]


def test_a_post_never_goes_without_hashtags() -> None:
    plain = dataclasses.replace(BRAND, hashtags=())

    for full in FULL:
        if full.kind not in BRIEF:
            assert "#" in caption(dataclasses.replace(full, hashtags=()), brand=plain)


@pytest.mark.parametrize("kind", sorted(LABELS))
def test_alt_text_is_short_whole_and_tidy_whatever_is_missing(kind: str) -> None:
    for one in variants(tuple(full for full in FULL if full.kind == kind)):
        text = alt_text(one)

        assert len(text) <= MAX_ALT
        assert text.endswith((".", "…", "?", '"', "!")), text
        assert not re.search(r"  | [.,]|\n|\.\.|^(?:gambar|foto)|: \.|:\.", text, re.IGNORECASE), text


def test_alt_text_transcribes_what_stands_on_the_picture() -> None:
    assert alt_text(dataclasses.replace(MOU, photos=("a.jpg",))) == (
        "Suasana penandatanganan di aula sekolah. "
        "Teks: Nota kesepahaman (MoU) dengan CV. TEKNIK REKAAN Manufacturing, Rabu, 29 Juli 2026. "
        "Program: Teknik Mesin."
    )


def test_long_alt_text_ends_with_its_last_whole_line(tmp_path: Path) -> None:
    (tmp_path / "alt.j2").write_text("{% block alt %}{% endblock %}", encoding="utf-8")
    folder = tmp_path / "kind"
    folder.mkdir()
    lines = (
        "{% extends base %}{% block alt %}{{ partner }}.\n\nKedua dari CV. X.\n" + "panjang " * 40 + "{% endblock %}"
    )
    (folder / "texts.j2").write_text(lines, encoding="utf-8")

    assert alt_text(AGREEMENT, folder) == "CV. TEKNIK REKAAN Manufacturing. Kedua dari CV. X."


def test_one_endless_sentence_of_alt_text_ends_between_words(tmp_path: Path) -> None:
    (tmp_path / "alt.j2").write_text("{% block alt %}{% endblock %}", encoding="utf-8")
    folder = tmp_path / "kind"
    folder.mkdir()
    (folder / "texts.j2").write_text("{% extends base %}{% block alt %}" + "panjang " * 40 + "{% endblock %}", "utf-8")

    assert alt_text(AGREEMENT, folder).endswith("panjang…")
    assert len(alt_text(AGREEMENT, folder)) <= MAX_ALT


def test_each_slide_has_an_alt_text_of_its_own() -> None:
    profile = next(one for one in FULL if one.kind == "program_profile")
    carousel = dataclasses.replace(
        template(profile.kind), layouts={"closing": Layout(Canvas(1080, 1350, (0, 0, 1, 1)), ())}
    )
    cover, first, *_, closing = alt_texts_of(carousel, profile, PARTNERS, said(profile), 7)

    assert cover.startswith("Sampul profil jurusan TKJ")
    assert first == "Lembar 2 dari 7, profil TKJ. Teks: Belajar: jaringan, server, dan serat optik."
    assert closing == "Lembar penutup SMK Al-Huda Petak. Teks: Tanya admin: wa.me/6281200000000."


def test_further_photos_are_told_apart() -> None:
    briefing = next(one for one in FULL if one.phase == "briefing")
    texts = alt_texts_of(template(briefing.kind), briefing, PARTNERS, said(briefing), 3)

    assert len(set(texts)) == 3
    assert texts[2] == "Suasana Pembekalan PKL Kelas XII Tahun Ajaran 2026/2027 di aula sekolah, lembar 3 dari 3."


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
    (folder / "caption.j2").write_text("Awal.\n" + "panjang " * 300, encoding="utf-8")

    with pytest.raises(Refused, match="E1 has 2") as refusal:
        caption(AGREEMENT, folder=folder)
    assert refusal.value.message.fields["limit"] == 2200


@pytest.mark.parametrize(
    ("text", "said"),
    [("🎉" * 1200, "has 2"), (" #tagar" * 31, "words with #"), (" @mitra" * 21, "words with @")],
    ids=["emoji count twice", "hashtags", "mentions"],
)
def test_what_instagram_would_refuse_is_refused_before_anybody_approves_it(
    tmp_path: Path, text: str, said: str
) -> None:
    folder = tmp_path / "kind"
    folder.mkdir()
    (folder / "caption.j2").write_text(f"Awal.\n\nIsi:{text}\n\nAkhir.", encoding="utf-8")

    with pytest.raises(Refused, match=said):
        caption(AGREEMENT, folder=folder)
    if said != "has 2":
        assert caption(AGREEMENT, Network.FACEBOOK, folder)


@pytest.mark.parametrize("typed", ["{{ 7*7 }}", "{% for x in y %}", "{# diam #}", "<b>tebal</b>", "%(x)s {0} $x"])
def test_what_looks_like_a_program_in_an_event_is_printed_as_typed(typed: str) -> None:
    odd = event("industry_training", f"Lokakarya {typed}", "2026-11-25", location=f"Aula {typed}", points=(typed,))

    assert caption(odd).count(typed) == 3
    assert f"Lokakarya {typed}" in alt_text(odd)


def test_a_hook_that_nobody_would_see_whole_is_refused_with_the_field_to_shorten(tmp_path: Path) -> None:
    folder = tmp_path / "kind"
    folder.mkdir()
    (folder / "caption.j2").write_text("{{ title }} di {{ location }}.\n", encoding="utf-8")
    long = dataclasses.replace(AGREEMENT, title="Penandatanganan " * 8)

    with pytest.raises(Refused, match="'title'"):
        caption(long, folder=folder)
    (folder / "caption.j2").write_text("kata " * 30, encoding="utf-8")
    with pytest.raises(Refused, match=r"'caption\.j2'"):
        caption(AGREEMENT, folder=folder)


def test_a_hook_that_names_make_too_long_gives_way_to_the_brief_one() -> None:
    long = dataclasses.replace(AGREEMENT, programmes=("Teknik " + "Mesin " * 25,))

    assert caption(long).startswith("Satu lagi pintu dunia kerja terbuka bagi siswa kami. 🤝\n")


def test_a_caption_that_claims_too_much_is_refused() -> None:
    with pytest.raises(Refused, match="E1: 'pasti kerja' promises"):
        caption(dataclasses.replace(AGREEMENT, points=("lulusan pasti kerja",)))


def test_a_template_that_asks_for_what_is_not_there_is_refused_with_its_place(tmp_path: Path) -> None:
    folder = tmp_path / "templates" / "kind"
    folder.mkdir(parents=True)
    (folder / "caption.j2").write_text("satu\n{{ mitra }}\n", encoding="utf-8")

    with pytest.raises(Refused, match=r"^templates/kind/caption\.j2:2: .*'mitra' is undefined"):
        caption(AGREEMENT, folder=folder)


@pytest.mark.parametrize("kind", sorted(LABELS))
def test_the_shipped_texts_have_no_mistakes(kind: str) -> None:
    assert check_captions(TEMPLATES / kind, TEMPLATES.parent) == ()


def test_the_shipped_bases_have_no_mistakes() -> None:
    assert check_bases(TEMPLATES, TEMPLATES.parent) == ()


def test_every_kind_has_texts() -> None:
    assert {path.parent.name for path in TEMPLATES.glob("*/texts.j2")} == LABELS.keys()
    assert {full.kind for full in FULL} == LABELS.keys()


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


def test_mistakes_in_blocks_are_found_too(tmp_path: Path) -> None:
    folder = tmp_path / "templates" / "kind"
    folder.mkdir(parents=True)
    texts = (
        "{% extends base %}\n{% set one = title %}\n"
        "{% block hok %}{{ one }}{% endblock %}\n{% block facts %}{{ partnre }}{% endblock %}\n"
    )
    (folder / "texts.j2").write_text(texts, encoding="utf-8")
    for name in ("caption.j2", "alt.j2", "article.j2"):
        (folder.parent / name).write_text("{% block hook %}{% endblock %}{% block facts %}{% endblock %}", "utf-8")

    found = [str(problem).split(", in: ")[0] for problem in check_captions(folder, tmp_path)]

    assert found == [
        "templates/kind/texts.j2:4:21: there is no 'partnre'; did you mean 'partner'?",
        "templates/kind/texts.j2:3:10: there is no 'hok'; did you mean 'hook'?",
    ]
    (folder.parent / "alt.j2").unlink()
    *_, gone = check_captions(folder, tmp_path)
    assert "texts.j2:1:4: the template alt.j2 is missing" in str(gone)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a  b", "a b"),
        (" a \n b ", "a\nb"),
        ("a\n\n\n\nb", "a\n\nb"),
        ("a ,b .", "a ,b."),
        ("Dr.\u00a0A", "Dr.\u00a0A"),
        ("S.Kom..", "S.Kom."),
        ("Kerja di Mana?.", "Kerja di Mana?"),
        ("dan lain-lain ...", "dan lain-lain ..."),
    ],
)
def test_tidying_takes_away_what_gaps_leave(text: str, expected: str) -> None:
    assert tidy(text) == expected
    assert tidy(tidy(text)) == expected


def test_the_captions_read_as_they_did_when_a_person_read_them() -> None:
    """Set BRANDBOT_UPDATE_GOLDEN=1 to write the file anew; then read it, as a PR officer would."""
    parts = []
    for full in FULL:
        for tone in Tone:
            one = dataclasses.replace(full, tone=tone)
            parts.append(f"===== {named(one)} · {tone}\n{caption(one)}\n")
        casual = dataclasses.replace(full, tone=Tone.CASUAL)
        parts.append(f"----- Facebook · {Tone.CASUAL}\n{caption(casual, Network.FACEBOOK)}\n")
        texts = alt_texts_of(template(full.kind), full, PARTNERS, said(full), max(1, len(full.photos)))
        parts.append("\n".join(("----- alt", *texts, "")))
    text = "\n".join(parts)
    if os.environ.get("BRANDBOT_UPDATE_GOLDEN"):
        GOLDEN.write_text(text, encoding="utf-8", newline="\n")
    assert text == GOLDEN.read_text(encoding="utf-8")
