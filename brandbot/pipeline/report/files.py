"""Writing a report's forms beside each other into a folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from brandbot.drawing.thumbnail import thumbnail
from brandbot.pipeline.report.numbers import WeeklyReport
from brandbot.pipeline.report.pages import page_of, whatsapp
from brandbot.pipeline.report.plain import as_json
from brandbot.pipeline.report.tables import csv_text
from brandbot.pipeline.report.typeset import data_uri
from brandbot.pipeline.report.writer import Letterhead
from brandbot.wording import Wording

_WIDTH = 192  # pixels: twice what the page shows, for sharp screens and print


def write_week(
    folder: Path,
    report: WeeklyReport,
    letterhead: Letterhead,
    wording: Wording,
    templates: Path,
    *,
    pictures: Mapping[str, Path],
    with_pdf: bool,
) -> Path:
    """Write the week's report in all its forms into `folder/<week>`; that folder.

    `pictures` are finished pictures by post key; what is not there is left out of the page.
    Raises Refused where a template of the workspace can't be filled in.
    """
    out = folder / str(report.week)
    small = out / "gambar"
    small.mkdir(parents=True, exist_ok=True)
    files, inline = {}, {}
    for number, row in enumerate(report.posts):
        picture = pictures.get(row.key)
        if not row.gone and picture and picture.exists():
            files[row.key] = small / f"{number}.jpg"
            try:
                jpeg = thumbnail(picture, _WIDTH)
            except OSError:  # a finished picture that a power cut left unfinished: the page does without it
                del files[row.key]
                continue
            files[row.key].write_bytes(jpeg)
            inline[row.key] = data_uri(jpeg, "jpeg")
    page = page_of(report, letterhead, wording, templates)
    (out / "report.html").write_text(page.html(inline), encoding="utf-8")
    (out / "report.json").write_text(as_json(report), encoding="utf-8")
    # Excel takes a CSV for UTF-8 only when it starts with a byte order mark.
    (out / "report.csv").write_text(csv_text(report, letterhead, wording), encoding="utf-8-sig", newline="")
    (out / "whatsapp.txt").write_text(whatsapp(report, letterhead, wording), encoding="utf-8")
    if with_pdf:
        (out / "report.pdf").write_bytes(page.pdf(files))
        (out / "report.png").write_bytes(page.png(files))
    return out
