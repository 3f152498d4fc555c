"""All benchmarks in turn; fails where one breaks its promise."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def main() -> int:
    """Run each in its own process, so that none pays for another's memory."""
    broken = [
        script.name
        for script in sorted(HERE.glob("*.py"))
        if script.name != "run.py" and subprocess.run([sys.executable, str(script)], check=False).returncode
    ]
    print(f"broken: {', '.join(broken)}" if broken else "all promises hold")
    return len(broken)


if __name__ == "__main__":
    sys.exit(main())
