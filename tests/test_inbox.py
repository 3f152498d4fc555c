"""inbox/: a parcel becomes an event that waits for approval, or is answered beside its photos; once, when whole."""

from __future__ import annotations

import datetime as dt
import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from school import at, config_of, dry_accounts, make_school, without_events

from brandbot.inbox import ANSWER, SETTLED, TABLE
from brandbot.model import Approval, Consent, ConsentState, Event
from brandbot.service import Service

NOW = at("2026-09-01T08:00")
TOLD = """\
Jenis: kunjungan
Judul: Kunjungan ke bengkel
Tanggal: 3/10/2026
Mitra: Bengkel Rekaan Jaya
Izin foto: lengkap
"""
WRONG = """\
inbox/mou rekaan/keterangan.txt:3: 'besok' bukan tanggal; tulislah seperti 2026-07-29 atau 29/07/2026
inbox/mou rekaan/keterangan.txt:4: 'Bengkel Rekan Jaya' tidak ada di partners.yaml; maksud Anda 'bengkel-rekaan-jaya'?
"""


def jpeg() -> bytes:
    """A photo."""
    out = io.BytesIO()
    Image.effect_noise((800, 600), 60).convert("RGB").save(out, "JPEG")
    return out.getvalue()


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_school(tmp_path_factory.mktemp("inbox") / "school")


@pytest.fixture
def school(original: Path, tmp_path: Path) -> Iterator[Service]:
    """The sample school without its events, at work."""
    folder = without_events(Path(shutil.copytree(original, tmp_path / "school")))
    config = config_of(folder)
    service = Service(config, dry_accounts(config), with_pdf=False)
    yield service
    service.close()


def put(school: Service, files: dict[str, str | bytes], name: str = "mou rekaan") -> Path:
    folder = school.config.root / "inbox" / name
    folder.mkdir(parents=True, exist_ok=True)
    for file, content in files.items():
        (folder / file).write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def looked_at(school: Service, now: dt.datetime = NOW) -> tuple[Event, ...]:
    """The events after a parcel was seen and left alone for long enough."""
    school.tick(now)
    school.tick(now + SETTLED)
    return school.read().events


def test_photos_with_a_text_become_an_event_that_waits_for_approval(school: Service) -> None:
    folder = put(school, {"foto 1.jpg": jpeg(), "b.jpg": jpeg(), "keterangan.txt": f"{TOLD}Persetujuan: disetujui\n"})
    (event,) = looked_at(school)

    assert (event.id, event.kind, event.title) == ("inbox-mou-rekaan", "visit", "Kunjungan ke bengkel")
    assert (event.date, event.partners) == (dt.date(2026, 10, 3), ("bengkel-rekaan-jaya",))
    assert event.photos == ("inbox/mou-rekaan/b.jpg", "inbox/mou-rekaan/foto-1.jpg")
    assert (event.approval, event.consent) == (Approval.PENDING, Consent(ConsentState.COMPLETE))
    assert (school.config.root / "assets" / event.photos[0]).read_bytes() == (folder / "b.jpg").read_bytes()
    assert (folder / ANSWER).read_text(encoding="utf-8") == "diterima sebagai inbox-mou-rekaan; menunggu persetujuan\n"
    assert school.store.posts.counts() == {}


def test_a_parcel_that_still_grows_is_waited_for(school: Service) -> None:
    folder = put(school, {"keterangan.txt": TOLD})
    school.tick(NOW)
    put(school, {"foto.jpg": jpeg()})
    school.tick(NOW + SETTLED)
    school.tick(NOW + SETTLED * 1.5)

    assert not (folder / ANSWER).exists()
    school.tick(NOW + SETTLED * 2)
    assert school.read().events[0].photos == ("inbox/mou-rekaan/foto.jpg",)


def test_it_is_taken_in_once_and_a_persons_approval_stays(school: Service) -> None:
    put(school, {"keterangan.txt": TOLD})
    looked_at(school)
    table = school.config.root / TABLE
    table.write_text(table.read_text("utf-8-sig").replace("menunggu", "disetujui"), encoding="utf-8")

    assert looked_at(school, NOW + dt.timedelta(hours=1))[0].approval is Approval.APPROVED
    put(school, {"keterangan.txt": TOLD.replace("ke bengkel", "ke bengkel mitra")})
    (event,) = looked_at(school, NOW + dt.timedelta(hours=2))
    assert (event.title, event.approval) == ("Kunjungan ke bengkel mitra", Approval.PENDING)


@pytest.mark.parametrize(
    ("files", "answer"),
    [
        (
            {"keterangan.txt": "jenis: kunjungan\njudul: A\ntanggal: besok\nmitra: Bengkel Rekan Jaya\n"},
            WRONG,
        ),
        ({"keterangan.txt": "jenis: pkl\njudull: A\n"}, "maksud Anda 'judul'?"),
        ({"keterangan.txt": "jenis: pkl\n"}, "'judul' kosong; tulislah seperti Enam Siswa DKV Memulai PKL"),
        ({"foto.jpg": jpeg()}, "tulis keterangan.txt di samping fotonya"),
        ({"foto.jpg": jpeg()[:900], "keterangan.txt": TOLD}, "inbox/mou rekaan/foto.jpg:1: "),
        ({"a.csv": "jenis;judul\r\npkl;A\r\n"}, "inbox/mou rekaan/a.csv:1: "),
    ],
)
def test_mistakes_are_answered_beside_the_photos_and_cost_only_themselves(
    school: Service, files: dict[str, str | bytes], answer: str
) -> None:
    folder = put(school, files)
    put(school, {"keterangan.txt": TOLD}, "lain")
    events = looked_at(school)

    assert [event.id for event in events] == ["inbox-lain"]
    said = (folder / ANSWER).read_text(encoding="utf-8")
    assert answer in said
    assert said.endswith("Perbaiki, lalu akan dibaca lagi dengan sendirinya.\n")


def test_a_mended_parcel_is_read_again(school: Service) -> None:
    folder = put(school, {"keterangan.txt": "jenis: kunjungan\n"})
    assert looked_at(school) == ()
    put(school, {"keterangan.txt": TOLD})

    assert len(looked_at(school, NOW + dt.timedelta(hours=1))) == 1
    assert "diterima" in (folder / ANSWER).read_text(encoding="utf-8")


def test_a_table_beside_photos_names_them_as_they_lie_there(school: Service) -> None:
    rows = "event_id;jenis;judul;tanggal;foto;persetujuan\r\nEV-1;pkl;A;3/10/2026;a.jpg;disetujui\r\nEV-2;pkl;B;x;;\r\n"
    folder = put(school, {"a.jpg": jpeg(), "kegiatan.csv": rows})
    (event,) = looked_at(school)

    assert (event.id, event.photos, event.approval) == ("EV-1", ("inbox/mou-rekaan/a.jpg",), Approval.PENDING)
    answer = (folder / ANSWER).read_text(encoding="utf-8").splitlines()
    assert answer[0] == "diterima sebagai EV-1; menunggu persetujuan"
    assert answer[1].startswith("inbox/mou rekaan/kegiatan.csv:3: 'x' bukan tanggal")


def test_an_id_of_another_file_is_never_taken_over(school: Service) -> None:
    own = school.config.root / "schedules" / "a.yaml"
    own.write_text("events:\n  - {id: EV-1, kind: pkl, title: Milik saya, date: 2026-10-03}\n", encoding="utf-8")
    folder = put(school, {"keterangan.txt": f"id: EV-1\n{TOLD}"})

    assert [event.title for event in looked_at(school)] == ["Milik saya"]
    assert "id 'EV-1' sudah dipakai" in (folder / ANSWER).read_text(encoding="utf-8")


def test_a_forgotten_memory_takes_nothing_in_twice(school: Service) -> None:
    put(school, {"keterangan.txt": TOLD})
    looked_at(school)
    (school.config.root / "data" / "inbox.json").write_text("kacau", encoding="utf-8")

    assert len(looked_at(school, NOW + dt.timedelta(hours=1))) == 1
