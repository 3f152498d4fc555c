"""A `brandbot run` that waits for nothing long: python kill_worker.py WORKSPACE SANDBOX_URL."""

from __future__ import annotations

import datetime as dt
import sys
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import patch

from brandbot.config import read_config
from brandbot.model import CatchUp, Hours, Spacing
from brandbot.operate import accounts, running
from brandbot.pipeline.publish import Patience, gate
from brandbot.platforms import answers, graph, instagram, verdicts
from brandbot.service import Service

SHORT = dt.timedelta(seconds=0.3)
PATIENCE = Patience(
    lease=dt.timedelta(seconds=30),
    backoff=(SHORT, SHORT, SHORT, SHORT, 2 * SHORT),
    settle=(SHORT, SHORT, SHORT),
    doubt=dt.timedelta(seconds=15),
    channel_rest=SHORT,
    verify=(),
)
MANY, MINUTE = 1_000_000, dt.timedelta(minutes=1)


def main() -> None:
    """Run until killed."""
    patient = partial(graph.Graph, patience=graph.Patience(connect=2, read=2, write=2, backoff=0.01))
    # Meta's paces, and what the commands themselves put in: no settings, and minutes long.
    shorter: dict[ModuleType, dict[str, Any]] = {
        answers: {"LONGEST_PAUSE": SHORT},
        verdicts: {"PAUSE": SHORT, "QUOTA_PAUSE": SHORT},
        instagram: {"_POLL": SHORT},
        gate: {"_LATER": SHORT},
        accounts: {"Graph": patient},
        running: {"Service": partial(Service, patience=PATIENCE, with_pdf=False)},
    }
    root, url = sys.argv[1:]
    config = read_config(Path(root), {"BRANDBOT_GRAPH_URL": url})
    config = replace(
        config,
        hours=Hours(config.zone),  # the night is no time to wait for here
        catch_up=CatchUp(-MINUTE, MANY, MANY),  # all are late, and follow each other within one tick
        spacing=Spacing(MANY, dt.timedelta()),
        metric_ages=(),
    )
    with ExitStack() as patches:
        for module, values in shorter.items():
            patches.enter_context(patch.multiple(module, **values))
        print("at work", flush=True)
        running.run_service(config)


if __name__ == "__main__":
    main()
