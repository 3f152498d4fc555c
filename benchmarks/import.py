"""Importing 10,000 rows takes at most 12 times as long as 1,000: both in this run, alternating, medians."""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from school import config_of, make_school
from workbook_fixtures import xlsx

from brandbot.operate.importing import Outcome, import_events
from brandbot.service import Service

GATE = 12.0
HEADER = ("event_id", "jenis", "judul", "tanggal", "mitra", "jurusan", "tokoh", "persetujuan")


def seconds(count: int) -> float:
    """Import so many new rows into a workspace of its own, and once more, when none of them is new."""
    with tempfile.TemporaryDirectory() as folder:
        root = make_school(Path(folder) / "school")
        rows = [
            (f"X-{n}", "pkl", f"Kegiatan {n}", f"{1 + n % 28}/{1 + n // 28 % 12}/{2028 + n // 336 % 60}",
             "bengkel-rekaan-jaya", "Teknik Mesin|TKJ", "Suyadi Contoh, S.T. (Guru)", "menunggu")
            for n in range(count)
        ]  # fmt: skip
        file = Path(folder) / "kegiatan.xlsx"
        file.write_bytes(xlsx([HEADER, *rows]))
        service = Service(config_of(root), {})
        service.read()
        start = time.perf_counter()
        first, again = import_events(service, file), import_events(service, file)
        taken = time.perf_counter() - start
        service.close()
        if (first.count(Outcome.NEW), again.count(Outcome.UNCHANGED)) != (count, count):
            sys.exit(f"not imported: {first.rows[:1]} {again.rows[:1]}")
    return taken


def main() -> bool:
    """Print the ratio; whether it holds."""
    seconds(100)
    pairs = [(seconds(10_000), seconds(1_000)) for _ in range(3)]
    ratio = statistics.median(large / small for large, small in pairs)
    print(f"import 10,000 / 1,000 rows: {ratio:.1f}x (at most {GATE:g}x)")
    return ratio <= GATE


if __name__ == "__main__":
    sys.exit(not main())
