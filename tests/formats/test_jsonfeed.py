"""JSON Feed: entries of every completeness in, one lossless entry out."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from referencing import Registry, Resource

from redaksi.formats import jsonfeed
from redaksi.formats.item import FormatError, ItemPicture
from tests.formats.kit import EDITORIAL, damaged, fixture, fixtures, fuzzed, items, read_or_refused, round_trips, same


def test_an_entry_is_read_into_every_field():
    item = jsonfeed.parse(fixture("jsonfeed/umpan.json"))[0]
    assert (item.guid, item.url) == ("https://lembah.example/1", "https://lembah.example/1")
    assert (item.headline, item.summary, item.language) == ("Panen bawang mundur", "Hujan terlambat.", "id")
    assert (item.byline, item.source) == ("Tuti Lestari, Budi Santosa", "Kabar Lembah")
    assert item.keywords == ("bawang", "panen")
    assert str(item.published) == "2026-11-20 09:05:00+07:00"
    assert str(item.version_created) == "2026-11-20 10:30:00+07:00"
    assert item.pictures == (ItemPicture("https://lembah.example/b.jpg"), ItemPicture("https://lembah.example/c.jpg"))


def test_content_is_sanitised_with_absolute_links():
    item = jsonfeed.parse(fixture("jsonfeed/umpan.json"))[0]
    assert item.body_html == '<p>Petani <b>menunda</b> panen. <a href="https://lembah.example/latar">Latar</a></p>' or (
        item.body_html
        == '<p>Petani <strong>menunda</strong> panen. <a href="https://lembah.example/latar">Latar</a></p>'
    )


def test_members_of_others_are_kept_and_never_shown():
    item = jsonfeed.parse(fixture("jsonfeed/umpan.json"))[0]
    assert item.extra["_meja"] == {"catatan": "RAHASIA-MEJA"}
    assert item.extra["feed"] == {"description": "Kabar dari lembah"}
    assert EDITORIAL not in f"{item.body_html}{item.body_text}"


def test_version_1_0_numbers_as_ids_and_plain_text_are_read():
    item = jsonfeed.parse(fixture("jsonfeed/umpan.json").replace(b"version/1.1", b"version/1"))[1]
    assert (item.guid, item.byline, item.body_html) == ("7", "Redaksi", "<p>Satu &amp; dua.</p><p>Tiga.</p>")
    assert "date_published: the time has no zone; Asia/Jakarta was assumed" in item.warnings


def test_an_entry_without_id_or_content_is_still_an_item():
    item = jsonfeed.parse(fixture("jsonfeed/umpan.json"))[2]
    assert (item.guid, item.body_html) == ("https://lembah.example/3", None)
    assert "the entry has no content" in item.warnings


def test_a_refused_entry_is_told_of_on_the_others():
    for item in jsonfeed.parse(fixture("jsonfeed/umpan.json")):
        assert "another entry of the feed was refused: an entry that is no object" in item.warnings


def test_an_empty_feed_gives_no_item():
    assert jsonfeed.parse(b'{"version": "https://jsonfeed.org/version/1.1", "title": "x", "items": []}') == []


def test_a_feed_is_known_by_its_version_wherever_it_stands():
    assert jsonfeed.looks_like(b'{"items": [], "version": "https:\\/\\/jsonfeed.org\\/version\\/1"}')
    assert not jsonfeed.looks_like(b'{"uri": "x", "headline": "y"}')
    assert not jsonfeed.looks_like(b"version")


@pytest.mark.parametrize(
    "data", [b"{}", b"[]", b'{"items": 1}', b"{", b'{"items": [1]}', b'{"items": [{}]}', b"[" * 5000]
)
def test_what_is_no_feed_is_refused(data):
    with pytest.raises(FormatError):
        jsonfeed.parse(data)


def test_a_damaged_extension_is_a_warning_and_not_a_loss():
    feed = json.loads(jsonfeed.write(replace(jsonfeed.parse(fixture("jsonfeed/umpan.json"))[0], urgency=3)))
    feed["items"][0]["_redaksi"] = {"urgency": "tinggi"}
    (item,) = jsonfeed.parse(json.dumps(feed).encode())
    assert item.headline == "Panen bawang mundur"
    assert "the extension with further fields is damaged and was not read" in item.warnings


def test_our_writing_uses_the_standards_own_members():
    item = replace(jsonfeed.parse(fixture("jsonfeed/umpan.json"))[0], byline="Tuti Lestari", extra={})
    item = replace(item, pictures=item.pictures[:1])
    feed = json.loads(jsonfeed.write(item))
    (entry,) = feed["items"]
    assert (feed["version"], feed["title"]) == ("https://jsonfeed.org/version/1.1", "Kabar Lembah")
    assert entry["authors"] == [{"name": "Tuti Lestari"}]
    assert entry["date_published"] == "2026-11-20T09:05:00+07:00"
    assert "_redaksi" not in entry


@given(items())
@round_trips
def test_every_item_comes_back_as_it_was_written(item):
    same(item, jsonfeed.parse(jsonfeed.write(item))[0])


@cache
def schema_validator(folder):
    older, schema = (json.loads((folder / name).read_text()) for name in ("feed-1.json", "feed.json"))
    names = ("https://json.schemastore.org/feed-1", "https://json.schemastore.org/feed-1.json")
    registry = Registry().with_resources([(name, Resource.from_contents(older)) for name in names])
    return jsonschema.validators.validator_for(schema)(schema, registry=registry)


@given(item=items())
@round_trips
def test_everything_we_write_is_valid(shared_dir, item):
    schema_validator(shared_dir / "schemas/json-feed").validate(json.loads(jsonfeed.write(item)))


@given(damaged(fixtures("jsonfeed")))
@fuzzed
def test_damaged_feeds_are_read_or_refused(data):
    read_or_refused(jsonfeed.parse, data)


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    "items id url title content_html content_text authors name tags image attachments _redaksi".split()
                ),
                inner,
                max_size=5,
            )
        ),
        max_leaves=20,
    )
)
@fuzzed
def test_any_json_is_read_or_refused(value):
    read_or_refused(
        jsonfeed.parse, json.dumps({"items": [value, {"id": "1", "_redaksi": value, "title": value}]}).encode()
    )


def test_the_real_sample_gives_what_its_sender_meant(shared_dir):
    data = (shared_dir / "wire-samples/json-feed/simple.json").read_bytes()
    assert jsonfeed.looks_like(data)
    second, first = jsonfeed.parse(data)
    assert (second.guid, second.language, second.source) == ("2", "fr", "My Example Feed")
    assert str(second.version_created) == "2010-02-07 14:04:00-05:00"
    assert (first.guid, first.body_text) == ("1", "Hello, world!")
    assert first.extra["feed"]["_blue_shed"]["copyright"] == "1948 by George Orwell"
