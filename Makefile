# One target per need; `make` lists them.
PORT ?= 8000
VENV := .venv
PYTHON := $(VENV)/bin/python
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.DEFAULT_GOAL := help
.PHONY: help install demo test check format audit screens bench bench-million bench-postgresql nightly lock clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/\t/' | awk -F'\t' '{printf "  %-16s %s\n", $$1, $$2}'

install: $(VENV)/.installed ## Install what runs, from requirements.lock

demo: install ## Build a newsroom with content in ./var and serve it (PORT=8000)
	@exec $(PYTHON) -m redaksi demo --port $(PORT)

test: $(VENV)/.installed-test ## Install what the tests need, then run them all
	@tools/system-packages
	@tools/test

check: $(VENV)/.installed-test ## Format, lint and types
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy redaksi

format: $(VENV)/.installed-test ## Format the code and mend what the linter can
	$(VENV)/bin/ruff format .
	$(VENV)/bin/ruff check --fix .

audit: install ## Run the outside checkers on every kind of page
	@tools/audit

screens: $(VENV)/.installed-test ## Pictures of every kind of page into docs/screens
	@tools/system-packages
	@$(PYTHON) -m tools.screens

bench: $(VENV)/.installed-test ## Measure against nginx, and archives of 1,000 and 100,000 stories (SIZES="..." for others)
	@tools/system-packages
	$(PYTHON) -m benchmarks $(SIZES)

bench-million: $(VENV)/.installed-test ## Measure archives of a thousand and a million stories (12 GB under /tmp)
	@tools/system-packages
	$(PYTHON) -m benchmarks --archives 1000 1000000

bench-postgresql: $(VENV)/.installed-test ## Measure archives on PostgreSQL
	@tools/system-packages
	$(PYTHON) -m benchmarks --archives --postgresql $(SIZES)

nightly: $(VENV)/.installed-test ## Long fuzzing and kill runs
	@REDAKSI_FUZZ=20000 $(VENV)/bin/pytest -m nightly tests
	@REDAKSI_FUZZ=20000 $(VENV)/bin/pytest tests/formats

lock: $(VENV)/.installed-test ## Write both lock files anew from pyproject.toml
	@tools/lock

clean: ## Remove what was installed and built; the newsroom in ./var stays
	rm -rf $(VENV) .tools build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/bin/python:
	@tools/bootstrap $(VENV)

$(VENV)/.installed: $(VENV)/bin/python requirements.lock pyproject.toml
	@$(PYTHON) -m pip install --quiet --require-hashes --requirement requirements.lock
	@tools/link $(VENV)
	@touch $@

$(VENV)/.installed-test: $(VENV)/.installed requirements-test.lock
	@$(PYTHON) -m pip install --quiet --require-hashes --requirement requirements-test.lock
	@touch $@
