"""Agencies that nobody has seen: the same item written otherwise says the same, and less of it is still read."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from lxml import etree

from redaksi.formats import FormatError, Hint, read
from redaksi.formats.xml import parse_xml
from tests.formats.kit import EDITORIAL, fixture
from tests.formats.samples import seen

XML = {
    "newsml-g2": ("newsml_g2/berita.xml", "newsml_g2/pesan.xml", "newsml_g2/rencana.xml"),
    "newsml-1.2": ("newsml_12/foto.xml", "newsml_12/banyak.xml"),
    "nitf": ("nitf/berita.xml", "nitf/bernama.xml"),
    "rss": ("rss/kanal.xml", "rss/atom.xml"),
}
JSON = {
    "ninjs": ("ninjs/1.6-package.json", "ninjs/2.1-text.json", "ninjs/3.1-correction.json", "ninjs/superdesk.json"),
    "jsonfeed": ("jsonfeed/umpan.json",),
}
OTHER = {
    "iptc7901": ("iptc7901/kilat.txt", "iptc7901/rangkaian.txt"),
    "anpa1312": ("anpa1312/feature.txt", "anpa1312/tabel.txt"),
    "email": ("rfc822/siaran.eml", "rfc822/polos.eml"),
    "webpage": ("webpage/lengkap.html", "webpage/sederhana.html"),
}
ALL = [(name, path) for table in (XML, JSON, OTHER) for name, paths in table.items() for path in paths]
XML_FILES = [(name, path) for name, paths in XML.items() for path in paths]
JSON_FILES = [(name, path) for name, paths in JSON.items() for path in paths]


def told(name: str, data: bytes) -> list[dict[str, Any]]:
    """What reading says, without its warnings."""
    items = [seen(each) for each in read(data, Hint(format=name))]
    return [{key: value for key, value in each.items() if key != "warnings"} for each in items]


def unix(data: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n")


def windows(data: bytes) -> bytes:
    return unix(data).replace(b"\n", b"\r\n")


@pytest.mark.parametrize(("name", "path"), ALL)
@pytest.mark.parametrize("change", [unix, windows])
def test_line_ends_do_not_matter(name: str, path: str, change: Callable[[bytes], bytes]) -> None:
    data = fixture(path)
    assert told(name, change(data)) == told(name, data)


@pytest.mark.parametrize(("name", "path"), [each for each in ALL if each[0] not in ("iptc7901", "anpa1312", "email")])
def test_a_byte_order_mark_and_another_encoding_do_not_matter(name: str, path: str) -> None:
    data = fixture(path)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    assert told(name, b"\xef\xbb\xbf" + text.encode()) == told(name, data)
    assert told(name, text.encode("utf-16")) == told(name, data)


@pytest.mark.parametrize(("name", "path"), XML_FILES)
def test_a_charset_that_is_lied_about_does_not_matter(name: str, path: str) -> None:
    data = re.sub(rb"^\s*<\?xml[^>]*\?>", b"", fixture(path))
    for charset in (b"iso-8859-1", b"us-ascii", b"no-such-charset"):
        assert told(name, b'<?xml version="1.0" encoding="' + charset + b'"?>' + data) == told(name, fixture(path))


@pytest.mark.parametrize(("name", "path"), [each for each in XML_FILES if each[0] != "rss"])
def test_a_namespace_that_is_missing_or_has_a_prefix_does_not_matter(name: str, path: str) -> None:
    data = fixture(path)
    plain = re.sub(rb"""\sxmlns=("[^"]*"|'[^']*')""", b"", data)
    assert told(name, plain) == told(name, data)
    if b"<?xml" in plain and b"<![CDATA[" not in plain and b":" not in re.sub(rb'"[^"]*"|>[^<]*<', b"", plain):
        prefixed = re.sub(rb"<(/?)([A-Za-z])", rb"<\1q:\2", re.sub(rb"<!DOCTYPE[^>]*>", b"", plain))
        root = re.search(rb"<q:[\w.-]+", prefixed)
        assert root is not None
        declared = prefixed.replace(root[0], root[0] + b' xmlns:q="urn:x"', 1)
        assert told(name, declared) == told(name, data)
        assert told(name, prefixed) == told(name, data)


def test_the_order_of_a_newsml_g2_items_metadata_does_not_matter() -> None:
    data = fixture("newsml_g2/berita.xml")
    root = etree.fromstring(data)
    for meta in (*root.iter("{*}itemMeta"), *root.iter("{*}contentMeta"), root):
        meta[:] = sorted(meta, key=lambda each: str(each.tag), reverse=True)
    assert told("newsml-g2", etree.tostring(root)) == told("newsml-g2", data)


@pytest.mark.parametrize(("name", "path"), XML_FILES)
def test_elements_of_strangers_change_nothing_and_enter_no_text(name: str, path: str) -> None:
    root = parse_xml(fixture(path)).root
    before = told(name, etree.tostring(root))
    for parent in [root, *root.iter("{*}itemMeta", "{*}docdata", "{*}NewsManagement", "{*}item", "{*}entry")]:
        stranger = etree.SubElement(parent, "{urn:asing}baru", kode="7")
        stranger.text = "RAHASIA-ASING"
    assert told(name, etree.tostring(root)) == before


@pytest.mark.parametrize(("name", "path"), XML_FILES)
def test_any_element_and_any_attribute_may_be_missing(name: str, path: str) -> None:
    for data in _less(fixture(path)):
        _read_or_refused(name, data)


def _less(data: bytes) -> Iterator[bytes]:
    whole = parse_xml(data).root
    for at in range(1, len(list(whole.iter("*")))):
        root = etree.fromstring(etree.tostring(whole))
        element = list(root.iter("*"))[at]
        for name in list(element.attrib):
            value = element.attrib.pop(name)
            yield etree.tostring(root)
            element.set(name, "")
            yield etree.tostring(root)
            element.set(name, value)
        above = element.getparent()
        if above is not None:
            above.remove(element)
            yield etree.tostring(root)


@pytest.mark.parametrize(("name", "path"), JSON_FILES)
def test_the_order_of_members_and_members_of_strangers_do_not_matter(name: str, path: str) -> None:
    value = json.loads(fixture(path))
    turned = json.dumps({**dict(reversed(list(value.items()))), "_asing": {"kode": 7}}).encode()
    assert told(name, turned) == told(name, fixture(path))


@pytest.mark.parametrize(("name", "path"), JSON_FILES)
def test_any_member_may_be_missing_or_of_another_type(name: str, path: str) -> None:
    value = json.loads(fixture(path))
    for key in value:
        _read_or_refused(name, json.dumps({other: each for other, each in value.items() if other != key}).encode())
        for odd in (None, True, 0, -1.5, "", "x", [], [None], ["x"], {}, {"x": None}, [[{}]], "9" * 400):
            _read_or_refused(name, json.dumps(value | {key: odd}).encode())


@pytest.mark.parametrize(("name", "path"), [(name, path) for name, paths in OTHER.items() for path in paths])
def test_any_line_may_be_missing(name: str, path: str) -> None:
    lines = fixture(path).splitlines(keepends=True)
    for at in range(len(lines)):
        _read_or_refused(name, b"".join(lines[:at] + lines[at + 1 :]))
        _read_or_refused(name, b"".join(lines[:at]))


@pytest.mark.parametrize("path", OTHER["webpage"])
def test_tags_in_capitals_are_the_same_tags(path: str) -> None:
    data = re.sub(rb"<(/?)([a-z][a-z0-9]*)", lambda tag: b"<" + tag[1] + tag[2].upper(), fixture(path))
    assert told("webpage", data) == told("webpage", fixture(path))


def _read_or_refused(name: str, data: bytes) -> None:
    try:
        items = read(data, Hint(format=name))
    except FormatError as refusal:
        if not str(refusal):
            raise AssertionError("a refusal without a reason") from None
        return
    for item in items:
        assert item.guid.strip()
        assert EDITORIAL not in f"{item.headline}{item.summary}" or item.kind == "planning"
