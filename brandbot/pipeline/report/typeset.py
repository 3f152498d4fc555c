"""Setting a page by Typst: a template of the workspace, its words as JSON, its pictures beside it."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Any, Literal

from brandbot.errors import Message, Refused


def typeset(
    template: Path,
    words: Mapping[str, Any],
    pictures: Mapping[str, Path | str],
    *,
    form: Literal["pdf", "png"] = "pdf",
    made_at: int = 0,
    dots_per_inch: float = 144,
) -> list[bytes]:
    """The pages of a template: one PDF, or a PNG a page; the same bytes for the same words.

    `words` stand in `sheet.json` beside it, `pictures` by the names it uses: files, or an SVG's text.
    Raises Refused where the template is missing or can't be set.
    """
    import typst  # noqa: PLC0415 - large, and only this needs it

    try:
        with TemporaryDirectory(prefix="brandbot-") as name:
            folder = Path(name).resolve()
            main = Path(copyfile(template, folder / "main.typ"))
            (folder / "sheet.json").write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")
            for shown, picture in pictures.items():
                if isinstance(picture, Path):
                    copyfile(picture, folder / shown)
                else:
                    (folder / shown).write_text(picture, encoding="utf-8")
            made: Any = typst.compile(
                main,
                root=folder,
                format=form,
                ppi=dots_per_inch,
                font_paths=_fonts(),
                ignore_system_fonts=True,
                timestamp=made_at,
            )
            return [made] if isinstance(made, bytes) else list(made)
    except OSError as error:
        file = str(error.filename)
        raise Refused(Message("the file {file} can't be read; copy it from the sample", file=file)) from error
    except typst.TypstError as error:
        shown = f"{template.parent.name}/{template.name}"
        raise Refused(Message("the page {file} can't be set: {detail}", file=shown, detail=str(error))) from error


def data_uri(content: bytes, kind: str) -> str:
    """A picture (`jpeg`, `svg+xml`) that a page holds in itself."""
    return f"data:image/{kind};base64,{base64.b64encode(content).decode()}"


@cache
def _fonts() -> list[Path]:
    """The pages' own typeface, and one with the emoji of captions."""
    import fontpkg_plus_jakarta_sans  # noqa: PLC0415 - for pages only
    import manimgx_fonts  # noqa: PLC0415 - for pages only

    return [Path(fontpkg_plus_jakarta_sans.ROOT), Path(str(manimgx_fonts.__file__)).parent]
