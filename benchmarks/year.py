"""The demo's year: peak memory under 400 MB; the time is told, machines differ too much to promise it."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time

GATE = 400  # MB; the face finder alone takes a hundred of them


def main() -> bool:
    """Print time and peak memory of `brandbot demo`; whether the memory holds."""
    try:
        import resource  # noqa: PLC0415 - Windows has none
    except ImportError:
        print("the demo's memory can't be read on this system")
        return True
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "brandbot", "demo", f"{folder}/demo"], check=True, stdout=subprocess.DEVNULL
        )
        seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(f"the sample year: {seconds:.0f} s, peak {peak} MB (at most {GATE} MB)")
    return peak < GATE


if __name__ == "__main__":
    sys.exit(not main())
