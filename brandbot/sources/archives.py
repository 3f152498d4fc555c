"""The zip of a workbook, looked at before a reader opens it: its true size, and what the reader would not tell.

A reader lays all cells between the first and the last out in memory, so a file of a few bytes may ask for all of it.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import unescape

from brandbot.errors import Message

_LARGEST = 256 << 20  # bytes of a workbook when unpacked
_MOST_CELLS = 10_000_000
_MOST_ODD = 1000  # formulas without a value that are told one by one
_OLD = b"\xd0\xcf\x11\xe0"  # Excel before 2007, and every workbook with a password

_TOO_LARGE = Message("unpacked, this workbook would be larger than brandbot reads; keep only the table of events in it")
DAMAGED = Message("this workbook is damaged or none at all; open it in the spreadsheet program and save it anew")
LOCKED = Message("this workbook has a password or is of the old kind; save it as .xlsx without a password")
_MACROS = Message("this workbook holds macros, and brandbot opens none; save it as .xlsx")
_MERGED = Message("merged cells count once in an ODS file; fill each of them, or save the sheet as .xlsx")


@dataclass(slots=True)
class Contents:
    """What was seen in a workbook: `refusal` says why it must not be opened, `notice` what a person should know.

    `odd` are cells whose text the reader would lose, by sheet, row and column from 0.
    """

    refusal: Message | None = None
    notice: Message | None = None
    since_1904: bool = False
    odd: dict[str, dict[tuple[int, int], str]] = field(default_factory=dict)


def look_into(file: Path) -> Contents:
    """What is in a workbook, by its own zip; nothing is kept of it in memory."""
    with file.open("rb") as source:
        if source.read(4) == _OLD:
            return Contents(LOCKED)
    try:
        with zipfile.ZipFile(file) as archive:
            return _contents(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, KeyError, UnicodeDecodeError):
        return Contents(DAMAGED)
    except RuntimeError:  # what zipfile says of an encrypted member
        return Contents(LOCKED)


def _contents(archive: zipfile.ZipFile) -> Contents:
    names = archive.namelist()
    if sum(info.file_size for info in archive.infolist()) > _LARGEST:
        return Contents(_TOO_LARGE)
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        return Contents(_MACROS)
    if archive.testzip():  # also finds a size that is a lie: it does not match the sum of what is there
        return Contents(DAMAGED)
    if "xl/workbook.xml" in names:
        return _xlsx(archive)
    return _ods(archive) if "content.xml" in names else Contents(DAMAGED)


def _xlsx(archive: zipfile.ZipFile) -> Contents:
    book = archive.read("xl/workbook.xml").decode()
    found = Contents(since_1904=bool(re.search(r'date1904="(1|true)"', book)))
    for name, member in _sheets(archive, book):
        found.odd[name], last = _scanned(archive, member)
        if last > _MOST_CELLS:
            found.refusal = _TOO_LARGE
    return found


def _sheets(archive: zipfile.ZipFile, book: str) -> Iterator[tuple[str, str]]:
    """Each sheet's name with its member of the zip."""
    relations = archive.read("xl/_rels/workbook.xml.rels").decode()
    targets = {
        said["Id"]: said.get("Target", "")
        for tag in re.findall(r"<Relationship .*?>", relations)
        if (said := _said(tag))
    }
    for tag in re.findall(r"<(?:\w+:)?sheet .*?>", book):
        said = _said(tag)
        target = targets.get(said.get("id", ""), "")
        member = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if member in archive.namelist():
            yield unescape(said.get("name", ""), {"&quot;": '"', "&apos;": "'"}), member


def _said(tag: str) -> Mapping[str, str]:
    """A tag's attributes, without their prefixes."""
    return dict(re.findall(r'(?:\w+:)?(\w+)="(.*?)"', tag, re.DOTALL))


_CELL = re.compile(rb"<c\b((?:[^>/]|/(?!>))*)>(.*?)</c>", re.DOTALL)
_NAME = re.compile(rb'r="([A-Z]{1,3})(\d{1,7})"')
_FILLED = re.compile(rb"<(?:v|is|f)\b")


def _scanned(archive: zipfile.ZipFile, member: str) -> tuple[dict[tuple[int, int], str], int]:
    """The cells that the reader would take for empty, and how many cells lie in the corner that is filled."""
    odd: dict[tuple[int, int], str] = {}
    rows = columns = 0
    for row in _parts(archive, member, b"</row>"):
        if not _FILLED.search(row):
            continue
        names = _NAME.findall(row)
        rows = max(rows, *(int(number) for _, number in names[-1:]), 0)
        columns = max(columns, _column(names[-1][0]) if names else 0)
        if (b"<f" in row or b't="e"' in row) and len(odd) < _MOST_ODD:
            odd |= _odd(row)
    return odd, rows * columns


def _odd(row: bytes) -> dict[tuple[int, int], str]:
    """The row's formulas without a value and its errors, as text."""
    found: dict[tuple[int, int], str] = {}
    for attributes, inside in _CELL.findall(row):
        name = _NAME.search(attributes)
        value = re.search(rb"<v>(.+?)</v>", inside, re.DOTALL)
        formula = re.search(rb"<f[^>]*>(.*?)</f>|<f[^>]*/>", inside, re.DOTALL)
        if name and b't="e"' in attributes and value:
            found[int(name[2]) - 1, _column(name[1]) - 1] = value[1].decode()
        elif name and formula and not value:
            found[int(name[2]) - 1, _column(name[1]) - 1] = f"={(formula[1] or b'').decode()}"
    return found


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


_ROW = re.compile(rb"<table:table-row\b([^>]*)>")
_ODS_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b([^>]*)>")
_REPEATED = re.compile(rb'number-(?:rows|columns)-repeated="(\d{1,9})"')
_SPANNED = re.compile(rb'number-rows-spanned="(?:[2-9]|\d\d+)"')


def _ods(archive: zipfile.ZipFile) -> Contents:
    manifest = archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in archive.namelist() else b""
    if b"encryption-data" in manifest:
        return Contents(LOCKED)
    found = Contents()
    rows = empty = columns = 0
    for part in _parts(archive, "content.xml", b"</table:table-row>"):
        for row in _ROW.split(part)[1::2][-1:]:
            empty += _times(row)
        if b"office:value-type" not in part:
            continue
        rows, empty = rows + empty, 0
        columns = max(columns, _width(part))
        if _SPANNED.search(part):
            found.notice = _MERGED
    if rows * columns > _MOST_CELLS:
        found.refusal = _TOO_LARGE
    return found


def _width(row: bytes) -> int:
    """The row's last column that is filled."""
    column = last = 0
    for cell in _ODS_CELL.findall(row):
        column += _times(cell)
        if b"office:value-type" in cell:
            last = column
    return last


def _times(attributes: bytes) -> int:
    """How often a row or cell stands one after the other."""
    count = _REPEATED.search(attributes)
    return int(count[1]) if count else 1


def _parts(archive: zipfile.ZipFile, member: str, end: bytes) -> Iterator[bytes]:
    """The member's text in parts that end so, without ever holding all of it."""
    rest = b""
    with archive.open(member) as source:
        while chunk := source.read(1 << 20):
            *parts, rest = (rest + chunk).split(end)
            yield from parts
    yield rest
