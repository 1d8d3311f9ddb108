"""What changed between two versions is shown by words, with what stands around the text."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from redaksi.desk.comparison import compare
from redaksi.wire.models import WireItem
from tests.desk.conftest import wire_item

pytestmark = pytest.mark.django_db


def test_words_headline_and_facts_that_changed_are_told() -> None:
    old = wire_item(1, version="1", urgency=4, body_html="<p>Sebanyak 12 warga mengungsi.</p><p>Air surut.</p>")
    new = wire_item(
        1,
        version="2",
        urgency=2,
        headline="Kapal Perintis Nomor 1 Batal Berlayar",
        body_html="<p>Sebanyak 21 warga mengungsi.</p><p>Air surut.</p>",
        embargoed=datetime(2026, 11, 20, 1, 0, tzinfo=UTC),
    )
    told = compare(old, new)
    assert told.is_changed
    assert [(change.kind, change.text) for change in told.headline if change.kind != "same"] == [
        ("gone", "Kembali"),
        ("new", "Batal"),
    ]
    assert [(passage.same, len(passage.paragraphs)) for passage in told.passages] == [(False, 1), (True, 1)]
    assert ("gone", "12") in [(change.kind, change.text) for change in told.passages[0].paragraphs[0]]
    assert {(fact.old, fact.new) for fact in told.facts} >= {(4, 2)}
    assert len(told.facts) == 2


def test_versions_that_say_the_same_are_told_to_be_so() -> None:
    item = wire_item(1)
    assert not compare(item, item).is_changed


def test_what_cannot_be_read_any_more_is_not_compared() -> None:
    item = wire_item(1)
    broken = WireItem(version="2", document={"unknown": 1})
    assert compare(item, broken).unreadable
