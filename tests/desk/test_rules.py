"""Acts on routing rules: kept in order, and every one of them logged."""

from __future__ import annotations

import pytest
from wagtail.models import ModelLogEntry

from redaksi.desk import rules
from redaksi.wire.models import RoutingRule
from tests.desk.conftest import staff

pytestmark = pytest.mark.django_db


def order() -> list[str]:
    return list(RoutingRule.objects.values_list("name", flat=True))


def test_new_rules_stand_last_and_move_by_one_place() -> None:
    user = staff("redaktur-pelaksana")
    first, second, third = (rules.save(RoutingRule(name=name, watch=True), user) for name in ("Satu", "Dua", "Tiga"))
    assert order() == ["Satu", "Dua", "Tiga"]
    rules.move(third, -1, user)
    assert order() == ["Satu", "Tiga", "Dua"]
    rules.move(first, 1, user)
    assert order() == ["Tiga", "Satu", "Dua"]
    rules.move(second, 1, user)
    rules.move(third, -1, user)
    assert order() == ["Tiga", "Satu", "Dua"], "at either end nothing happens"


def test_rules_of_one_order_still_move() -> None:
    user = staff("redaktur-pelaksana")
    rows = [RoutingRule.objects.create(name=name) for name in ("Satu", "Dua")]
    rules.move(rows[1], -1, user)
    assert order() == ["Dua", "Satu"]


def test_every_act_is_in_the_log() -> None:
    user = staff("redaktur-pelaksana")
    rule = rules.save(RoutingRule(name="Harga", conditions={"words": ["beras"]}, section="ekonomi"), user)
    rule.active = False
    rules.save(rule, user)
    rules.delete(rule, user)
    assert not RoutingRule.objects.exists()
    entries = ModelLogEntry.objects.filter(user=user).order_by("timestamp", "id")
    assert [entry.action for entry in entries] == ["wagtail.create", "wagtail.edit", "wagtail.delete"]
    assert entries[0].data["conditions"] == {"words": ["beras"]}
    assert entries[1].data["active"] is False
