"""The pages in a real browser: every picture loads, and nothing runs out of a phone's screen."""

from __future__ import annotations

import functools
import html
import json
import os
import re
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from school import at, config_of, make_school, service

from brandbot import sandbox
from brandbot.operate.accounts import connect
from brandbot.operate.preview import Wish, write_preview

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")
PHONE, DESKTOP = 390, 1280
SLOT = at("2026-09-02 19:00")
# The page stands in a frame, because a browser's own window can't be as narrow as a phone.
FRAME = """<!doctype html>
<iframe id="f" src="{page}" style="width:{width}px;height:900px;border:0"></iframe><pre id="o"></pre>
<script>
const loaded = image => image.complete || new Promise(done => image.onload = image.onerror = done);
f.onload = async () => {{
  const page = f.contentDocument;
  for (const image of page.images) image.loading = "eager";
  await Promise.all([...page.images].map(loaded));
  o.textContent = JSON.stringify({{
    title: page.title,
    images: page.images.length,
    broken: [...page.images].filter(image => !image.naturalWidth).map(image => image.src),
    overflow: page.documentElement.scrollWidth - {width},
    unnamed: [...page.images].filter(image => !image.hasAttribute("alt")).length,
  }});
}};
</script>"""

if not BROWSER and os.environ.get("CI") != "true":
    pytest.skip("no Chromium on this machine", allow_module_level=True)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a preview, a weekly report and the sandbox's two pages, after one evening of posts."""
    folder = tmp_path_factory.mktemp("pages")
    school = make_school(folder / "school")
    with sandbox.start() as meta:
        config = config_of(school, meta)
        with service(config, connect(config)) as running:
            now = SLOT.replace(hour=6)
            while now < SLOT.replace(hour=22):
                meta.set_clock(now)
                running.tick(now)
                now = running.next_wake(now)
            running.report("2026-W36", SLOT.replace(day=9))
            write_preview(running, Wish(("EV-2627-004", "EV-2627-006")), folder / "preview")
        meta.save_pages(folder / "meta")
    return folder


@pytest.fixture(scope="module")
def look(pages: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str, int], dict[str, object]]]:
    """What the browser says of a page at a width in pixels."""
    handler = functools.partial(QuietHandler, directory=str(pages))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        profile = tmp_path_factory.mktemp("profile")

        def measure(page: str, width: int) -> dict[str, object]:
            (pages / "frame.html").write_text(FRAME.format(page=page, width=width), encoding="utf-8")
            flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
            flags += ["--disable-component-update", "--disable-sync", "--virtual-time-budget=20000", "--dump-dom"]
            words = [BROWSER, *flags, f"--user-data-dir={profile}", f"http://127.0.0.1:{server.server_port}/frame.html"]
            done = subprocess.run(words, capture_output=True, text=True, timeout=90, check=True, encoding="utf-8")
            found = re.search(r'<pre id="o">(.+?)</pre>', done.stdout, re.DOTALL)
            assert found, done.stdout[:500]
            return dict(json.loads(html.unescape(found[1])))

        yield measure
        server.shutdown()


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files and keeps it to itself."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


PAGES = {
    "preview/index.html": 6,
    "school/data/reports/2026-W36/report.html": 1,
    "meta/halaman.html": 1,
    "meta/instagram.html": 1,
}


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_shows_all_its_pictures_and_fits_the_screen(
    look: Callable[[str, int], dict[str, object]], page: str, width: int
) -> None:
    seen = look(f"/{page}", width)

    assert seen["broken"] == []
    assert seen["unnamed"] == 0
    assert int(str(seen["images"])) >= PAGES[page]
    assert int(str(seen["overflow"])) <= 0
    assert seen["title"]
