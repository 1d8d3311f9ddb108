"""The short way through simple mark-up says exactly what the long way says, or nothing."""

from __future__ import annotations

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from redaksi.formats import html
from redaksi.formats.regular import tidy
from tests.formats.kit import fuzzed

BASES = st.sampled_from([None, "https://portal.example/daerah/"])
LINKS = [
    '<a href="https://portal.example/a?b=1&amp;c=2">', "<a href='mailto:meja@portal.example'>", '<a class="x">',
    '<a href="javascript:alert(1)">', '<a href="/foto dua" rel="q">', '<a href="//portal.example/x" HREF="y">',
]  # fmt: skip
WORDS = [
    "kata",
    "dua kata ",
    " tiga",
    "&nbsp;",
    "&amp;",
    "&quot;",
    "&#8211;",
    "&lt;b&gt;",
    " ",
    "\n  ",
    "é",
    "\xa0",
    "]]>",
]
TOKENS = [
    *WORDS, *LINKS, "<p>", "</p>", "<P CLASS=a>", '<p class="x" onclick="alert(1)">', "<h1>", "</h1>", "<h2>", "</h2>",
    "<b>", "</b>", "<i>", "</a>", "<br>", "<br/>", "<ul>", "</ul>", "<li>", "</li>", "<div>", "</div>", "<blockquote>",
    "</blockquote>", "<span>", "</span>", "<p/>", "<b/>", "<", ">", "&", "<script>", "</script>", "<!-- -->", "<svg>",
    "<table>", "</table>", "<td>", "<pre>", "</pre>", "<style>", "&#60;script&#62;", "&#0;", "\x00", "\x0c",
    "<img src=x>",
]  # fmt: skip


def _around(names: str, inner: st.SearchStrategy[str], most: int) -> st.SearchStrategy[str]:
    return st.builds(
        lambda name, within: f"<{name}>{''.join(within)}</{name.split()[0]}>",
        st.sampled_from([name.replace("~", " ") for name in names.split()]),
        st.lists(inner, max_size=most),
    )


marked = st.recursive(
    st.sampled_from([*WORDS, "<br>", "<br/>"]),
    lambda inner: st.one_of(
        _around("b i em strong sub sup cite span u", inner, 3),
        st.builds(lambda link, text: f"{link}{text}</a>", st.sampled_from(LINKS), inner),
    ),
    max_leaves=5,
)
leaves = _around('p p p~class="x" h1 h2 h3 h5', marked, 5)
parts = st.one_of(
    leaves,
    leaves,
    _around("ul ol", _around("li", marked, 3), 3),
    _around("blockquote", leaves, 2),
    _around('div section~id="a"', leaves, 2),
    _around(
        "table", st.sampled_from(["<tr>", "</tr>", "<td>", "</td>", "a", "<b>c</b>", "<th colspan=2>", "<p>x</p>"]), 5
    ),
    _around(
        "figure", st.sampled_from(['<img src="https://a.example/c" alt="&lt;p>">', "<figcaption>", "a", "<p>x</p>"]), 4
    ),
    st.sampled_from(["\n", " ", "\xa0"]),
)
simple = st.lists(parts, max_size=4).map("".join)


def both(markup: str, base: str | None) -> tuple[str | None, str]:
    def address(href: str) -> str | None:
        return html.web_address(href, base, ("http", "https", "mailto"))

    return tidy(markup, address, lambda part: html._long_way(part, base)), html._long_way(markup, base)


@fuzzed
@given(simple, BASES)
def test_simple_mark_up_becomes_what_the_long_way_makes_of_it(markup, base):
    short, long = both(markup, base)
    event("short" if short is not None else "long")
    assert short in (None, long)


@fuzzed
@given(st.lists(st.sampled_from(TOKENS), max_size=12).map("".join), BASES)
def test_tags_in_any_order_become_the_same_or_go_the_long_way(markup, base):
    short, long = both(markup, base)
    assert short in (None, long)


@pytest.mark.parametrize(
    "markup",
    [
        "<p>Satu <b>dua</b> tiga.</p>\n<h2>Judul</h2><p>Empat<br>lima &amp; enam.</p>",
        '<div class="isi"><p class="x">Satu <a href="https://a.example/b">dua</a>.</p></div>',
        "<ul>\n<li>satu</li>\n<li>dua</li></ul><blockquote><p>kutipan</p></blockquote>",
        "<p>Sebelum</p><table><tr><td>1</td></tr></table><p>Sesudah</p>",
    ],
)
def test_what_agencies_send_goes_the_short_way(markup):
    short, long = both(markup, None)
    assert short is not None
    assert short == long


@pytest.mark.parametrize(
    "markup",
    [
        "kata", "<p>a", "<p>a</b></p>", "<b>a</b>", "<p><p>a</p>", "<pre>a</pre>", "<p>&unknown;</p>",
        "<p title='>'>a</p>", "<p>a</p><script>x</script>", "<p><a href=x>a</a></p>", "<p>a</p" + " " * 3000 + ">",
    ],
)  # fmt: skip
def test_anything_else_is_left_to_the_long_way(markup):
    assert both(markup, None)[0] is None
