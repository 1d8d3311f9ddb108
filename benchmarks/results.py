"""Where measurements go: a JSON file each with the machine's description; and the budgets that they must keep."""

from __future__ import annotations

import json
import os
import platform
import re
import sys
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent


def keep(name: str, result: dict[str, Any]) -> Path:
    """Write `result` to results/NAME-TIME.json and return where."""
    now = datetime.now(UTC)
    folder = HERE / "results"
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}-{now:%Y%m%dT%H%M%SZ}.json"
    held = {"measured": name, "at": now.isoformat(timespec="seconds"), "machine": machine(), **result}
    path.write_text(json.dumps(held, indent=1) + "\n")
    return path


def machine() -> dict[str, Any]:
    """The machine, and how busy it was."""
    found = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text())
    return {
        "system": platform.platform(),
        "processor": found[1] if found else platform.machine(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "load_average": os.getloadavg(),
    }


def budgets() -> dict[str, Any]:
    return tomllib.loads((HERE / "budgets.toml").read_text())


def report(broken: list[str]) -> int:
    """Say which budgets were missed; 1 where one was."""
    for each in broken:
        print(f"OVER BUDGET: {each}", file=sys.stderr)
    return int(bool(broken))
