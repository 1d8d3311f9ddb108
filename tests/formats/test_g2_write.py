"""Single elements of the NewsML-G2 that we write."""

from __future__ import annotations

import pytest
from lxml import etree

from redaksi.formats.g2_write import document
from redaksi.formats.item import NewsItem, Subject


def written(**fields) -> etree._Element:
    return etree.fromstring(document(NewsItem("1", "x", **fields), {}))


@pytest.mark.parametrize(
    ("code", "attribute"),
    [("medtop:20000210", "qcode"), ("https://a.example/x", "uri"), ("bukan kode", None), (None, None)],
)
def test_a_subjects_code_is_a_qcode_or_a_uri_or_carried(code, attribute):
    subject = written(subjects=(Subject("tani", code),)).find(".//{*}subject")
    assert list(subject.attrib) == ([attribute] if attribute else [])
    assert subject.findtext("{*}name") == "tani"


def test_a_version_that_is_no_number_is_written_as_one():
    assert written(version="1.4").get("version") == "1"


def test_an_item_without_time_is_dated_1970():
    assert written().findtext("{*}itemMeta/{*}versionCreated") == "1970-01-01T00:00:00+00:00"


def test_what_is_left_stands_in_our_own_namespace():
    root = etree.fromstring(document(NewsItem("1", "x"), {"headline": "é <"}))
    assert root.findtext(".//{urn:x-redaksi:item}newsItemRest") == '{"headline": "\\u00e9 <"}'
