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


def thumbnails(folder: Path, pictures: Mapping[str, Path], width: int) -> Mapping[str, Path]:
    """Small JPEGs of finished pictures by the same keys; what is not there, or not whole, is left out."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {}
    for number, (key, picture) in enumerate(sorted(pictures.items())):
        try:
            jpeg = thumbnail(picture, width)
        except OSError:  # a finished picture that a power cut left unfinished: the page does without it
            continue
        files[key] = folder / f"{number}.jpg"
        files[key].write_bytes(jpeg)
    return files


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
    shown = {row.key: pictures[row.key] for row in report.posts if not row.gone and row.key in pictures}
    files = thumbnails(out / "gambar", shown, _WIDTH)
    inline = {key: data_uri(file.read_bytes(), "jpeg") for key, file in files.items()}
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
