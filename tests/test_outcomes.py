"""What the school wrote down reaches its reports with what stands behind it."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

from school import config_of, dry_accounts, make_school, service

from brandbot.model import ApplicantCount, Claim, Graduates, Indicator, Opinion
from brandbot.operate.outcomes import outcomes_of

HEAD = "semester;kelompok;pertanyaan;nilai;skala;n;komentar\n"


def test_figures_and_feedback_of_the_files_are_the_reports_outcomes(tmp_path: Path) -> None:
    school = make_school(tmp_path / "school")
    (school / "figures.yaml").write_text(
        "figures:\n"
        "  - {figure: pendaftar, period: 2026/2027, value: 312, as_of: 2026-06-30, source: Panitia}\n"
        "  - {figure: pendaftar, period: 2026/2027, value: 40, source: tanpa tanggal}\n"
        "  - {figure: sertifikasi, period: 2025/2026, base: 124, value: 118, source: LSP}\n"
        "  - {figure: bekerja, period: 2025/2026, base: 240, n: 200, value: 120, source: BKK}\n"
        "  - {figure: melanjutkan, period: 2025/2026, base: 240, n: 200, value: 30 %, source: BKK}\n",
        encoding="utf-8",
    )
    (school / "feedback").mkdir(exist_ok=True)
    for name, score, n in (("a", "4", 10), ("b", "3", 30)):
        text = f"{HEAD}2026/2027-1;mitra;Disiplin;{score};5;{n};\n"
        (school / "feedback" / f"{name}.csv").write_text(text, encoding="utf-8")
    config = config_of(school)
    with service(config, dry_accounts(config)) as running:
        workspace = running.read()
        assert [str(problem.message) for problem in workspace.mistakes] == []
        found = outcomes_of(workspace)

    assert found.applicants == (ApplicantCount(year=2026, day=dt.date(2026, 6, 30), count=312, source="Panitia"),)
    assert found.graduates == (
        Graduates(year=2026, graduates=240, answered=200, working=120, studying=60, source="BKK"),
    )
    assert [(one.indicator, one.count) for one in found.figures] == [(Indicator.CERTIFIED, 118)]
    assert found.opinions == (
        Opinion(semester="2026/2027-1", group="mitra", question="Disiplin", score=3.25, scale=5, n=40),
    )


def test_a_figure_of_a_part_of_the_school_stands_for_no_whole(tmp_path: Path) -> None:
    config = config_of(make_school(tmp_path / "school"))
    with service(config, dry_accounts(config)) as running:
        workspace = running.read()
    claims = [Claim(Indicator.WORKING, "2025/2026", "BKK", count=9, n=10, detail="TKJ")]
    assert outcomes_of(dataclasses.replace(workspace, figures=tuple(claims))).graduates == ()
