"""Passages in another language: what the editor writes, the page shows and the sanitiser lets through."""

from __future__ import annotations

import json

import pytest
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from redaksi.stories.blocks import INLINE
from redaksi.stories.body import inline
from redaksi.stories.languages import PASSAGES


@pytest.mark.parametrize("code", PASSAGES)
def test_a_mark_survives_the_editor_and_the_sanitiser(db, code):
    converter = ContentstateConverter(features=INLINE)
    stored = f'<p data-block-key="a">Ia berkata <span lang="{code}">wacana</span> lalu pergi.</p>'
    state = json.loads(converter.from_database_format(stored))
    assert state["blocks"][0]["inlineStyleRanges"] == [{"offset": 11, "length": 6, "style": f"LANG-{code.upper()}"}]
    assert f'<span lang="{code}">wacana</span>' in converter.to_database_format(json.dumps(state))
    assert inline(stored) == f'<p>Ia berkata <span lang="{code}">wacana</span> lalu pergi.</p>'


@pytest.mark.parametrize("value", ["x y", "1", 'en" onclick="', "terlalu-panjangsekali"])
def test_a_mark_that_is_no_language_is_dropped(value):
    quoted = value.replace('"', "&quot;")
    assert inline(f'<p><span lang="{quoted}" style="color:red">a</span></p>') == "<p><span>a</span></p>"
