"""What a standard has no place for, carried in our own extension."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.formats import carry
from redaksi.formats.item import Dateline, ItemPicture, NewsItem
from tests.formats.kit import items, round_trips


@given(items(), items())
@round_trips
def test_the_difference_between_two_items_turns_one_into_the_other(item, back):
    rest = carry.from_json(json.loads(carry.to_text(carry.difference(item, back))))
    rest.pop("guid", None)
    made = replace(back, **rest)
    assert replace(made, guid=item.guid, format=item.format) == item


def test_equal_items_need_no_extension():
    item = NewsItem("1", "x", headline="Judul")
    assert carry.difference(item, replace(item, format="y", warnings=("z",))) == {}


def test_absent_fields_are_said_to_be_absent():
    rest = carry.difference(NewsItem("1", "x"), NewsItem("1", "x", headline="Judul", keywords=("a",)))
    assert rest == {"headline": None, "keywords": None}
    assert carry.from_json(rest) == {"headline": None, "keywords": ()}


def test_html_of_a_stranger_is_sanitised_and_controls_are_dropped():
    rest = {"body_html": "<p>x</p><script>y</script>", "headline": "a\x00b", "extra": {"k\x00": ["\ud800z"]}}
    assert carry.from_json(rest) == {"body_html": "<p>x</p>", "headline": "ab", "extra": {"k": ["z"]}}


def test_unknown_names_are_left_out():
    assert carry.from_json({"format": "x", "warnings": ["y"], "__class__": "z"}) == {}


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        '{"urgency": 12}',
        '{"urgency": true}',
        '{"status": "ready"}',
        '{"kind": ["text"]}',
        '{"headline": 1}',
        '{"expires": "2026-11-20T10:00:00"}',
        '{"published": "kemarin"}',
        '{"pictures": [{}]}',
        '{"pictures": [{"href": "a", "width": "b"}]}',
        '{"related": {"a": 1}}',
        '{"extra": []}',
        "[" * 100_000,
    ],
    ids=lambda text: text[:30],
)
def test_a_damaged_extension_is_told_of(text):
    assert carry.from_text(text) == ({}, "the extension with further fields is damaged and was not read")


@given(
    st.dictionaries(
        st.sampled_from("headline dateline pictures related extra subjects urgency published".split()),
        st.recursive(
            st.none() | st.integers() | st.text(max_size=5),
            lambda inner: (
                st.lists(inner, max_size=2)
                | st.dictionaries(st.sampled_from(["href", "name", "headline", "city"]), inner, max_size=2)
            ),
            max_leaves=5,
        ),
    )
)
@round_trips
def test_any_json_is_read_or_told_of(value):
    rest, _ = carry.from_text(json.dumps(value))
    str(NewsItem("1", "x", **rest).to_json()).encode()


def test_every_field_has_its_type_again():
    rest = carry.from_json(
        {"dateline": {"city": "Muara"}, "pictures": [{"href": "a", "width": 3}], "published": "2026-11-20"}
    )
    assert rest["dateline"] == Dateline("Muara")
    assert rest["pictures"] == (ItemPicture("a", width=3),)
    assert str(rest["published"]) == "2026-11-20"
