"""A story of plain paragraphs is recognised as it stands, and only if nh3 would write it so."""

from __future__ import annotations

import re

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from redaksi.formats import html
from redaksi.formats.paragraphs import MAX_CHARACTERS, recognised
from tests.formats.hostile import HOSTILE
from tests.formats.kit import fuzzed
from tests.formats.test_regular import BASES, TOKENS, WORDS, simple

LINK = '<a href="https://portal.example/daerah/2026-11/{}">'
PLAIN_LINKS = [LINK.format("a"), '<a href="http://a-b.example">', '<a href="https://a.example/x?y=1">', "<a>"]
WHITE = ["", "", "", " ", "  ", "\n", "\r\n ", "\t", "\xa0", "&nbsp;", "\f", "\u2003", "\x85", "\x7f", "\x01", "\ufffe"]

GOOD = [
    "kata",
    "dua kata",
    "“Kata,” kata",
    "a&nbsp;b",
    "&amp;",
    "&quot;x&quot;",
    "&#8211;",
    "é",
    "a<br>b",
    "1  2",
    "🙂",
    "a\nb",
]


def _stories(words: list[str], links: list[str], names: list[str], white: list[str]) -> st.SearchStrategy[str]:
    texts = st.lists(st.sampled_from(words), min_size=1, max_size=4).map("".join)
    marks = st.builds(
        lambda name, text: f"<{name}>{text}</{name}>", st.sampled_from("b i em strong sub sup cite".split()), texts
    ) | st.builds(lambda link, text: f"{link}{text}</a>", st.sampled_from(links), texts)
    blocks = st.builds(
        lambda name, inner, behind: f"<{name}>{''.join(inner)}</{name}>{behind}",
        st.sampled_from(names),
        st.lists(texts | marks, min_size=1, max_size=4),
        st.sampled_from(white),
    )
    return st.lists(blocks, min_size=1, max_size=4).map("".join)


good = _stories(GOOD, PLAIN_LINKS[:2], ["p", "p", "h1", "h2", "h3", "h4"], ["", " ", "\n", "\r\n  "])
stories = good | _stories([*WORDS, *WHITE, *GOOD], PLAIN_LINKS, ["p", "p", "h1", "h4"], WHITE)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A story in which some characters or tags were put, taken or doubled anywhere."""
    story = draw(stories)
    for _ in range(draw(st.integers(1, 3))):
        at, to = sorted((draw(st.integers(0, len(story))), draw(st.integers(0, len(story)))))
        piece = draw(
            st.sampled_from([*TOKENS, *WHITE, "<", ">", '"', "'", "/", "&", "&lt;", "&#60;", "p", story[at:to]])
        )
        story = story[:at] + piece + story[draw(st.sampled_from([at, at + 1, to])) :]
    return story


@fuzzed
@given(good | stories | mutated() | simple, BASES)
def test_what_is_recognised_is_what_nh3_and_the_longer_ways_write(markup, base):
    told = recognised(markup)
    event("recognised" if told else "left to the others")
    if told:
        assert told.html == html._sanitised(markup, base)
        assert told.html == html._long_way(markup, base)
        assert told.html == html._long_way(told.html, base)
        assert told.text == html.text_of(told.html)


@fuzzed
@given(stories | mutated(), BASES)
def test_what_is_recognised_once_stays_as_it_is(markup, base):
    if told := recognised(markup):
        assert recognised(told.html) == told
        assert html.sanitise(told.html, base) == told.html


@pytest.mark.parametrize("markup", HOSTILE)
def test_nothing_hostile_is_recognised_in_any_place(markup):
    for around in ("{}", "<p>{}</p>", "<p>Kata {} kata.</p>", "<p><b>{}</b></p>", '<p><a href="{}">kata</a></p>'):
        told = recognised(around.format(markup))
        assert told is None or set(re.findall("<[^>]*>", told.html)) <= {"<p>", "</p>", "<b>", "</b>"}


@pytest.mark.parametrize(
    "markup",
    [
        "<p>Satu <b>dua</b> tiga.</p>\n<h2>Judul</h2><p>Empat<br>lima &amp; enam &quot;tujuh&quot;.</p>",
        f"<p> Satu  dua {LINK.format('x')}tiga</a>.  </p>\r\n\r\n<p>Empat.</p>\n",
        "<p><strong>JAKARTA, KBN</strong> - “Kata,” kata&nbsp;orang.</p>",
    ],
)
def test_what_agencies_send_is_recognised(markup):
    told = recognised(markup)
    assert told is not None
    assert told == (html._long_way(markup, None), html.text_of(html._long_way(markup, None)))


@pytest.mark.parametrize(
    "markup",
    [
        "", "kata", "<p></p>", "<p>&nbsp;</p>", "<p>a", "<p>a > b</p>", "<p>a</p>b", "<p>a<p>b</p></p>", "<p a>b</p>",
        '<p><a href="javascript:alert(1)">a</a></p>', '<p><a href="/a">b</a></p>', '<p><a href="https://1.2.3.4/">a</a></p>',
        '<p><a href="https://xn--a.example/">a</a></p>', "<h2>a</h3>", "<p>\x00a</p>", "<p>a\x7f</p>",
        "<p>a &copy b</p>",
        "<p>a</p>" * (MAX_CHARACTERS // 8 + 1),
    ],
)  # fmt: skip
def test_anything_else_is_left_to_the_others(markup):
    assert recognised(markup) is None
