"""Connecting the school's accounts, as a person does it: at a terminal, against the sandbox, with every refusal."""

from __future__ import annotations

import datetime as dt
import os
import select
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from school import make_school
from typer.testing import CliRunner, Result

from brandbot import sandbox
from brandbot.cli import app
from brandbot.config import read_config
from brandbot.errors import BrandbotError, Refused
from brandbot.operate.accounts import connect as platforms_of
from brandbot.operate.connecting import Connected, summary
from brandbot.platforms.tokens import PageAccount
from brandbot.wording import Wording

NOW = dt.datetime(2026, 8, 12, 11, 30, tzinfo=dt.UTC)
REAL_ID = "100000000000001"  # what a school that connected before has in config.yaml
Connect = Callable[..., Result]


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_school(tmp_path_factory.mktemp("connect") / "school")


@pytest.fixture
def school(original: Path, tmp_path: Path) -> Path:
    """Only what connecting touches, with the remarks and the numbers of another account."""
    school = tmp_path / "school"
    school.mkdir()
    (school / "assets").symlink_to(original / "assets")
    text = (original / "config.yaml").read_text(encoding="utf-8")
    for old in (sandbox.PAGE_ID, sandbox.IG_ID, sandbox.APP_ID):
        text = text.replace(f'"{old}"', f'"{REAL_ID}"')
    (school / "config.yaml").write_text(text, encoding="utf-8")
    return school


@pytest.fixture
def meta(monkeypatch: pytest.MonkeyPatch) -> Iterator[sandbox.Sandbox]:
    with sandbox.start(now=NOW) as running:
        monkeypatch.setenv("BRANDBOT_GRAPH_URL", running.url)
        yield running


@pytest.fixture
def connect(school: Path, meta: sandbox.Sandbox, monkeypatch: pytest.MonkeyPatch) -> Connect:
    """Run the command with these answers typed, a line each."""
    del meta
    monkeypatch.setenv("BRANDBOT_LANGUAGE", "id")

    def run(*answers: str, options: tuple[str, ...] = ()) -> Result:
        typed = "".join(f"{answer}\n" for answer in answers)
        return CliRunner().invoke(app, ["-C", str(school), "connect", *options], input=typed)

    return run


def reason(result: Result) -> str:
    """Why it ended, in the words of the code."""
    assert isinstance(result.exception, BrandbotError), result.output
    return str(result.exception)


def typed_by(token: str, *more: str) -> tuple[str, ...]:
    return sandbox.APP_ID, sandbox.APP_SECRET, token, *more


SECRETS = (sandbox.APP_SECRET, sandbox.SHORT_TOKEN, sandbox.USER_TOKEN, sandbox.PAGE_TOKEN)


def test_a_person_is_led_from_nothing_to_a_school_that_publishes(connect: Connect, school: Path) -> None:
    before = (school / "config.yaml").read_text(encoding="utf-8")

    result = connect(*typed_by(sandbox.SHORT_TOKEN, "1"))

    assert result.exit_code == 0, result.output
    assert "SMK Terpadu Al-Huda Petak" in result.output
    assert "tidak berakhir sendiri" in result.output
    assert "Selasa, 10 November 2026" in result.output  # Instagram's access, 90 days on
    assert "jendela samaran" in result.output
    config = read_config(school, dict(os.environ))
    assert [(one.name, one.account_id) for one in config.channels] == [
        ("facebook", sandbox.PAGE_ID),
        ("instagram", sandbox.IG_ID),
    ]
    assert (config.app_id, config.secrets.token("facebook")) == (sandbox.APP_ID, sandbox.PAGE_TOKEN)
    assert config.secrets.app_secret == sandbox.APP_SECRET
    names = {name: platform.account().name for name, platform in platforms_of(config).items()}
    assert names == {"facebook": "SMK Terpadu Al-Huda Petak", "instagram": "smkterpadualhudapetak"}
    after = (school / "config.yaml").read_text(encoding="utf-8")
    assert len(set(after.splitlines()) - set(before.splitlines())) == 3


def test_no_secret_shows_and_env_is_for_its_owner(connect: Connect, school: Path) -> None:
    result = connect(*typed_by(sandbox.SHORT_TOKEN, "1"))

    assert [secret for secret in SECRETS if secret in result.output] == []
    assert stat.S_IMODE((school / ".env").stat().st_mode) == 0o600
    assert sandbox.USER_TOKEN not in (school / ".env").read_text()
    assert [secret for secret in SECRETS if secret in (school / "config.yaml").read_text(encoding="utf-8")] == []


def test_every_step_before_the_token_tells_what_to_click(connect: Connect) -> None:
    result = connect(*typed_by(sandbox.SHORT_TOKEN, "1"))

    steps = [line for line in result.output.splitlines() if line[:2] in {f"{number}." for number in range(1, 7)}]
    assert [line[0] for line in steps] == list("123456")
    for name in ("Live", "pages_manage_posts", "instagram_content_publish", "User Token"):
        assert name in result.output


def test_practice_is_called_practice(connect: Connect) -> None:
    assert "Ini latihan" in connect(*typed_by(sandbox.SHORT_TOKEN, "1")).output


def test_a_choice_that_is_none_is_asked_again(connect: Connect, school: Path) -> None:
    assert connect(*typed_by(sandbox.SHORT_TOKEN, "7", "x", "1")).exit_code == 0
    assert sandbox.PAGE_ID in (school / "config.yaml").read_text(encoding="utf-8")


def test_the_page_of_config_is_kept_by_enter_and_so_is_the_app(connect: Connect, school: Path) -> None:
    assert connect(*typed_by(sandbox.SHORT_TOKEN, "1")).exit_code == 0
    before = (school / "config.yaml").read_bytes(), (school / ".env").read_bytes()

    assert connect("", "", sandbox.SHORT_TOKEN, "").exit_code == 0
    assert ((school / "config.yaml").read_bytes(), (school / ".env").read_bytes()) == before


def test_one_page_is_taken_without_a_question(connect: Connect, school: Path) -> None:
    assert connect(*typed_by(sandbox.UNLISTED_TOKEN)).exit_code == 0
    assert sandbox.PAGE_ID in (school / "config.yaml").read_text(encoding="utf-8")


REFUSALS = {
    "a Page's token": (sandbox.PAGE_TOKEN, "User Token"),
    "a token that ended": (sandbox.EXPIRED_TOKEN, "lives for an hour"),
    "half a token": (sandbox.SHORT_TOKEN[:-3], "copy it whole"),
    "a token of another app": (sandbox.FOREIGN_TOKEN, "'Meta App'"),
    "a missing permission": (sandbox.PARTIAL_TOKEN, "instagram_content_publish"),
    "no task on the Page": (sandbox.GUEST_TOKEN, "task 'Content'"),
    "a personal Instagram account": (sandbox.COOPERATIVE_TOKEN, "switch the account to professional"),
    "no Page at all": (sandbox.LONELY_TOKEN, "tick the school's Page"),
}


@pytest.mark.parametrize("sort", REFUSALS)
def test_what_would_fail_later_is_refused_with_its_cure_and_nothing_is_kept(
    connect: Connect, school: Path, sort: str
) -> None:
    token, cure = REFUSALS[sort]
    before = (school / "config.yaml").read_bytes()

    result = connect(*typed_by(token, "1"))

    assert cure in reason(result)
    assert token not in result.output + reason(result)
    assert not (school / ".env").exists()
    assert (school / "config.yaml").read_bytes() == before


def test_a_wrong_page_is_refused_with_the_right_ones(connect: Connect) -> None:
    result = connect(*typed_by(sandbox.SHORT_TOKEN), options=("--page", "123"))

    assert f"SMK Terpadu Al-Huda Petak ({sandbox.PAGE_ID})" in reason(result)


def test_an_app_secret_that_belongs_elsewhere_is_refused(connect: Connect) -> None:
    result = connect(sandbox.APP_ID, "salah", sandbox.SHORT_TOKEN)

    assert "App settings → Basic" in reason(result)


def test_without_an_instagram_channel_no_instagram_is_needed(connect: Connect, school: Path) -> None:
    file = school / "config.yaml"
    text = file.read_text(encoding="utf-8")
    start, end = text.index("  instagram:\n"), text.index("graph:\n")
    file.write_text(f"{text[:start]}\n{text[end:]}", encoding="utf-8")

    result = connect(*typed_by(sandbox.COOPERATIVE_TOKEN))

    assert result.exit_code == 0, result.output
    assert sandbox.OTHER_PAGE_ID in file.read_text(encoding="utf-8")
    assert "@" not in result.output


def test_what_is_worth_having_is_only_told(connect: Connect, meta: sandbox.Sandbox) -> None:
    meta.configure(permissions=("pages_show_list", *_needed()))

    result = connect(*typed_by(sandbox.SHORT_TOKEN, "1"))

    assert result.exit_code == 0
    assert "read_insights" in result.output.splitlines()[-3]


def _needed() -> tuple[str, ...]:
    return ("pages_manage_posts", "pages_read_engagement", "instagram_basic", "instagram_content_publish")


def test_a_config_that_cant_be_edited_keeps_env_as_it_was(connect: Connect, school: Path) -> None:
    file = school / "config.yaml"
    text = file.read_text(encoding="utf-8").replace("graph:\n", "graph: &g\n").replace(f'  app_id: "{REAL_ID}"', "")
    file.write_text(text[: text.index("  app_id")] if "  app_id" in text else text, encoding="utf-8")

    result = connect(*typed_by(sandbox.SHORT_TOKEN, "1"))

    assert "graph.app_id" in reason(result)
    assert not (school / ".env").exists()


def test_a_config_without_a_name_for_the_secret_gets_one(connect: Connect, school: Path) -> None:
    file = school / "config.yaml"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join(line for line in lines if "app_secret" not in line), encoding="utf-8")

    assert connect(*typed_by(sandbox.SHORT_TOKEN, "1")).exit_code == 0
    assert read_config(school, {}).secrets.app_secret == sandbox.APP_SECRET


def test_a_config_without_a_page_says_so(connect: Connect, school: Path) -> None:
    file = school / "config.yaml"
    text = file.read_text(encoding="utf-8").replace("network: facebook", "network: instagram")
    file.write_text(text.replace("  hosting: facebook", "  # none"), encoding="utf-8")

    assert "network: facebook" in reason(connect(*typed_by(sandbox.SHORT_TOKEN)))


def lay(school: Path, **secrets: str) -> None:
    (school / ".env").write_text("".join(f"{name}={value}\n" for name, value in secrets.items()))


OFFICE = ("--yes", "--app-id", sandbox.APP_ID)


def test_with_everything_in_env_nothing_is_asked(connect: Connect, school: Path) -> None:
    lay(school, FB_APP_SECRET=sandbox.APP_SECRET, FB_USER_TOKEN=sandbox.SHORT_TOKEN)

    result = connect(options=(*OFFICE, "--page", sandbox.PAGE_ID))

    assert result.exit_code == 0, result.output
    assert read_config(school, {}).secrets.token("facebook") == sandbox.PAGE_TOKEN


def test_a_page_token_in_env_is_looked_at_and_its_ids_kept(connect: Connect, school: Path) -> None:
    lay(school, FB_APP_SECRET=sandbox.APP_SECRET, FB_PAGE_TOKEN=sandbox.PAGE_TOKEN)

    assert connect(options=OFFICE).exit_code == 0
    assert [one.account_id for one in read_config(school, {}).channels] == [sandbox.PAGE_ID, sandbox.IG_ID]


def test_a_persons_token_where_the_pages_belongs_is_refused(connect: Connect, school: Path) -> None:
    lay(school, FB_APP_SECRET=sandbox.APP_SECRET, FB_PAGE_TOKEN=sandbox.USER_TOKEN)

    assert "FB_USER_TOKEN=" in reason(connect(options=OFFICE))


@pytest.mark.parametrize(
    ("secrets", "options", "said"),
    [
        ({}, OFFICE, "FB_APP_SECRET="),
        ({"FB_APP_SECRET": sandbox.APP_SECRET}, OFFICE, "FB_PAGE_TOKEN="),
        ({"FB_APP_SECRET": sandbox.APP_SECRET, "FB_USER_TOKEN": sandbox.SHORT_TOKEN}, OFFICE, "--page"),
    ],
)
def test_what_is_missing_without_questions_is_named(
    connect: Connect, school: Path, secrets: dict[str, str], options: tuple[str, ...], said: str
) -> None:
    lay(school, **secrets)

    assert said in reason(connect(options=options))


def test_a_token_for_another_page_than_was_asked_for_is_not_kept(connect: Connect, meta: sandbox.Sandbox) -> None:
    answer = {"data": [{"id": sandbox.PAGE_ID, "name": "X", "access_token": sandbox.OTHER_PAGE_TOKEN}]}
    answer["data"][0]["instagram_business_account"] = {"id": sandbox.IG_ID}  # type: ignore[assignment]
    meta.fault(match="me/accounts", action={"status": 200, "body": answer})

    assert "does not speak for X" in reason(connect(*typed_by(sandbox.SHORT_TOKEN)))


def test_a_token_that_meta_counts_to_another_app_is_not_kept(connect: Connect, meta: sandbox.Sandbox) -> None:
    body = {"data": {"is_valid": True, "type": "USER", "app_id": "1"}}
    meta.fault(match="debug_token", action={"status": 200, "body": body})

    assert "another app's" in reason(connect(*typed_by(sandbox.SHORT_TOKEN)))


def test_a_token_that_ends_says_when(school: Path) -> None:
    config = read_config(school, {})
    page = PageAccount(id="1", name="X", token="", tasks=None, instagram_id="2", instagram_name="x")
    lines = [Wording("id").say(line) for line in summary(Connected(page, NOW, None, ()), config)]

    assert any("berakhir Rabu, 12 Agustus 2026" in line for line in lines)


@pytest.mark.skipif(not hasattr(os, "login_tty"), reason="a terminal of POSIX")
def test_at_a_real_terminal_nothing_secret_is_echoed(school: Path, meta: sandbox.Sandbox) -> None:
    told, code = at_terminal(school, meta, *typed_by(sandbox.SHORT_TOKEN, "1"))

    assert code == 0, told
    assert "Terhubung" in told
    assert sandbox.APP_ID in told  # what need not hide is echoed
    assert [secret for secret in SECRETS if secret in told] == []
    assert read_config(school, {}).secrets.token("facebook") == sandbox.PAGE_TOKEN


def at_terminal(school: Path, meta: sandbox.Sandbox, *answers: str) -> tuple[str, int]:
    """Run the command with a terminal of its own, answering each question when it is asked."""
    ours, theirs = os.openpty()
    start = "import os; os.login_tty(0); from brandbot.cli import main; main()"
    environment = {**os.environ, "BRANDBOT_GRAPH_URL": meta.url, "TERM": "dumb"}
    command = [sys.executable, "-W", "ignore", "-c", start, "-C", str(school), "connect"]
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment)
    os.close(theirs)
    told, left = b"", list(answers)
    try:
        while select.select([ours], [], [], 30)[0]:
            try:
                heard = os.read(ours, 4096)
            except OSError:  # how Linux says that the other side is closed
                break
            if not heard:
                break
            told += heard
            if left and told.endswith(b": "):  # a question, and not a line that ends so
                os.write(ours, f"{left.pop(0)}\n".encode())
        return told.decode(), process.wait(30)
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def test_the_refusal_of_a_wrong_file_is_told_before_anything_is_asked(connect: Connect, school: Path) -> None:
    (school / "config.yaml").write_text("school: [", encoding="utf-8")

    result = connect()

    assert isinstance(result.exception, BrandbotError)
    assert not isinstance(result.exception, Refused)
