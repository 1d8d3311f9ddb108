"""Routing of what is here already: where it stands, where the rules want it, what differs, and writing it."""

from __future__ import annotations

import pytest

from redaksi.wire.models import RoutingRule, WireItem
from redaksi.wire.rerouting import differing, due, fingerprint, put, standing
from redaksi.wire.routing import Rule
from redaksi.wire.storing import active_rules
from tests.desk.conftest import wire_item

pytestmark = pytest.mark.django_db
BERAS = Rule.from_json("Beras", {"words": ["beras"]}, section="ekonomi", priority=1, topic="pangan", watch=True)


def test_what_rules_would_say_now_is_compared_and_written() -> None:
    row = wire_item(1, headline="Harga Beras Naik")
    before, after = standing(row), due(row, [BERAS])
    assert differing(before, after) == ("section", "priority", "topic", "watched", "routed")
    assert after["routed"] == [{"rule": "Beras", "because": ["words: beras"]}]
    assert put([(row, after)]) == 1
    row = WireItem.objects.get(pk=row.pk)
    assert (row.section, row.priority, row.topic, row.watched) == ("ekonomi", 1, "pangan", True)
    assert differing(standing(row), due(row, [BERAS])) == (), "a second time nothing differs"


def test_without_a_rule_the_usual_rubric_of_the_source_comes_back() -> None:
    row = wire_item(1, headline="Harga Beras Naik")
    put([(row, due(row, [BERAS]))])
    row.source.default_section = "umum"
    assert due(row, [])["section"] == "umum"
    assert not due(row, [])["watched"]


def test_an_item_of_another_shape_stays_where_it_is() -> None:
    row = wire_item(1)
    row.document = {"bentuk": "lain"}
    assert due(row, [BERAS]) == standing(row)


def test_the_fingerprint_follows_order_conditions_and_effects() -> None:
    one, two = (RoutingRule.objects.create(name=name, order=n, watch=True) for n, name in enumerate(("A", "B")))
    first = fingerprint(active_rules())
    assert fingerprint(active_rules()) == first
    RoutingRule.objects.filter(pk=one.pk).update(order=9)
    moved = fingerprint(active_rules())
    RoutingRule.objects.filter(pk=two.pk).update(conditions={"words": ["beras"]})
    changed = fingerprint(active_rules())
    RoutingRule.objects.filter(pk=two.pk).update(active=False)
    assert len({first, moved, changed, fingerprint(active_rules())}) == 4
