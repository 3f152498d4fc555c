"""config.yaml and .env: settings in, a frozen Config or every mistake out; secrets never show."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
from pathlib import Path

import pytest
from sources_fixtures import ELEMENTS

from brandbot import sandbox
from brandbot.config import Config, Folder, json_schema, read_config
from brandbot.errors import Mistakes, Refused
from brandbot.model import Brand, Channel, Logo, Network, Sequence

ROOT = Path(__file__).parents[1]
TOKEN = "EAAB${HOME}rahasia"
CONFIG = """
school:
  name: SMK Contoh Rekaan
  short_name: SMK Rekaan
  time_zone: Asia/Makassar
brand:
  primary: "#0B4F3A"
  accent: "#FFC20E"
channels:
  halaman:
    network: facebook
    account_id: 0100
    token: FB_PAGE_TOKEN
"""


def write(root: Path, text: str = CONFIG, env: str = "") -> Path:
    (root / "config.yaml").write_text(text, encoding="utf-8")
    (root / ".env").write_text(env, encoding="utf-8")
    return root


def mistakes(root: Path) -> list[str]:
    with pytest.raises(Mistakes) as caught:
        read_config(root, {})
    return [str(problem) for problem in caught.value.problems]


def test_a_short_config_is_filled_with_what_suits_most(tmp_path: Path) -> None:
    config = read_config(write(tmp_path), {})

    assert (config.root, config.language, config.zone.key, config.zone_label) == (
        tmp_path,
        "id",
        "Asia/Makassar",
        "WITA",
    )
    assert config.brand == Brand(
        school="SMK Contoh Rekaan", short_name="SMK Rekaan", primary="#0B4F3A", accent="#FFC20E"
    )
    assert config.channels == (Channel("halaman", Network.FACEBOOK, "0100"),)
    assert (config.graph_url, config.graph_version) == ("https://graph.facebook.com/", "v26.0")
    assert config.hosting == "halaman"
    assert config.metric_ages == tuple(dt.timedelta(hours=hours) for hours in (1, 6, 24, 48, 72, 168, 672))
    assert config.store_url == f"sqlite:///{(tmp_path / 'data/brandbot.sqlite').as_posix()}"
    assert (config.stage_ahead, config.partner_word) == (dt.timedelta(minutes=30), "Mitra Industri")


def test_all_that_can_be_set_is_set(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    for name in ("a.png", "b.png"):
        (tmp_path / "assets" / name).touch()
    text = CONFIG.replace(
        "name: SMK C",
        "zone_label: WITENG\n  place: Kota\n  handle: '@a'\n  website: a.id\n  phone: '08'\n"
        "  partner_word: DUDIKA\n  name: SMK C",
    ).replace("brand:", "brand:\n  logo: {file: a.png, on_dark: b.png}\n  hashtags: [SMKBisa]\n  sample_mark: CONTOH")
    text += """
  kedua: {network: facebook, account_id: "200", token: SECOND}
  ig: {network: instagram, account_id: "300", token: SECOND}
language: en
graph: {version: v27.0, app_secret: APP, hosting: kedua}
metrics: {ages: [7 d, 1 h]}
store: postgresql+psycopg://humas:rahasia@localhost/brandbot
stage_ahead: 1 jam
"""
    config = read_config(write(tmp_path, text, "APP=s3\nSECOND=t2\n"), {"BRANDBOT_GRAPH_URL": "http://127.0.0.1:1/"})

    assert config.brand == Brand(
        school="SMK Contoh Rekaan",
        short_name="SMK Rekaan",
        primary="#0B4F3A",
        accent="#FFC20E",
        logo=Logo("a.png", "b.png"),
        handle="@a",
        website="a.id",
        phone="08",
        place="Kota",
        hashtags=("#SMKBisa",),
        sample_mark="CONTOH",
    )
    assert [channel.name for channel in config.channels] == ["halaman", "kedua", "ig"]
    assert (config.language, config.zone_label, config.partner_word) == ("en", "WITENG", "DUDIKA")
    assert (config.graph_url, config.graph_version, config.hosting) == ("http://127.0.0.1:1/", "v27.0", "kedua")
    assert (config.secrets.app_secret, config.secrets.token("ig")) == ("s3", "t2")
    assert config.metric_ages == (dt.timedelta(hours=1), dt.timedelta(days=7))
    assert config.store_url == "postgresql+psycopg://humas:rahasia@localhost/brandbot"
    assert config.stage_ahead == dt.timedelta(hours=1)


@pytest.mark.parametrize(
    ("url", "expected"),
    [("sqlite://", "sqlite://"), ("sqlite:///a b/x.sqlite", "sqlite:///{root}/a b/x.sqlite")],
)
def test_a_sqlite_file_is_meant_below_the_workspace(tmp_path: Path, url: str, expected: str) -> None:
    config = read_config(write(tmp_path, f"{CONFIG}\nstore: {url}"), {})

    assert config.store_url == expected.format(root=tmp_path.as_posix())


def test_a_school_without_a_page_has_no_hosting(tmp_path: Path) -> None:
    assert read_config(write(tmp_path, CONFIG.replace("facebook", "instagram")), {}).hosting == ""


def test_a_secret_is_read_as_it_stands_in_the_file(tmp_path: Path) -> None:
    config = read_config(write(tmp_path, env=f"\ufeffFB_PAGE_TOKEN={TOKEN}\r\nOTHER=x\r\n"), {})

    assert config.secrets.token("halaman") == TOKEN
    assert config.secrets.values() == (TOKEN,)
    assert config.secrets.missing == ()


def test_the_environment_goes_before_the_file_unless_it_is_empty(tmp_path: Path) -> None:
    root = write(tmp_path, env="FB_PAGE_TOKEN=file")

    assert read_config(root, {"FB_PAGE_TOKEN": "real"}).secrets.token("halaman") == "real"
    assert read_config(root, {"FB_PAGE_TOKEN": ""}).secrets.token("halaman") == "file"


def test_a_secret_never_shows(tmp_path: Path) -> None:
    text = f"{CONFIG}\nstore: postgresql://humas:{TOKEN}@localhost/b"
    config = read_config(write(tmp_path, text, f"FB_PAGE_TOKEN={TOKEN}"), {})

    for shown in (repr(config), str(config), f"{config.secrets}", repr(vars(Config)), repr(config.secrets)):
        assert "rahasia" not in shown


@pytest.mark.parametrize("env", ["", "FB_PAGE_TOKEN=", "FB_PAGE_TOKEN='never closed"])
def test_a_missing_token_is_told_with_its_cure_only_when_it_is_needed(tmp_path: Path, env: str) -> None:
    config = read_config(write(tmp_path, f"{CONFIG}\ngraph: {{app_secret: APP}}", env), {})

    assert config.secrets.missing == ("FB_PAGE_TOKEN", "APP")
    assert config.secrets.app_secret == ""
    with pytest.raises(Refused, match=r"the token of halaman is missing; write FB_PAGE_TOKEN=… into \.env"):
        config.secrets.token("halaman")


def test_a_workspace_without_env_has_no_secrets(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / ".env").unlink()

    assert read_config(tmp_path, {}).secrets.values() == ()


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        ("Asia/Makassar", "Asia/Makasar", "5:14: 'Asia/Makasar' is no time zone; write it like Asia/Makassar"),
        ("Asia/Makassar", "WIB 7", "5:14: 'WIB 7' is no time zone; write it like "),
        ('"#0B4F3A"', "#0B4F3A", "7:3: nothing stands here; write a value (one that begins with '#' needs quotes)"),
        ('"#0B4F3A"', "hijau", "7:12: 'hijau' is no colour; write six digits, like \"#0B4F3A\""),
        ("0100", "smk.contoh", "12:17: 'smk.contoh' is no account id; it has digits only"),
        ("network: facebook", "network: facebok", "11:14: 'facebok' is not known here; did you mean 'facebook'?"),
        ("halaman:", "hal/aman:", "10:3: 'hal/aman' is no id; use letters, digits, '-' and '_' only"),
        ("halaman:", "halaman: {}\nx:", "10:12: 'network' is missing; write network: facebook"),
        ("brand:", "graph: {version: 26}\nbrand:", "6:18: '26' is no version of Meta's API; write it like v26.0"),
        ("brand:", "graph: {hosting: x}\nbrand:", "6:18: 'x' is not known here; write one of: ['halaman']"),
        ("brand:", "language: de\nbrand:", "6:11: 'de' is not known here; write one of: ['en', 'id']"),
        ("brand:", "brand:\n  logo: {file: x.png}", "7:16: there is no file assets/x.png; put it there or mend"),
        ("brand:", "metrics: {ages: [1 jm]}\nbrand:", "6:18: '1 jm' is no length of time; write it like 30 min"),
        ("channels:", "chanels:", "9:1: there is no key 'chanels' here; did you mean 'channels'?"),
    ],
)
def test_a_mistake_is_told_at_its_place(tmp_path: Path, old: str, new: str, text: str) -> None:
    assert old in CONFIG
    told = mistakes(write(tmp_path, CONFIG.replace(old, new, 1)))
    assert [problem for problem in told if problem.startswith(f"config.yaml:{text}")], told


def test_all_mistakes_are_told_together(tmp_path: Path) -> None:
    assert len(mistakes(write(tmp_path, CONFIG.replace("#", "").replace("Asia", "Asien")))) == 3


def test_a_token_that_stands_where_its_name_belongs_is_not_repeated(tmp_path: Path) -> None:
    [told] = mistakes(write(tmp_path, CONFIG.replace("FB_PAGE_TOKEN", "EAABsbCS1234rahasia")))

    assert told.startswith("config.yaml:13:12: the secret itself belongs into .env")
    assert "EAAB" not in told


@pytest.mark.parametrize("text", ["", "- a", "a: ["])
def test_a_config_that_is_no_yaml_is_told(tmp_path: Path, text: str) -> None:
    assert len(mistakes(write(tmp_path, text))) == 1


def test_a_folder_that_is_no_workspace_is_told(tmp_path: Path) -> None:
    assert mistakes(tmp_path) == ["config.yaml:1:1: this file is missing; take it from a new workspace (brandbot init)"]


def test_secrets_in_another_encoding_are_told_how_to_be_saved(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / ".env").write_bytes("FB_PAGE_TOKEN=a".encode("utf-16"))

    assert mistakes(tmp_path)[0].startswith(".env:1:1: the file is not saved as UTF-8")


def test_the_sample_speaks_of_the_sandboxs_own_accounts() -> None:
    config = read_config(ROOT, {})

    assert [channel.account_id for channel in config.channels] == [sandbox.PAGE_ID, sandbox.IG_ID]
    assert (config.brand.sample_mark, config.zone_label, config.hosting) == ("DATA CONTOH", "WIB", "facebook")


def test_the_sample_names_the_secrets_that_its_env_file_asks_for() -> None:
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    config = read_config(ROOT, {})

    assert {config.secrets.app_secret_name, *config.secrets.names.values()} == {
        line.partition("=")[0] for line in text.splitlines() if "=" in line and not line.startswith("#")
    }


@pytest.mark.parametrize("name", ["config", "partners", "schedule", "template", "look", "house"])
def test_each_file_has_a_schema_that_refuses_unknown_keys(name: str) -> None:
    schema = json_schema(name)

    assert schema["additionalProperties"] is False
    assert all(key["description"] for key in schema["properties"].values())


def test_the_schema_of_a_template_can_know_the_elements_options() -> None:
    schema = json_schema("template", ELEMENTS)
    item = schema["$defs"]["VariantEntry"]["properties"]["elements"]["items"]

    options = {"text", "size", "align", "tracking", "caps", "type", "box", "when"}
    assert set(item["properties"]["label"]["properties"]) == options


def test_a_schema_of_another_name_is_refused() -> None:
    with pytest.raises(Refused, match="'schedules' is not known here; did you mean 'schedule'"):
        json_schema("schedules")


FOLDER = 'folder: {place: "ftp://host/public", url: "https://smk-contoh.sch.id/foto", user: H_USER, password: H_PASS}\n'


def test_hosting_in_a_folder_names_its_secrets(tmp_path: Path) -> None:
    text = f"{CONFIG}graph: {{hosting: folder, app_id: 12}}\n{FOLDER}"
    config = read_config(write(tmp_path, text, "H_USER=humas\n"), {})

    assert (config.hosting, config.app_id) == ("folder", "12")
    assert config.folder == Folder("ftp://host/public", "https://smk-contoh.sch.id/foto", "H_USER", "H_PASS")
    assert config.secrets.other("H_USER") == "humas"
    assert config.secrets.other("") == ""
    assert "H_PASS" in config.secrets.missing
    with pytest.raises(Refused, match="H_PASS"):
        config.secrets.other("H_PASS")


def test_a_folder_that_is_only_described_does_not_replace_the_page(tmp_path: Path) -> None:
    assert read_config(write(tmp_path, CONFIG + FOLDER), {}).hosting == "halaman"


def test_without_a_page_the_folder_is_the_hosting(tmp_path: Path) -> None:
    text = CONFIG.replace("facebook", "instagram") + FOLDER

    assert read_config(write(tmp_path, text), {}).hosting == "folder"


def test_a_channel_may_say_how_it_publishes(tmp_path: Path) -> None:
    config = read_config(write(tmp_path, f"{CONFIG}    publish: scheduled\n"), {})

    assert config.channels[0].sequence is Sequence.SCHEDULED
    assert config.publish == {"halaman": Sequence.SCHEDULED}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{CONFIG}graph: {{hosting: folder}}\n", "section 'folder'"),
        (f"{CONFIG}graph: {{hosting: halman}}\n", "halaman"),
        (f"{CONFIG}    publish: direct\n", "draft"),
        (f"{CONFIG.replace('facebook', 'instagram')}    publish: draft\n", "Facebook only"),
        (CONFIG + FOLDER.replace("https://smk", "smk"), "public address"),
        (CONFIG + FOLDER.replace("ftp://host", "ftp://humas:rahasia@host"), "in .env"),
    ],
)
def test_a_mistake_in_where_and_how_to_publish_says_what_to_write(tmp_path: Path, text: str, said: str) -> None:
    [mistake] = mistakes(write(tmp_path, text))

    assert said in mistake
    assert "rahasia" not in mistake


def test_addresses_for_notices_are_secrets_by_name_and_so_are_their_parts(tmp_path: Path) -> None:
    text = f"{CONFIG}notices: [NOTICE_URL, OTHER_URL]\n"
    env = "NOTICE_URL=mailto://humas:sandi-surel@example.org\n"
    config = read_config(write(tmp_path, text, env), {})
    assert config.secrets.missing == ("FB_PAGE_TOKEN", "OTHER_URL")
    with pytest.raises(Refused, match="OTHER_URL"):
        _ = config.secrets.notices
    assert config.secrets.values() == ("mailto://humas:sandi-surel@example.org", "sandi-surel")
    assert "sandi-surel" not in repr(config)

    config = read_config(write(tmp_path, text, f"{env}OTHER_URL=json://127.0.0.1/\n"), {})
    assert list(config.secrets.notices) == ["NOTICE_URL", "OTHER_URL"]
    assert read_config(write(tmp_path, CONFIG, env), {}).secrets.notices == {}


def test_recipients_of_reports_are_named_and_their_addresses_are_secrets(tmp_path: Path) -> None:
    text = f"{CONFIG}reports: {{Kepala Sekolah: HEAD_URL}}\n"
    config = read_config(write(tmp_path, text, "HEAD_URL=mailto://tu:sandi-surel@example.org\n"), {})

    assert config.secrets.recipients == {"Kepala Sekolah": ("HEAD_URL", "mailto://tu:sandi-surel@example.org")}
    assert "sandi-surel" in config.secrets.values()
    lacking = read_config(write(tmp_path, text, ""), {})
    assert "HEAD_URL" in lacking.secrets.missing
    with pytest.raises(Refused, match="HEAD_URL"):
        _ = lacking.secrets.recipients


@pytest.mark.parametrize(
    ("address", "secrets"),
    [
        ("tgram://123456789:AAbbCC_ddEEff-gg/1234567", ["123456789:AAbbCC_ddEEff-gg"]),
        ("mailtos://smtp.sekolah-kita.sch.id:587?user=humas&pass=rahasia-sekali-panjang", ["rahasia-sekali-panjang"]),
        ("json://pemberitahuan.sekolah.sch.id/hook/abcdefghijklmnop1234", ["abcdefghijklmnop1234"]),
        ("windows://", []),
    ],
)
def test_what_is_secret_in_an_address_is_masked_by_itself_and_its_host_is_not(
    tmp_path: Path, address: str, secrets: list[str]
) -> None:
    config = read_config(write(tmp_path, f"{CONFIG}notices: [NOTICE_URL]\n", f"NOTICE_URL={address}\n"), {})

    assert config.secrets.values() == (address, *secrets)


def test_a_tokens_proof_is_a_secret_too(tmp_path: Path) -> None:
    text = f"{CONFIG}graph: {{app_secret: FB_APP_SECRET}}\n"
    config = read_config(write(tmp_path, text, "FB_PAGE_TOKEN=a\nFB_APP_SECRET=b\n"), {})

    proof = "cb448b440c42ac8ad084fc8a8795c98f5b7802359c305eabd57ecdb20e248896"
    assert hmac.new(b"b", b"a", hashlib.sha256).hexdigest() == proof
    assert config.secrets.values() == ("a", "b", proof)
