"""Workbooks written out part by part, as Excel and LibreOffice save them: the same bytes on every machine."""
# ruff: noqa: E501 - parts as the programs write them

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

DATA = Path(__file__).parent / "data" / "intake"
_EPOCH = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - what spreadsheets count their days from
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACK = "http://schemas.openxmlformats.org/package/2006"
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4">'
    '<xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="20"/><xf numFmtId="22"/></cellXfs></styleSheet>'
)


@dataclass(frozen=True)
class Formula:
    """A formula, with the value that the program kept, or none."""

    text: str
    value: str = ""


@dataclass(frozen=True)
class Error:
    """A cell in which the program shows an error."""

    text: str


Cell = str | float | dt.date | dt.time | Formula | Error | None
Rows = Sequence[Sequence[Cell]]


def zipped(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    """A zip whose bytes depend on its parts only."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 7, 1, 8, 0, 0)), text, method)
    return out.getvalue()


def letters(column: int) -> str:
    """The column's letters, from 1."""
    return (letters((column - 1) // 26) if column > 26 else "") + chr(65 + (column - 1) % 26)


def xlsx(
    *sheets: Rows,
    hidden: Sequence[int] = (),
    merged: Sequence[str] = (),
    since_1904: bool = False,
    extra: Mapping[str, str | bytes] | None = None,
    method: int = zipfile.ZIP_STORED,
) -> bytes:
    """A workbook of Excel's; `merged` are ranges of the first sheet."""
    strings: dict[str, int] = {}
    pages = {f"xl/worksheets/sheet{n}.xml": _sheet(rows, strings, merged) for n, rows in enumerate(sheets, start=1)}
    listed = "".join(
        f'<sheet name="Lembar{n}" sheetId="{n}"{" state=" + chr(34) + "hidden" + chr(34) if n in hidden else ""} r:id="rId{n}"/>'
        for n in range(1, len(sheets) + 1)
    )
    base = '<workbookPr date1904="1"/>' if since_1904 else "<workbookPr/>"
    related = "".join(
        f'<Relationship Id="rId{n}" Type="{_REL}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    texts = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in strings)
    kinds = "".join(
        f'<Override PartName="/xl/{part}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.{kind}+xml"/>'
        for part, kind in (("workbook", "sheet.main"), ("styles", "styles"), ("sharedStrings", "sharedStrings"))
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{_PACK}/content-types"><Default Extension="rels" ContentType="application/'
        'vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f"{kinds}</Types>",
        "_rels/.rels": f'<Relationships xmlns="{_PACK}/relationships"><Relationship Id="rId1" '
        f'Type="{_REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_REL}">{base}<sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACK}/relationships">{related}'
        f'<Relationship Id="rIdS" Type="{_REL}/sharedStrings" Target="sharedStrings.xml"/>'
        f'<Relationship Id="rIdF" Type="{_REL}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": _STYLES,
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}">{texts}</sst>',
        **pages,
        **(extra or {}),
    }
    return zipped(parts, method)


def _sheet(rows: Rows, strings: dict[str, int], merged: Sequence[str]) -> str:
    body = "".join(
        f'<row r="{number}">{"".join(_cell(f"{letters(at)}{number}", cell, strings) for at, cell in enumerate(row, 1))}</row>'
        for number, row in enumerate(rows, start=1)
    )
    ranges = (
        f"<mergeCells>{''.join(f'<mergeCell ref={quoteattr(name)}/>' for name in merged)}</mergeCells>"
        if merged
        else ""
    )
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{body}</sheetData>{ranges}</worksheet>'


def _cell(name: str, cell: Cell, strings: dict[str, int]) -> str:  # noqa: PLR0911 - a table of kinds
    match cell:
        case None | "":
            return f'<c r="{name}" s="0"/>'
        case str():
            return f'<c r="{name}" t="s"><v>{strings.setdefault(cell, len(strings))}</v></c>'
        case bool():
            return f'<c r="{name}" t="b"><v>{int(cell)}</v></c>'
        case dt.datetime():
            return f'<c r="{name}" s="3"><v>{(cell - _EPOCH) / dt.timedelta(days=1)!r}</v></c>'
        case dt.date():
            return f'<c r="{name}" s="1"><v>{(cell - _EPOCH.date()).days}</v></c>'
        case dt.time():
            return f'<c r="{name}" s="2"><v>{(cell.hour * 60 + cell.minute) / 1440!r}</v></c>'
        case Formula():
            value = f"<v>{escape(cell.value)}</v>" if cell.value else ""
            return f'<c r="{name}" t="str"><f>{escape(cell.text)}</f>{value}</c>'
        case Error():
            return f'<c r="{name}" t="e"><v>{cell.text}</v></c>'
        case _:
            return f'<c r="{name}"><v>{cell!r}</v></c>'


_ODS = "".join(
    f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text", "style")
)


def ods(rows: Rows, *, hidden: Rows | None = None, around: str = "", manifest: str = "") -> bytes:
    """A workbook of LibreOffice's; its rows end as LibreOffice ends them, with a million empty ones."""
    end = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    tables = f'<table:table table:name="Lembar1">{_ods_rows(rows)}{around}{end}</table:table>'
    if hidden is not None:
        tables = f'<table:table table:name="Diam" table:style-name="ta2">{_ods_rows(hidden)}</table:table>{tables}'
    style = (
        '<office:automatic-styles><style:style style:name="ta2" style:family="table">'
        '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f'<office:document-content{_ODS} office:version="1.3">{style}<office:body>'
            f"<office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>",
            "META-INF/manifest.xml": '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
            f"{manifest}</manifest:manifest>",
        }
    )


def _ods_rows(rows: Rows) -> str:
    return "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)


def _ods_cell(cell: Cell) -> str:
    match cell:
        case None | "":
            return "<table:table-cell/>"
        case str():
            return _ods_value("string", "", "".join(f"<text:p>{escape(line)}</text:p>" for line in cell.split("\n")))
        case dt.datetime() | dt.date():
            return _ods_value("date", f' office:date-value="{cell.isoformat()}"', "")
        case dt.time():
            return _ods_value("time", f' office:time-value="PT{cell:%HH%MM%SS}"', "")
        case _:
            return _ods_value("float", f' office:value="{cell!r}"', f"<text:p>{cell}</text:p>")


def _ods_value(kind: str, value: str, inside: str) -> str:
    return f'<table:table-cell office:value-type="{kind}"{value}>{inside}</table:table-cell>'
