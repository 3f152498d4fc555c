"""What can be written, told by the models themselves: JSON Schema for editors, docs/kunci.md for people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any, get_origin

from pydantic import BaseModel, TypeAdapter
from pydantic.fields import FieldInfo
from pydantic.json_schema import GenerateJsonSchema

from brandbot.model import Approval, Blur, Consent, Window
from brandbot.sources.entries import ScheduleFile
from brandbot.sources.figures import FiguresFile
from brandbot.sources.headings import HEADINGS
from brandbot.sources.look_entries import HouseFile, LookFile
from brandbot.sources.mistakes import flow, inner_model
from brandbot.sources.partners import PartnersFile
from brandbot.sources.phrases import APPROVALS
from brandbot.sources.settings import ConfigFile
from brandbot.sources.templates import TemplateFile

FILES: Mapping[str, type[BaseModel]] = {
    "config": ConfigFile,
    "partners": PartnersFile,
    "schedule": ScheduleFile,
    "figures": FiguresFile,
    "template": TemplateFile,
    "look": LookFile,
    "house": HouseFile,
}
_TITLES = {
    "config": "config.yaml",
    "partners": "partners.yaml",
    "schedule": "schedules/*.yaml",
    "figures": "figures.yaml",
    "template": "templates/&lt;jenis&gt;/template.yaml",
    "look": "templates/looks/&lt;rupa&gt;.yaml",
    "house": "templates/house.yaml",
}
_HEAD = """# Semua kunci

Halaman ini dibuat dari model brandbot sendiri (`make golden`); jangan diubah dengan tangan.
Setiap berkas adalah YAML: satu `kunci: nilai` per baris, spasi untuk menjorok, bukan tab.
Nilai yang diawali `#`, `@`, `*`, atau `!`, atau memuat `: `, ditulis di antara tanda kutip.

Tanggal ditulis `2026-07-29` atau `29/07/2026` (hari selalu lebih dulu), jam `09.00` atau `9:00`, lama `30 min`, `48 h`,
`7 d`, ya atau tidak `ya`, `tidak`.
Tanda `[]` pada kunci berarti daftar: setiap butir diawali `- `.
"""
_TABLE_HEAD = """
## schedules/*.csv

Baris pertama menyebut nama kolom, dalam bahasa Indonesia atau Inggris; pemisahnya `,`, `;`, atau tab.
Beberapa nilai dalam satu sel dipisahkan `|`. Kolom `skenario`, `uji`, dan `tanggal_tampil` boleh ada dan tidak dibaca.

| kolom | sama dengan kunci |
| --- | --- |
"""


# Enumerations by the word that the descriptions use.
_WORDS: Mapping[object, str] = {Blur(): "", Consent(): "belum"} | {state: word for word, state in APPROVALS.items()}


class _Schema(GenerateJsonSchema):
    """Defaults as a person would write them."""

    def encode_default(self, dft: Any) -> Any:
        """Any default that our models have."""
        return as_written(dft)


def schema_of(name: str, elements: Mapping[str, type]) -> dict[str, Any]:
    """The JSON Schema of one of `FILES`; with `elements` a template's options are known too."""
    schema = FILES[name].model_json_schema(schema_generator=_Schema)
    schema |= {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    if name in {"template", "look", "house"} and elements:
        options = {word: TypeAdapter(element).json_schema() for word, element in sorted(elements.items())}
        use = {"use": {"type": "string"}, "when": {"type": "array", "items": {"type": "string"}}}
        item = {"type": "object", "properties": options | use, "additionalProperties": False, "maxProperties": 2}
        schema["properties"]["parts"]["additionalProperties"]["items"] = item
        if name != "house":
            schema["$defs"]["VariantEntry"]["properties"]["elements"]["items"] = item
    return schema


def as_written(value: object) -> Any:
    """A default as a person writes it."""
    if isinstance(value, Blur | Consent | Approval):
        return _WORDS[value]
    if isinstance(value, dt.timedelta):
        return _duration(value)
    if isinstance(value, dt.time | Window):
        return _hours(value)
    if isinstance(value, tuple):
        return [as_written(item) for item in value]
    if isinstance(value, BaseModel):
        return {name: as_written(getattr(value, name)) for name in type(value).model_fields}
    return value


def _hours(value: dt.time | Window) -> str:
    if isinstance(value, Window):
        return f"{value.start:%H.%M}-{value.end:%H.%M}"
    return f"{value:%H.%M}"


def _duration(value: dt.timedelta) -> str:
    minutes = int(value.total_seconds()) // 60
    if minutes % 60:
        return f"{minutes} min"
    return f"{minutes // 1440} d" if minutes and minutes % (7 * 1440) == 0 else f"{minutes // 60} h"


def key_reference() -> str:
    """docs/kunci.md up to the elements, which `element_reference` tells: every key of every file."""
    parts = [_HEAD]
    for name, model in FILES.items():
        parts.append(f"\n## {_TITLES[name]}\n\n| kunci | wajib | arti | contoh |\n| --- | --- | --- | --- |\n")
        parts += _rows(model, "")
        if name == "schedule":
            parts.append(_TABLE_HEAD)
            parts += (f"| `{heading}` | `{field}` |\n" for heading, field in HEADINGS.items())
    return "".join(parts)


def _rows(model: type[BaseModel], above: str) -> Iterator[str]:
    for name, field in sorted(model.model_fields.items(), key=lambda item: not item[1].is_required()):
        inner = inner_model(field.annotation)
        key = f"{above}{field.alias or name}"
        example = "" if inner or not field.examples else f"`{flow(field.examples[0])}`"
        text = str(field.description).replace("|", "\\|")
        yield f"| `{key}` | {'ya' if field.is_required() else ''} | {text}{_default(field)} | {example} |\n"
        if inner:
            yield from _rows(inner, f"{key}{_step(field)}")


def _default(field: FieldInfo) -> str:
    """What holds where the key is not written, if that says anything."""
    value = None if field.is_required() else as_written(field.default)
    if isinstance(value, bool):
        value = "ya" if value else "tidak"
    return f" (bawaan: `{flow(value)}`)" if value and not isinstance(value, dict) else ""


def _step(field: FieldInfo) -> str:
    """How the keys below a key are reached: one, a list of them, or by a name of the person's own."""
    origin = get_origin(field.annotation)
    return "[]." if origin is tuple else ".…." if origin is Mapping else "."
