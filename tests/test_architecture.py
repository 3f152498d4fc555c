"""The house's rules that can be seen by machine: size, and one home for each library."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "brandbot"
MODULES = sorted(PACKAGE.rglob("*.py"))
MODULE_LINES = 300
FUNCTION_LINES = 45

# Where a library may be imported, as paths below brandbot/; a folder stands for all that is in it.
HOMES = {
    "PIL": ("drawing", "sandbox"),
    "uharfbuzz": ("drawing",),
    "fontpkg_plus_jakarta_sans": ("pipeline/report",),
    "bidi": ("drawing/shaping.py",),
    "segno": ("drawing/codes.py",),
    "cv2": ("drawing/mtcnn.py", "drawing/faces.py"),
    "pillow_heif": ("drawing/decode.py",),
    "facebook": ("platforms/graph.py",),
    "fsspec": ("platforms/hosting.py",),
    "requests": ("platforms/graph.py", "platforms/public_page.py", "sandbox"),
    "instaloader": ("platforms/public_page.py",),
    "urllib3": ("platforms/graph.py",),
    "sqlalchemy": ("store",),
    "alembic": ("store",),
    "sqlite3": ("store/engine.py", "sandbox"),
    "ruamel": ("sources/yaml.py",),
    "python_calamine": ("sources/workbook.py",),
    "openpyxl": ("operate/forms.py",),
    "hijridate": ("operate/almanac.py",),
    "holidays": ("operate/almanac.py",),
    "pydantic": ("sources", "config.py"),
    "jinja2": ("pipeline/jinja.py", "pipeline/jinja_sandbox.py", "sandbox"),
    "babel": ("wording.py",),
    "pygal": ("pipeline/report/charts.py",),
    "typst": ("pipeline/report",),
    "manimgx_fonts": ("pipeline/report",),
    "apprise": ("notices.py",),
    "apscheduler": ("clock.py",),
    "dotenv": ("sources/env.py",),
    "filelock": ("operate/workspace.py",),
    "flask": ("sandbox",),
    "waitress": ("sandbox",),
    "werkzeug": ("sandbox",),
    "structlog": ("logs.py",),
    "typer": ("cli", "terminal.py"),
    "rich": ("listings.py", "demo.py"),
}


@cache
def parsed(path: Path) -> ast.Module:
    """The module as a tree."""
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.AST) -> Iterator[str]:
    """The top-level packages that a module imports, wherever in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_is_at_most_300_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MODULE_LINES


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_function_fits_on_a_screen(path: Path) -> None:
    functions = [node for node in ast.walk(parsed(path)) if isinstance(node, ast.FunctionDef)]
    long = {
        node.name: lines for node in functions if (lines := (node.end_lineno or 0) - node.lineno + 1) > FUNCTION_LINES
    }

    assert long == ({"upgrade": long.get("upgrade")} if "migrations" in path.parts and long else {})


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_library_is_imported_only_at_its_home(path: Path) -> None:
    here = path.relative_to(PACKAGE).as_posix()
    strays = {
        library
        for library in imported(parsed(path))
        if library in HOMES and not any(here == home or here.startswith(f"{home}/") for home in HOMES[library])
    }

    assert strays - ({"sqlalchemy", "alembic"} if "migrations" in path.parts else set()) == set()


def test_every_dependency_has_a_home() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = project.partition("dependencies = [")[2].partition("\n]")[0]
    names = {line.strip().strip('",').split(">")[0].split("=")[0] for line in block.splitlines() if line.strip()}
    homes = {
        "PIL": "pillow",
        "facebook": "facebook-sdk",
        "ruamel": "ruamel.yaml",
        "dotenv": "python-dotenv",
        "bidi": "python-bidi",
    }
    known = {homes.get(library, library.replace("_", "-")) for library in HOMES}

    fonts = {name for name in names if name.startswith("fontpkg-")}  # files that drawing/typefaces.py names
    # tzdata is data for the standard library.
    # ruamel.yaml.clib is what ruamel.yaml reads with.
    assert names - known - fonts == {"tzdata", "ruamel.yaml.clib"}
