from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from redaksi.desk.templatetags.desk_words import ago
from redaksi.newsroom.models import User
from redaksi.wire.models import FetchRecord, Source, SourceHealth
from redaksi.wire.tokens import is_token_of
from tests.desk.conftest import wire_item

pytestmark = pytest.mark.django_db
Login = Callable[[str], tuple[Client, User]]
LIVE = {"HX-Request": "true"}


@pytest.fixture
def source() -> Source:
    return Source.objects.create(name="Kabar Uji", slug="kabar-uji", kind="http", url="https://kabar.example/rss")


def test_whoever_takes_copy_sees_the_list_and_only_who_may_adds_to_it(login: Login, source: Source) -> None:
    for role, adds in (("reporter", False), ("redaktur", False), ("pemimpin-redaksi", True), ("admin", True)):
        page = login(role)[0].get(reverse("sumber:index")).content.decode()
        assert "Kabar Uji" in page
        assert ("Tambah sumber" in page) is adds


def test_an_empty_list_says_what_a_source_is(login: Login) -> None:
    assert "Belum ada sumber" in login("pemimpin-redaksi")[0].get(reverse("sumber:index")).content.decode()


def test_nobody_sees_a_source_without_entering(source: Source) -> None:
    for name in ("sumber:health", "sumber:token"):
        assert "login" in Client().get(reverse(name, args=[source.pk]))["Location"]
    # A page that looks again by itself must get no login form into its middle.
    asked = Client().get(reverse("sumber:health", args=[source.pk]), headers={"X-Requested-With": "XMLHttpRequest"})
    assert asked.status_code == 403


def test_a_page_that_looks_again_gets_only_what_has_changed(login: Login, source: Source) -> None:
    client, _ = login("editor")
    url = reverse("sumber:health", args=[source.pk])
    first = client.get(f"{url}?sejak=0", headers=LIVE)
    assert "<html" not in first.content.decode()
    same = client.get(f"{url}?sejak=0", headers={**LIVE, "X-Desk-Look": first["X-Desk-Look"]})
    assert (same.status_code, same.content) == (204, b"")
    wire_item(source="Kabar Uji", headline="Baru Saja Tiba")
    fresh = client.get(f"{url}?sejak=0", headers={**LIVE, "X-Desk-Look": first["X-Desk-Look"]})
    assert "Baru Saja Tiba" in fresh.content.decode()
    assert "1 kiriman baru sejak halaman ini dibuka" in fresh.content.decode()


def test_how_long_ago_is_said_by_the_minute_so_that_a_page_seldom_changes() -> None:
    now = timezone.now()
    with translation.override("id"):
        said = [ago(now - timedelta(seconds=seconds)) for seconds in (0, 59, -30, 61, 3600)]
    assert said == ["baru saja", "baru saja", "sebentar lagi", "1\xa0menit yang lalu", "1\xa0jam yang lalu"]


def test_who_sets_sources_up_without_reading_copy_sees_no_headline(login: Login) -> None:
    item = wire_item(headline="Rahasia Dapur Redaksi")
    page = login("admin")[0].get(reverse("sumber:health", args=[item.source_id])).content.decode()
    assert "Rahasia Dapur" not in page
    assert "Peran ini tidak membacanya" in page


def test_a_try_leads_to_a_page_that_waits_for_the_answer_and_shows_it(login: Login, source: Source) -> None:
    client, _ = login("editor")
    answer = client.post(reverse("sumber:try", args=[source.pk]), {"sejak": "0"})
    assert "Sedang ditanya" in client.get(answer["Location"]).content.decode()
    now = timezone.now()
    FetchRecord.objects.create(source=source, at=now, outcome="failed", reason="kabar.example: too slow", took_ms=7)
    page = client.get(answer["Location"]).content.decode()
    assert "Sudah dicoba:" in page
    assert "terlalu lambat" in page


def test_a_try_that_no_worker_answers_says_so(login: Login, source: Source) -> None:
    client, _ = login("editor")
    stamp = int((timezone.now() - timedelta(seconds=40)).timestamp() * 1_000_000)
    page = client.get(f"{reverse('sumber:health', args=[source.pk])}?coba={stamp}").content.decode()
    assert "pekerja latar redaksi tidak berjalan" in page


@pytest.mark.parametrize("asked", ["coba=x&sejak=y", "coba=99999999999999999999", "sejak=" + "9" * 40, "coba=²"])
def test_an_address_without_sense_still_gives_the_page(login: Login, source: Source, asked: str) -> None:
    client, _ = login("reporter")
    assert client.get(f"{reverse('sumber:health', args=[source.pk])}?{asked}").status_code == 200


def test_pause_and_resume_by_the_buttons(login: Login, source: Source) -> None:
    client, _ = login("pemimpin-redaksi")
    page = client.post(reverse("sumber:act", args=[source.pk, "jeda"]), follow=True).content.decode()
    assert "dijeda" in page
    assert "Coba sekarang" not in page
    client.post(reverse("sumber:act", args=[source.pk, "lanjut"]))
    source.refresh_from_db()
    assert source.active
    assert client.post(reverse("sumber:act", args=[source.pk, "hapus"])).status_code == 404


def test_acts_are_refused_to_roles_without_them_and_to_links(login: Login, source: Source) -> None:
    client, _ = login("redaktur")
    assert client.get(reverse("sumber:act", args=[source.pk, "jeda"])).status_code == 405
    client.post(reverse("sumber:act", args=[source.pk, "jeda"]))
    client.post(reverse("sumber:token", args=[source.pk]))
    login("reporter")[0].post(reverse("sumber:try", args=[source.pk]))
    source.refresh_from_db()
    assert source.active
    assert source.token_digest == ""
    assert not SourceHealth.objects.exists()


def test_a_token_is_asked_for_first_shown_once_and_never_kept_by_a_cache(login: Login, source: Source) -> None:
    client, _ = login("pemimpin-redaksi")
    url = reverse("sumber:token", args=[source.pk])
    assert client.get(url).status_code == 200
    source.refresh_from_db()
    assert source.token_digest == ""
    answer = client.post(url)
    token = answer.context["token"]
    source.refresh_from_db()
    assert is_token_of(source, token)
    assert f"/api/v1/wire/{source.slug}" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    again = client.get(url).content.decode()
    assert token not in again
    assert "langsung berakhir" in again
