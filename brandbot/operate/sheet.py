"""The contact sheet: one page with pictures and captions, to look at in a browser."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from brandbot.model import Brand, Rendition
from brandbot.pipeline import jinja

PAGES = Path(__file__).parent / "pages"


@dataclass(frozen=True, slots=True)
class Card:
    """One creative on the sheet. `state` is the post's, "" in a preview; `notices` are for its officer."""

    title: str
    when: str
    where: str
    caption: str
    renditions: tuple[Rendition, ...]
    state: str = ""
    link: str = ""
    problem: str = ""
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """Something else to look at from the sheet."""

    text: str
    href: str


def write_sheet(
    folder: Path, brand: Brand, title: str, cards: Sequence[Card], links: Sequence[Link] = (), *, watched: bool = False
) -> Path:
    """Write `index.html` and its pictures into a folder; the page's path. A watched page looks again each second."""
    images = folder / "gambar"
    images.mkdir(parents=True, exist_ok=True)
    shown = []
    for card in cards:
        for rendition in card.renditions:
            target = images / rendition.path.name
            if not target.exists():
                shutil.copyfile(rendition.path, target)
        pictures = [
            {
                "src": f"gambar/{r.path.name}",
                "width": r.width,
                "height": r.height,
                "tall": r.height > 1.5 * r.width,
                "alt": r.alt_text,
            }
            for r in card.renditions
        ]
        shown.append({**asdict(card), "renditions": pictures})
    page = folder / "index.html"
    values = {
        "brand": asdict(brand),
        "title": title,
        "cards": shown,
        "links": [asdict(link) for link in links],
        "watched": watched,
    }
    page.write_text(jinja.render(PAGES, "sheet.html.j2", values, pages=True), encoding="utf-8")
    return page
