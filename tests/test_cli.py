"""The command line as a person uses it: one clear sentence for each mistake, exit code 1, nothing lost."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from PIL import Image
from school import at, config_of, make_school, only_kinds, service, without_events

from brandbot import sandbox
from brandbot.cli import main

Run = Callable[..., tuple[int, str, str]]
SLOT = "2026-09-02T19:00+07:00"  # EV-2627-006: six pupils begin their internship
STAGE = "2026-09-02T18:40+07:00"


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_school(tmp_path_factory.mktemp("cli") / "school")


@pytest.fixture
def school(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(original, tmp_path / "school"))


@pytest.fixture
def meta(monkeypatch: pytest.MonkeyPatch) -> Iterator[sandbox.Sandbox]:
    with sandbox.start() as running:
        monkeypatch.setenv("BRANDBOT_GRAPH_URL", running.url)
        yield running


@pytest.fixture
def brandbot(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], school: Path) -> Run:
    """Run a command in the school; exit code, output, errors."""
    monkeypatch.delenv("BRANDBOT_LANGUAGE", raising=False)
    monkeypatch.setenv("COLUMNS", "200")

    def run(*words: str, folder: Path = school) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["brandbot", "-C", str(folder), *words])
        capsys.readouterr()
        try:
            main()
            code = 0
        except SystemExit as end:
            code = int(end.code or 0)
        finally:
            os.environ.pop("BRANDBOT_LANGUAGE", None)
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def size_of(picture: Path) -> tuple[int, int]:
    with Image.open(picture) as image:
        return image.size


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def add_event(school: Path, text: str) -> None:
    """Write a schedule of one's own in place of the sample's events, with the templates that it needs."""
    without_events(school)
    only_kinds(school, "new_partner")
    (school / "schedules" / "mine.yaml").write_text(f"events:\n{text}", encoding="utf-8")


EVENT = """\
  - id: MY-1
    kind: new_partner
    title: MoU dengan Rekaan Otomotif
    date: 2026-12-02
    partners: [rekaan-otomotif]
    consent: tidak_perlu
    approval: disetujui
"""


def test_the_sample_has_no_mistakes_and_looking_leaves_no_trace(brandbot: Run, school: Path) -> None:
    code, out, _ = brandbot("check")
    assert code == 0
    assert out.splitlines()[-1] == "Tidak ada kesalahan."
    assert not (school / "data").exists()


def test_init_makes_a_workspace_and_never_writes_over_one(brandbot: Run, tmp_path: Path) -> None:
    code, out, _ = brandbot("init", str(tmp_path / "new"))
    assert (code, (tmp_path / "new" / "config.yaml").exists()) == (0, True)
    assert "check" in out

    code, _, err = brandbot("init", str(tmp_path / "new"))
    assert (code, err.count("\n")) == (1, 1)
    assert "tidak kosong" in err


@pytest.mark.parametrize("name", ["config", "partners", "schedule", "template"])
def test_schema_is_a_json_schema(brandbot: Run, name: str) -> None:
    code, out, _ = brandbot("schema", name)

    assert code == 0
    assert "properties" in json.loads(out)


def test_plan_tells_what_goes_out_and_what_is_held_and_why(brandbot: Run) -> None:
    code, out, _ = brandbot("plan", "--at", "2026-08-30T08:00+07:00")
    assert code == 0
    assert "Enam Siswa DKV" in out
    assert "EV-2627-005" in out
    assert "29 dari 32" in out

    planned = json.loads(brandbot("plan", "--json")[1])
    keys = [post["key"] for post in planned["posts"]]
    assert "EV-2627-006/facebook/feed" in keys
    assert len(keys) == len(set(keys))
    assert "EV-2627-005" in {held["event"] for held in planned["held"]}


def test_preview_writes_a_page_with_pictures_and_captions(brandbot: Run, school: Path, tmp_path: Path) -> None:
    code, out, _ = brandbot("preview", "EV-2627-006", "--out", str(tmp_path / "look"))

    page = (tmp_path / "look" / "index.html").read_text(encoding="utf-8")
    sources = re.findall(r'src="(gambar/[^"]+)"', page)
    assert code == 0
    assert str(tmp_path / "look") in out
    sizes = {size_of(tmp_path / "look" / source) for source in sources}
    assert sizes == {(1080, 1350), (1080, 1920), (1080, 1080), (1200, 630)}
    assert "#SMKBisa" in page
    assert not (school / "data" / "brandbot.sqlite").exists()


def test_preview_of_an_unknown_event_names_the_nearest(brandbot: Run) -> None:
    code, _, err = brandbot("preview", "occasion-santri-2027")

    assert code == 1
    assert "maksud Anda 'occasion-santri-2026'?" in err
    assert "brandbot plan" in brandbot("preview", "x")[2]


def test_once_around_the_line_puts_a_post_on_both_networks(brandbot: Run, meta: sandbox.Sandbox) -> None:
    for moment in (STAGE, "2026-09-02T18:41+07:00", "2026-09-02T18:42+07:00", SLOT, SLOT):
        code, _, err = brandbot("run", "--once", "--at", moment)
        assert (code, err) == (0, "")

    posts = [row for row in meta.record() if row["is_published"] and row["kind"] in ("post", "media")]
    # Six pupils begin, and an alumna's story of the week before, which keeps.
    assert sorted(row["network"] for row in posts) == ["facebook", "facebook", "instagram", "instagram"]
    status = json.loads(brandbot("status", "--json", "--at", SLOT)[1])
    assert {post["state"] for post in status["published"]} == {"published"}
    code, out, _ = brandbot("status", "--at", "2026-09-02T20:00+07:00")
    assert "60 menit" in out
    assert "panggilan ke Meta per hari untuk membaca angka" in " ".join(out.split())
    assert {one["channel"] for one in status["calls"]} == {"facebook", "instagram"}


@pytest.mark.slow
def test_single_passes_on_the_command_line_come_to_what_the_service_comes_to(
    brandbot: Run, school: Path, meta: sandbox.Sandbox
) -> None:
    """Some twenty moments around a slot, some of them twice."""
    add_event(school, EVENT)
    moments = ["17:00", "17:59", "18:00", "18:00", "18:01", "18:02", "18:10", "18:29", "18:30", "18:30", "18:30"]
    moments += ["18:31", "18:32", "18:40", "19:00", "19:00", "19:29", "19:30", "19:31", "20:00"]
    for moment in moments:
        assert brandbot("run", "--once", "--at", f"2026-12-02T{moment}")[0] == 0

    shown = [row["network"] for row in meta.record() if row["is_published"] and row["kind"] in ("post", "media")]
    assert sorted(shown) == ["facebook", "instagram"]
    status = json.loads(brandbot("status", "--json", "--at", "2026-12-02T20:00")[1])
    assert sorted(post["key"] for post in status["published"]) == ["MY-1/facebook/feed", "MY-1/instagram/feed"]


def test_a_run_that_follows_a_dead_one_goes_on_at_once(brandbot: Run, school: Path, meta: sandbox.Sandbox) -> None:
    add_event(school, EVENT)
    assert brandbot("run", "--once", "--at", "2026-12-02T18:01")[0] == 0
    with service(config_of(school, meta), {}) as dead:
        for _ in range(2):  # one for each channel; it dies with them in its hands
            assert dead.store.ledger.claim(at("2026-12-02 18:30"), "dead", dt.timedelta(hours=1))

    for minute in (31, 32):
        assert brandbot("run", "--once", "--at", f"2026-12-02T18:{minute}")[0] == 0
    assert [row["kind"] for row in meta.record() if row["is_published"]].count("media") == 1
    assert [row["kind"] for row in meta.record() if row["is_published"]].count("post") == 1


def test_a_dry_run_sends_and_remembers_nothing(brandbot: Run, meta: sandbox.Sandbox) -> None:
    code, out, _ = brandbot("run", "--dry-run", "--at", SLOT)

    assert (code, meta.record()) == (0, [])
    assert out
    assert json.loads(brandbot("status", "--json")[1])["counts"] == {}


def test_collect_and_report_work_by_hand(brandbot: Run, meta: sandbox.Sandbox, school: Path) -> None:
    del meta
    assert brandbot("collect", "--at", SLOT)[:2] == (0, "2 pembacaan\n")
    code, _, err = brandbot("report", "--week", "2026-W36", "--at", "2026-09-09T08:00+07:00")
    assert (code, err) == (0, "")
    assert (school / "data" / "reports" / "2026-W36" / "report.pdf").read_bytes().startswith(b"%PDF")


def test_reports_for_partner_principal_and_inspector_are_written_where_they_are_said_to_be(
    brandbot: Run, school: Path
) -> None:
    reports = school / "data" / "reports"
    for words, file in (
        (("report", "partner", "rekaan-otomotif", "--since", "2026-07-01"), reports / "mitra" / "rekaan-otomotif"),
        (("report", "month", "2026-09"), reports / "2026-09" / "report.pdf"),
        (("report", "semester", "2026/2027-1"), reports / "2026-2027-1" / "report.csv"),
        (("export", "evidence", "--since", "2026-07-01"), school / "out" / "bukti" / "index.html"),
    ):
        code, out, err = brandbot(*words, "--at", "2026-12-02T08:00+07:00")
        assert (code, err) == (0, "")
        assert str(file.parent) in out
        assert file.exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("report", "partner", "siapa"), "siapa"),
        (("report", "month", "November"), "2026-11"),
        (("report", "semester", "2026"), "2026/2027-1"),
        (("export", "evidence", "--since", "kemarin"), "2026-11-30"),
    ],
)
def test_a_report_of_nothing_known_is_refused_in_one_sentence(brandbot: Run, words: tuple[str, ...], said: str) -> None:
    code, out, err = brandbot(*words)

    assert (code, out) == (1, "")
    assert said in err
    assert err.count("\n") == 1


BAD = {
    "a partner that is not in the register": (
        EVENT.replace("rekaan-otomotif", "rekaan-otomotiv"),
        r"schedules/mine\.yaml:6:\d+: .*rekaan-otomotiv.*aksud Anda 'rekaan-otomotif'",
    ),
    "a photo outside the workspace": (
        EVENT + "    photos: [../../etc/passwd]\n",
        r"schedules/mine\.yaml:9:\d+: .*assets",
    ),
    "an absolute photo path": (EVENT + "    photos: [/etc/passwd]\n", r"schedules/mine\.yaml:9:\d+: "),
    "a photo that is not there": (
        EVENT + "    photos: [foto/tidak-ada.jpg]\n",
        r"schedules/mine\.yaml:9:\d+: .*tidak-ada",
    ),
    "an unknown key": (
        EVENT.replace("title:", "titel:"),
        r"schedules/mine\.yaml:4:\d+: .*titel.*aksud Anda 'title'",
    ),
    "a duplicate key": (EVENT + "    title: Lagi\n", r"schedules/mine\.yaml:9:\d+: .*title"),
    "a tab": (EVENT + "\ttime: 10:30\n", r"schedules/mine\.yaml:9:\d+: .*[Tt]ab"),
    "a date that does not exist": (
        EVENT.replace("2026-12-02", "2026-13-02"),
        r"schedules/mine\.yaml:5:\d+: .*2026-13-02",
    ),
}


@pytest.mark.parametrize("what", BAD)
def test_a_mistake_in_an_event_is_told_with_its_place_and_cure(brandbot: Run, school: Path, what: str) -> None:
    text, message = BAD[what]
    add_event(school, text)

    code, out, _ = brandbot("check")

    assert code == 1
    assert re.search(message, out), out
    assert not re.search(r"\b(Input should|Field required|validation error|Traceback)\b", out)


def test_a_good_event_next_to_a_bad_one_still_counts(brandbot: Run, school: Path) -> None:
    add_event(school, EVENT + EVENT.replace("MY-1", "MY-2").replace("rekaan-otomotif", "siapa"))

    keys = {post["event"] for post in json.loads(brandbot("plan", "--json")[1])["posts"]}
    assert "MY-1" in keys
    assert "MY-2" not in keys


def test_an_alias_bomb_is_refused_at_once(brandbot: Run, school: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    add_event(school, "")
    (school / "schedules" / "mine.yaml").write_text("\n".join(lines), encoding="utf-8")

    code, out, _ = brandbot("check")
    assert code == 1
    assert "schedules/mine.yaml" in out


def test_a_csv_row_with_too_many_cells_is_told_and_the_others_count(brandbot: Run, school: Path) -> None:
    header = "id,kind,title,date,partners,consent,approval\n"
    good = "CSV-1,new_partner,MoU,2026-12-03,rekaan-otomotif,tidak_perlu,disetujui\n"
    add_event(school, EVENT)
    (school / "schedules" / "mine.csv").write_text(header + good + good.replace("CSV-1", "CSV-2,x"), encoding="utf-8")

    code, out, _ = brandbot("check")
    assert code == 1
    assert re.search(r"schedules/mine\.csv:3:\d+: ", out)
    assert "CSV-1" in brandbot("plan", "--json")[1]


def test_a_template_that_names_an_unknown_field_is_told_with_line_and_text(brandbot: Run, school: Path) -> None:
    without_events(school)
    only_kinds(school, "new_partner", "certification")
    caption = school / "templates" / "new_partner" / "caption.j2"
    caption.write_text("Halo\n{{ mitraa }}\n", encoding="utf-8")
    code, out, _ = brandbot("check")
    assert code == 1
    assert re.search(r"templates/new_partner/caption\.j2:2:\d+: .*mitraa", out)

    layout = school / "templates" / "certification" / "template.yaml"
    text = layout.read_text(encoding="utf-8")
    layout.write_text(text.replace("{partners}", "{partnrs}"), encoding="utf-8")
    line = next(n for n, row in enumerate(layout.read_text(encoding="utf-8").splitlines(), 1) if "{partnrs}" in row)
    code, out, _ = brandbot("check")
    assert re.search(rf"templates/certification/template\.yaml:{line}:\d+: .*partnrs.*aksud Anda 'partners'", out)


@pytest.mark.parametrize("content", [b"", b"\xff\xd8\xff\xe0 cut", b"GIF89a but not really"])
def test_a_photo_that_is_none_is_told_at_its_event(brandbot: Run, school: Path, content: bytes) -> None:
    (school / "assets" / "foto" / "rusak.jpg").write_bytes(content)
    add_event(school, EVENT + "    photos: [foto/rusak.jpg]\n")

    code, out, _ = brandbot("check")
    assert code == 1
    assert re.search(r"schedules/mine\.yaml:2:\d+: .*rusak\.jpg", out)


def test_a_photo_that_is_only_odd_is_told_and_no_mistake(brandbot: Run, school: Path) -> None:
    frames = [Image.new("L", (1600, 1200), shade) for shade in (80, 160)]
    frames[0].save(school / "assets" / "foto" / "gerak.gif", save_all=True, append_images=frames[1:])
    add_event(school, EVENT + "    photos: [foto/gerak.gif]\n")

    code, out, _ = brandbot("check")
    assert code == 0
    assert re.fullmatch(r"schedules/mine\.yaml:2:\d+: gerak\.gif berisi .*\nTidak ada kesalahan\.\n", out), out
    code, out, _ = brandbot("check", "--json")
    assert code == 0
    assert [row["notice"] for row in json.loads(out)] == [True]


def test_a_wrong_token_ends_with_one_sentence_and_says_it_nowhere(
    brandbot: Run, school: Path, meta: sandbox.Sandbox
) -> None:
    edit(school / ".env", sandbox.PAGE_TOKEN, "EAAwrongwrongwrong")

    code, out, err = brandbot("run", "--once", "--at", SLOT)

    assert (code, err.count("\n")) == (1, 1)
    assert "token" in err.lower()
    assert "EAAwrong" not in out + err + "".join(
        path.read_text(encoding="utf-8") for path in (school / "data").rglob("*.jsonl")
    )
    assert meta.record() == []


def test_a_missing_token_says_where_to_write_it(brandbot: Run, school: Path) -> None:
    (school / ".env").write_text("", encoding="utf-8")

    code, _, err = brandbot("run", "--once", "--at", SLOT)
    assert (code, err.count("\n")) == (1, 1)
    assert "FB_PAGE_TOKEN" in err


def test_a_sandbox_that_does_not_run_ends_with_one_sentence(brandbot: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRANDBOT_GRAPH_URL", "http://127.0.0.1:9/")

    code, _, err = brandbot("run", "--once", "--at", SLOT)
    assert (code, err.count("\n")) == (1, 1)
    assert "brandbot sandbox" in err


def test_a_data_folder_that_cannot_be_written_ends_with_one_sentence(brandbot: Run, school: Path) -> None:
    shutil.rmtree(school / "data", ignore_errors=True)
    (school / "data").write_text("", encoding="utf-8")  # also root can make no folder of a file

    for command in (["status"], ["run", "--once"]):
        code, _, err = brandbot(*command)
        assert (code, err.count("\n")) == (1, 1)
        assert "Traceback" not in err


def test_a_second_run_on_a_workspace_says_so_and_stops(brandbot: Run, school: Path) -> None:
    (school / "data").mkdir(exist_ok=True)
    with FileLock(school / "data" / "brandbot.lock"):
        code, _, err = brandbot("run", "--once")

    assert (code, err.count("\n")) == (1, 1)
    assert "sudah" in err


def test_a_workspace_without_config_says_how_to_make_one(brandbot: Run, tmp_path: Path) -> None:
    code, _, err = brandbot("check", folder=tmp_path)

    assert code == 1
    assert "brandbot init" in err


def test_a_time_that_is_none_is_refused_with_an_example(brandbot: Run) -> None:
    code, _, err = brandbot("plan", "--at", "besok")

    assert code == 1
    assert "2026-08-12T18:30" in err


def test_english_is_spoken_on_request(brandbot: Run, school: Path) -> None:
    add_event(school, EVENT)
    edit(school / "config.yaml", "language: id", "language: en")

    assert brandbot("check")[1] == "No mistakes found.\n"
    assert "not a time" in brandbot("plan", "--at", "besok")[2] or "no time" in brandbot("plan", "--at", "besok")[2]


def test_wrong_usage_is_exit_code_two(brandbot: Run) -> None:
    assert brandbot("plan", "--nonsense")[0] == 2


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; sys.argv = ['brandbot', '--help']\n"
        "from brandbot.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(*sorted({'sqlalchemy', 'PIL', 'requests', 'flask', 'pydantic', 'apscheduler'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, encoding="utf-8")

    assert done.stdout.splitlines()[-1] == ""
    assert "check" in done.stdout


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGTERM to send")
def test_a_stop_signal_ends_the_service_with_a_clean_store(school: Path, meta: sandbox.Sandbox) -> None:
    words = [sys.executable, "-m", "brandbot", "-C", str(school), "run"]
    running = subprocess.Popen(words, env=os.environ | {"BRANDBOT_GRAPH_URL": meta.url})
    try:
        for _ in range(200):
            if (school / "data" / "brandbot.sqlite").exists() and meta.requests():
                break
            time.sleep(0.1)
        running.send_signal(signal.SIGTERM)
        assert running.wait(30) == 0
    finally:
        running.kill()
    config = config_of(school, meta)
    assert (school / "data" / "log" / "brandbot.jsonl").exists()
    assert config.store_url.endswith("brandbot.sqlite")


def test_a_calendar_is_written_once_and_from_then_on_only_compared(brandbot: Run, school: Path) -> None:
    target = school / "schedules" / "kalender-2027.yaml"
    code, out, _ = brandbot("calendar", "2027/2028", "--out", str(target))
    assert code == 0
    assert "sudah ditulis" in out
    before = target.read_bytes()

    code, out, _ = brandbot("calendar", "2027/2028", "--out", str(target))
    assert (code, target.read_bytes()) == (0, before)
    assert "sudah sama" in out
    code, out, _ = brandbot("calendar", "2026/2027", "--json")
    assert json.loads(out)["differences"] == []
    code, out, _ = brandbot("calendar", "2027/2028")
    assert "Hari Santri belum ada: Jumat, 22 Oktober 2027" in out
    assert brandbot("check")[0] == 0
    code, _, err = brandbot("calendar", "2027")
    assert (code, err) == (1, "'2027' bukan tahun ajaran; tulislah seperti 2026/2027\n")
