"""The sample year is planned alike from whatever program its table was saved by."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from school import at, config_of, dry_accounts, make_school, service
from workbook_fixtures import ods

from brandbot.model import Plan

NOW = at("2026-07-13 07:00")
DATES = ("tanggal", "tanggal_selesai")


def semicolons(rows: list[list[str]]) -> bytes:
    """As Indonesian Excel saves CSV: semicolons, day first, CRLF; with a BOM, as the names have signs of their own."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    days = [rows[0].index(name) for name in DATES]
    writer.writerow(rows[0])
    for row in rows[1:]:
        writer.writerow([_day_first(cell) if at in days else cell for at, cell in enumerate(row)])
    return text.getvalue().encode("utf-8-sig")


def _day_first(cell: str) -> str:
    return f"{dt.date.fromisoformat(cell):%d/%m/%Y}" if cell else ""


def excel(rows: list[list[str]]) -> bytes:
    """Dates and numbers as Excel holds them."""
    book, content = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet.append(rows[0])
    days = [rows[0].index(name) for name in DATES]
    count = rows[0].index("jumlah_siswa")
    for row in rows[1:]:
        cells: list[object] = list(row)
        for place in days:
            cells[place] = dt.datetime.fromisoformat(row[place]) if row[place] else None
        cells[count] = int(row[count]) if row[count] else None
        sheet.append(cells)
    book.save(content)
    return content.getvalue()


def planned(school: Path) -> Plan:
    config = config_of(school)
    with service(config, dry_accounts(config)) as running:
        workspace = running.read()
        assert [str(problem.message) for problem in workspace.mistakes] == []
        return running.planning.wanted(workspace, NOW)


@pytest.mark.no_cover  # whole years through lines that test_plan.py counts
@pytest.mark.parametrize(
    ("name", "saved"),
    [("acara.csv", semicolons), ("acara.xlsx", excel), ("acara.ods", lambda rows: ods([tuple(row) for row in rows]))],
)
def test_the_sample_year_from_csv_and_from_sheets_is_one_plan(
    tmp_path: Path, name: str, saved: Callable[[list[list[str]]], bytes]
) -> None:
    school = make_school(tmp_path / "school")
    table = school / "schedules" / "events.csv"
    before = planned(school)
    rows = list(csv.reader(table.read_text(encoding="utf-8").splitlines()))
    table.unlink()
    (school / "schedules" / name).write_bytes(saved(rows))
    after = planned(school)

    assert len(before.posts) > 100
    assert sorted(after.posts, key=lambda post: post.key) == sorted(before.posts, key=lambda post: post.key)
    assert sorted((h.event_id, h.channel, str(h.reason)) for h in after.held) == sorted(
        (h.event_id, h.channel, str(h.reason)) for h in before.held
    )
