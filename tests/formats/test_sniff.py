"""The first bytes tell a format without being parsed, whatever they are."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.formats import sniff
from tests.formats import kit


@pytest.mark.parametrize(
    ("data", "root"),
    [
        (b"<rss>", "rss"),
        (b"\n\n  <?xml version='1.0'?>\n<?pi a?><!-- <x> -->\n<a:feed xmlns:a='b'>", "feed"),
        (b"<!DOCTYPE nitf SYSTEM 'nitf.dtd' [<!ENTITY a '>'> ]>\n<nitf/>", "nitf"),
        (b"<!DOCTYPE html><HTML lang=id>", "HTML"),
        ("<rss>".encode("utf-16"), "rss"),
        (b"\xef\xbb\xbf<rss >", "rss"),
        (b"Judul <b>tebal</b>", None),
        (b"<!-- tak selesai", None),
        (b"<3 cinta", None),
        (b"", None),
    ],
)
def test_the_root_element_is_found_behind_what_may_precede_it(data, root):
    assert sniff.xml_root(data) == root


def test_a_byte_order_mark_names_the_encoding():
    assert sniff.bom("a".encode("utf-8-sig")) == ("utf-8", 3)
    assert sniff.bom("a".encode("utf-32")) == ("utf-32-le", 4)
    assert sniff.bom("a".encode("utf-16")) == ("utf-16-le", 2)
    assert sniff.bom(b"abc") is None


def test_json_and_html_show_in_their_first_character_or_tag():
    assert sniff.is_json(b"\n {")
    assert sniff.is_json(b"[1]")
    assert not sniff.is_json(b'"a"')
    assert sniff.is_html(b"<!doctype HTML>")
    assert sniff.is_html(b"<div class=a>")
    assert sniff.is_html(b"<html>")
    assert not sniff.is_html(b"<rss>")
    assert not sniff.is_html(b"Judul")


def test_header_fields_are_two_lines_with_names():
    assert sniff.is_headers(b"From: a@b.example\r\nSubject: x\r\n\r\n")
    assert sniff.is_headers(b"Received: from a\r\n by b\r\n")
    assert not sniff.is_headers(b"Judul berita hari ini\nisi: x")
    assert not sniff.is_headers(b"From: a")


def test_control_bytes_are_looked_for_at_the_start_only():
    assert sniff.has_control(b"\x16\x16\x01a", b"\x01\x16")
    assert not sniff.has_control(b"a" * 64 + b"\x01", b"\x01\x16")


@kit.fuzzed
@given(st.binary(max_size=200) | st.text("<!-[]>?xml \n'", max_size=60).map(str.encode))
def test_looking_never_raises(data):
    sniff.xml_root(data), sniff.is_json(data), sniff.is_html(data), sniff.is_headers(data), sniff.bom(data)


@pytest.mark.parametrize("piece", [b"<!", b"<!DOCTYPE [", b"<?", b"<!--", b" ", b"<a:", b"]", b"a:"])
def test_looking_at_a_large_head_takes_no_time(piece):
    data = piece * (10_000_000 // len(piece))
    start = time.process_time()
    sniff.xml_root(data), sniff.is_html(data), sniff.is_headers(data)
    assert time.process_time() - start < 2
