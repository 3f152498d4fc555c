"""What may stand in templates/house.yaml and templates/looks/*.yaml, key by key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from brandbot.model import LayoutName
from brandbot.sources.scalars import Strict, Text

Pixels = Annotated[int, Field(ge=100, le=4000)]
Inside = Annotated[int, Field(ge=0, le=4000)]
AreaEntry = tuple[Inside, Inside, Inside, Inside]
CanvasName = Literal["feed", "story", "square", "link"]


class CanvasEntry(Strict):
    """The paper of a layout."""

    size: tuple[Pixels, Pixels] = Field(description="Lebar dan tinggi dalam piksel", examples=[[1080, 1350]])
    safe: AreaEntry = Field(
        description="Daerah aman untuk tulisan dan logo: kiri, atas, lebar, tinggi", examples=[[72, 48, 936, 1270]]
    )
    scale: Annotated[float, Field(ge=0.3, le=3)] = Field(
        1.0, description="Ukuran huruf terhadap feed", examples=["1.1"]
    )
    areas: Mapping[str, AreaEntry] = Field(
        description="Daerah bernama untuk `box`", examples=[{"body": [72, 208, 936, 1004]}]
    )


class TypeEntry(Strict):
    """How a text of one role is set."""

    size: tuple[int, int] = Field(description="Ukuran huruf yang diinginkan dan yang terkecil", examples=[[104, 72]])
    lines: Annotated[int, Field(ge=1, le=12)] = Field(1, description="Paling banyak sekian baris", examples=["3"])
    weight: Annotated[int, Field(ge=200, le=900)] = Field(600, description="Ketebalan huruf", examples=["800"])
    strong: Annotated[int, Field(ge=200, le=900)] = Field(
        800, description="Ketebalan di antara dua tanda *", examples=["800"]
    )
    leading: float = Field(1.14, description="Jarak baris, dalam ukuran huruf", examples=["1.06"])
    tracking: float = Field(0.0, description="Jarak antarhuruf, dalam ukuran huruf", examples=["-0.02"])
    face: Literal["text", "display"] = Field(
        "text", description="text, atau display untuk huruf judul sekolah", examples=["display"]
    )


class VariantEntry(Strict):
    """One way to arrange a picture."""

    name: Text = Field(description="Nama susunan ini", examples=["foto"])
    when: tuple[Text, ...] = Field((), description="Dipakai bila semua ini berlaku", examples=[["photo"]])
    elements: tuple[Mapping[str, object], ...] = Field(
        description="Unsur dari belakang ke depan, masing-masing nama: {pilihan}",
        examples=[[{"text": {"text": "{title}"}}]],
    )


class WordingEntry(Strict):
    """One wording of a word."""

    text: str = Field(description="Isi kata; boleh memuat {ruas}", examples=["Resmi bermitra dengan"])
    when: tuple[Text, ...] = Field((), description="Berlaku bila semua ini benar", examples=[["mou"]])


Wordings = str | tuple[WordingEntry, ...]


class Shared(Strict):
    """What a house, a look and a template may all say."""

    type: Mapping[str, TypeEntry] = Field({}, description="Peran huruf")
    parts: Mapping[str, tuple[Mapping[str, object], ...]] = Field(
        {}, description="Daftar unsur bernama, dipakai dengan `use: nama`"
    )


class LookFile(Shared):
    """templates/looks/<look>.yaml."""

    words: Mapping[str, Wordings] = Field({}, description="Kata yang diisi template, dengan bawaannya")
    layouts: Mapping[LayoutName, tuple[VariantEntry, ...]] = Field(
        description="Susunan: feed, story, square, link, serta slide dan closing untuk carousel"
    )


class HouseFile(LookFile):
    """templates/house.yaml."""

    canvases: Mapping[CanvasName, CanvasEntry] = Field(description="Ukuran dan daerah setiap susunan")
    layouts: Mapping[LayoutName, tuple[VariantEntry, ...]] = Field(
        {}, description="Susunan untuk rupa yang tidak punya sendiri"
    )
