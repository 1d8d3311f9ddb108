"""Rules applied to what waits, on a screen: looked at first, then confirmed, followed while it works, undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from redaksi.desk import reroute_views, rerouting
from redaksi.desk.models import Rerouting
from redaksi.newsroom.models import User
from redaksi.wire.models import RoutingRule, WireItem
from tests.desk.conftest import wire_item
from tests.factories import make_section

pytestmark = pytest.mark.django_db
Login = Callable[[str], tuple[Client, User]]
START = "desk_reroute"


@pytest.fixture
def items() -> list[WireItem]:
    """Two items that came in before there was a rule; it catches the first."""
    made = [wire_item(1, headline="Harga Beras Naik di Kolaka"), wire_item(2)]
    WireItem.objects.update(received_at=timezone.now() - timedelta(hours=1))
    make_section("Ekonomi")
    RoutingRule.objects.create(name="Pangan", conditions={"words": ["harga beras"]}, section="ekonomi", watch=True)
    return made


def act(client: Client, run: Rerouting, name: str) -> str:
    answer = client.post(reverse("desk_reroute_act", args=[run.pk, name]), follow=True)
    return str(answer.content.decode())


def check(client: Client, days: int = 7) -> tuple[Rerouting, str]:
    page = client.post(reverse(START), {"hari": days}, follow=True).content.decode()
    return Rerouting.objects.latest("pk"), page


def test_what_would_change_is_shown_with_the_reason_and_then_applied_and_undone(
    login: Login, items: list[WireItem]
) -> None:
    client, _user = login("redaktur-pelaksana")
    assert reverse(START) in client.get(reverse("desk_rules")).content.decode()
    run, page = check(client)
    assert "1 dari 2 kiriman yang menunggu akan berubah" in page
    assert "menunggu persetujuan" in client.get(reverse(START)).content.decode()
    assert reverse("desk_item", args=[items[0].pk]) in page
    assert reverse("desk_item", args=[items[1].pk]) not in page
    for said in ("<del>tidak ada</del>", "<ins>Ekonomi</ins>", "Mulai dipantau", "Pangan", "kata: harga beras"):
        assert said in page, said
    assert not WireItem.objects.exclude(section="").exists()
    page = act(client, run, "terapkan")
    assert "1 kiriman diarahkan ulang" in page
    assert WireItem.objects.get(section="ekonomi").pk == items[0].pk
    assert "data-desk-watched" in client.get(reverse("desk_alarm_bar")).content.decode()
    page = act(client, run, "urungkan")
    assert "Diurungkan: 1 kiriman kembali seperti semula." in page
    assert not WireItem.objects.exclude(section="").exists()
    assert "diurungkan" in client.get(reverse(START)).content.decode()


def test_where_nothing_changes_the_screen_says_so_and_offers_nothing(login: Login, items: list[WireItem]) -> None:
    client, _user = login("redaktur-pelaksana")
    RoutingRule.objects.all().delete()
    run, page = check(client)
    assert "Tidak ada yang berubah." in page
    assert "menunggu persetujuan" not in client.get(reverse(START)).content.decode()
    assert reverse("desk_reroute_act", args=[run.pk, "terapkan"]) not in page
    assert "tidak ada lagi yang dapat diterapkan" in act(client, run, "terapkan").lower()
    WireItem.objects.update(received_at=timezone.now() - timedelta(days=2))
    _run, page = check(client, 1)
    assert "Tidak ada kiriman dari 1 hari terakhir yang menunggu" in page


def test_a_check_that_is_cancelled_or_outdated_changes_nothing(login: Login, items: list[WireItem]) -> None:
    client, _user = login("redaktur-pelaksana")
    run, _page = check(client)
    assert "Tidak ada yang diubah." in act(client, run, "batal")
    assert "Pemeriksaan ini dibatalkan." in client.get(reverse("desk_reroute_run", args=[run.pk])).content.decode()
    run, _page = check(client)
    RoutingRule.objects.update(section="")
    page = act(client, run, "terapkan")
    assert "Aturan sudah berubah sejak diperiksa" in page
    assert not WireItem.objects.exclude(section="").exists()


def test_long_work_shows_how_far_it_is_and_goes_on_when_it_stands_still(
    login: Login, items: list[WireItem], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rerouting, "BATCH", 1)
    monkeypatch.setattr(reroute_views, "PATIENCE", -1.0)
    client, _user = login("redaktur-pelaksana")
    run, page = check(client)
    assert "1 dari 2 kiriman yang menunggu sudah diperiksa" in page
    assert 'role="status"' in page
    assert 'hx-trigger="every 2s"' in page
    assert "Lanjutkan" not in page
    address = reverse("desk_reroute_run", args=[run.pk])
    part = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<progress" in part
    assert "<html" not in part
    Rerouting.objects.update(moved_at=timezone.now() - timedelta(minutes=1))
    assert "Lanjutkan" in client.get(address).content.decode()
    monkeypatch.setattr(reroute_views, "PATIENCE", 30.0)
    assert "1 dari 2 kiriman yang menunggu akan berubah" in act(client, run, "lanjut")
    assert client.get(address, headers={"HX-Request": "true"})["HX-Refresh"] == "true"


def test_a_long_list_comes_in_pages(login: Login, items: list[WireItem], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reroute_views, "LISTED", 1)
    client, _user = login("redaktur-pelaksana")
    RoutingRule.objects.update(conditions={})
    run, page = check(client)
    shown = [reverse("desk_item", args=[item.pk]) for item in items]
    assert [each in page for each in shown].count(True) == 1
    older = run.items.order_by("pk").first()
    assert f"?sesudah={older.pk}#daftar" in page
    following = client.get(f"{reverse('desk_reroute_run', args=[run.pk])}?sesudah={older.pk}").content.decode()
    assert {each in page for each in shown} == {True, False} == {each in following for each in shown}
    assert [each in page for each in shown] != [each in following for each in shown]


def test_only_the_last_application_offers_to_be_undone(login: Login, items: list[WireItem]) -> None:
    client, _user = login("redaktur-pelaksana")
    first, _page = check(client)
    act(client, first, "terapkan")
    RoutingRule.objects.update(priority=1)
    second, _page = check(client)
    act(client, second, "terapkan")
    page = client.get(reverse("desk_reroute_run", args=[first.pk])).content.decode()
    assert "hanya penerapan yang terakhir dapat diurungkan" in page
    assert reverse("desk_reroute_act", args=[first.pk, "urungkan"]) not in page
    assert (
        reverse("desk_reroute_act", args=[second.pk, "urungkan"])
        in client.get(reverse("desk_reroute_run", args=[second.pk])).content.decode()
    )


@pytest.mark.parametrize("days", ["", "0", "99999", "x"])
def test_a_range_without_sense_comes_back_as_a_form(login: Login, days: str) -> None:
    client, _user = login("redaktur-pelaksana")
    assert client.post(reverse(START), {"hari": days}).status_code == 422
    assert not Rerouting.objects.exists()


@pytest.mark.parametrize("role", ["reporter", "redaktur"])
def test_others_neither_see_nor_do_it(login: Login, items: list[WireItem], role: str) -> None:
    chief, _user = login("redaktur-pelaksana")
    run, _page = check(chief)
    client, _user = login(role)
    assert reverse(START) not in client.get(reverse("desk_rules")).content.decode()
    assert client.get(reverse(START)).url == "/desk/"
    assert client.post(reverse(START), {"hari": 7}).url == "/desk/"
    assert client.get(reverse("desk_reroute_run", args=[run.pk])).url == "/desk/"
    assert client.post(reverse("desk_reroute_act", args=[run.pk, "terapkan"])).url == "/desk/"
    assert not WireItem.objects.exclude(section="").exists()


def test_an_act_nobody_knows_is_not_found_and_reading_does_nothing(login: Login, items: list[WireItem]) -> None:
    client, _user = login("redaktur-pelaksana")
    run, _page = check(client)
    assert client.post(reverse("desk_reroute_act", args=[run.pk, "hapus"])).status_code == 404
    assert client.get(reverse("desk_reroute_act", args=[run.pk, "terapkan"])).status_code == 405


def test_a_saved_rule_offers_to_be_applied_to_what_waits(login: Login) -> None:
    client, _user = login("redaktur-pelaksana")
    page = client.post(
        reverse("desk_rule_add"), {"name": "A", "watch": "on", "active": "on", "priority": "0"}, follow=True
    ).content.decode()
    message = page[page.index("Aturan “A”") :][:1500]
    assert reverse(START) in message
