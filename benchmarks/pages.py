"""Server time of uncached pages at several sizes of archive: `python -m benchmarks.pages [--postgresql] [SIZE ...]`.

Archives are built, or gone on with, in REDAKSI_BENCH (default /tmp/redaksi-bench) and kept. Ratios between sizes are
held by budgets.toml; the milliseconds are shown beside the limits that a quiet machine of two cores should keep.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

from benchmarks import archive, results, servers

SMALL, MIDDLE, LARGE = 1_000, 100_000, 1_000_000
ASKED: Final = 200


def folder_of(stories: int, database: str) -> Path:
    """Where the archive of a size is kept."""
    return Path(os.environ.get("REDAKSI_BENCH", "/tmp/redaksi-bench")) / f"{database}-{stories}"


def main(arguments: list[str] | None = None) -> int:
    """Measure each size, print the table, keep the result; 1 where a budget is missed."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks.pages")
    asked.add_argument("sizes", type=int, nargs="*", default=[SMALL, MIDDLE])
    asked.add_argument("--postgresql", action="store_true", help="on a PostgreSQL of its own beside the archive")
    given = asked.parse_args(arguments)
    kind = "postgresql" if given.postgresql else "sqlite"
    measured = [measure(stories, kind) for stories in sorted(given.sizes)]
    _print(measured)
    results.keep("pages", {"database": kind, "sizes": measured})
    return results.report(broken(measured))


def measure(stories: int, kind: str) -> dict[str, Any]:
    """Server times of the archive of `stories`, built where it is not there yet."""
    folder = folder_of(stories, kind)
    with contextlib.ExitStack() as stack:
        database = stack.enter_context(servers.postgresql(folder)) if kind == "postgresql" else ""
        built = archive.build(folder, stories, database)
        said = subprocess.run(
            [sys.executable, "-m", "benchmarks.page_times", str(ASKED)],
            env=archive.environ(folder, database),
            check=True,
            capture_output=True,
            text=True,
        )
    size = sum(each.stat().st_size for each in folder.glob("redaksi.sqlite3*"))
    return {**json.loads(said.stdout.splitlines()[-1]), "loaded_in": built["seconds"], "bytes": size}


def broken(measured: list[dict[str, Any]]) -> list[str]:
    """Which budgets the results break: queries of a page, and growth of its processor time between sizes."""
    limits = results.budgets()["pages"]
    found = []
    for each in measured:
        for kind, most in limits["queries"].items():
            if each["pages"][kind]["queries"] > most:
                found.append(f"{kind} at {each['stories']:,}: {each['pages'][kind]['queries']} queries, not {most}")
    first, last = measured[0], measured[-1]
    grown = last["pages"]["story"]["processor_p50"] / first["pages"]["story"]["processor_p50"]
    if grown > limits["story_growth_at_most"]:
        found.append(f"a story takes {grown:.2f} times as long at {last['stories']:,} as at {first['stories']:,}")
    if last["bytes"] > limits["bytes_a_story_at_most"] * max(last["stories"], MIDDLE):
        found.append(f"{last['bytes'] / last['stories']:,.0f} bytes a story")
    return found


def _print(measured: list[dict[str, Any]]) -> None:
    print("server time of uncached pages in milliseconds: p50 / p95 (processor p50 / p95), queries")
    print(f"{'':<30}" + "".join(f"{each['stories']:>36,}" for each in measured))
    for kind in measured[0]["pages"]:
        cells = (each["pages"][kind] for each in measured)
        shown = (
            f"{c['p50']:.1f} / {c['p95']:.1f} ({c['processor_p50']:.1f} / {c['processor_p95']:.1f})"
            f" {c['queries']:>2} q".rjust(5)
            for c in cells
        )
        print(f"{kind:<30}" + "".join(cell.rjust(36) for cell in shown))
    sizes = (
        f"{each['bytes'] / 2**30:.2f} GiB, {each['stories'] / each['loaded_in']:,.0f}/s".rjust(36) for each in measured
    )
    print(f"{'database, loading':<30}" + "".join(sizes))


if __name__ == "__main__":
    raise SystemExit(main())
