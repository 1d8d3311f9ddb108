"""A pasted page becomes one clean item, whatever portal it was copied from."""

from __future__ import annotations

import pytest

from redaksi.formats import read
from redaksi.formats.pagetext import parse
from tests.formats.pagetext import pages


@pytest.mark.parametrize("name", pages.NAMES)
def test_each_portals_shape_gives_its_fields_paragraphs_and_leads(name):
    assert pages.seen(parse(pages.page(name).encode())[0]) == pages.expected(name)


@pytest.mark.parametrize("way", pages.SPOILT)
@pytest.mark.parametrize("name", pages.NAMES)
def test_a_spoilt_copy_says_the_same(name, way):
    spoilt = pages.SPOILT[way](pages.page(name)).encode()
    assert pages.seen(parse(spoilt)[0]) == pages.expected(name)
