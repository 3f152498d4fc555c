"""Small workspaces for the tests of what reads a person's files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Literal
from zoneinfo import ZoneInfo

from brandbot.sources import Workspace, read_workspace

WIB = ZoneInfo("Asia/Jakarta")
CHANNELS = ("facebook", "instagram")
PARTNERS = """
partners:
  - {id: bengkel-rekaan, name: Bengkel Rekaan Jaya, aliases: [Bengkel RJ]}
  - {id: al-contoh, name: Koperasi Al-Ma'ruf Contoh, display_name: Al-Ma'ruf}
"""
TEMPLATE = """
label: Praktik Kerja Lapangan
names: [pkl, magang]
needs: [title, partner]
layouts:
  feed:
    - name: plain
      elements:
        - label: {text: "{title}", size: [40, 30], align: center, when: [photo, "!figure"]}
"""
HOUSE = """
canvases:
  feed: {size: [1080, 1350], safe: [72, 48, 936, 1270], areas: {body: [72, 208, 936, 1004]}}
  story: {size: [1080, 1920], safe: [65, 250, 950, 1330], scale: 1.1, areas: {body: [72, 420, 936, 1056]}}
  square: {size: [1080, 1080], safe: [72, 40, 936, 1000], areas: {body: [72, 180, 936, 800]}}
  link: {size: [1200, 630], safe: [48, 40, 1104, 560], scale: 0.5, areas: {body: [56, 152, 1088, 380]}}
type:
  headline: {size: [104, 72], lines: 3}
words:
  lead: ""
  headline: "{title}"
parts:
  sign:
    - label: {text: "{school}"}
"""
LOOK = """
words:
  lead: Resmi
layouts:
  feed:
    - name: foto
      when: [photo, "!figure|date"]
      elements:
        - use: sign
        - label: {text: "{lead} {headline}", type: headline, box: body 1-6}
    - name: teks
      elements:
        - {use: sign, when: [lead]}
"""


@dataclass(frozen=True, kw_only=True)
class Label:
    """An element as the drawing engine has them."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}
    text: str
    size: tuple[int, int] = (40, 36)
    align: Literal["left", "center"] = "left"
    tracking: float = 0.0
    caps: bool = False
    type: str = ""
    box: str = ""
    when: tuple[str, ...] = ()


ELEMENTS = {"label": Label}


def write(root: Path, files: dict[str, str]) -> Path:
    """Write the files of a workspace; with the partners, a template and a photo unless others are given."""
    known = {
        "partners.yaml": PARTNERS,
        "templates/house.yaml": HOUSE,
        "templates/looks/card.yaml": LOOK,
        "templates/internship_placement/template.yaml": TEMPLATE,
        "assets/foto/a.jpg": "",
        "assets/foto/b.jpg": "",
    }
    for name, text in (known | files).items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if name in files or not path.exists():
            path.write_text(text, encoding="utf-8")
    return root


def read(root: Path, **schedules: str) -> Workspace:
    """The workspace with these schedules: `read(tmp_path, a_yaml="…", b_csv="…")`."""
    files = {f"schedules/{name.replace('_', '.')}": text for name, text in schedules.items()}
    return read_workspace(write(root, files), CHANNELS, WIB, ELEMENTS)


def told(workspace: Workspace) -> list[str]:
    """The problems as a person sees them in English."""
    return [str(problem) for problem in workspace.problems]
