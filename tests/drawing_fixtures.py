"""Scenes and layouts for the drawing tests, with pictures made on the spot."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw
from pydantic import TypeAdapter

from brandbot.drawing import ELEMENTS, Emblem, Photo, Scene, draw
from brandbot.model import Brand, Canvas, Drawing, Element, Layout, Rank, Row, TypeRole, Variant

BRAND = Brand(
    school="SMK Terpadu Contoh Rekaan",
    short_name="SMK Contoh",
    primary="#0B4F3A",
    accent="#FFC20E",
    handle="@smk.contoh.rekaan",
    website="smk-contoh.sch.id",
    phone="0812-0000-0000",
    sample_mark="DATA CONTOH",
)
LONG = "Lembaga Pelatihan dan Pengembangan Kewirausahaan"
THREE = ("wide.jpg", "square.png", "round.webp")
TYPE = {
    "headline": TypeRole((104, 72), lines=3, weight=800, leading=1.06, tracking=-0.025, face="display"),
    "lead": TypeRole((46, 40), lines=2),
}
FEED = Canvas(
    1080,
    1350,
    (72, 48, 936, 1270),
    {
        "page": (0, 0, 1080, 1350),
        "brand": (72, 52, 936, 104),
        "body": (72, 208, 936, 1004),
        "foot": (72, 1258, 936, 60),
    },
)


def leaves(node: Any) -> Any:
    """All scalars as the text that was written, as brandbot reads YAML."""
    if isinstance(node, dict):
        return {key: leaves(value) for key, value in node.items()}
    if isinstance(node, (list, tuple)):
        return [leaves(value) for value in node]
    return node if node is None or isinstance(node, bool) else str(node)


def element(entry: Any) -> Element:
    """One entry of a look as its element."""
    ((word, options),) = entry.items()
    made: Element = TypeAdapter(ELEMENTS[word]).validate_python(leaves(options))
    return made


def elements(entries: Sequence[Any]) -> tuple[Element, ...]:
    """The entries of a look."""
    return tuple(map(element, entries))


def paper(width: int = 1080, height: int = 1350, margin: int = 0) -> Canvas:
    """A canvas without a margin, for elements on their own; the feed's where it has its size."""
    areas = dict(FEED.areas) if (width, height) == (1080, 1350) else {"page": (0, 0, width, height)}
    return Canvas(width, height, (margin, margin, width - 2 * margin, height - 2 * margin), areas)


def layout(*variants: Sequence[Any], canvas: Canvas | None = None) -> Layout:
    """A layout of variants, each a list of entries, named one, two and three."""
    names = ("one", "two", "three")
    made = tuple(Variant(name, elements(entries)) for name, entries in zip(names, variants, strict=False))
    return Layout(canvas or paper(), made, TYPE)


def drawn(entries: Sequence[Any], subject: Scene, canvas: Canvas | None = None) -> Drawing:
    """The drawing of a list of entries."""
    return draw(layout(entries, canvas=canvas), subject)


def picture(entries: Sequence[Any], subject: Scene, canvas: Canvas | None = None) -> Image.Image:
    """The picture of a list of entries, without the sample mark."""
    unmarked = replace(subject, brand=replace(subject.brand, sample_mark=""))
    return Image.open(io.BytesIO(drawn(entries, unmarked, canvas).jpeg)).convert("RGB")


def people(width: int = 1600, height: int = 1200) -> Image.Image:
    """A picture with a light room and five heads."""
    image = Image.linear_gradient("L").resize((width, height)).point(lambda value: 235 - value // 4).convert("RGB")
    pen = ImageDraw.Draw(image)
    for number in range(5):
        x, y, r = (number + 1) * width // 6, height * 5 // 12 + number % 2 * 30, height // 14
        pen.rounded_rectangle((x - 2 * r, y + r, x + 2 * r, height), radius=r, fill=(30 + 40 * number, 90, 120))
        pen.ellipse((x - r, y - r, x + r, y + r), fill=(196, 142 - 8 * number, 104))
    return image


def heads(width: int = 1600, height: int = 1200) -> tuple[tuple[float, float, float, float], ...]:
    """Where the faces of `people` are, as fractions."""
    r = height // 14
    found = []
    for number in range(5):
        x, y = (number + 1) * width // 6, height * 5 // 12 + number % 2 * 30
        found.append(((x - r) / width, (y - r) / height, 2 * r / width, 2 * r / height))
    return tuple(found)


@cache
def logo_folder() -> Path:
    """A folder with a square, a wide, a round, a pale and a tiny logo."""
    folder = Path(tempfile.mkdtemp(prefix="brandbot-logos-"))
    square = Image.new("RGBA", (400, 400))
    ImageDraw.Draw(square).polygon([(200, 10), (380, 90), (340, 320), (200, 390), (60, 320), (20, 90)], fill="#0B4F3A")
    square.save(folder / "square.png")
    wide = Image.new("RGB", (640, 180), "white")
    ImageDraw.Draw(wide).rectangle((20, 40, 600, 140), fill="#B01E28")
    wide.save(folder / "wide.jpg")
    round_ = Image.new("RGBA", (300, 300))
    ImageDraw.Draw(round_).ellipse((0, 0, 299, 299), fill="#2A3FA0")
    round_.save(folder / "round.webp", lossless=True)
    pale = Image.new("RGBA", (400, 120))
    ImageDraw.Draw(pale).rectangle((0, 0, 399, 119), fill="white")
    pale.save(folder / "pale.png")
    Image.new("RGB", (30, 30), "red").save(folder / "tiny.png")
    return folder


def emblem(logo: str = "", name: str = "PT Contoh Rekaan", **rules: Any) -> Emblem:
    """A partner with one of the logos, or with none."""
    return Emblem(name, logo_folder() / logo if logo else None, **rules)


def scene(
    *,
    photo: bool = False,
    logos: Sequence[str | Emblem] = (),
    brand: Brand = BRAND,
    flags: frozenset[str] = frozenset(),
    lists: Mapping[str, tuple[Row, ...]] | None = None,
    short: Mapping[str, str] | None = None,
    **fields: str,
) -> Scene:
    """A scene with the brand's own fields filled in; a logo is a file's name or an emblem."""
    known = {
        "school": brand.school,
        "school_short": brand.short_name,
        "handle": brand.handle,
        "website": brand.website,
        "phone": brand.phone,
    }
    everything = {**known, "partners": fields.get("partner", ""), "scan": fields.get("link", ""), **fields}
    partners = tuple(emblem(logo) if isinstance(logo, str) else logo for logo in logos)
    return Scene(
        brand=brand,
        fields=everything,
        short={**everything, **(short or {})},
        flags=flags | ({"many_partners"} if len(logos) > 1 else frozenset()),
        lists=lists or {},
        photo=Photo(people(), faces=heads()) if photo else None,
        focus=None,
        partners=partners,
        school=Emblem(brand.school, logo_folder() / "square.png", rank=Rank.SCHOOL),
    )
