"""`python -m benchmarks`: run every measurement and compare it with benchmarks/budgets.toml."""

from benchmarks import ingest_flood, memory, parsing, pressed_hit

raise SystemExit(max(pressed_hit.main(), memory.main(), ingest_flood.main(), parsing.main()))
