"""Tables as text: CSV as Indonesian and English spreadsheet programs save it."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TextIO

from brandbot.errors import Message
from brandbot.model import Place, Problem
from brandbot.sources.headings import known_among
from brandbot.sources.sheets import Line, Sheet

DELIMITERS = (",", ";", "\t")
_HEAD = 20  # lines among which the heading is looked for
NO_TABLE = Message("this is no table in text form; save the sheet as 'CSV UTF-8'")


def text_sheets(file: Path, path: str, problems: list[Problem]) -> Iterator[Sheet]:
    """The one table of a text file; its rows are streamed while the file is open."""
    encoding = encoding_of(file)
    if encoding is None:
        problems.append(Problem(Place(path), NO_TABLE))
        return
    with file.open(encoding=encoding, newline="") as source:
        mark = _delimiter(list(islice(source, _HEAD)))
        source.seek(0)
        yield Sheet(path, _rows(source, path, mark, problems), mark)


def encoding_of(file: Path) -> str | None:
    """UTF-8, else what Windows writes by itself; None where it is no text."""
    decoders = {name: codecs.getincrementaldecoder(name)() for name in ("utf-8-sig", "cp1252")}
    with file.open("rb") as source:
        while chunk := source.read(1 << 20):
            if b"\0" in chunk:
                return None
            decoders = {name: decoder for name, decoder in decoders.items() if _decodes(decoder, chunk)}
    complete = (name for name, decoder in decoders.items() if _decodes(decoder, b"", final=True))
    return next(complete, None)


def _decodes(decoder: codecs.IncrementalDecoder, chunk: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True


def _delimiter(head: list[str]) -> str:
    """What separates the headings, wherever among the first lines they stand; else what stands there most."""

    def known(mark: str) -> tuple[int, int]:
        heads = max((known_among(next(csv.reader([line], delimiter=mark), [])) for line in head), default=0)
        return heads, max((line.count(mark) for line in head), default=0)

    return max(DELIMITERS, key=known)


def _rows(source: TextIO, path: str, mark: str, problems: list[Problem]) -> Iterator[Line]:
    """Each row with the line it begins in; one that can't be read costs itself, and what its open quote swallows."""
    reader = csv.reader(source, delimiter=mark, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            yield line, next(reader)
        except StopIteration:
            return
        except csv.Error:
            message = Message('the quotation marks of this row do not fit; write a " inside a text twice')
            problems.append(Problem(Place(path, line), message))
