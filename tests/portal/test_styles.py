"""One small inline sheet a page, allowed by its hash."""

from __future__ import annotations

import base64
import hashlib
import tomllib
from pathlib import Path

import pytest

from redaksi.portal.pages import device, front, index, lists, search, standing, story
from redaksi.portal.styles import LIMIT, minify, sheet

KINDS = [module.STYLES for module in (device, front, index, lists, search, standing, story)]


@pytest.mark.parametrize("parts", KINDS)
def test_the_styles_of_every_page_stay_within_their_budget(parts):
    css = sheet("#a3161e", parts).css
    assert len(css.encode()) <= LIMIT
    assert "ACCENT" not in css
    assert "GROUND" not in css
    assert css.count("{") == css.count("}")


def test_the_policy_names_the_hash_of_exactly_this_sheet():
    made = sheet("#0f5c6e", ("list",))
    digest = base64.b64encode(hashlib.sha256(made.css.encode()).digest()).decode()
    assert made.source == f"'sha256-{digest}'"


def test_the_limit_of_the_program_is_not_above_the_budget():
    budget = tomllib.loads(Path("benchmarks/budgets.toml").read_text())["first_view"]
    assert budget["styles_at_most"] >= LIMIT


def test_two_accents_make_two_sheets():
    assert sheet("#0f5c6e", ("list",)).css != sheet("#a3161e", ("list",)).css


def test_minifying_keeps_what_counts():
    css = "/* why */\na > b,\n c { margin: 0 1px ; }\n@media (min-width: 64em) and (x) { a { width: calc(1em + 2px) } }"
    assert minify(css) == "a>b,c{margin:0 1px}@media (min-width:64em) and (x){a{width:calc(1em + 2px)}}"
