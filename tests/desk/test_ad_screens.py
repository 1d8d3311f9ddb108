"""Wagtail's screens for advertisements."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from redaksi.desk.ad_screens import make_picture
from redaksi.discovery.advertising import add
from redaksi.newsroom.models import User
from redaksi.stories.models import AdSlot
from redaksi.stories.pictures import ADVERTISEMENT
from tests.factories import make_picture as picture_row

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:.*SpooledTemporaryFile")]
Login = Callable[[str], tuple[Client, User]]


@pytest.fixture(autouse=True)
def no_sizes_of_other_tests() -> None:
    """Wagtail remembers which sizes of a picture there are."""
    cache.clear()


def test_the_list_says_what_became_of_each(login: Login) -> None:
    client, _ = login("redaktur")
    ad = AdSlot.objects.create(name="Bank", place="front", text="Menabung", url="https://bank.example/")
    add("views", {ad.pk: 1234}, timezone.localdate())
    page = client.get(reverse("iklan:index")).content.decode()
    assert "1234" in page
    assert "/desk/angka-iklan/" in page
    assert "tayang" in page


def test_an_advertisers_picture_is_written_and_its_size_is_made(login: Login) -> None:
    client, _ = login("redaktur")
    picture = picture_row(size=(1200, 800))
    sent = {
        "name": "Bank",
        "kind": "picture",
        "place": "story-body",
        "section": "",
        "starts_at": "2026-11-19 10:00",
        "ends_at": "",
        "text": "",
        "picture": picture.pk,
        "alt": "Bank Uji",
        "url": "https://bank.example/",
        "size": "",
        "code": "",
    }
    assert client.post(reverse("iklan:add"), {**sent, "alt": ""}).status_code == 200
    assert not AdSlot.objects.exists()
    assert client.post(reverse("iklan:add"), sent).status_code == 302
    assert AdSlot.objects.get().alt == "Bank Uji"
    assert picture.renditions.filter(filter_spec=ADVERTISEMENT).exists()


def test_a_picture_that_cannot_be_read_is_no_crash() -> None:
    picture = picture_row()
    ad = AdSlot(picture=picture)
    Path(picture.file.path).write_bytes(b"rusak")
    assert make_picture(ad) is False
    assert make_picture(AdSlot()) is False
