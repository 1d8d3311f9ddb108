"""`python -m benchmarks`: run every measurement and compare it with benchmarks/budgets.toml."""

from benchmarks.pressed_hit import main

raise SystemExit(main())
