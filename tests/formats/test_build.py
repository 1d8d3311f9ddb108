"""XML out."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from redaksi.formats.build import address, child, child_if, language_tag, pixels, serialised, timestamp, xhtml
from redaksi.formats.html import sanitise
from tests.formats.kit import fuzzed


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (datetime(2026, 11, 20, 10, tzinfo=UTC), "2026-11-20T10:00:00+00:00"),
        (datetime(2026, 11, 20, 10, tzinfo=timezone(timedelta(hours=7))), "2026-11-20T10:00:00+07:00"),
        (
            datetime(2026, 11, 20, 7, 7, 12, tzinfo=timezone(timedelta(hours=7, minutes=7, seconds=12))),
            "2026-11-20T00:00:00+00:00",
        ),
        (date(2026, 11, 20), "2026-11-20T00:00:00Z"),
    ],
)
def test_timestamps_have_an_offset_that_schemas_accept(value, text):
    assert timestamp(value) == text


@pytest.mark.parametrize("good", ["https://a.example/b?c=d&e=%20#f", "urn:newsml:a:1", "foto/a.jpg", "cid:1@a"])
def test_addresses_that_schemas_accept_pass(good):
    assert address(good) == good


@pytest.mark.parametrize("bad", ["https://a b", "http://[", "%zz", "a|b", "http://a:b:c/", "", None])
def test_other_addresses_are_not_written(bad):
    assert address(bad) is None


def test_language_tags_and_sizes_are_written_when_valid():
    assert (language_tag("id"), language_tag("en-US"), language_tag("bahasa indonesia")) == ("id", "en-US", None)
    assert (pixels(0), pixels(-1), pixels(None)) == ("0", None, None)


def test_elements_take_the_parents_namespace_and_hold_one_line():
    root = etree.Element("{urn:x}a")
    child(root, "b", " satu\n dua\x00 ", {"c": "d\x01", "e": None})
    child_if(root, "f", "  ")
    assert serialised(root).endswith(b'<ns0:a xmlns:ns0="urn:x"><ns0:b c="d">satu dua</ns0:b></ns0:a>')


@given(st.text(max_size=80))
@fuzzed
def test_any_sanitised_body_is_well_formed_xhtml(text):
    assert etree.tostring(xhtml(sanitise(f"<p>{text}</p>")))
