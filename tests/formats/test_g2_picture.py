"""Renditions of a picture in NewsML-G2."""

from __future__ import annotations

import pytest

from redaksi.formats import newsml_g2
from redaksi.formats.g2_picture import pictures_of, size
from redaksi.formats.item import ItemPicture, NewsItem
from redaksi.formats.xml import parse_xml

PICTURE = NewsItem("1", "newsml-g2", kind="picture", byline="Budi Santosa")


def read(inside: str, item: NewsItem = PICTURE, base: str | None = None):
    return pictures_of(parse_xml(f"<newsItem>{inside}</newsItem>".encode()).root, item, base)


@pytest.mark.parametrize(
    ("text", "pixels"), [("120", 120), ("0", 0), ("-1", None), ("1e3", None), ("9" * 9, None), (None, None)]
)
def test_sizes_are_sensible_numbers_or_unknown(text, pixels):
    assert size(text) == pixels


def test_without_sizes_the_rendition_decides():
    content = "".join(
        f'<remoteContent href="{name}.jpg" rendition="rnd:{name}"/>' for name in ("thumbnail", "highRes", "web")
    )
    assert read(f"<contentSet>{content}</contentSet>") == (ItemPicture("highRes.jpg", credit="Budi Santosa"),)


def test_other_media_are_no_pictures():
    assert read('<contentSet><remoteContent href="a.mp4" contenttype="video/mp4"/></contentSet>') == ()
    text = NewsItem("1", "newsml-g2")
    assert read('<contentSet><remoteContent href="a.pdf"/></contentSet>', text) == ()


def test_alternative_text_and_credit_come_from_the_metadata():
    meta = '<contentMeta><creditline>KBL</creditline><description role="drol:altText">Umbi</description></contentMeta>'
    (picture,) = read(f'{meta}<contentSet><remoteContent href="a.jpg"/></contentSet>')
    assert (picture.alt, picture.credit) == ("Umbi", "KBL")


def test_icons_serve_a_text_without_pictures():
    assert read('<contentMeta><icon href="a.jpg" width="10"/></contentMeta>', NewsItem("1", "x")) == (
        ItemPicture("a.jpg", width=10),
    )


def test_a_message_without_namespace_with_figures_in_its_text():
    data = """<newsMessage><header><sent>2026-11-20T10:00:00+07:00</sent></header><itemSet>
    <newsItem guid="urn:kbl:1" version="1"><itemMeta><itemClass qcode="ninat:text"/><provider qcode="nprov:KBL"/>
    <versionCreated>2026-11-20T10:00:00+07:00</versionCreated></itemMeta>
    <contentMeta><headline xml:lang="id">Jembatan dibuka</headline>
    <description role="drol:teaser">Ringkas saja.</description></contentMeta>
    <contentSet><inlineXML contenttype="text/html"><html><head><title>Jembatan dibuka</title></head><body><article>
    <h1>Jembatan dibuka</h1><div class="dat"><span class="vignette">Daerah</span></div>
    <p class="teaser">Ringkas saja.</p>
    <figure><img src="https://img.example/a.jpg" alt="Jembatan"/><div class="byline">Zaki/KBL</div>
    <figcaption>Jembatan baru.</figcaption></figure><p>Alinea satu.</p></article></body></html></inlineXML></contentSet>
    </newsItem></itemSet></newsMessage>"""
    (item,) = newsml_g2.parse(data.encode())
    assert (item.headline, item.language, item.summary) == ("Jembatan dibuka", "id", "Ringkas saja.")
    assert item.body_html == "<p>Alinea satu.</p>"
    assert item.pictures == (ItemPicture("https://img.example/a.jpg", "Jembatan baru.", "Zaki/KBL", "Jembatan"),)
    assert item.warnings == ("the file is not in the namespace of NewsML-G2",)
