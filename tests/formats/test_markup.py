"""Bodies inside XML as HTML."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from redaksi.formats.html import sanitise
from redaksi.formats.markup import inner_html, nitf_body, nitf_document, told_html, xhtml_body
from redaksi.formats.webpage_story import _NO_STORY, is_beside, parse_html
from redaksi.formats.xml import parse_xml
from tests.formats.kit import fuzzed


def root(text: str):
    return parse_xml(text.encode()).root


def test_an_xhtml_body_loses_its_head_repeated_headline_and_notes():
    page = root(
        '<h:html xmlns:h="http://www.w3.org/1999/xhtml"><h:head><h:title>J</h:title></h:head><h:body><h:h1>Judul</h:h1>'
        '<h:p class="x ednote">rahasia</h:p>'
        '<h:p style="a" onclick="b">Satu &lt; <h:a href="c&amp;d">dua</h:a></h:p></h:body></h:html>'
    )
    assert xhtml_body(page, ("Judul", None)) == '<p style="a" onclick="b">Satu &lt; <a href="c&amp;d">dua</a></p>'


def test_another_heading_than_the_headline_stays():
    assert xhtml_body(root("<body><h1>Lain</h1></body>"), ("Judul",)) == "<h1>Lain</h1>"


def test_nitf_names_become_html_and_unknown_names_are_left_to_the_sanitiser():
    content = root(
        '<body.content><hl2>A</hl2><p>B <person>C</person><br/><em class="strong">D</em></p>'
        "<bq><block><p>E</p></block></bq>"
        "<note><body.content><p>rahasia</p></body.content></note><media><media-caption>F</media-caption></media></body.content>"
    )
    assert (
        nitf_body(content)
        == "<h2>A</h2><p>B <person>C</person><br><strong>D</strong></p><blockquote><div><p>E</p></div></blockquote>"
    )


def test_the_body_of_a_note_is_not_the_story():
    document = root(
        "<nitf><body><body.content><p>A</p><note><body.content><p>B</p></body.content></note></body.content></body></nitf>"
    )
    assert nitf_document(document) == "<p>A</p>"


def test_text_and_tails_stay_in_order():
    assert inner_html(root("<p>a<b>c</b>d<i/>e</p>"), lambda _: False) == "a<b>c</b>d<i></i>e"


PIECES = [
    "<p>", "</p>", "<b>", "</b>", '<div class="share">', "</div>", "<nav>", "</nav>", "<script>", "</script>", "kata ",
    '<a href="/a?b=1&amp;c">', "</a>", '<img src="a.jpg" alt="x > y" onerror="a">', "<br>", "&lt;", "&amp;",
    "é“", "<o:p>",
    '<span style="display: none">', "</span>", "<hr>", "<input>", '<td colspan="2">',
    "<ul hidden>", "</ul>", "<!-- x -->",
]  # fmt: skip


@fuzzed
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_a_page_is_told_as_its_elements_are_walked(markup):
    walked, told = (parse_html(f"<body>{markup}<p>x</p></body>").find(".//body") for _ in range(2))
    slowly = inner_html(walked, is_beside)
    assert sanitise(told_html(told, is_beside, _NO_STORY)) == sanitise(slowly)


def test_an_element_of_very_many_attributes_takes_no_time():
    body = parse_html("<body><p>x</p></body>").find(".//body")
    for number in range(8_000):
        body[0].set(f"a{number}", "b")
    started = time.process_time()
    assert told_html(body, is_beside, _NO_STORY) == "<p>x</p>"
    assert time.process_time() - started < 1
