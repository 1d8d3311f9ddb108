"""Renditions of a picture in NewsML-G2."""

from __future__ import annotations

import pytest

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
