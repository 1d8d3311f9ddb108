"""Rules on a screen: made, tried before they are saved, moved, switched and deleted, each by who may."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from redaksi.newsroom.models import User
from redaksi.wire.models import RoutingRule, WireItem
from tests.desk.conftest import wire_item
from tests.factories import make_section

pytestmark = pytest.mark.django_db
Login = Callable[[str], tuple[Client, User]]
ADD = {"name": "Harga beras", "active": "on", "words": "harga beras", "section": "ekonomi", "priority": "0"}


def test_an_empty_list_says_what_happens_without_rules(login: Login) -> None:
    client, _user = login("redaktur-pelaksana")
    page = client.get(reverse("desk_rules")).content.decode()
    assert "Belum ada aturan" in page
    assert reverse("desk_rule_add") in page


def test_a_rule_is_tried_before_it_is_saved_and_says_why(login: Login) -> None:
    client, _user = login("redaktur-pelaksana")
    make_section("Ekonomi")
    item = wire_item(1, headline="Harga Beras Naik di Kolaka")
    wire_item(2)
    page = client.post(reverse("desk_rule_add"), {**ADD, "uji": "1"}).content.decode()
    assert "1 dari 500 kiriman terbaru akan terjaring" in page
    assert reverse("desk_item", args=[item.pk]) in page
    assert "kata: harga beras" in page
    assert not RoutingRule.objects.exists()
    assert client.post(reverse("desk_rule_add"), ADD).url == reverse("desk_rules")
    assert RoutingRule.objects.get().conditions == {"words": ["harga beras"]}
    listed = client.get(f"{reverse('desk_rules')}?uji=1").content.decode()
    assert "1 dari 2 kiriman terbaru akan terjaring" in listed
    assert "rubrik Ekonomi" in listed
    assert not WireItem.objects.exclude(section="").exists(), "a try changes nothing"


def test_a_saved_rule_catches_what_comes_in_and_the_item_says_so(login: Login) -> None:
    client, _user = login("redaktur-pelaksana")
    make_section("Ekonomi")
    client.post(reverse("desk_rule_add"), {**ADD, "watch": "on"})
    item = wire_item(1, headline="Harga Beras Naik di Kolaka")
    assert (item.section, item.watched) == ("ekonomi", True)
    page = client.get(reverse("desk_item", args=[item.pk])).content.decode()
    assert "Terjaring aturan “Harga beras”" in page
    assert "kata: harga beras" in page


def test_rules_are_changed_moved_switched_and_deleted(login: Login) -> None:
    client, _user = login("redaktur-pelaksana")
    one, two = (RoutingRule.objects.create(name=name, watch=True, order=order) for order, name in enumerate(("A", "B")))
    client.post(reverse("desk_rule_move", args=[two.pk]), {"ke": "atas"})
    assert list(RoutingRule.objects.values_list("name", flat=True)) == ["B", "A"]
    client.post(reverse("desk_rule_switch", args=[one.pk]))
    assert not RoutingRule.objects.get(pk=one.pk).active
    assert "mati" in client.get(reverse("desk_rules")).content.decode()
    client.post(reverse("desk_rule", args=[one.pk]), {"name": "A2", "stop": "on", "priority": "1"})
    changed = RoutingRule.objects.get(pk=one.pk)
    assert (changed.name, changed.stop, changed.watch, changed.priority) == ("A2", True, False, 1)
    assert "Hapus aturan “A2”?" in client.get(reverse("desk_rule_delete", args=[one.pk])).content.decode()
    assert RoutingRule.objects.filter(pk=one.pk).exists()
    client.post(reverse("desk_rule_delete", args=[one.pk]))
    assert not RoutingRule.objects.filter(pk=one.pk).exists()


def test_a_form_with_mistakes_comes_back_with_them(login: Login) -> None:
    client, _user = login("redaktur-pelaksana")
    answer = client.post(reverse("desk_rule_add"), {"name": "Kosong", "words": "beras"})
    assert answer.status_code == 422
    assert "tidak mengubah apa-apa" in answer.content.decode()


@pytest.mark.parametrize("name", ["desk_rule", "desk_rule_move", "desk_rule_switch", "desk_rule_delete"])
def test_others_see_the_rules_and_change_none(login: Login, name: str) -> None:
    rule = RoutingRule.objects.create(name="A", watch=True)
    client, _user = login("redaktur")
    page = client.get(reverse("desk_rules")).content.decode()
    assert "A" in page
    assert reverse("desk_rule", args=[rule.pk]) not in page
    assert client.post(reverse(name, args=[rule.pk]), {"name": "B", "watch": "on"}).url == "/desk/"
    assert client.get(reverse("desk_rule_add")).url == "/desk/"
    assert RoutingRule.objects.filter(name="A", active=True).exists()


def test_items_of_another_shape_are_passed_over_by_a_try(login: Login) -> None:
    client, _user = login("redaktur-pelaksana")
    RoutingRule.objects.create(name="A", watch=True)
    wire_item(1)
    WireItem.objects.update(document={"bentuk": "lain"})
    assert client.get(f"{reverse('desk_rules')}?uji=1").status_code == 200
