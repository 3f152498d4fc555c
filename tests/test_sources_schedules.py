"""schedules/*.yaml: rules, occasions, recurring posts, events and what is checked of them.

In a table of mistakes » stands where the mistake is told.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from sources_fixtures import ELEMENTS, WIB, read, told, write

from brandbot.model import (
    Approval,
    Consent,
    ConsentState,
    Event,
    Figure,
    Person,
    Place,
    Placement,
    Rule,
    Tone,
)
from brandbot.sources import read_workspace

EVENT = "events:\n  - {{id: EV-1, kind: pkl, title: Judul, date: 2026-09-02, {}}}\n"


def test_an_event_says_all_that_was_written(tmp_path: Path) -> None:
    workspace = read(
        tmp_path,
        a_yaml="""
events:
  - id: EV-1
    kind: pkl
    title: Enam Siswa Memulai PKL
    date: 02/09/2026
    end_date: 2026-09-05
    time: 9.00
    location: Aula
    partners: [Bengkel RJ, KOPERASI AL-MA’RUF CONTOH]
    programmes: [Teknik Mesin]
    people:
      - {name: "Suyadi Contoh, S.T.", role: Guru}
      - Dra. Siti Rekaan (Waka Humas)
      - Tanpa Jabatan
    students: [Bagas Fiktif]
    student_count: 1.250
    figures:
      - {label: Kompeten, value: 1.250}
    photos: [foto/a.jpg, foto/b.jpg]
    focus: [0.5, "0,25"]
    consent: sebagian:29/32;lokasi:belum
    channels: [fb, wa]
    publish_at: 2026-09-02 18.30
    approval: Disetujui
    tone: santai
    call_to_action: Daftar
    link: https://smk-contoh.sch.id/a?b=1
    hashtags: [PKLSMK, "#TKJ"]
    cancelled: ya
""",
    )

    assert told(workspace) == []
    assert workspace.events == (
        Event(
            id="EV-1",
            kind="internship_placement",
            title="Enam Siswa Memulai PKL",
            date=dt.date(2026, 9, 2),
            end_date=dt.date(2026, 9, 5),
            time=dt.time(9),
            location="Aula",
            partners=("bengkel-rekaan", "al-contoh"),
            programmes=("Teknik Mesin",),
            people=(
                Person("Suyadi Contoh, S.T.", "Guru"),
                Person("Dra. Siti Rekaan", "Waka Humas"),
                Person("Tanpa Jabatan"),
            ),
            students=("Bagas Fiktif",),
            student_count=1250,
            figures=(Figure("Kompeten", "1.250"),),
            photos=("foto/a.jpg", "foto/b.jpg"),
            focus=(0.5, 0.25),
            consent=Consent(ConsentState.PARTIAL, 29, 32, site=False),
            channels=("facebook", "whatsapp"),
            publish_at=dt.datetime(2026, 9, 2, 18, 30, tzinfo=WIB),
            approval=Approval.APPROVED,
            tone=Tone.CASUAL,
            call_to_action="Daftar",
            link="https://smk-contoh.sch.id/a?b=1",
            hashtags=("#PKLSMK", "#TKJ"),
            cancelled=True,
        ),
    )
    assert workspace.events[0].place == Place("schedules/a.yaml", 3, 5)


def test_all_mistakes_of_an_event_are_told_together(tmp_path: Path) -> None:
    text = EVENT.format("partners: [x], photos: [y, foto/a.jpg], channels: [z], tone: keras, kanal: []")

    assert len(told(read(tmp_path, a_yaml=text))) == 5


def test_four_keys_are_enough_for_a_draft_that_nobody_consented_to(tmp_path: Path) -> None:
    [event] = read(tmp_path, a_yaml=EVENT.format("")).events

    assert (event.approval, event.consent) == (Approval.DRAFT, Consent(ConsentState.MISSING))


def test_a_kind_without_a_template_stays_as_typed(tmp_path: Path) -> None:
    assert read(tmp_path, a_yaml=EVENT.replace("pkl", "Pameran").format("")).events[0].kind == "Pameran"


@pytest.mark.parametrize(
    ("written", "consent"),
    [
        ("tidak_perlu", Consent(ConsentState.NOT_NEEDED)),
        ("not_needed", Consent(ConsentState.NOT_NEEDED)),
        ("Lengkap", Consent(ConsentState.COMPLETE)),
        ("lengkap; lokasi: belum", Consent(ConsentState.COMPLETE, site=False)),
        ("lengkap;lokasi:ya", Consent(ConsentState.COMPLETE, site=True)),
        ("complete;site:no", Consent(ConsentState.COMPLETE, site=False)),
        ("belum", Consent(ConsentState.MISSING)),
        ("sebagian:29/32", Consent(ConsentState.PARTIAL, 29, 32)),
        ("partial:0/5", Consent(ConsentState.PARTIAL, 0, 5)),
        ("dewasa:ya", Consent(ConsentState.COMPLETE)),
        ("dewasa:belum", Consent(ConsentState.MISSING)),
        ("adult:yes;site:no", Consent(ConsentState.COMPLETE, site=False)),
    ],
)
def test_consent_is_read_in_both_languages(tmp_path: Path, written: str, consent: Consent) -> None:
    assert read(tmp_path, a_yaml=EVENT.format(f'consent: "{written}"')).events[0].consent == consent


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("partners: [»bengkel-rekan]", "'bengkel-rekan' is not in partners.yaml; did you mean 'bengkel-rekaan'?"),
        ("partners: [»x, y z]", "'x' is not in partners.yaml; add it there or mend the name"),
        ("photos: [»foto/c.jpg]", "there is no file assets/foto/c.jpg; put it there or mend the name"),
        ("photos: [»foto]", "there is no file assets/foto; put it there or mend the name"),
        ("end_date: »2026-09-01", "the last day is before the first; look at both dates"),
        ("channels: [»instgram]", "'instgram' is not known here; did you mean 'instagram'?"),
        ("approval: »oke", "'oke' is not known here; write one of: "),
        ("tone: »fromal", "'fromal' is not known here; did you mean 'formal'?"),
        ("consent: »lengkp", "'lengkp' is not known here; did you mean 'lengkap'?"),
        ("consent: »'sebagian:32/32'", "'sebagian:32/32' is no consent; write it like lengkap, sebagian:29/32"),
        ("consent: »sebagian", "'sebagian' is no consent; write it like lengkap, sebagian:29/32 or dewasa:ya"),
        ("consent: »'lengkap:ya'", "'lengkap:ya' is no consent; write it like lengkap"),
        ("consent: »'lengkap;mitra:ya'", "'mitra:ya' is no consent; write it like lengkap"),
        ("consent: »'dewasa:mungkin'", "'mungkin' is neither yes nor no; write ya or tidak"),
        ("link: »smk-contoh.sch.id", "'smk-contoh.sch.id' is no link; write it whole, like https://"),
        ("link: »'https://contoh'", "'https://contoh' is no link; write it whole, like https://"),
        ("hashtags: [»dua kata]", "'dua kata' is no hashtag; write one word, like SMKBisa"),
        ("people: [»{role: Guru}]", "'name' is missing; write name: Suyadi Contoh, S.T."),
        ("»captoin: x", "there is no key 'captoin' here; "),
    ],
)
def test_a_mistake_in_an_event_is_told_at_its_value_and_costs_only_this_event(
    tmp_path: Path, line: str, text: str
) -> None:
    good = "  - {id: EV-2, kind: pkl, title: Baik, date: 2026-09-03}\n"
    first = EVENT.format(line).splitlines()[1]
    workspace = read(tmp_path, a_yaml=EVENT.format(line.replace("»", "")) + good)

    assert [event.id for event in workspace.events] == ["EV-2"]
    assert told(workspace)[0].startswith(f"schedules/a.yaml:2:{first.index('»') + 1}: {text}")


@pytest.mark.parametrize(
    "photo",
    ["../a.jpg", "/etc/a.jpg", "C:/a.jpg", "foto\\\\a.jpg", "foto/../../config.yaml", "https://contoh.id/a.jpg"],
)
def test_a_photo_outside_the_assets_is_refused(tmp_path: Path, photo: str) -> None:
    workspace = read(tmp_path, a_yaml=EVENT.format(f'photos: ["{photo}"]'))

    assert workspace.events == ()
    assert "leads out of assets/" in told(workspace)[0]


@pytest.mark.parametrize(
    ("photo", "text"),
    [
        ("foto/" + "a" * 300 + ".jpg", "there is no file assets/foto/aaa"),
        ("foto/" + "a/" * 3000 + "a.jpg", "there is no file assets/foto/a/a"),
        ("~/a.jpg", "there is no file assets/~/a.jpg"),
        ("foto/\\0a.jpg", "there is no file assets/foto/"),
        ("CON.jpg", "no file can be called 'CON.jpg' on Windows"),
        ("foto/com1.tar.gz", "no file can be called 'foto/com1.tar.gz' on Windows"),
        ("nul", "no file can be called 'nul' on Windows"),
    ],
)
def test_a_photo_s_name_that_no_file_can_have_is_refused(tmp_path: Path, photo: str, text: str) -> None:
    workspace = read(tmp_path, a_yaml=EVENT.format(f'photos: ["{photo}"]'))

    assert workspace.events == ()
    assert text in told(workspace)[0]


def test_signs_that_nobody_sees_do_not_turn_a_text_around(tmp_path: Path) -> None:
    yaml = EVENT.format('location: "Aula\\u202e\\u2066 Rekaan\\u2069\u202c\u200b"')
    csv = "id,kind,title,date\nEV-9,pkl,Satu\u202eDua\ufeff,2026-09-03\n"
    workspace = read(tmp_path, a_yaml=yaml, b_csv=csv)

    found = {event.id: event for event in workspace.events}
    assert found["EV-1"].location == "Aula Rekaan"
    assert found["EV-9"].title == "SatuDua"


def test_joiners_of_emoji_and_arabic_stay(tmp_path: Path) -> None:
    (event,) = read(tmp_path, a_yaml=EVENT.format("location: 👩🏽\u200d🏫 \u200fمرحب")).events

    assert event.location == "👩🏽\u200d🏫 \u200fمرحب"


def test_a_link_on_disk_that_leads_out_of_the_assets_is_refused(tmp_path: Path) -> None:
    read(tmp_path)
    (tmp_path / "rahasia.jpg").touch()
    try:
        (tmp_path / "assets/foto/c.jpg").symlink_to(tmp_path / "rahasia.jpg")
    except OSError:
        pytest.skip("this account may not make links")

    assert "is a link that leads out of assets/" in told(read(tmp_path, a_yaml=EVENT.format("photos: [foto/c.jpg]")))[0]


@pytest.mark.parametrize("id_", ["a/b", "dua kata", "-x", "x:1", "a" * 81])
def test_an_id_has_no_sign_that_could_split_a_key(tmp_path: Path, id_: str) -> None:
    assert "is no id; use letters" in told(read(tmp_path, a_yaml=EVENT.replace("EV-1", f'"{id_}"').format("")))[0]


def test_an_id_that_stands_twice_is_told_at_the_second_in_whatever_file(tmp_path: Path) -> None:
    workspace = read(tmp_path, a_yaml=EVENT.format("location: A"), b_yaml=EVENT.replace("EV-1", "ev-1").format(""))

    assert [event.location for event in workspace.events] == ["A"]
    assert told(workspace) == [
        "schedules/b.yaml:2:5: the id 'ev-1' stands at schedules/a.yaml:2:5 already; each event has its own"
    ]


def test_a_rule_says_where_when_and_how_long(tmp_path: Path) -> None:
    workspace = read(
        tmp_path,
        a_yaml="""
rules:
  - {kinds: [pkl, magang, pameran], channels: [ig, facebook], placement: story, day: -3, time: 6:30, delay: 30 menit,
     lateness: 7 d, until_event_ends: ya}
  - kinds: "*"
    channels: [facebook]
""",
    )

    assert told(workspace) == []
    assert workspace.rules == (
        Rule(
            kinds=("internship_placement", "pameran"),
            channels=("instagram", "facebook"),
            placement=Placement.STORY,
            day=-3,
            time=dt.time(6, 30),
            delay=dt.timedelta(minutes=30),
            lateness=dt.timedelta(days=7),
            until_event_ends=True,
        ),
        Rule(kinds=("*",), channels=("facebook",), placement=Placement.FEED),
    )


def test_a_channel_may_have_the_short_name_of_a_network(tmp_path: Path) -> None:
    text = EVENT.format("channels: [fb]") + "rules:\n  - {kinds: [pkl], channels: [fb]}\n"
    workspace = read_workspace(write(tmp_path, {"schedules/a.yaml": text}), ("fb",), WIB, ELEMENTS)

    assert (workspace.events[0].channels, workspace.rules[0].channels) == (("fb",), ("fb",))


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("{kinds: [pkl], channels: [»facebok]}", "'facebok' is not known here; did you mean 'facebook'?"),
        ("{kinds: [pkl], channels: [»wa]}", "'wa' is not known here; write one of: "),
        ("{kinds: »[], channels: [ig]}", "'kinds' has too few values; write it like [new_partner]"),
        ("{kinds: »pkl, channels: [ig]}", "'kinds' takes a list, even of one: [pkl]"),
        ("{kinds: [pkl], channels: [ig], placement: »reels}", "'reels' is not known here; write one of: "),
        ("{kinds: [pkl], channels: [ig], day: »1000}", "'1000' is too large; it must be at most 366"),
        ("»{channels: [ig]}", "'kinds' is missing; write kinds: [new_partner]"),
    ],
)
def test_a_mistake_in_a_rule_is_told(tmp_path: Path, rule: str, text: str) -> None:
    line = f"  - {rule}"
    workspace = read(tmp_path, a_yaml=f"rules:\n{line.replace('»', '')}\n")

    assert workspace.rules == ()
    assert told(workspace)[0].startswith(f"schedules/a.yaml:2:{line.index('»') + 1}: {text}")


def test_a_second_rule_for_the_same_is_told_and_left_out(tmp_path: Path) -> None:
    rule = "rules:\n  - {kinds: [pkl], channels: [ig]}\n"
    workspace = read(tmp_path, a_yaml=rule, b_yaml=rule.replace("pkl", "ukk, magang").replace("ig", "fb, ig"))

    assert len(workspace.rules) == 1
    [problem] = told(workspace)
    assert problem.startswith(
        "schedules/b.yaml:2:5: 'internship_placement' already has a rule for instagram feed (schedules/a.yaml:2:5)"
    )


def test_an_occasion_becomes_an_approved_event_without_people(tmp_path: Path) -> None:
    workspace = read(
        tmp_path,
        a_yaml="occasions:\n  - {id: guru, name: Hari Guru, date: 2026-11-25, channels: [fb], hashtags: [HariGuru]}\n",
    )

    assert workspace.events == (
        Event(
            id="occasion-guru-2026",
            kind="observance",
            title="Hari Guru",
            date=dt.date(2026, 11, 25),
            consent=Consent(ConsentState.NOT_NEEDED),
            approval=Approval.APPROVED,
            channels=("facebook",),
            hashtags=("#HariGuru",),
        ),
    )


def test_an_occasion_waits_for_approval_while_its_date_is_provisional(tmp_path: Path) -> None:
    text = "occasions:\n  - {id: lebaran, name: Idulfitri, date: 2027-03-10, provisional: ya}\n"

    assert read(tmp_path, a_yaml=text).events[0].approval is Approval.PENDING


def test_an_occasion_on_an_unknown_channel_is_told(tmp_path: Path) -> None:
    workspace = read(tmp_path, a_yaml="occasions:\n  - {id: g, name: G, date: 2026-11-25, channels: [x]}\n")

    assert (len(workspace.events), len(workspace.problems)) == (0, 1)


RECURRING = """
recurring:
  - {{id: spmb, kind: pkl, title: Masih Dibuka, weekday: {}, time: 12.00, from: {}, until: {}{}}}
"""


def test_a_recurring_post_becomes_one_event_a_week(tmp_path: Path) -> None:
    workspace = read(tmp_path, a_yaml=RECURRING.format("rabu", "2026-12-20", "06/01/2027", ""))

    assert told(workspace) == []
    assert [(event.id, event.date, event.publish_at) for event in workspace.events] == [
        (f"spmb@{week}", day, dt.datetime.combine(day, dt.time(12), WIB))
        for week, day in (
            ("2026-W52", dt.date(2026, 12, 23)),
            ("2026-W53", dt.date(2026, 12, 30)),
            ("2027-W01", dt.date(2027, 1, 6)),
        )
    ]


def test_a_recurring_post_shows_the_dates_it_names(tmp_path: Path) -> None:
    dates = ", date: 2026-12-01, end_date: 2027-02-05"
    [event] = read(tmp_path, a_yaml=RECURRING.format("Wednesday", "2026-12-23", "2026-12-23", dates)).events

    assert (event.date, event.end_date) == (dt.date(2026, 12, 1), dt.date(2027, 2, 5))


@pytest.mark.parametrize(
    ("weekday", "first", "last"),
    [
        ("rabu", "2026-12-09", "2026-12-08"),
        ("rabu", "2026-12-10", "2026-12-15"),
        ("rabu", "2026-12-09", "2062-12-30"),
    ],
)
def test_a_recurring_post_without_an_end_or_a_day_is_told(tmp_path: Path, weekday: str, first: str, last: str) -> None:
    workspace = read(tmp_path, a_yaml=RECURRING.format(weekday, first, last, ""))

    assert workspace.events == ()
    assert "from and until enclose no such day, or more than two years" in told(workspace)[0]


def test_a_recurring_post_never_ends_before_its_own_day(tmp_path: Path) -> None:
    dates = ("rabu", "2026-12-09", "2027-01-20", ", end_date: 2026-12-31")

    assert "the last day is before the first" in told(read(tmp_path, a_yaml=RECURRING.format(*dates)))[0]


def test_a_mistake_in_a_recurring_post_is_told_once(tmp_path: Path) -> None:
    dates = ("rabu", "2026-12-09", "2027-01-20", ", partners: [x]")

    assert len(told(read(tmp_path, a_yaml=RECURRING.format(*dates)))) == 1


def test_an_unknown_top_key_costs_nothing_else(tmp_path: Path) -> None:
    workspace = read(tmp_path, a_yaml=EVENT.format("") + "evnets: []\n")

    assert len(workspace.events) == 1
    assert told(workspace) == ["schedules/a.yaml:3:1: there is no key 'evnets' here; did you mean 'events'?"]


def test_a_file_that_is_no_yaml_costs_no_other_file(tmp_path: Path) -> None:
    workspace = read(tmp_path, a_yaml="events:\n\t- x", b_yaml=EVENT.format(""))

    assert (len(workspace.events), len(workspace.problems)) == (1, 1)


def test_a_file_in_another_encoding_is_told_how_to_be_saved(tmp_path: Path) -> None:
    read(tmp_path)
    (tmp_path / "schedules").mkdir()
    (tmp_path / "schedules/a.yaml").write_bytes("rules: []\n# caf\xe9".encode("latin-1"))

    assert told(read(tmp_path)) == [
        "schedules/a.yaml:2:1: the file is not saved as UTF-8; in the editor choose 'Save as' and the encoding UTF-8"
    ]


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    assert len(read(tmp_path, a_yaml="\ufeff" + EVENT.format("")).events) == 1


def test_a_file_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.csv"):
        (tmp_path / "schedules" / name).mkdir(parents=True)

    assert [problem.partition(" (")[0] for problem in told(read(tmp_path))] == [
        "schedules/a.yaml:1:1: the file can't be opened",
        "schedules/b.csv:1:1: the file can't be opened",
    ]
