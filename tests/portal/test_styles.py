"""One small inline sheet a page, allowed by its hash."""

from __future__ import annotations

import base64
import hashlib
import tomllib
from pathlib import Path

import pytest

from redaksi.portal.look import Look
from redaksi.portal.pages import device, front, index, lists, search, standing, story
from redaksi.portal.styles import LIMIT, minify, sheet

KINDS = [module.STYLES for module in (device, front, index, lists, search, standing, story)]
KINDS.append((*story.STYLES, "media"))


@pytest.mark.parametrize("parts", KINDS)
def test_the_styles_of_every_page_stay_within_their_budget(parts):
    css = sheet(Look(), parts).css
    assert len(css.encode()) <= LIMIT
    assert not [word for word in Look().words() if word in css]
    assert css.count("{") == css.count("}")


def test_the_policy_names_the_hash_of_exactly_this_sheet():
    made = sheet(Look("#0f5c6e"), ("list",))
    digest = base64.b64encode(hashlib.sha256(made.css.encode()).digest()).decode()
    assert made.source == f"'sha256-{digest}'"


def test_the_limit_of_the_program_is_not_above_the_budget():
    budget = tomllib.loads(Path("benchmarks/budgets.toml").read_text())["first_view"]
    assert budget["styles_at_most"] >= LIMIT


def test_two_accents_make_two_sheets():
    assert sheet(Look("#0f5c6e"), ("list",)).css != sheet(Look(), ("list",)).css


def test_minifying_keeps_what_counts():
    css = "/* why */\na > b,\n c { margin: 0 1px ; }\n@media (min-width: 64em) and (x) { a { width: calc(1em + 2px) } }"
    assert minify(css) == "a>b,c{margin:0 1px}@media (min-width:64em) and (x){a{width:calc(1em + 2px)}}"


def test_a_preview_is_by_day_or_by_night_whatever_the_device_prefers():
    day, night = (sheet(Look(scheme=scheme), ("list", "front")).css for scheme in ("day", "night"))
    assert "prefers-color-scheme" not in day + night
    assert "@media all{:root{--paper:#141311" in night
    assert "@media not all{:root{--paper:#141311" in day
    assert "prefers-color-scheme" in sheet(Look(), ("list",)).css


def test_a_theme_brings_its_own_file_for_a_part_and_the_last_word(tmp_path):
    css = tmp_path / "static" / "portal" / "css"
    css.mkdir(parents=True)
    (css / "search.css").write_text(".seek { color: DAY-ACCENT }")
    (css / "theme.css").write_text(":root { --soft: #123456 }")
    made = sheet(Look(), ("list", "search"), tmp_path).css
    assert made.endswith(".seek{color:#a3161e}:root{--soft:#123456}")
    assert ".row" in made
