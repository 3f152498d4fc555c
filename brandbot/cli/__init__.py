"""The command line: thin. Each command opens the service, calls it and prints; nothing heavy is imported before."""

from __future__ import annotations

from brandbot.cli import files, intake, accounts, approvals, line, reports, posts, people, upkeep, practice  # isort: skip  # as in --help
from brandbot.cli.app import app, main

__all__ = [
    "accounts",
    "app",
    "approvals",
    "files",
    "intake",
    "line",
    "main",
    "people",
    "posts",
    "practice",
    "reports",
    "upkeep",
]
