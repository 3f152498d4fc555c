"""The partner's sheet in words, and as a PDF to hand over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from brandbot.errors import Message
from brandbot.pipeline.report.labels import MISSING, NETWORKS, PLACEMENTS
from brandbot.pipeline.report.numbers import LEAST_REACH, PostRow
from brandbot.pipeline.report.partner import NetworkSum, PartnerSheet, Shown
from brandbot.pipeline.report.typeset import typeset
from brandbot.pipeline.report.writer import Letterhead, frame, number, over
from brandbot.wording import Wording

MOST_SHOWN = 9  # events with their pictures: two pages
_TYPST = "reports/partner.typ"
_DEFINITIONS = (
    Message("Reach: accounts that saw a post, at 72 hours. Its sum over posts counts some accounts more than once."),
    Message("Interactions: likes, comments, shares and saves. Engagement: interactions ÷ reach."),
    Message("Facebook and Instagram are never added up. The numbers are Meta's."),
)


def partner_pdf(
    sheet: PartnerSheet, letterhead: Letterhead, wording: Wording, templates: Path, pictures: Mapping[str, Path]
) -> bytes:
    """One or two A4 pages. `pictures` are JPEG or PNG files by post key. Raises Refused as `typeset` does."""
    names = {key: f"{place}{path.suffix}" for place, (key, path) in enumerate(pictures.items())}
    files: dict[str, Path | str] = {names[key]: path for key, path in pictures.items()}
    words = partner_words(sheet, letterhead, wording, names)
    return typeset(templates / _TYPST, words, files, made_at=int(sheet.made_at.timestamp()))[0]


def partner_words(
    sheet: PartnerSheet, letterhead: Letterhead, wording: Wording, pictures: Mapping[str, str]
) -> Mapping[str, Any]:
    """Plain values: every text, number and picture's name of the sheet."""
    say, brand = wording.say, letterhead.brand
    newest_first = sheet.shown[::-1]
    more = len(sheet.shown) - MOST_SHOWN
    return {
        **frame(letterhead, wording),
        "title": say(Message("How we showed our partnership")),
        "partner": sheet.partner.name,
        "period": wording.date_range(sheet.since, sheet.until),
        "thanks": say(
            Message(
                "Thank you for working with us. In this time we showed what we do together in {count} posts.",
                count=sum(network.posts for network in sheet.networks),
            )
        )
        if sheet.shown
        else say(Message("Thank you for working with us. In this time no post showed our partnership.")),
        "networks": [_network(wording, network) for network in sheet.networks],
        "best_label": say(Message("Best received")),
        "best": _best(wording, sheet.best, pictures),
        "posts_label": say(Message("What we showed")),
        "posts": [_shown(wording, shown, pictures) for shown in newest_first[:MOST_SHOWN]],
        "more": say(Message("and {count} activities more", count=more)) if more > 0 else "",
        "next_label": say(Message("Next step")),
        "next": say(sheet.next_step),
        "contact": " · ".join(filter(None, (brand.school, brand.website, brand.handle, brand.phone))),
        "made": wording.date(sheet.made_at.date()),
        "definitions": " ".join(map(say, _DEFINITIONS)),
    }


def _network(wording: Wording, network: NetworkSum) -> Mapping[str, Any]:
    say = wording.say
    return {
        "name": NETWORKS[network.network],
        "figures": [
            {"label": say(Message("Posts")), "value": number(wording, network.posts)},
            {"label": say(Message("Sum of posts' reach")), "value": number(wording, network.reach)},
            {"label": say(Message("Interactions")), "value": number(wording, network.interactions)},
            {"label": say(Message("Engagement")), "value": over(wording, network.base) or say(MISSING)},
        ],
    }


def _best(wording: Wording, row: PostRow | None, pictures: Mapping[str, str]) -> Mapping[str, str]:
    if row is None or row.rate is None:
        return {"title": "", "about": "", "numbers": "", "picture": "", "link": ""}
    return {
        "title": row.title,
        "about": f"{NETWORKS[row.network]}, {wording.date(row.published_at.date())}",
        "numbers": " · ".join(_numbers(wording, row)),
        "picture": pictures.get(row.key, ""),
        "link": row.link,
    }


def _shown(wording: Wording, shown: Shown, pictures: Mapping[str, str]) -> Mapping[str, Any]:
    keys: Sequence[str] = [row.key for row in shown.rows]
    return {
        "title": shown.title,
        "day": wording.date(shown.rows[0].published_at.date()),
        "picture": next((pictures[key] for key in keys if key in pictures), ""),
        "lines": [
            {
                "where": f"{NETWORKS[row.network]} · {wording.say(PLACEMENTS[row.placement])}",
                "numbers": " · ".join(_numbers(wording, row)),
                "link": row.link,
            }
            for row in shown.rows
        ],
    }


def _numbers(wording: Wording, row: PostRow) -> Iterator[str]:
    """`jangkauan 1.240`, `64 interaksi`, `5,2%`; what is not known is said to be so."""
    say = wording.say
    if row.reach is None:
        yield say(Message("reach not available yet"))
    else:
        yield say(Message("reach {count}", count=row.reach))
    if row.interactions is not None:
        yield say(Message("{count} interactions", count=row.interactions))
    if row.rate is not None and (row.reach or 0) >= LEAST_REACH:
        yield wording.percent(row.rate)
    if row.provisional:
        yield say(Message("provisional"))
