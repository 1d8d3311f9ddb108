"""Every writer takes every field at once, and text that no document can carry, and writes a sound document."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import datetime, timedelta, timezone
from types import ModuleType

import pytest
from lxml import etree

from redaksi.formats import jsonfeed, newsml_g2, ninjs, nitf
from redaksi.formats.carry import clean_json
from redaksi.formats.item import Dateline, ItemPicture, NewsItem, Related, Subject
from tests.formats.kit import same

WRITERS = (newsml_g2, nitf, ninjs, jsonfeed)
NASTY = "a\x00b\x0b\x1f\ud800\udfff\ufffe ]]> <script>alert(1)</script> &amp; &nbsp; \u2028 😀 \"'"
NOON = datetime(2026, 11, 20, 12, 0, 1, tzinfo=timezone(timedelta(hours=7)))


def whole(text: str) -> NewsItem:
    """An item with every field set, all texts made of `text`."""
    told = {name: f"{name} {text}" for name in (each.name for each in fields(NewsItem)) if name in _TEXTS}
    return NewsItem(
        **{**told, "guid": f"urn:kbl:{text}", "format": "model"},
        status="withheld",
        kind="text",
        dateline=Dateline(f"Kota {text}", f"Kota {text} (KBL)"),
        urgency=3,
        subjects=(Subject(f"s {text}", "medtop:20000210"), Subject(text)),
        places=(f"tempat {text}",),
        keywords=(f"kata {text}",),
        first_created=NOON,
        version_created=NOON,
        published=NOON.date(),
        embargoed=NOON,
        expires=NOON,
        body_html="<p>Isi &amp; <strong>tebal</strong>.</p>",
        body_text="Isi & tebal.",
        pictures=(ItemPicture("https://kbl.example/a.jpg", f"k {text}", f"c {text}", f"a {text}", 10, 20),),
        related=(Related(f"h {text}", f"r {text}", f"D {text}", NOON, "https://kbl.example/1"),),
        extra={"lain": {"x": [1, None, f"e {text}"]}},
    )


_TEXTS = frozenset(
    "version language headline slugline byline editor_initials source credit genre usage_terms copyright "
    "editorial_note summary url".split()
)


@pytest.mark.parametrize("writer", WRITERS)
def test_an_item_with_every_field_comes_back(writer: ModuleType) -> None:
    item = whole("biasa")
    assert {each.name for each in fields(NewsItem) if not getattr(item, each.name)} == {"warnings"}
    same(item, writer.parse(writer.write(item))[0])


@pytest.mark.parametrize("writer", WRITERS)
def test_text_that_no_document_can_carry_loses_only_what_it_cannot(writer: ModuleType) -> None:
    item = whole(NASTY)
    data = writer.write(item)
    if data.lstrip().startswith(b"<"):
        etree.fromstring(data)
    else:
        json.loads(data)
    data.decode("utf-8")
    clean = NewsItem.from_json({**clean_json(item.to_json())})
    same(replace(clean, warnings=()), writer.parse(data)[0])
