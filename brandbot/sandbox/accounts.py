"""Who lives in the sandbox: an app, the school's Page with its Instagram account, a second Page, and several persons.

The officer may do everything; each of the others is somebody that a program has to turn away, or to help.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

APP_ID = "900000000000001"
APP_SECRET = "5a4db0c55a4db0c55a4db0c55a4db0c5"  # noqa: S105 - opens nothing but the sandbox
APP_TOKEN = f"{APP_ID}|{APP_SECRET}"
USER_ID = "900000000000011"
USER_TOKEN = "SANDBOX-USER-TOKEN-humas-60-hari"  # noqa: S105 - opens nothing but the sandbox
SHORT_TOKEN = "SANDBOX-SHORT-TOKEN-humas-1-jam"  # noqa: S105 - opens nothing but the sandbox
PAGE_ID = "900000000000101"
PAGE_TOKEN = "SANDBOX-PAGE-TOKEN-sekolah"  # noqa: S105 - opens nothing but the sandbox
IG_ID = "17841400000000101"
GUEST_TOKEN = "SANDBOX-SHORT-TOKEN-tamu-tanpa-tugas"  # noqa: S105 - opens nothing but the sandbox
PARTIAL_TOKEN = "SANDBOX-SHORT-TOKEN-izin-ditolak"  # noqa: S105 - opens nothing but the sandbox
COOPERATIVE_TOKEN = "SANDBOX-SHORT-TOKEN-koperasi-tanpa-instagram"  # noqa: S105 - opens nothing but the sandbox
UNLISTED_TOKEN = "SANDBOX-SHORT-TOKEN-daftar-kosong"  # noqa: S105 - opens nothing but the sandbox
LONELY_TOKEN = "SANDBOX-SHORT-TOKEN-tanpa-halaman"  # noqa: S105 - opens nothing but the sandbox
EXPIRED_TOKEN = "SANDBOX-SHORT-TOKEN-kedaluwarsa"  # noqa: S105 - opens nothing but the sandbox
FOREIGN_TOKEN = "SANDBOX-SHORT-TOKEN-aplikasi-lain"  # noqa: S105 - opens nothing but the sandbox
FOREIGN_APP_ID = "900000000000002"
OTHER_PAGE_ID = "900000000000202"
OTHER_PAGE_TOKEN = "SANDBOX-PAGE-TOKEN-koperasi-rekaan"  # noqa: S105 - opens nothing but the sandbox

SHORT_LIFE = 3600
LONG_LIFE = 5183944  # what Meta answers as `expires_in`: a minute less than 60 days

PERMISSIONS = (
    "pages_show_list",
    "pages_manage_posts",
    "pages_read_engagement",
    "pages_manage_engagement",
    "pages_read_user_content",
    "read_insights",
    "instagram_basic",
    "instagram_content_publish",
    "instagram_manage_comments",
    "instagram_manage_insights",
    "instagram_manage_contents",
    "business_management",
)


@dataclass(frozen=True, slots=True)
class Instagram:
    """A professional account that is linked to a Page; `followers` as for the Page."""

    id: str
    username: str
    biography: str
    followers: int


@dataclass(frozen=True, slots=True)
class Page:
    """A Page; `followers` is its count on 2026-01-01, from which it grows slowly."""

    id: str
    name: str
    username: str
    initials: str
    about: str
    token: str
    followers: int
    instagram: Instagram | None = None


class TokenKind(StrEnum):
    """Whom a token speaks for."""

    PAGE = "PAGE"
    USER = "USER"
    APP = "APP"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a role on the app: the Pages they work on, with their tasks, and what they granted.

    `is_listed`: whether `/me/accounts` tells the Pages; Pages of a business portfolio are sometimes missing there.
    """

    id: str
    name: str
    pages: Mapping[str, tuple[str, ...]]
    declined: tuple[str, ...] = ()
    is_listed: bool = True


@dataclass(frozen=True, slots=True)
class Token:
    """One access token; `profile` is the id it speaks for, `long` the token of 60 days that it is exchanged for.

    `dead` is the subcode of its 190 for one that has ended.
    """

    text: str
    kind: TokenKind
    profile: str
    long: str = ""
    app: str = APP_ID
    dead: int | None = None


SCHOOL = Page(
    id=PAGE_ID,
    name="SMK Terpadu Al-Huda Petak",
    username="smkterpadualhudapetak",
    initials="AH",
    about="Sekolah menengah kejuruan · kemitraan industri, PKL, dan kegiatan siswa",
    token=PAGE_TOKEN,
    followers=412,
    instagram=Instagram(
        id=IG_ID,
        username="smkterpadualhudapetak",
        biography="Sekolah menengah kejuruan\nKemitraan industri · PKL · sertifikasi",
        followers=538,
    ),
)
COOPERATIVE = Page(
    id=OTHER_PAGE_ID,
    name="Koperasi Siswa Rekaan",
    username="koperasisiswarekaan",
    initials="KS",
    about="Halaman kedua untuk latihan, tanpa akun Instagram",
    token=OTHER_PAGE_TOKEN,
    followers=87,
)
# Professional accounts of others, by the name under which `business_discovery` shows them, with their first followers.
OTHERS = {"bengkel_rekaan_jaya": 2310, "smk_tetangga_rekaan": 1480}
PAGES = {page.id: page for page in (SCHOOL, COOPERATIVE)}
INSTAGRAMS = {page.instagram.id: page for page in PAGES.values() if page.instagram}
ALL_TASKS = ("ADVERTISE", "ANALYZE", "CREATE_CONTENT", "MESSAGING", "MODERATE", "MANAGE")
OFFICER = Person(USER_ID, "Petugas Humas Contoh", dict.fromkeys(PAGES, ALL_TASKS))
PERSONS = {
    person.id: person
    for person in (
        OFFICER,
        Person("900000000000012", "Tamu Contoh", {PAGE_ID: ("ANALYZE", "MODERATE")}),
        Person("900000000000013", "Humas Ragu", {PAGE_ID: ALL_TASKS}, declined=("instagram_content_publish",)),
        Person("900000000000014", "Petugas Koperasi", {OTHER_PAGE_ID: ALL_TASKS}),
        Person("900000000000015", "Humas Portofolio", {PAGE_ID: ALL_TASKS}, is_listed=False),
        Person("900000000000016", "Orang Tanpa Halaman", {}),
    )
}
_OTHERS = {  # in the order of the persons
    text.replace("-SHORT-", "-USER-"): (text, person)
    for text, person in zip(
        (GUEST_TOKEN, PARTIAL_TOKEN, COOPERATIVE_TOKEN, UNLISTED_TOKEN, LONELY_TOKEN), list(PERSONS)[1:], strict=True
    )
}
TOKENS = {
    token.text: token
    for token in (
        Token(APP_TOKEN, TokenKind.APP, APP_ID),
        Token(USER_TOKEN, TokenKind.USER, USER_ID, USER_TOKEN),
        Token(SHORT_TOKEN, TokenKind.USER, USER_ID, USER_TOKEN),
        Token(EXPIRED_TOKEN, TokenKind.USER, USER_ID, dead=463),
        Token(FOREIGN_TOKEN, TokenKind.USER, USER_ID, app=FOREIGN_APP_ID),
        *(Token(short, TokenKind.USER, person, long) for long, (short, person) in _OTHERS.items()),
        *(Token(long, TokenKind.USER, person, long) for long, (_, person) in _OTHERS.items()),
        *(Token(page.token, TokenKind.PAGE, page.id) for page in PAGES.values()),
    )
}


def proof(token: str) -> str:
    """Meta's `appsecret_proof`: HMAC-SHA256 of the token, keyed by the app secret, in hex."""
    return hmac.new(APP_SECRET.encode(), token.encode(), hashlib.sha256).hexdigest()
