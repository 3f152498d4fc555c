"""Where a visitor of the school's website came from: UTM parameters on its own links. Pure.

Only links to the school's own site carry them, never those to others or within the site: an article's link on the
website would hide where its reader had come from. On Instagram no link in a caption can be pressed.
Source: Google Analytics, "Collect campaign data with custom URLs".
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

LONGEST = 120  # characters that a QR code of 220 pixels shows in squares a phone reads from another phone


def tracked(link: str, website: str, source: str, medium: str, campaign: str) -> str:
    """The link with its source, where it leads to the school's own site and says none itself; else as it is."""
    address = urlsplit(link if "://" in link else f"https://{link}")
    own = _host(website)
    if not link or not own or not _is_below(address.hostname or "", own):
        return link
    given = parse_qsl(address.query, keep_blank_values=True)
    if any(name.startswith("utm_") for name, _ in given):
        return link
    # Plain signs only: an escape like %40 after a digit would read as a percentage.
    name = re.sub(r"[^a-z0-9_]+", "-", campaign.lower()).strip("-")
    said = [("utm_source", source), ("utm_medium", medium), ("utm_campaign", name)]
    return urlunsplit(address._replace(query=urlencode([*given, *said])))


def for_scanning(link: str, website: str, campaign: str) -> str:
    """The address in a picture's QR code; without its source where that would make the code too fine."""
    address = tracked(link, website, "gambar", "qr", campaign)
    return address if len(address) <= LONGEST else link


def _host(website: str) -> str:
    host = urlsplit(website if "://" in website else f"https://{website}").hostname or ""
    return host.removeprefix("www.")


def _is_below(host: str, own: str) -> bool:
    return host == own or host.endswith(f".{own}")
