"""The reports in a real browser, on a phone and on A4: nothing runs over, is too pale, or asks the network."""

from __future__ import annotations

import functools
import html
import json
import os
import re
import shutil
import subprocess
import threading
from collections.abc import Mapping
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from report_fixtures import LETTERHEAD, autumn, report
from test_report_pages import full_week, tiny_jpeg
from test_report_period import OUTCOMES
from test_report_period import page as period
from test_report_period import report as month

from brandbot.model import Brand
from brandbot.pipeline.report import Letterhead, page_of
from brandbot.pipeline.report.period import Gap
from brandbot.pipeline.report.typeset import data_uri
from brandbot.wording import Wording

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")
PHONE, A4 = 390, 794  # pixels; A4 at 96 dots an inch
TEMPLATES = Path(__file__).resolve().parents[1] / "templates"
PALE = Letterhead(
    Brand(school="SMK Rekaan Bangsa", short_name="SMK Rekaan", primary="#FFE27A", accent="#FFD400"),
    LETTERHEAD.labels,
    "WIB",
)
# Each page stands in a frame, because a browser's own window can't be as narrow as a phone. Contrast after WCAG 2.2.
PROBE = """<!doctype html><body></body><pre id="o"></pre><script>
const linear = v => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
const numbers = c => c.match(/[\\d.]+/g).map(Number);
const light = ([r, g, b]) => .2126 * linear(r) + .7152 * linear(g) + .0722 * linear(b);
const behind = (node, view) => {
  for (; node; node = node.parentElement) {
    const c = numbers(view.getComputedStyle(node).backgroundColor);
    if (c.length < 4 || c[3] > 0) return c;
  }
  return [255, 255, 255];
};
const pale = (doc, view) => [...doc.querySelectorAll("body *")].filter(node =>
  [...node.childNodes].some(one => one.nodeType === 3 && one.data.trim()) && node.getClientRects().length
).map(node => {
  const style = view.getComputedStyle(node);
  const [a, b] = [light(numbers(style.color)), light(behind(node, view))].sort((x, y) => y - x);
  const big = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && style.fontWeight >= 700);
  return [(a + .05) / (b + .05), big ? 3 : 4.5, node.textContent.trim().slice(0, 40)];
}).filter(([ratio, least]) => ratio < least);
const look = (page, width) => new Promise(done => {
  const f = document.createElement("iframe");
  f.style = `width:${width}px;height:1200px;border:0`;
  f.onload = async () => {
    const doc = f.contentDocument, view = f.contentWindow;
    await Promise.all([...doc.images].map(i => i.complete || new Promise(r => i.onload = i.onerror = r)));
    done({page, width,
      overflow: doc.documentElement.scrollWidth - width,
      broken: [...doc.images].filter(i => !i.naturalWidth).length,
      unnamed: [...doc.images].filter(i => !i.alt).length,
      asked: view.performance.getEntriesByType("resource").map(e => e.name).filter(n => !n.startsWith("data:")),
      scripts: doc.scripts.length,
      pale: pale(doc, view)});
  };
  f.src = page;
  document.body.append(f);
});
(async () => {
  const found = [];
  for (const page of PAGES) for (const width of WIDTHS) found.push(await look(page, width));
  o.textContent = JSON.stringify(found);
})();
</script>"""

if not BROWSER and os.environ.get("CI") != "true":
    pytest.skip("no Chromium on this machine", allow_module_level=True)

NAMES = ("usual.html", "full.html", "silent.html", "pale.html", "month.html")
BAD = """<!doctype html><body style="background:#fff"><p style="color:#aaa">too pale</p><img src="tidak-ada.png">
<div style="width:900px;color:#111">too wide</div><script>1</script></body>"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reports as files."""
    folder = tmp_path_factory.mktemp("reports")
    picture = data_uri(tiny_jpeg(), "jpeg")
    for name, of, letterhead in (
        ("usual.html", autumn(), LETTERHEAD),
        ("full.html", full_week(), LETTERHEAD),
        ("silent.html", report(), LETTERHEAD),
        ("pale.html", autumn(), PALE),
    ):
        page = page_of(of, letterhead, Wording(), TEMPLATES)
        text = page.html({row.key: picture for row in of.posts})
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "bad.html").write_text(BAD, encoding="utf-8")
    made = period(month(outcomes=OUTCOMES, gaps=[Gap(("Teknik Komputer & Jaringan",), 40, 30, 10)]))
    (folder / "month.html").write_text(made.html(), encoding="utf-8")
    return folder


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files and keeps it to itself."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def chromium(profile: Path, *words: str) -> str:
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
    flags += ["--disable-component-update", "--disable-sync", "--virtual-time-budget=20000"]
    done = subprocess.run(
        [BROWSER, *flags, f"--user-data-dir={profile}", *words],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
        encoding="utf-8",
    )
    return done.stdout


@pytest.fixture(scope="module")
def seen(pages: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[tuple[str, int], dict[str, Any]]:
    """What the browser says of every page at both widths, in one sitting."""
    probe = PROBE.replace("PAGES", json.dumps([*NAMES, "bad.html"])).replace("WIDTHS", json.dumps([PHONE, A4]))
    (pages / "probe.html").write_text(probe, encoding="utf-8")
    handler = functools.partial(QuietHandler, directory=str(pages))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        profile = tmp_path_factory.mktemp("profile")
        text = chromium(profile, "--dump-dom", f"http://127.0.0.1:{server.server_port}/probe.html")
        server.shutdown()
    found = re.search(r'<pre id="o">(.+?)</pre>', text, re.DOTALL)
    assert found, text[:500]
    return {(one["page"], one["width"]): one for one in json.loads(html.unescape(found[1]))}


@pytest.mark.parametrize("width", [PHONE, A4])
@pytest.mark.parametrize("page", NAMES)
def test_a_report_fits_can_be_read_and_needs_nothing_else(
    seen: Mapping[tuple[str, int], dict[str, Any]], page: str, width: int
) -> None:
    one = seen[page, width]

    assert one["overflow"] <= 0
    assert (one["broken"], one["unnamed"], one["scripts"]) == (0, 0, 0)
    assert one["asked"] == []
    assert one["pale"] == []


def test_the_look_finds_what_is_wrong(seen: Mapping[tuple[str, int], dict[str, Any]]) -> None:
    one = seen["bad.html", PHONE]

    assert one["overflow"] > 0
    assert (one["broken"], one["unnamed"], one["scripts"]) == (1, 1, 1)
    assert [name.rpartition("/")[2] for name in one["asked"]] == ["tidak-ada.png"]
    assert [text for _, _, text in one["pale"]] == ["too pale"]


@pytest.mark.parametrize("page", ["usual.html", "full.html", "silent.html"])
def test_the_weekly_page_prints_on_one_sheet_from_the_browser_too(page: str, pages: Path, tmp_path: Path) -> None:
    target = tmp_path / "page.pdf"
    chromium(tmp_path / "profile", "--no-pdf-header-footer", f"--print-to-pdf={target}", (pages / page).as_uri())

    assert page_count(target) == 1


@pytest.mark.parametrize("name", ["usual", "full", "silent"])
def test_poppler_sees_one_a4_page_in_the_pdf(name: str, tmp_path: Path) -> None:
    of = {"usual": autumn, "full": full_week, "silent": report}[name]()
    target = tmp_path / "report.pdf"
    target.write_bytes(page_of(of, LETTERHEAD, Wording(), TEMPLATES).pdf())
    poppler = shutil.which("pdftoppm")
    if not poppler:
        pytest.skip("no poppler on this machine")
    subprocess.run([poppler, "-r", "20", "-png", str(target), str(tmp_path / "page")], check=True)

    assert len(list(tmp_path.glob("page-*.png"))) == 1
    assert page_count(target) == 1


def page_count(pdf: Path) -> int:
    return len(PdfReader(pdf).pages)
