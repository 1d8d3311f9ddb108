from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from redaksi.newsroom.models import User
from redaksi.wire.models import Source
from tests.desk.conftest import wire_item

pytestmark = pytest.mark.django_db
Login = Callable[[str], tuple[Client, User]]


def test_what_was_saved_is_seen_on_the_page_of_the_source(login: Login) -> None:
    client, _ = login("pemimpin-redaksi")
    source = Source.objects.create(name="Kabar", slug="kabar", kind="hand")
    sent = {"name": "Kabar Baru", "slug": "kabar", "kind": "hand", "interval": "300", "zone": "UTC", "active": "on"}
    answer = client.post(reverse("sumber:edit", args=[source.pk]), sent)
    assert answer["Location"] == reverse("sumber:health", args=[source.pk])
    assert Source.objects.get().name == "Kabar Baru"


def test_a_source_whose_deliveries_are_kept_is_not_deleted_and_an_empty_one_is(login: Login) -> None:
    client, _ = login("pemimpin-redaksi")
    source, empty = wire_item().source, Source.objects.create(name="Kosong", slug="kosong")
    page = client.post(reverse("sumber:delete", args=[source.pk]), follow=True).content.decode()
    assert "tidak dapat dihapus" in page
    client.post(reverse("sumber:delete", args=[empty.pk]))
    assert list(Source.objects.all()) == [source]


def test_the_settings_menu_shows_sources_to_who_sets_them_up_only(login: Login) -> None:
    for role, shown in (("pemimpin-redaksi", True), ("admin", True), ("redaktur", False)):
        assert ("/desk/sumber/" in login(role)[0].get("/desk/").content.decode()) is shown


def test_no_other_role_edits_or_deletes(login: Login) -> None:
    source = Source.objects.create(name="Kabar", slug="kabar")
    client, _ = login("redaktur-pelaksana")
    for name in ("sumber:edit", "sumber:delete"):
        client.post(reverse(name, args=[source.pk]), {"name": "Lain"})
    assert Source.objects.get().name == "Kabar"
