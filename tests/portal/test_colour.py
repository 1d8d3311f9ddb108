"""The accent stays readable whatever the newsroom chooses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.portal.colour import NIGHT, PAPER, WANTED, contrast, readable

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_black_on_white_is_twenty_one_to_one():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@given(colours, st.sampled_from([PAPER, NIGHT]))
def test_every_accent_is_readable_on_paper_and_at_night(accent, ground):
    assert contrast(readable(accent, ground), ground) >= WANTED > 4.5


def test_an_accent_that_is_readable_stays_as_it_is():
    assert readable("#a3161e", PAPER) == "#a3161e"
