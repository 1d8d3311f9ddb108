"""Bodies as NITF."""

from __future__ import annotations

import pytest
from lxml import etree

from redaksi.formats.item import Dateline, NewsItem
from redaksi.formats.nitf_write import document


def body(html: str) -> str:
    root = etree.fromstring(document(NewsItem("1", "x", body_html=html), {}))
    text = etree.tostring(root.find(".//{*}body.content")).decode()
    return text.partition(">")[2].removesuffix("</body.content>")


@pytest.mark.parametrize(
    ("html", "nitf"),
    [
        ("<p>a <strong>b</strong> c</p>", '<p>a <em class="strong">b</em> c</p>'),
        ("<h3>a</h3>", "<hl2>a</hl2>"),
        ("<blockquote><p>a</p></blockquote>", "<bq><block><p>a</p></block></bq>"),
        ("<p>a<sup>2</sup> b</p>", "<p>a2 b</p>"),
        ("<pre> a\n b</pre>", "<pre> a\n b</pre>"),
        ("<ul><li>a</li></ul>", "<ul><li>a</li></ul>"),
        ("<table><tbody><tr><td>1</td></tr></tbody></table>", "<table><tbody><tr><td>1</td></tr></tbody></table>"),
        (
            "<table><tbody><tr><td>1</td></tr></tbody><tfoot><tr><td>2</td></tr></tfoot></table>",
            "<table><tr><td>1</td></tr><tr><td>2</td></tr></table>",
        ),
    ],
)
def test_html_becomes_the_elements_that_nitf_knows(html, nitf):
    assert body(html) == nitf


def test_the_city_stands_in_its_own_element_inside_the_dateline():
    root = etree.fromstring(document(NewsItem("1", "x", dateline=Dateline("Muara", "Desa Muara (KBL)")), {}))
    dateline = root.find(".//{*}dateline")
    assert "".join(dateline.itertext()) == "Desa Muara (KBL)"
    assert dateline.findtext("{*}location/{*}city") == "Muara"
