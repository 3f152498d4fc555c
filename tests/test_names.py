"""How pupils are named: by one policy, on pictures, in captions, alt texts and articles, and before the scanner."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from pathlib import Path

import pytest
from builders import around, make_event, make_rule
from hypothesis import given
from hypothesis import strategies as st
from words_fixtures import BRAND, ONE_PUPIL, PARTNERS, SIX_PUPILS, template

from brandbot.config import read_config
from brandbot.model import Event, NamePolicy, Network, Permission, Person, Plan, Register, Scope
from brandbot.pipeline.article import article_of
from brandbot.pipeline.caption import alt_texts_of, caption_of
from brandbot.pipeline.claims import objections
from brandbot.pipeline.fields import said_of
from brandbot.pipeline.plan import plan
from brandbot.pipeline.pupils import shown_name
from brandbot.pipeline.slides import leaves_of
from brandbot.wording import Wording

ROOT = Path(__file__).parents[1]
WHOLE = ("Nur 'Aini Fiktifiana", "Ma'ruf Contohwan", "M. Rizqi Al-Contohi", "Dewi Misalnya")
WINNERS = Event(
    id="E9",
    kind="achievement",
    title="Juara 1 LKS Tingkat Provinsi",
    date=dt.date(2026, 9, 3),
    students=WHOLE,
    student_count=4,
    people=(Person("Suyadi Contoh, S.T.", "Guru Pembimbing"),),
)


def every_text(of: Event, policy: NamePolicy) -> str:
    """All that is said of an event on both networks, to those who do not see, on the website and on the picture."""
    brand, kind = dataclasses.replace(BRAND, pupils=policy), template(of.kind)
    said = said_of(of, PARTNERS, brand, kind, Wording(), "WIB")
    article = article_of(kind, of, PARTNERS, said.fields, brand)
    return "\n".join(
        [
            *(caption_of(kind, of, PARTNERS, said.fields, network, brand) for network in Network),
            *alt_texts_of(kind, of, PARTNERS, said.fields, 1, pupils=policy),
            *(article.title, article.lead, *article.paragraphs),
            *said.fields.values(),
            *said.short.values(),
        ]
    )


@pytest.mark.parametrize(
    ("name", "first", "initial"),
    [
        ("Bagas Fiktif Pamungkas", "Bagas", "Bagas F."),
        ("Nur 'Aini Fiktifiana", "Nur", "Nur A."),
        ("M. Rizqi Al-Contohi", "M. Rizqi", "M. Rizqi A."),
        ("Rekaan", "Rekaan", "Rekaan"),
        ("Siti é", "Siti", "Siti É."),
        ("", "", ""),
    ],
)
def test_a_name_is_shown_as_the_policy_says(name: str, first: str, initial: str) -> None:
    assert [shown_name(name, policy) for policy in NamePolicy] == [first, initial, "", name]


@pytest.mark.parametrize(
    ("policy", "listed"),
    [
        (NamePolicy.FIRST, "Nur, Ma'ruf, M. Rizqi, dan Dewi"),
        (NamePolicy.INITIAL, "Nur A., Ma'ruf C., M. Rizqi A., dan Dewi M."),
        (NamePolicy.FULL, "Nur 'Aini Fiktifiana, Ma'ruf Contohwan, M. Rizqi Al-Contohi, dan Dewi Misalnya"),
    ],
)
@pytest.mark.parametrize("of", [WINNERS, SIX_PUPILS], ids=lambda event: event.kind)
def test_texts_name_pupils_by_the_policy(of: Event, policy: NamePolicy, listed: str) -> None:
    assert listed in every_text(of, policy)


@pytest.mark.parametrize("policy", [NamePolicy.FIRST, NamePolicy.INITIAL])
@pytest.mark.parametrize("of", [WINNERS, SIX_PUPILS, ONE_PUPIL], ids=lambda event: event.kind)
def test_no_text_says_more_than_the_policy(of: Event, policy: NamePolicy) -> None:
    assert not re.search("Fiktifiana|Contohwan|Contohi|Misalnya|'Aini", every_text(of, policy))


@pytest.mark.parametrize("of", [WINNERS, SIX_PUPILS], ids=lambda event: event.kind)
def test_without_names_no_pupil_is_named_anywhere(of: Event) -> None:
    text = every_text(of, NamePolicy.NONE)
    assert not re.search(r"\bNur\b|Ma'ruf|Rizqi|\bDewi\b", text)
    assert "4 siswa" in text.casefold() or "empat siswa" in text.casefold() or "enam siswa" in text.casefold()


@pytest.mark.parametrize("policy", NamePolicy)
def test_adults_keep_their_titles_as_typed(policy: NamePolicy) -> None:
    assert "Suyadi Contoh, S.T. (Guru Pembimbing)" in every_text(WINNERS, policy)


@pytest.mark.parametrize(
    ("policy", "titles"),
    [
        (NamePolicy.FIRST, ["Nur, Ma'ruf", "Dewi"]),
        (NamePolicy.INITIAL, ["Nur A., Ma'ruf C.", "Dewi M."]),
        (NamePolicy.NONE, ["2 siswa", "1 siswa"]),
        (NamePolicy.FULL, ["Nur 'Aini Fiktifiana, Ma'ruf Contohwan", "Dewi Misalnya"]),
    ],
)
def test_the_slides_of_a_batch_name_pupils_by_the_policy(policy: NamePolicy, titles: list[str]) -> None:
    parts = (
        dataclasses.replace(SIX_PUPILS, id="P1", students=WHOLE[:2], student_count=2),
        dataclasses.replace(SIX_PUPILS, id="P2", students=WHOLE[3:], student_count=1),
    )
    batch = dataclasses.replace(SIX_PUPILS, parts=parts)
    assert [leaf.title for leaf in leaves_of(template(batch.kind), batch, PARTNERS, policy)] == titles


# --- what a person typed --------------------------------------------------------------------------------------------


def told(text: str, policy: NamePolicy) -> str:
    brand = dataclasses.replace(BRAND, pupils=policy)
    return "; ".join(str(message) for message in objections([text], SIX_PUPILS, PARTNERS, brand))


def test_a_full_name_that_was_typed_is_refused_with_what_to_write_instead() -> None:
    assert "write only 'Nur'" in told("Selamat, Nur ’Aini!", NamePolicy.FIRST)
    assert "write only 'Nur A.'" in told("Selamat, Nur 'Aini Fiktifiana!", NamePolicy.INITIAL)
    assert "names.pupils" in told("Selamat, Nur!", NamePolicy.NONE)
    assert told("Selamat, Nur A.!", NamePolicy.INITIAL) == ""
    assert told("Selamat, Nur 'Aini Fiktifiana!", NamePolicy.FULL) == ""


def test_the_scanner_takes_the_schools_own_way_of_naming_for_no_list_and_every_other_list_for_one() -> None:
    full, initials = ", ".join(WHOLE), "Nur A., Ma'ruf C., M. Rizqi A., Dewi M."
    others = "Bagas Pratama, Siti Rahmawati, Dewi Lestari, Agus Santoso"
    assert told(f"Siswa: {initials}", NamePolicy.INITIAL) == ""
    assert told(f"Siswa: {full}", NamePolicy.FULL) == ""
    for policy in NamePolicy:
        assert "a list of full names" in told(f"Siswa: {others}", policy)


# --- consent --------------------------------------------------------------------------------------------------------


def permission(person: str, **fields: object) -> Permission:
    known: dict[str, object] = {
        "scopes": frozenset({Scope.NAME}),
        "given_by": "Ibu",
        "how": "tertulis",
        "given": dt.date(2026, 7, 1),
    }
    return Permission(person=person, **(known | fields))  # type: ignore[arg-type]  # fields by name


def planned(policy: NamePolicy, *rows: Permission) -> Plan:
    school = around()
    school = dataclasses.replace(
        school, brand=dataclasses.replace(school.brand, pupils=policy), register=Register.of(rows)
    )
    return plan([make_event(students=("Bagas Fiktif", "Dewi Misalnya"))], [make_rule()], school)


def test_full_names_wait_until_every_pupil_has_allowed_it() -> None:
    [held] = planned(NamePolicy.FULL, permission("Bagas Fiktif")).held
    assert "no consent of 1 pupils to their full names" in str(held.reason)
    assert planned(NamePolicy.FULL, permission("Bagas Fiktif"), permission("Dewi Misalnya")).held == ()


@pytest.mark.parametrize(
    "row",
    [
        permission("Dewi Misalnya", scopes=frozenset({Scope.PHOTO})),
        permission("Dewi Misalnya", until=dt.date(2026, 8, 1)),
        permission("Dewi Misalnya", given=dt.date(2026, 8, 13)),
        permission("Dewi Misalnya", given=None, withdrawn=dt.date(2026, 8, 1)),
    ],
)
def test_another_scope_an_end_or_a_withdrawal_is_no_consent_to_the_full_name(row: Permission) -> None:
    found = planned(NamePolicy.FULL, permission("Bagas Fiktif"), row)
    assert found.posts == ()
    assert len(found.held) == 1


def test_a_consent_for_one_channel_lets_the_name_out_on_that_one_only() -> None:
    dewi = permission("Dewi Misalnya", channels=frozenset({"facebook"}))
    found = planned(NamePolicy.FULL, permission("Bagas Fiktif"), dewi)
    assert [post.channel for post in found.posts] == ["facebook"]
    assert [held.channel for held in found.held] == ["instagram"]


@pytest.mark.parametrize("policy", [policy for policy in NamePolicy if policy is not NamePolicy.FULL])
def test_less_than_the_full_name_needs_no_consent_of_its_own(policy: NamePolicy) -> None:
    assert planned(policy).held == ()


def test_another_policy_draws_the_pictures_anew() -> None:
    prints = {planned(policy).posts[0].fingerprint for policy in NamePolicy if policy is not NamePolicy.FULL}
    assert len(prints) == 3


@given(st.text("abAB .'’é-", max_size=20), st.sampled_from([NamePolicy.FIRST, NamePolicy.INITIAL]))
def test_what_is_shown_begins_the_name_and_adds_no_more_than_an_initial(name: str, policy: NamePolicy) -> None:
    whole, shown = name.split(), shown_name(name, policy).split()
    assert len(shown) <= 3
    kept = shown[: len(shown) - (policy is NamePolicy.INITIAL and shown != whole[: len(shown)])]
    assert whole[: len(kept)] == kept


@pytest.mark.parametrize(
    ("word", "policy"),
    [
        ("depan", NamePolicy.FIRST),
        ("Inisial", NamePolicy.INITIAL),
        ("none", NamePolicy.NONE),
        ("tanpa", NamePolicy.NONE),
        ("lengkap", NamePolicy.FULL),
    ],
)
def test_the_policy_is_a_word_in_either_language(tmp_path: Path, word: str, policy: NamePolicy) -> None:
    sample = (ROOT / "config.yaml").read_text(encoding="utf-8")
    assert "\n  pupils: first\n" in sample
    (tmp_path / "config.yaml").write_text(re.sub(r"pupils: first", f"pupils: {word}", sample), encoding="utf-8")
    (tmp_path / "assets" / "logo").mkdir(parents=True)
    for logo in ("sekolah.png", "sekolah-putih.png"):
        (tmp_path / "assets" / "logo" / logo).touch()

    assert read_config(tmp_path, {}).brand.pupils is policy
    assert read_config(ROOT, {}).brand.pupils is NamePolicy.FIRST
