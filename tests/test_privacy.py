"""The scanner for private data, measured on labelled captions; tests/data/captions.tsv holds them."""

from __future__ import annotations

import dataclasses
from collections import Counter
from pathlib import Path

import pytest
from words_fixtures import BRAND, HEAD, MACHINES, PARTNERS, event

from brandbot.model import Person
from brandbot.pipeline.privacy import Known, private_data

FILE = Path(__file__).parent / "data" / "captions.tsv"
WORDS = {"nisn": "NISN", "nik": "NISN", "phone": "phone", "address": "address", "names": "full names"}
MISSED, ALARMED = 0.05, 0.02  # at most this part of what is private is missed, of what is clean alarms
SCHOOL = dataclasses.replace(BRAND, place="Jl. Pendidikan No. 1, Petak")
PARTNER = dataclasses.replace(MACHINES, phone="0813-1111-2222")
EVENT = dataclasses.replace(
    event("job_fair", "Bursa Kerja", "2027-05-25"),
    location="GOR Rekaan, Jl. Pemuda No. 5, Semarang",
    people=(HEAD, Person("Suyadi Contoh, S.T.", "Guru")),
)
KNOWN = Known.of(EVENT, SCHOOL, [PARTNER, *PARTNERS.values()])


def captions() -> list[tuple[str, str]]:
    rows = (line.split("\t", 1) for line in FILE.read_text(encoding="utf-8").splitlines())
    return [(label, text.replace("\\n", "\n")) for label, text in rows]


def found(text: str) -> list[str]:
    return [str(message) for message in private_data(text, KNOWN)]


def test_misses_and_false_alarms_stay_within_what_was_agreed(capsys: pytest.CaptureFixture[str]) -> None:
    labelled = captions()
    misses = [(label, text) for label, text in labelled if label != "clean" and not _says(text, WORDS[label])]
    alarms = [(text, found(text)) for label, text in labelled if label == "clean" and found(text)]
    counts = Counter(label for label, _ in labelled)
    private = sum(counts.values()) - counts["clean"]
    with capsys.disabled():
        print(f"\n{dict(counts)}: {len(misses)} of {private} missed, {len(alarms)} of {counts['clean']} false alarms")  # noqa: T201 - the measurement
        for label, text in misses:
            print(f"  missed ({label}): {text!r}")  # noqa: T201 - the same
        for text, said in alarms:
            print(f"  alarm: {text!r} {said}")  # noqa: T201 - the same

    assert sum(counts.values()) >= 200
    assert counts["clean"] >= 100
    assert len(misses) <= MISSED * private
    assert len(alarms) <= ALARMED * counts["clean"]


def _says(text: str, word: str) -> bool:
    return any(word in said for said in found(text))
