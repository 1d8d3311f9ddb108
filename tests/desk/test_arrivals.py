"""An open inbox learns what came since: the new rows and what they replace, or nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from redaksi.desk import inbox
from redaksi.newsroom.models import User
from redaksi.wire.models import WireItem
from tests.desk.conftest import wire_item

pytestmark = pytest.mark.django_db
Login = Callable[[str], tuple[Client, User]]


def since(client: Client, key: object, **asked: str) -> object:
    return client.get(reverse("desk_arrivals"), {"sejak": key, **asked})


def test_only_rows_that_came_since_are_given_with_their_number_in_words(login: Login) -> None:
    client, _ = login("reporter")
    wire_item(1, headline="Yang Lama")
    page = client.get(reverse("desk_inbox")).content.decode()
    mark = inbox.mark()
    assert f'data-mark="{mark}"' in page
    assert since(client, mark).status_code == 204
    wire_item(2, headline="Baru Pertama")
    wire_item(3, headline="Baru Kedua")
    answer = since(client, mark)
    text = answer.content.decode()
    assert "Baru Pertama" in text
    assert "Baru Kedua" in text
    assert "Yang Lama" not in text
    assert 'data-said="2 kiriman baru"' in text
    assert answer["X-Desk-Mark"] == str(inbox.mark())
    assert "no-store" in answer["Cache-Control"]


def test_the_row_of_an_older_version_is_named_so_that_it_goes(login: Login) -> None:
    client, _ = login("reporter")
    first = wire_item(1, version="1", headline="Versi Satu")
    mark = inbox.mark()
    wire_item(1, version="2", headline="Versi Dua")
    assert f'data-gone="{first.pk}"' in since(client, mark).content.decode()


def test_another_take_of_an_event_replaces_the_row_of_the_event(login: Login) -> None:
    client, _ = login("reporter")
    first = wire_item(1, headline="Gempa di Laut")
    WireItem.objects.filter(pk=first.pk).update(event=first.pk)
    mark = inbox.mark()
    second = wire_item(2, source="Agensi Lain", headline="Gempa Kuat di Laut")
    WireItem.objects.filter(pk=second.pk).update(event=first.pk)
    text = since(client, mark).content.decode()
    assert "Gempa Kuat di Laut" in text
    assert f'data-gone="{first.pk}"' in text


def test_the_filters_of_the_list_hold_for_what_comes(login: Login) -> None:
    client, _ = login("reporter")
    mark = inbox.mark()
    item = wire_item(2, headline="Harga Beras Turun")
    assert since(client, mark, kata="beras").status_code == 200
    other = since(client, mark, kata="gempa")
    assert other.status_code == 204
    # What was looked through once is not looked through again.
    assert other["X-Desk-Mark"] == str(item.pk)


@pytest.mark.parametrize("key", ["", "x", "-1", "²", "9" * 30])
def test_a_key_without_sense_brings_nothing(login: Login, key: str) -> None:
    client, _ = login("reporter")
    wire_item()
    assert since(client, key).status_code == 204


def test_an_open_page_costs_one_question_while_nothing_comes(login: Login, django_assert_max_num_queries) -> None:
    client, _ = login("reporter")
    wire_item()
    with django_assert_max_num_queries(8):
        assert since(client, inbox.mark()).status_code == 204


def test_nobody_without_the_act_learns_of_items(login: Login) -> None:
    wire_item(headline="Rahasia")
    admin, _ = login("admin")
    assert "Rahasia" not in admin.get(reverse("desk_arrivals"), {"sejak": "0"}, follow=True).content.decode()
    stranger = Client().get(reverse("desk_arrivals"), headers={"X-Requested-With": "XMLHttpRequest"})
    assert stranger.status_code == 403


def test_pages_behind_the_first_and_other_tabs_do_not_watch(login: Login) -> None:
    client, _ = login("editor")
    assert "data-desk-arrivals" in client.get(reverse("desk_inbox")).content.decode()
    assert "data-desk-arrivals" not in client.get(f"{reverse('desk_inbox')}?sesudah=1_1").content.decode()
    assert "data-desk-arrivals" not in client.get(reverse("desk_spiked")).content.decode()
