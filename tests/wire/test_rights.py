"""Usage terms become machine flags, with the words they were read from; nothing is invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.formats.item import NewsItem
from redaksi.wire.rights import FLAGS, as_rows, flags_of


def flags(terms, of_source=(), **values):
    found = flags_of(NewsItem(guid="urn:x:1", format="ninjs", usage_terms=terms, **values), of_source)
    return {(each.flag, each.value) for each in found}


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        ("No archive.", {("no-archive", "")}),
        ("NO SALES NO ARCHIVES", {("no-archive", ""), ("no-resale", "")}),
        ("Not for archival use", {("no-archive", "")}),
        ("Bukan untuk arsip", {("no-archive", "")}),
        ("Online excluded", {("online-excluded", "")}),
        ("Not for online use", {("online-excluded", "")}),
        ("Bukan untuk media daring", {("online-excluded", "")}),
        ("Dilarang untuk media sosial", {("no-social", "")}),
        ("For editorial use only. Editorial use only", {("editorial-only", "")}),
        ("MANDATORY CREDIT: KBC", {("mandatory-credit", "")}),
        ("Wajib mencantumkan KBC", {("mandatory-credit", "")}),
        ("Not for use in Malaysia and Singapore", {("not-in", "MY"), ("not-in", "SG")}),
        ("AUSTRALIA OUT", {("not-in", "AU")}),
        ("UK, Germany out", {("not-in", "GB"), ("not-in", "DE")}),
        ("Bukan untuk disiarkan di Malaysia atau Brunei", {("not-in", "MY"), ("not-in", "BN"), ("no-publication", "")}),
        ("For use in Indonesia only", {("only-in", "ID")}),
        ("Hanya untuk wilayah Indonesia", {("only-in", "ID")}),
        ("Bukan untuk disiarkan", {("no-publication", "")}),
        ("Single use", {("one-time-use", "")}),
        ("No cropping, no text and data mining", {("no-changes", ""), ("no-data-mining", "")}),
        ("Bebas dipakai oleh pelanggan.", set()),
        ("Free for use by subscribers", set()),
        (None, set()),
    ],
)
def test_terms_in_english_and_indonesian_become_flags(terms, expected):
    assert flags(terms) == expected


def test_what_holds_for_the_source_holds_for_each_item():
    assert flags("No archive", ["no-archive", "not-in:my"]) == {("no-archive", ""), ("not-in", "MY")}


def test_a_note_to_editors_counts_and_the_body_does_not():
    assert flags(None, editorial_note="Not for online use") == {("online-excluded", "")}
    assert flags(None, body_text="Not for online use") == set()


def test_each_flag_says_the_words_it_was_read_from():
    rows = as_rows(flags_of(NewsItem(guid="u", format="ninjs", usage_terms="Bukan untuk media daring, ya")))
    assert rows == [{"flag": "online-excluded", "because": "Bukan untuk media daring"}]


@given(st.text(max_size=400))
def test_any_terms_give_known_flags_and_never_fail(terms):
    assert {flag for flag, _ in flags(terms)} <= set(FLAGS)
