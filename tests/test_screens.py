"""Sheets of screenshots: names and cut; Chromium draws them in `make screens`."""

from __future__ import annotations

from PIL import Image

from tools import screens


def test_a_sheet_is_named_after_its_kind_and_scheme():
    assert screens.name("search, nothing found", "dark") == "search-nothing-found-dark.webp"


def test_a_sheet_shows_all_widths_side_by_side_and_cuts_long_pages():
    shots = [Image.new("RGB", (width, 5000), "white") for width in screens.WIDTHS]
    made = screens.sheet(shots)
    assert made.height == round((screens.HEIGHT + 2 * screens.GAP) * screens.SCALE)
    assert made.width == round((sum(screens.WIDTHS) + 4 * screens.GAP) * screens.SCALE)
    assert made.getpixel((made.width // 2, made.height // 2)) == (255, 255, 255)
    assert screens.sheet([Image.new("RGB", (360, 700))]).height == round((700 + 2 * screens.GAP) * screens.SCALE)
