"""One door for bytes of any format: the head decides, a refusal has a reason, nothing else is raised."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.formats import MAX_BYTES, READERS, FormatError, Hint, NewsItem, read, sniff_format
from tests.formats import kit

FEED = b"<rss version='2.0'><channel><title>Kanal</title><item><title>Satu</title><guid>1</guid></item></channel></rss>"


def test_every_format_has_the_shape_of_a_reader_and_a_name_of_its_own():
    assert len({reader.NAME for reader in READERS}) == len(READERS)
    assert all(callable(reader.looks_like) and callable(reader.parse) for reader in READERS)


def test_page_text_which_takes_anything_is_asked_last():
    assert READERS[-1].NAME == "pagetext"


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"\xef\xbb\xbf \n<?xml version='1.0'?><!-- a --><rss version='2.0'>", "rss"),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'>", "rss"),
        (b'  {"uri": "urn:x:1"}', "ninjs"),
        (b'{"version": "https://jsonfeed.org/version/1.1", "title": "x", "items": []}', "jsonfeed"),
        (b"Judul Berita\nJakarta - Isi berita.", "pagetext"),
        (b"[Kilat] Presiden membuka rapat.", "pagetext"),
        ("Judul".encode("utf-16"), "pagetext"),
    ],
)
def test_the_head_decides_the_format(head, name):
    assert name == sniff_format(head).NAME


def test_a_hint_of_the_format_skips_sniffing():
    with pytest.raises(FormatError, match="no feed"):
        read(b"Judul Berita", Hint(format="rss"))
    with pytest.raises(FormatError, match=r"no format is called 'teleks'; there are: .*rss"):
        read(FEED, Hint(format="teleks"))


@pytest.mark.parametrize("nothing", [b"", b" \r\n\t", b"\x00\x00\x00"])
def test_nothing_is_refused_as_empty(nothing):
    with pytest.raises(FormatError, match="empty"):
        read(nothing)


def test_more_than_the_limit_is_refused_and_the_limit_is_the_callers():
    with pytest.raises(FormatError, match="too large"):
        read(b"a" * (MAX_BYTES + 1))
    with pytest.raises(FormatError, match="too large"):
        read(FEED, max_bytes=20)
    assert read(FEED)[0].guid == "1"


def test_foreign_mark_up_is_no_page_text():
    with pytest.raises(FormatError, match="no news format"):
        read(b"<svg xmlns='http://www.w3.org/2000/svg'><text>Sebuah kalimat yang utuh ada di sini.</text></svg>")


def test_packed_bytes_are_refused_and_not_shown_as_text():
    with pytest.raises(FormatError):
        read(gzip.compress(FEED * 50))


def test_a_bomb_of_brackets_is_refused():
    with pytest.raises(FormatError):
        read(b'{"a":' * 100_000)


@kit.fuzzed
@given(st.binary(max_size=400) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_arbitrary_bytes_give_items_or_a_reason(data):
    kit.read_or_refused(lambda each, hint: read(each, hint), data)


@kit.fuzzed
@given(st.sampled_from([reader.NAME for reader in READERS]), st.binary(max_size=200))
def test_bytes_of_another_format_give_items_or_a_reason(name, data):
    kit.read_or_refused(lambda each, _: read(each, Hint(format=name)), data)


def test_the_package_hands_out_the_model():
    assert isinstance(read(FEED)[0], NewsItem)


@pytest.mark.parametrize(
    ("head", "what"),
    [
        (b"\xff\xd8\xff\xe0\x00\x10JFIF<rdf:RDF ", "a picture"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"PK\x03\x04\x14\x00", "a packed file"),
        (b"%PDF-1.7\n", "a document to be opened in its program"),
        (b"\x00\x00\x00\x18ftypmp42", "sound or film"),
    ],
)
def test_what_is_no_text_is_refused_by_its_name(head, what):
    with pytest.raises(FormatError, match=f"no news format but {what}"):
        read(head + b"\x00" * 64)


@pytest.mark.parametrize(
    ("document", "system"),
    [
        (b'{"db": [{"meta": {}, "data": {"posts": []}}]}', "an export of Ghost"),
        (b'{"id": 7, "title": {"rendered": "J"}, "content": {"rendered": "x"}, "slug": "j"}', "WordPress"),
    ],
)
def test_exports_of_other_systems_are_refused_by_their_name(document, system):
    with pytest.raises(FormatError, match=system):
        read(document)
