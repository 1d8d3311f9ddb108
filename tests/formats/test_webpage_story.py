"""The story's element, and the furniture around it."""

from __future__ import annotations

import pytest
from lxml import html

from redaksi.formats.item import FormatError
from redaksi.formats.webpage_story import is_beside, parse_html, story_html


def test_the_element_whose_own_paragraphs_hold_most_words_is_the_story():
    links = "<div><p><a>Tautan yang panjang sekali</a></p></div>"
    page = f"<div><p>Satu dua tiga empat.</p><p>Lima enam.</p></div>{links}"
    assert story_html(parse_html(f"<body>{page}</body>")) == "<p>Satu dua tiga empat.</p><p>Lima enam.</p>"


def test_a_page_without_paragraphs_has_no_story():
    assert story_html(parse_html("<body><nav><p>Menu</p></nav></body>")) == ""


@pytest.mark.parametrize(
    ("markup", "beside"),
    [
        ("<aside>x</aside>", True),
        ("<div class='baca-juga'>x</div>", True),
        ("<div class='article-share'>x</div>", True),
        ("<div role='navigation'>x</div>", True),
        ("<div style='display : none'>x</div>", True),
        ("<p hidden>x</p>", True),
        ("<div class='loads readability'>x</div>", False),
        ("<article class='has-share'>x</article>", False),
        ("<p>x</p>", False),
    ],
)
def test_furniture_is_known_by_element_role_and_whole_words_of_its_class(markup, beside):
    assert is_beside(html.fragment_fromstring(markup)) is beside


def test_a_page_of_too_many_tags_is_refused():
    with pytest.raises(FormatError, match="more tags"):
        parse_html("<p>" * 60_001)
