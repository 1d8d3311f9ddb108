"""`python -m benchmarks [SIZE ...]`: run every measurement and compare it with benchmarks/budgets.toml.

Sizes of archive are 1,000 and 100,000 stories by default; `--postgresql` measures the archives there instead of on
SQLite; `--archives` leaves out what needs no archive.
"""

from __future__ import annotations

import sys

from benchmarks import ingest_flood, memory, pages, parsing, pressed_hit, visible

arguments = sys.argv[1:]
apart = "--archives" in arguments
given = [each for each in arguments if each != "--archives"]
broken = [] if apart else [pressed_hit.main(["--wide"]), memory.main(), ingest_flood.main(), parsing.main()]
raise SystemExit(max(int(bool(each)) for each in [*broken, pages.main(given), visible.main(given)]))
