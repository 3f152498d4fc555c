"""Pictures a second, side by side: brandbot, satori + resvg + sharp, and a warm headless Chromium.

Each draws the same eight posts in turn: the same 12 MP photo read from its file, the same size, quality, headline,
badge, band and logos. Each is two processes that live long, on one machine in one run. What is not alike is printed.
Exits 1 where brandbot is not as much faster as it is to be; skips where npm or Chromium is missing.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from pictures.photo import write_photo
from pictures.posts import FIELD, Post, frame, posts
from pictures.timing import Worker, keep_memory, throughput

from brandbot.drawing.colour import Role, palette
from brandbot.model import Area, Mark

HERE = Path(__file__).parent
TOOLS = HERE.parents[1] / "out" / "bench-peers"  # where npm puts the peers: outside of the project, kept for next time
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
GATES = {"satori": (2.4, 3.1), "chromium": (2.2, 2.7)}  # least, goal
ROUNDS, COUNT = 15, 16
LEADING = 1.12  # of a peer's lines
CAPITALS = 0.302  # em: half the leading less this is between a line's top and its capitals' in Plus Jakarta Sans
BADGE, PLATE, BAND = (26, 17), 16, 72  # pixels around a label, around a logo and its name, above the badge
FIGURE = 120  # pixels: as large as that is only the figure
WEIGHTS = ((60, 800), (44, 700), (0, 600))  # of a text, from a size in pixels on
HEADER = 200  # pixels: above it stand the plates
LIMITS = """\
What differs: the peers are given each text's place and size, which brandbot finds for itself, and logos that are
scaled already; they draw no sample mark and measure nothing. brandbot and sharp crop around other points. Both peers
let sharp read, turn and cut the photo (cubic; brandbot: Hamming). satori writes 4:4:4 as brandbot does, Chromium 4:2:0.
One machine, one drawn photo: ratios carry over better than figures."""


def colour(rgb: tuple[int, int, int]) -> str:
    """As CSS writes it."""
    return f"#{bytes(rgb).hex()}"


def job(post: Post, photo: Path) -> dict[str, object]:
    """What a peer draws: brandbot's own picture of the post, taken apart by its marks."""
    drawing = post.feed(photo)
    roles = {role: colour(rgb) for role, rgb in palette(post.scene.brand.primary, post.scene.brand.accent).items()}
    _, _, width, height = frame(drawing)
    texts = [mark for mark in drawing.marks if mark.what == "text"]
    badge = next(mark for mark in texts if mark.text == post.scene.fields["tab"].upper())
    start = badge.box[1] - BADGE[1] - BAND
    band = (0, start, drawing.width, drawing.height - start)
    header = [mark for mark in drawing.marks if mark.what != "photo" and mark.box[1] < HEADER]
    sides = [[mark.box for mark in header if (mark.box[0] < drawing.width // 3) is first] for first in (True, False)]
    boxes = [
        _box(band, roles["accent"], "0 40px 0 0"),
        _box(band, roles["primary"], "0 120px 0 0"),
        _box(_grown(badge.box, *BADGE), roles["accent"], "40px"),
        *(_box(_grown(_around(side), PLATE, PLATE), "#ffffff", "28px") for side in sides if side),
    ]
    files = {emblem.name: str(emblem.logo) for emblem in (*post.scene.partners, post.scene.school)}
    logos = [{"file": files[mark.text], **_place(mark.box)} for mark in drawing.marks if mark.what == "logo"]
    return {
        "width": drawing.width,
        "height": drawing.height,
        "photo": str(photo),
        "frame": {"width": width, "height": height},
        "boxes": boxes,
        "logos": logos,
        "texts": [_text(mark, roles, badge) for mark in texts],
    }


def _text(mark: Mark, roles: Mapping[Role, str], badge: Mark) -> dict[str, object]:
    left, top, width, _ = mark.box
    size = mark.size or 0
    role: Role = "accent" if size >= FIGURE else "on_primary"
    if mark is badge or top < HEADER:
        role = "on_accent" if mark is badge else "ink"
    return {
        "text": mark.text,
        "left": left,
        "top": round(top - (LEADING / 2 - CAPITALS) * size),
        "width": width + size // 2,
        "size": size,
        "weight": 800 if mark is badge else next(weight for least, weight in WEIGHTS if size >= least),
        "leading": LEADING,
        "tracking": round((0.06 if mark is badge else -0.01) * size, 2),
        "color": roles[role],
    }


def _place(box: Area) -> dict[str, int]:
    return dict(zip(("left", "top", "width", "height"), box, strict=True))


def _box(box: Area, color: str, radius: str) -> dict[str, object]:
    return {**_place(box), "color": color, "radius": radius}


def _grown(box: Area, across: int, down: int) -> Area:
    return box[0] - across, box[1] - down, box[2] + 2 * across, box[3] + 2 * down


def _around(boxes: list[Area]) -> Area:
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, bottom = max(box[0] + box[2] for box in boxes), max(box[1] + box[3] for box in boxes)
    return left, top, right - left, bottom - top


def install() -> bool:
    """Have npm put the peers into TOOLS; whether it could."""
    TOOLS.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "worker.mjs"):
        shutil.copy(HERE / name, TOOLS)
    npm = shutil.which("npm")
    assert npm is not None
    command = [npm, "install", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"]
    return subprocess.run(command, cwd=TOOLS, check=False, stdout=subprocess.DEVNULL).returncode == 0


def race(teams: dict[str, list[Worker]]) -> dict[str, float]:
    """Pictures a second of each team, in turn; the best of some rounds, as what else runs here only slows."""
    best = dict.fromkeys(teams, 0.0)
    for _ in range(ROUNDS):
        for name, team in teams.items():
            best[name] = max(best[name], throughput(team, COUNT))
    return best


def main() -> int:
    """Measure and judge."""
    missing = [name for name in ("node", "npm") if shutil.which(name) is None]
    if missing:
        print(f"bench-peers skipped: no {' and no '.join(missing)} here; the peers are Node packages (install Node.js)")
        return 0
    keep_memory()
    if not install():
        print("bench-peers skipped: npm could not fetch the peers; what it says of that is above")
        return 0
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        print("Chromium skipped: there is none here (on Debian: apt install chromium)")
    print(f"{_versions()}\n{LIMITS}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        photo, jobs = folder / "photo.jpg", folder / "jobs.json"
        write_photo(photo)
        jobs.write_text(json.dumps([job(post, photo) for post in posts(folder, FIELD)]), encoding="utf-8")
        commands: dict[str, list[str | Path]] = {
            "brandbot": [sys.executable, HERE.parent / "pictures" / "worker.py", "field", photo, folder],
            "satori": ["node", TOOLS / "worker.mjs", "satori", jobs, TOOLS / "satori.jpg"],
        }
        if browser is not None:
            commands["chromium"] = ["node", TOOLS / "worker.mjs", "chromium", jobs, TOOLS / "chromium.jpg", browser]
        teams = {name: [Worker(*command, folder=TOOLS) for _ in range(2)] for name, command in commands.items()}
        best = race(teams)
        for team in teams.values():
            for worker in team:
                worker.stop()
    return int(not judged(best))


def judged(best: dict[str, float]) -> bool:
    """Print pictures a second and ratios; whether all are as they are to be."""
    print(", ".join(f"{name} {rate:.1f}" for name, rate in best.items()), "images/s on two processes")
    kept = True
    for name, (least, goal) in GATES.items():
        if name in best:
            ratio = best["brandbot"] / best[name]
            holds = ratio >= least
            kept = kept and holds
            print(f"{'' if holds else 'BROKEN: '}R3, brandbot / {name}: {ratio:.2f} × (at least {least}, goal {goal})")
    return kept


def _versions() -> str:
    known = json.loads((HERE / "package.json").read_text(encoding="utf-8"))["dependencies"]
    return ", ".join(f"{re.sub('.*/', '', name)} {version}" for name, version in known.items())


if __name__ == "__main__":
    sys.exit(main())
