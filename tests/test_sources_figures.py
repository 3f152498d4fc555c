"""figures.yaml: each figure with what stands behind it; a percentage of nobody knows whom is refused."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from sources_fixtures import read as read_workspace_of
from sources_fixtures import write

from brandbot.model import Claim, Indicator, Place
from brandbot.operate.workspace import sample_folder
from brandbot.sources.feedback import Group
from brandbot.sources.figures import read_figures
from brandbot.wording import Wording


def read(root: Path, *lines: str) -> tuple[tuple[Claim, ...], list[str]]:
    """The figures of these lines, and what is wrong with them, in Indonesian."""
    write(root, {"figures.yaml": "figures:\n" + "".join(f"  - {{{line}}}\n" for line in lines)})
    claims, problems = read_figures(root / "figures.yaml", root)
    say = Wording("id").say
    return claims, [f"{problem.place}: {say(problem.message)}" for problem in problems]


def test_a_figure_keeps_its_base_its_n_its_source_and_its_place(tmp_path: Path) -> None:
    claims, problems = read(
        tmp_path, "figure: Bekerja, period: 2025/2026, base: 240, n: 228, value: 121, source: Penelusuran, detail: TM"
    )

    assert problems == []
    assert claims == (Claim(Indicator.WORKING, "2025/2026", "Penelusuran", count=121, base=240, n=228, detail="TM"),)
    assert claims[0].place == Place("figures.yaml", 2, 5)
    assert claims[0].share == pytest.approx(121 / 228)


def test_a_count_may_stand_alone_and_is_then_no_share(tmp_path: Path) -> None:
    (claim,), problems = read(
        tmp_path, "figure: pendaftar, period: 2026/2027, value: 1.312, as_of: 30/06/2026, source: Panitia"
    )

    assert problems == []
    assert (claim.count, claim.share, claim.as_of) == (1312, None, dt.date(2026, 6, 30))


def test_a_percentage_is_a_share_of_its_n(tmp_path: Path) -> None:
    (claim,), _ = read(tmp_path, "figure: bekerja, period: 2025/2026-2, n: 228, value: '53,5 %', source: Penelusuran")

    assert claim.share == pytest.approx(0.535)
    assert (claim.of, claim.count) == (228, None)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "figure: bekerja, period: 2025/2026, value: 53 %, source: x",
            "2:49: persentase tanpa n tidak berarti; tulis berapa orang yang dihitung, misalnya n: 228",
        ),
        (
            "figure: bekerja, period: 2025/2026, base: 240, value: 53 %, source: x",
            "2:60: persentase tanpa n tidak berarti; tulis berapa orang yang dihitung, misalnya n: 228",
        ),
        (
            "figure: bekerja, period: 2025/2026, n: 20, value: 103 %, source: x",
            "2:56: '103 %' bukan persentase; tulislah seperti 53,5 %, dari 0 sampai 100",
        ),
        (
            "figure: bekerja, period: 2025/2026, n: 20, value: 21, source: x",
            "2:56: 21 lebih banyak daripada yang dihitung, yaitu 20",
        ),
        (
            "figure: bekerja, period: 2025/2026, base: 20, n: 21, value: 2, source: x",
            "2:55: n adalah 21 dari base 20; tidak ada yang menjawab dua kali",
        ),
        (
            "figure: bekerja, period: 2025/2027, value: 2, source: x",
            "2:31: '2025/2027' bukan tahun pelajaran; tulislah seperti 2026/2027, atau 2026/2027-1",
        ),
        (
            "figure: bekerj, period: 2025/2026, value: 2, source: x",
            "2:14: 'bekerj' tidak dikenal di sini; maksud Anda 'bekerja'?",
        ),
        ("figure: bekerja, period: 2025/2026, value: 2", "2:5: 'source' belum ada"),
    ],
)
def test_a_wrong_figure_is_told_with_its_place_and_a_cure(tmp_path: Path, line: str, expected: str) -> None:
    claims, problems = read(tmp_path, line)

    assert claims == ()
    (told,) = problems
    assert told.startswith(f"figures.yaml:{expected}")


def test_a_wrong_figure_costs_only_itself(tmp_path: Path) -> None:
    claims, problems = read(
        tmp_path,
        "figure: pendaftar, period: 2026/2027, value: many, source: Panitia",
        "figure: pendaftar, period: 2025/2026, value: 278, source: Panitia",
    )

    assert [claim.count for claim in claims] == [278]
    assert len(problems) == 1


def test_the_same_figure_twice_is_told(tmp_path: Path) -> None:
    line = "figure: pendaftar, period: 2026/2027, value: 3, source: Panitia"
    _, problems = read(tmp_path, line, line, line.replace("3,", "3, as_of: 2026-06-30,"))

    assert problems == ["figures.yaml:3:5: angka yang sama ada di figures.yaml:2:5; hapus salah satu, atau beri detail"]


def test_working_studying_and_business_are_no_more_than_all(tmp_path: Path) -> None:
    rest = "period: 2025/2026, n: 100, source: Penelusuran"
    _, problems = read(
        tmp_path,
        f"figure: bekerja, value: 60, {rest}",
        f"figure: melanjutkan, value: 30, {rest}",
        f"figure: wirausaha, value: 20, {rest}",
    )

    assert len(problems) == 1
    assert "110" in problems[0]


def test_the_file_of_a_workspace_is_optional_and_its_key_is_known(tmp_path: Path) -> None:
    assert read_figures(tmp_path / "figures.yaml", tmp_path) == ((), ())
    write(tmp_path, {"figures.yaml": "angka: []\n"})
    _, (problem,) = read_figures(tmp_path / "figures.yaml", tmp_path)
    assert problem.place == Place("figures.yaml", 1, 1)


def test_the_sample_has_every_figure_and_says_that_it_is_fictional() -> None:
    root = sample_folder()
    claims, problems = read_figures(root / "figures.yaml", root)

    assert problems == ()
    assert {claim.indicator for claim in claims} == set(Indicator)
    assert all("rekaan" in claim.source for claim in claims)
    assert "REKAAN" in (root / "figures.yaml").read_text(encoding="utf-8")


def test_feedback_that_came_back_stands_beside_the_figures(tmp_path: Path) -> None:
    sheet = (
        'semester,kelompok,pertanyaan,nilai,skala,n,komentar\n2026/2027-1,mitra,Siswa siap kerja,"4,2",5,11,\n'
        "2026/2027-1,siapa,Siswa siap kerja,4,5,11,\n"
    )
    write(tmp_path, {"feedback/monev.csv": sheet})
    workspace = read_workspace_of(tmp_path)

    assert [(one.group, one.score, one.n) for one in workspace.feedback] == [(Group.PARTNERS, 4.2, 11)]
    assert [str(problem.place) for problem in workspace.problems if "feedback" in str(problem.place)] == [
        "feedback/monev.csv:3:2"
    ]
