"""What a rule watches is told on every screen until one has seen it; then it is an item like others."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from redaksi.desk import actions
from redaksi.desk.watch import SHOWN, WITHIN
from redaksi.newsroom.models import User
from redaksi.wire.models import WireItem
from tests.desk.conftest import staff, wire_item

pytestmark = pytest.mark.django_db
Login = Callable[[str], tuple[Client, User]]


def watched(number: int, **values: object) -> WireItem:
    item = wire_item(number, **values)
    WireItem.objects.filter(pk=item.pk).update(watched=True, received_at=timezone.now())
    return item


def bar(client: Client) -> str:
    return client.get(reverse("desk_alarm_bar")).content.decode()


def test_a_watched_item_is_told_everywhere_until_it_is_seen(login: Login) -> None:
    client, _user = login("reporter")
    assert "data-desk-watched" not in bar(client)
    item = watched(1, headline="Harga Beras Naik")
    wire_item(2)
    assert "Harga Beras Naik" in bar(client)
    page = client.get("/desk/naskah/").content.decode()
    assert f'data-desk-watched="{item.pk}"' in page
    answer = client.post(reverse("desk_watch_seen"), {"sampai": item.pk})
    assert answer.url == f"{reverse('desk_inbox')}?tanda=pantau"
    assert "data-desk-watched" not in bar(client)
    listed = client.get(answer.url).content.decode()
    assert listed.count("data-desk-row ") == 1
    assert "Harga Beras Naik" in listed
    later = watched(3, headline="Harga Cabai Naik")
    assert f'data-desk-watched="{later.pk}"' in bar(client)
    other, _user = login("editor")
    assert bar(other).count("data-desk-watched") == 2, "each session sees for itself"


def test_what_was_taken_or_is_old_is_not_told(login: Login) -> None:
    client, _user = login("reporter")
    actions.take(watched(1), staff("reporter"))
    old = watched(2)
    WireItem.objects.filter(pk=old.pk).update(received_at=timezone.now() - WITHIN - timedelta(minutes=1))
    assert "data-desk-watched" not in bar(client)


def test_the_bar_stays_short(login: Login) -> None:
    client, _user = login("reporter")
    for number in range(SHOWN + 2):
        watched(number)
    assert bar(client).count("data-desk-watched") == SHOWN


@pytest.mark.parametrize("sent", ["", "x", "-1", "9" * 40])
def test_a_number_without_sense_changes_nothing(login: Login, sent: str) -> None:
    client, _user = login("reporter")
    watched(1)
    client.post(reverse("desk_watch_seen"), {"sampai": sent})
    assert "data-desk-watched" in bar(client)


def test_items_with_priority_are_marked_and_found(login: Login) -> None:
    client, _user = login("reporter")
    first, _second = wire_item(1), wire_item(2)
    WireItem.objects.filter(pk=first.pk).update(priority=2)
    page = client.get(f"{reverse('desk_inbox')}?tanda=prioritas").content.decode()
    assert page.count("data-desk-row ") == 1
    assert "prioritas tertinggi" in page
