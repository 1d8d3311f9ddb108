"""What the tests of formats share: items of every shape, damaged bytes, fixtures, and schemas."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from lxml import etree

from redaksi.formats.html import sanitise, to_text
from redaksi.formats.item import Dateline, FormatError, Hint, ItemPicture, NewsItem, Related, Subject

FUZZ = int(os.environ.get("REDAKSI_FUZZ", "450"))
FIXTURES = Path(__file__).resolve().parent.parent / "fixtures" / "formats"
EDITORIAL = "RAHASIA-MEJA"
"""Stands in the editorial notes of every fixture and must never stand in a body."""

fuzzed = settings(
    max_examples=FUZZ, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
round_trips = settings(fuzzed, max_examples=max(60, FUZZ // 4))


def fixture(path: str) -> bytes:
    """The bytes of a fixture of our own."""
    return (FIXTURES / path).read_bytes()


def fixtures(folder: str) -> list[bytes]:
    """All fixtures of one format."""
    return [each.read_bytes() for each in sorted((FIXTURES / folder).iterdir())]


def valid(schema: Path, document: bytes) -> None:
    """Assert that an XML document validates."""
    found = _SCHEMAS.get(schema)
    if found is None:
        found = _SCHEMAS[schema] = etree.XMLSchema(etree.parse(str(schema)))
    found.assertValid(etree.fromstring(document))


_SCHEMAS: dict[Path, etree.XMLSchema] = {}

_characters = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff")
_words = st.sampled_from(
    ["Harga cabai", "Kota Contoh (KBN) -", "Oleh Sari", "&amp; <b>", "]]>", '"kutip"', "naik, turun", "\n", "  ", "é😀"]
)
texts = st.lists(st.one_of(_words, st.text(_characters, min_size=1, max_size=12)), min_size=1, max_size=4).map("".join)
_offsets = st.sampled_from([0, 420, 480, 540, -300, 330, 765]).map(lambda minutes: timezone(timedelta(minutes=minutes)))
_moments = st.datetimes(datetime(1950, 1, 1), datetime(2150, 1, 1), timezones=_offsets)
_whens = st.one_of(_moments, st.dates(date(1950, 1, 1), date(2150, 1, 1)))
_addresses = st.one_of(
    st.sampled_from(["https://kbn.example/dunia/1", "https://kbn.example/a b?x=1&y=%zz#[", "foto.jpg", "cid:1@kbn"]),
    texts,
)
_sizes = st.none() | st.integers(0, 9000)
_json = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**31), 2**31) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=5,
)
_pictures = st.builds(ItemPicture, _addresses, st.none() | texts, st.none() | texts, st.none() | texts, _sizes, _sizes)
_relateds = st.builds(Related, texts, st.none() | texts, st.none() | texts, st.none() | _whens, st.none() | _addresses)
_datelines = st.one_of(
    st.builds(Dateline, texts, texts), st.builds(Dateline, texts), st.builds(Dateline, st.none(), texts)
)
_paragraphs = st.one_of(
    texts,
    texts.map("<p>{}</p>".format),
    st.sampled_from(["<h2>Judul</h2>", "<table><tr><td>1</td><td>2</td></tr></table>",
                     "<ul><li>satu</li></ul>", "<pre> a\n  b</pre>",
                     '<p><a href="https://kbn.example/">tautan</a></p>', "<blockquote><p>kutipan</p></blockquote>",
                     '<figure><img src="https://kbn.example/a.jpg" alt="x"><figcaption>y</figcaption></figure>']),
)  # fmt: skip
_bodies = st.lists(_paragraphs, max_size=4).map("".join).map(sanitise)


@st.composite
def items(draw: st.DrawFn) -> NewsItem:
    """A `NewsItem` of any shape that the model allows: mostly unknown fields, or nearly all known.

    Its guid is never blank, as no parser gives a blank one (`read_or_refused` holds them to it).
    """
    rich = draw(st.booleans())

    def some(strategy: st.SearchStrategy) -> object:
        return draw(strategy) if rich or draw(st.integers(0, 4)) == 0 else None

    body = some(_bodies) or None
    return NewsItem(
        guid=draw(texts.filter(str.strip)),
        format="model",
        version=draw(st.sampled_from(["1", "12", "1.4", "20261120T101000"])),
        status=draw(st.sampled_from(["usable", "withheld", "canceled"])),
        kind=draw(st.sampled_from("text text text picture video audio graphic package event planning".split())),
        language=some(st.sampled_from(["id", "en-US", "bahasa indonesia"])),
        dateline=some(_datelines),
        urgency=some(st.integers(1, 9)),
        subjects=tuple(
            some(st.lists(st.builds(Subject, texts, st.none() | texts | st.just("medtop:20000210")), max_size=3)) or ()
        ),
        places=tuple(some(st.lists(texts, max_size=2)) or ()),
        keywords=tuple(some(st.lists(texts, max_size=3)) or ()),
        first_created=some(_whens),
        version_created=some(_whens),
        published=some(_whens),
        embargoed=some(_moments),
        expires=some(_moments),
        body_html=body,
        body_text=(to_text(body) or None) if body else some(texts),
        pictures=tuple(some(st.lists(_pictures, max_size=2)) or ()),
        related=tuple(some(st.lists(_relateds, max_size=2)) or ()),
        url=some(_addresses),
        extra=some(st.dictionaries(texts, _json, max_size=2)) or {},
        **{name: some(texts) for name in _TEXT_FIELDS},
    )


_TEXT_FIELDS = (
    "headline slugline byline editor_initials source credit genre usage_terms copyright editorial_note summary".split()
)


@st.composite
def damaged(draw: st.DrawFn, originals: list[bytes]) -> bytes:
    """One of the originals with bytes cut out, doubled, swapped, overwritten or put in."""
    data = bytearray(draw(st.sampled_from(originals)))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.sampled_from([0, 1, 2, 8, 60, 400])))
        piece = draw(
            st.sampled_from(
                [b"", b"<", b">", b"&", b"\x00", b"\x01\x02\x03\x04", b"\xff", b"\n\n", b'"', b"{", b"9" * 30]
            )
        )
        data[start:end] = draw(st.sampled_from([piece, bytes(data[start:end]) * 2, bytes(data[start:end])[::-1]]))
    return bytes(data)


def read_or_refused(parse: Callable[[bytes, Hint], list[NewsItem]], data: bytes) -> list[NewsItem]:
    """What `parse` makes of `data`; every item it gives can be written as UTF-8 JSON."""
    try:
        found = parse(data, Hint())
    except FormatError as refusal:
        if not str(refusal):
            raise AssertionError("a refusal without a reason") from None
        return []
    for each in found:
        assert each.guid.strip()
        str(each.to_json()).encode()
        NewsItem.from_json(each.to_json())
    return found


def same(item: NewsItem, back: NewsItem) -> None:
    """Assert that `back` is `item`, but for the name of the format and its warnings."""
    back = replace(back, format=item.format, warnings=item.warnings)
    assert back.to_json() == item.to_json()
    assert back == item
