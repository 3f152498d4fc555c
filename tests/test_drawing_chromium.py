"""Set text beside headless Chromium's setting of the same font files; skipped only where there is no Chromium."""

from __future__ import annotations

import base64
import html
import json
import re
import shutil
import subprocess
from importlib import resources
from pathlib import Path

import pytest

from brandbot.drawing.lines import Piece, Word
from brandbot.drawing.shaping import Setting, shape
from brandbot.drawing.typefaces import FAMILIES

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
CLOSE = 0.05  # pixels; Chromium rounds the ends of a box to 1/64 px
LINES = (
    "Penandatanganan MoU dengan CV. Teknik Rekaan",
    "AVAVTo, Ya Yogyakarta: Wakil Toko P. Aji T. Yudha",
    "H. Budi Rekaan, S.Kom., M.Kom., Gr. (Kepala Sekolah)",
    "18–23 Januari 2027, pukul 19.30 WIB · Rp4.750.000 & 96,9%",
    "Ma’ruf “Fiktif” Al-Qur’an: ffi fl fi fjord Café Çelik",
)
CASES = [
    (family, weight, size, tracking, text)
    for family in ("plus-jakarta-sans", "archivo", "lora")
    for weight in (600, 800)
    for size, tracking in ((96, -0.02), (40, 0.0))
    for text in LINES
]
SCRIPT = """
document.fonts.ready.then(() => {
  const found = [...document.querySelectorAll('p')].map(line => {
    const text = line.firstChild, range = document.createRange(), boxes = [];
    for (const word of text.data.matchAll(/[^ ]+/g)) {
      range.setStart(text, word.index); range.setEnd(text, word.index + word[0].length);
      const box = range.getBoundingClientRect(); boxes.push([box.left, box.width]);
    }
    return boxes.map(([left, width]) => [left - boxes[0][0], width]);
  });
  document.body.textContent = JSON.stringify(found);
});
"""


def page() -> str:
    fonts = "".join(
        f"@font-face {{ font-family: {name}; font-weight: 100 900; src: url(data:font/ttf;base64,{data(name)}) }}\n"
        for name in ("plus-jakarta-sans", "archivo", "lora")
    )
    lines = "".join(
        f'<p lang="id" style="font: {weight} {size}px {family}; letter-spacing: {tracking}em">{html.escape(text)}</p>'
        for family, weight, size, tracking, text in CASES
    )
    style = f"{fonts} p {{ white-space: nowrap; margin: 0; text-rendering: geometricPrecision }}"
    return f"<!doctype html><meta charset=utf-8><style>{style}</style><body>{lines}<script>{SCRIPT}</script></body>"


def data(family: str) -> str:
    chosen = FAMILIES[family]
    return base64.b64encode((resources.files(chosen.package) / chosen.file).read_bytes()).decode()


@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here")
def test_words_stand_where_chromium_sets_them(tmp_path: Path) -> None:
    assert CHROMIUM is not None
    source = tmp_path / "page.html"
    source.write_text(page(), encoding="utf-8")
    options = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--font-render-hinting=none",
        "--virtual-time-budget=9000",
    ]
    command = [CHROMIUM, *options, f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom", source.as_uri()]
    dom = subprocess.run(command, capture_output=True, check=True, timeout=120).stdout.decode()
    said = re.search(r"\[\[.*\]\]", dom)
    assert said is not None
    measured = json.loads(said[0])

    assert len(measured) == len(CASES)
    for (family, weight, size, tracking, text), theirs in zip(CASES, measured, strict=True):
        parts = tuple(Word((Piece(word),)) for word in text.split(" "))
        pen = 0.0
        for word, (left, width) in zip(shape(parts, Setting(family, weight, weight, tracking)), theirs, strict=True):
            pen += word.extent.space if pen else 0.0
            assert pen * size == pytest.approx(left, abs=CLOSE), (family, weight, size, str(word.word))
            assert word.extent.width * size == pytest.approx(width, abs=CLOSE), (family, weight, size, str(word.word))
            pen += word.extent.width
