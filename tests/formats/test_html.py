"""HTML of others comes out safe, regular, and the same when it goes through again."""

from __future__ import annotations

import re
import time
from html.parser import HTMLParser

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.formats import Hint, read
from redaksi.formats.html import (
    MAX_DEPTH,
    MAX_LENGTH,
    MAX_MARKUP,
    first_image,
    from_text,
    sanitise,
    text_of,
    to_text,
    web_address,
)
from redaksi.formats.item import FormatError
from tests.formats import hostile, kit

HOSTILE = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img src='https://a.example/x.jpg' onload=alert(1) style='background:url(javascript:alert(1))'>",
    '<img src="jav&#x09;ascript:alert(1)">',
    "<a href='javascript:alert(1)'>x</a>",
    "<a href=' &#14; javascript:alert(1)'>x</a>",
    "<a href='JaVaScRiPt&colon;alert(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href='vbscript:msgbox(1)'>x</a>",
    "<a href='//evil.example/' onclick=alert(1)>x</a>",
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<style>@import 'javascript:alert(1)';</style>",
    "<p style='width:expression(alert(1))'>x</p>",
    "<iframe src='javascript:alert(1)'></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data='data:text/html;base64,PHNjcmlwdD4='></object><embed src=x>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<base href='javascript:alert(1)//'><a href='/x'>x</a>",
    "<link rel=stylesheet href='//evil.example/x.css'>",
    "<form action='javascript:alert(1)'><input type=submit><button formaction='javascript:alert(1)'>x</button></form>",
    "<video src=x onerror=alert(1)><source onerror=alert(1)></video><audio autoplay onplay=alert(1)>",
    "<details open ontoggle=alert(1)><summary>x</summary></details>",
    "<template><script>alert(1)</script></template>",
    "<textarea><img src=x onerror=alert(1)></textarea>",
    "<title><script>alert(1)</script></title>",
    "<xmp><img src=x onerror=alert(1)></xmp><plaintext><script>alert(1)</script>",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml-stylesheet href='javascript:alert(1)'?>",
    "<p id=x class=y name=z data-a=b tabindex=1 contenteditable>x</p>",
    "<table background='javascript:alert(1)'><td background='javascript:alert(1)'>x</td></table>",
    "<listing>&lt;img src=x onerror=alert(1)&gt;</listing>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    '<a href="https://a.example/?q=&quot;><script>alert(1)</script>">x</a>',
    "<img src='https://a.example/x.jpg' alt='\"><script>alert(1)</script>'>",
    "<a\x00 href='java\x00script:alert(1)'>x</a>",
    "<div style='position:fixed;top:0'><marquee onstart=alert(1)>x</marquee></div>",
    "<isindex type=image src=1 onerror=alert(1)>",
    "<table><caption><script>alert(1)</script></caption></table>",
    "<select><noembed></select><script x='a@b'a> y='a@b'//a@b%0a\u2028alert(1)//</noembed></script>",
]
ALLOWED = set(
    "p h2 h3 h4 ul ol li blockquote table caption thead tbody tfoot tr th td figure figcaption pre a strong em b i br "
    "img sub sup cite".split()
)
ATTRIBUTES = {"a": {"href"}, "img": {"src", "alt", "width", "height"}} | {
    key: {"colspan", "rowspan"} for key in ("td", "th")
}


class Judge(HTMLParser):
    """A second opinion: notes every element and attribute that is not on the list."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag not in ALLOWED:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            if name not in ATTRIBUTES.get(tag, ()):
                self.found.append(f"{tag}[{name}]")
            if name in ("href", "src") and not re.match(r"https?://|mailto:", value or ""):
                self.found.append(f"{tag}[{name}={value}]")

    def handle_comment(self, data):
        self.found.append("<!-- -->")

    def handle_decl(self, decl):
        self.found.append("<!>")

    def handle_pi(self, data):
        self.found.append("<?>")


def faults(html: str) -> list[str]:
    judge = Judge()
    judge.feed(html)
    judge.close()
    return judge.found


@pytest.mark.parametrize("html", HOSTILE)
def test_nothing_that_can_run_is_left(html):
    clean = sanitise(html, "https://kbn.example/")
    assert faults(clean) == []
    assert sanitise(clean) == clean
    assert faults(sanitise(f"<p>a<table><tr><td>{html}<svg><p>{html}")) == []


def test_nothing_that_can_run_is_left_of_any_handler_address_or_changing_shape():
    for html in hostile.HOSTILE:
        clean = sanitise(html, "https://kbn.example/")
        assert faults(clean) == [], html
        assert sanitise(clean) == clean, html
        assert faults(sanitise(f"<p>a</p><table><tr><td>{html}</td></tr></table><p>{html}</p>")) == [], html


def test_a_second_parser_finds_nothing_in_it_either():
    """lxml's HTML parser builds its tree in another way than nh3's."""
    for html in hostile.HOSTILE:
        tree = lxml.html.fragment_fromstring(sanitise(html), create_parent="main")
        for element in tree.iterdescendants():
            assert element.tag in ALLOWED, html
            assert set(element.attrib) <= ATTRIBUTES.get(element.tag, set()), html


@pytest.mark.parametrize("name", ["ninjs", "jsonfeed", "rss", "newsml-g2", "webpage", "email"])
def test_no_format_lets_through_what_the_sanitiser_stops(name):
    for html in hostile.HOSTILE:
        try:
            items = read(hostile.carried(html)[name], Hint(format=name))
        except FormatError:
            continue
        for item in items:
            assert faults(item.body_html or "") == [], html
            assert all(each.href.startswith(("http://", "https://")) for each in item.pictures), html


@pytest.mark.parametrize(
    ("html", "clean"),
    [
        ("teks saja", "<p>teks saja</p>"),
        ("<div>satu</div><div>dua <b>tebal</b></div>", "<p>satu</p><p>dua <b>tebal</b></p>"),
        ("satu<br><br>dua<br>tiga", "<p>satu</p><p>dua<br>tiga</p>"),
        ("<p> &nbsp; </p><p>isi</p><p></p>", "<p>isi</p>"),
        ("<h1>Judul</h1><h6>Kecil</h6>", "<h2>Judul</h2><h4>Kecil</h4>"),
        ("<ul><li>a<li><div>b</div><div>c</div></ul>", "<ul><li>a</li><li>b<br>c</li></ul>"),
        ("<table><tr><td colspan=2>1<td>2</table>", '<table><tbody><tr><td colspan="2">1</td><td>2</td></tr></tbody></table>'),  # noqa: E501
        ("<pre>\n\n a  b<br>c</pre>", "<pre> a  b\nc</pre>"),
        ("<p>a <a>tanpa alamat</a></p>", "<p>a tanpa alamat</p>"),
        ("<blockquote>kata</blockquote>", "<blockquote><p>kata</p></blockquote>"),
        ("<p>H<sub>2</sub>O</p>", "<p>H<sub>2</sub>O</p>"),
    ],
)  # fmt: skip
def test_mark_up_becomes_regular_blocks(html, clean):
    assert sanitise(html) == clean


def test_relative_addresses_are_resolved_against_a_base_and_dropped_without_one():
    html = '<p><a href="/x">a</a> <img src="y.jpg" alt="z"></p>'
    assert 'href="https://kbn.example/x"' in sanitise(html, "https://kbn.example/a/")
    assert 'src="https://kbn.example/a/y.jpg"' in sanitise(html, "https://kbn.example/a/")
    assert sanitise(html) == "<p>a</p>"


def test_text_has_a_blank_line_between_paragraphs_and_dashes_for_items():
    html = "<h2>Judul</h2><p>satu<br>dua &amp; tiga</p><ul><li>a</li><li>b</li></ul>"
    html += "<figure><figcaption>F</figcaption></figure>"
    assert to_text(html) == "Judul\n\nsatu\ndua & tiga\n\n- a\n- b\n\nF"
    assert text_of("<table><tbody><tr><td>1</td><td>2</td></tr></tbody></table>") == "1\t2"


def test_plain_text_becomes_paragraphs_that_are_escaped():
    assert from_text("a <b>\r\nc\r\n \r\nd & e") == "<p>a &lt;b&gt;<br>c</p><p>d &amp; e</p>"
    assert from_text(" \n\n ") == ""


def test_the_first_picture_is_found_with_its_attributes():
    clean = sanitise('<p><img src="a.jpg"></p><img src="https://kbn.example/b.jpg" alt="x &amp; y" width="20">')
    assert first_image(clean) == {"src": "https://kbn.example/b.jpg", "alt": "x & y", "width": "20"}
    assert first_image("<p>tanpa</p>") is None


def test_a_picture_whose_description_speaks_of_a_source_has_none():
    clean = sanitise('<p>Alinea <img alt="&lt;img src=" width="600"> satu.</p>')
    assert clean == "<p>Alinea satu.</p>"
    assert first_image('<p><img alt="x src=" width="600"></p>') is None


def test_only_the_webs_own_addresses_are_addresses():
    assert web_address(" /x ", "https://kbn.example/a") == "https://kbn.example/x"
    assert web_address("http://[::1", None) is None
    assert web_address("javascript:alert(1)") is None
    assert web_address("https:///x") is None


@kit.fuzzed
@given(
    st.text(max_size=80)
    | st.lists(
        st.sampled_from([*HOSTILE, "<p>", "</p>", "<td>", "<br>", "teks", "<li>", "</b>", "<b>"]), max_size=8
    ).map("".join)
)
def test_whatever_comes_in_the_result_is_safe_and_stays_as_it_is(html):
    clean = sanitise(html)
    assert faults(clean) == []
    assert sanitise(clean) == clean
    assert text_of(clean) == to_text(html)


@kit.fuzzed
@given(st.text(max_size=120))
def test_text_made_html_is_its_own_sanitised_form(text):
    assert sanitise(from_text(text)) == from_text(text)


@pytest.mark.parametrize("depth", [MAX_DEPTH + 1, 50_000])
def test_a_nest_too_deep_to_parse_keeps_its_words(depth):
    assert sanitise("<div>" * depth + "isi" + "</div>" * depth) == "<p>isi</p>"


def test_mark_up_without_measure_keeps_its_words():
    many = MAX_MARKUP // 4 + 1000
    assert to_text("<p>a <script>x</script>b" * many).count("b") == many


def test_more_text_than_any_news_has_is_refused():
    with pytest.raises(FormatError, match="more text"):
        sanitise("a" * (MAX_LENGTH + 1))


@pytest.mark.parametrize(
    "piece", ["<div>", "<b>", "<div></x>", "<a href=x>", "<li><ul>", "<table>",
    "</p>", "&", "<!--", "\n ", "<", "kata kata ", "©", "kata\xa0", "<script>", "<p"]
)  # fmt: skip
def test_large_mark_up_takes_time_in_proportion_to_its_size(piece):
    def spent(count: int) -> float:
        start = time.process_time()
        sanitise(piece * count)
        return time.process_time() - start

    count = 150_000 // len(piece)
    assert spent(count * 4) < max(spent(count), 0.05) * 16
