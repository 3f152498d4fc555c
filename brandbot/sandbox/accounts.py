"""Who lives in the sandbox: one app, one person, the school's Page with its Instagram account, and a second Page."""

from __future__ import annotations

import hashlib
import hmac
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
class Token:
    """One access token; `profile` is the id it speaks for."""

    text: str
    kind: TokenKind
    profile: str


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
PAGES = {page.id: page for page in (SCHOOL, COOPERATIVE)}
INSTAGRAMS = {page.instagram.id: page for page in PAGES.values() if page.instagram}
TOKENS = {
    token.text: token
    for token in (
        Token(APP_TOKEN, TokenKind.APP, APP_ID),
        Token(USER_TOKEN, TokenKind.USER, USER_ID),
        Token(SHORT_TOKEN, TokenKind.USER, USER_ID),
        *(Token(page.token, TokenKind.PAGE, page.id) for page in PAGES.values()),
    )
}


def proof(token: str) -> str:
    """Meta's `appsecret_proof`: HMAC-SHA256 of the token, keyed by the app secret, in hex."""
    return hmac.new(APP_SECRET.encode(), token.encode(), hashlib.sha256).hexdigest()
