"""Feedback of the partnership (monev): what pupils, teachers and partners answered in a semester, from a sheet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from brandbot.cells import plain
from brandbot.errors import Message
from brandbot.model import Place, Problem
from brandbot.sources.files import not_readable, visible
from brandbot.sources.mistakes import short, unknown
from brandbot.sources.sheets import Line, Sheet
from brandbot.sources.tables import EXAMPLE, sheets_of


class Group(StrEnum):
    """Who answered."""

    PUPILS = "murid"
    TEACHERS = "guru"
    PARTNERS = "mitra"


HEADINGS = ("semester", "kelompok", "pertanyaan", "nilai", "skala", "n", "komentar")
_NEEDED = HEADINGS[:-1]
_GROUPS: Mapping[str, Group] = {
    **{group.value: group for group in Group},
    "siswa": Group.PUPILS,
    "pupils": Group.PUPILS,
    "teachers": Group.TEACHERS,
    "partners": Group.PARTNERS,
    "dudi": Group.PARTNERS,
}
_SEMESTER = re.compile(r"(\d{4})/(\d{4})[- ]?([12])")
_NUMBER = re.compile(r"\d{1,6}(?:[.,]\d{1,6})?")
_HEAD = 20
_MOST = 1_000_000


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a group answered to one question: a mean `score` of `scale`, given by `n` people. `comment` is free text."""

    semester: str  # `2026/2027-1`
    group: Group
    question: str
    score: float
    scale: int
    n: int
    comment: str = ""
    place: Place = field(default=Place(""), compare=False)


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean that is never told without the number of those who gave it."""

    score: float
    scale: int
    n: int


def means(answers: Iterable[Feedback]) -> Mapping[tuple[str, Group, str, int], Mean]:
    """By semester, group, question and scale: the mean over all answers, each weighed by its n."""
    found: dict[tuple[str, Group, str, int], list[Feedback]] = {}
    for one in answers:
        found.setdefault((one.semester, one.group, one.question, one.scale), []).append(one)
    return {key: _mean(said, key[3]) for key, said in found.items()}


def _mean(said: Sequence[Feedback], scale: int) -> Mean:
    n = sum(one.n for one in said)
    return Mean(sum(one.score * one.n for one in said) / n, scale, n)


def read_feedback(file: Path, path: str) -> tuple[tuple[Feedback, ...], tuple[Problem, ...]]:
    """All answers of a sheet; a wrong row costs only itself."""
    problems: list[Problem] = []
    answers: list[Feedback] = []
    unheaded: list[Problem] = []
    try:
        for sheet in sheets_of(file, path, problems):
            rows = iter(sheet.rows)
            columns = _columns(rows)
            if columns is None:
                unheaded.append(Problem(Place(sheet.path), _NO_HEADING))
                continue
            answers += _answers(sheet, rows, columns, problems)
            unheaded = []
            break
    except OSError as error:
        problems.append(Problem(Place(path), not_readable(error)))
    return tuple(answers), tuple(problems + unheaded[:1])


_NO_HEADING = Message("no row names the columns semester, kelompok, pertanyaan, nilai, skala and n; take the form anew")


def _columns(rows: Iterator[Line]) -> Mapping[str, int] | None:
    for (_, cells), _ in zip(rows, range(_HEAD), strict=False):
        columns = {cell.strip().casefold(): number for number, cell in enumerate(cells)}
        if all(name in columns for name in _NEEDED):
            return columns
    return None


def _answers(
    sheet: Sheet, rows: Iterator[Line], columns: Mapping[str, int], problems: list[Problem]
) -> Iterator[Feedback]:
    for line, cells in rows:
        said = {
            name: plain(visible("".join(cells[columns[name] : columns[name] + 1])).strip())
            for name in HEADINGS
            if name in columns
        }
        if not any(said.values()) or said["semester"].casefold() == EXAMPLE:
            continue
        wrong = dict(_mistakes(said))
        problems += (Problem(Place(sheet.path, line, columns[name] + 1), text) for name, text in wrong.items())
        if not wrong:
            yield _feedback(said, Place(sheet.path, line))


def _feedback(said: Mapping[str, str], place: Place) -> Feedback:
    semester = _SEMESTER.fullmatch(said["semester"])
    assert semester is not None
    return Feedback(
        semester="{}/{}-{}".format(*semester.groups()),
        group=_GROUPS[said["kelompok"].casefold()],
        question=said["pertanyaan"],
        score=_number(said["nilai"]),
        scale=int(said["skala"]),
        n=int(said["n"]),
        comment=said.get("komentar", ""),
        place=place,
    )


def _mistakes(said: Mapping[str, str]) -> Iterator[tuple[str, Message]]:
    semester = _SEMESTER.fullmatch(said["semester"])
    if not semester or int(semester[2]) != int(semester[1]) + 1:
        yield "semester", Message("'{value}' is no semester; write it like 2026/2027-1", value=short(said["semester"]))
    if said["kelompok"].casefold() not in _GROUPS:
        yield "kelompok", unknown(said["kelompok"], [group.value for group in Group])
    if not said["pertanyaan"]:
        yield "pertanyaan", Message("the question is empty; write what was asked")
    for name in ("skala", "n"):
        if not said[name].isdecimal() or not said[name].isascii() or not 0 < int(said[name]) < _MOST:
            yield name, Message("'{value}' is no whole number above 0; write digits", value=short(said[name]))
            return
    if not _NUMBER.fullmatch(said["nilai"]) or _number(said["nilai"]) > int(said["skala"]):
        yield (
            "nilai",
            Message("'{value}' is no score from 0 to {scale}", value=short(said["nilai"]), scale=said["skala"]),
        )


def _number(text: str) -> float:
    return float(text.replace(",", "."))
