from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from redaksi.desk import actions
from redaksi.desk.models import Spike, Take
from redaksi.formats.item import ItemPicture, Related
from redaksi.newsroom.models import User
from redaksi.stories.models import Story
from redaksi.wire.ingest import get_source, ingest_bytes
from redaksi.wire.models import RawFile, WireItem
from tests.desk.conftest import wire_item

pytestmark = pytest.mark.django_db
Login = Callable[[str], tuple[Client, User]]


def test_the_list_shows_what_waits_and_the_tab_what_was_spiked(login: Login) -> None:
    client, user = login("editor")
    waiting, spiked = wire_item(1), wire_item(2)
    actions.spike(spiked, user)
    inbox = client.get(reverse("desk_inbox")).content.decode()
    assert waiting.headline in inbox
    assert spiked.headline not in inbox
    assert spiked.headline in client.get(reverse("desk_spiked")).content.decode()


def test_an_item_shows_body_notes_leads_and_pictures_without_fetching_anything(login: Login) -> None:
    client, _ = login("reporter")
    item = wire_item(
        body_html='<p>Isi <script>alert(1)</script>aman.</p><p><img src="https://luar.example/x.gif" alt="Kapal"></p>',
        editorial_note="Tahan sampai pukul 15",
        related=(Related("Berita lain dari pengirim"),),
        pictures=(ItemPicture("https://luar.example/foto.jpg", "Dermaga"),),
    )
    page = client.get(reverse("desk_item", args=[item.pk])).content.decode()
    assert "Tahan sampai pukul 15" in page
    assert "Berita lain dari pengirim" in page
    assert "<img" not in page
    assert "alert(1)" not in page


def test_the_pane_is_only_the_inside_of_the_page(login: Login) -> None:
    client, _ = login("reporter")
    url = reverse("desk_item", args=[wire_item().pk])
    assert "<html" not in client.get(url, headers={"X-Desk-Pane": "1"}).content.decode()
    assert "<html" in client.get(url).content.decode()


def test_taking_opens_the_draft_and_taking_again_opens_the_same(login: Login) -> None:
    client, _ = login("reporter")
    url = reverse("desk_take", args=[wire_item().pk])
    first, second = client.post(url), client.post(url)
    assert first.url == second.url == reverse("wagtailsnippets_stories_story:edit", args=[Story.objects.get().pk])
    assert client.get(first.url).status_code == 200


def test_a_later_version_asks_and_either_answer_works(login: Login) -> None:
    client, user = login("editor")
    story = actions.take(wire_item(version="1"), user)
    later = wire_item(version="2", headline="Versi kedua")
    asked = client.post(reverse("desk_take", args=[later.pk]))
    assert asked.url == reverse("desk_item_again", args=[later.pk])
    assert str(story) in client.get(asked.url).content.decode()
    client.post(asked.url)
    assert Take.objects.filter(story=story, wire_item=later).exists()
    client.post(reverse("desk_take", args=[later.pk]), {"baru": "1"})
    assert Story.objects.count() == 2


def test_a_killed_item_says_so_and_makes_no_draft(login: Login) -> None:
    client, _ = login("redaktur")
    item = wire_item(status="canceled")
    answer = client.post(reverse("desk_take", args=[item.pk]), follow=True)
    assert "membatalkan" in answer.content.decode()
    assert not Story.objects.exists()


def test_spike_and_restore_answer_the_keyboard_with_words(login: Login) -> None:
    client, _ = login("editor")
    item = wire_item()
    answer = client.post(reverse("desk_spike", args=[item.pk]), headers={"X-Desk-Pane": "1"})
    assert "dibuang" in answer.content.decode()
    assert Spike.objects.exists()
    client.post(reverse("desk_restore", args=[item.pk]))
    assert not Spike.objects.exists()


@pytest.mark.parametrize("name", ["desk_take", "desk_spike", "desk_restore"])
def test_acts_are_not_done_by_following_a_link(login: Login, name: str) -> None:
    client, _ = login("redaktur")
    assert client.get(reverse(name, args=[wire_item().pk])).status_code == 405
    assert not Story.objects.exists()
    assert not Spike.objects.exists()


def test_acts_want_the_token_of_our_own_page(login: Login) -> None:
    _, user = login("redaktur")
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(user)
    for name in ("desk_take", "desk_spike"):
        assert strict.post(reverse(name, args=[wire_item().pk])).status_code == 403
    assert strict.post(reverse("desk_paste"), {"teks": "Judul\n\nIsi."}).status_code == 403


@pytest.mark.parametrize("sent", ["urgensi=x", "sumber=99", "tanggal=kemarin", "sesudah=%00", "kata=" + "a" * 200])
def test_filters_without_sense_still_give_a_list(login: Login, sent: str) -> None:
    client, _ = login("reporter")
    assert client.get(f"{reverse('desk_inbox')}?{sent}").status_code == 200


def test_what_cannot_be_read_waits_with_its_reason_and_can_be_read_again(login: Login) -> None:
    client, _ = login("editor")
    raw = ingest_bytes(b"\x00\x01\x02", source=get_source("Kantor Rusak"), name="rusak.bin", now=timezone.now()).raw
    assert raw.state == RawFile.State.QUARANTINED
    page = client.get(reverse("desk_quarantine")).content.decode()
    assert "rusak.bin" in page
    answer = client.post(reverse("desk_reparse", args=[raw.pk]), follow=True)
    assert "0 dari 1" in answer.content.decode()
    assert client.post(reverse("desk_reparse_all")).status_code == 302


def test_a_delivery_whose_bytes_are_gone_says_so_and_stays(login: Login) -> None:
    client, _ = login("editor")
    raw = RawFile.objects.create(
        sha256="f" * 64, size=1, source=get_source("X"), received_at=timezone.now(), state=RawFile.State.QUARANTINED
    )
    assert client.post(reverse("desk_reparse", args=[raw.pk])).status_code == 302
    raw.refresh_from_db()
    assert raw.state == RawFile.State.QUARANTINED


def test_a_reporter_neither_spikes_nor_reads_again(login: Login) -> None:
    client, _ = login("reporter")
    item = wire_item()
    client.post(reverse("desk_spike", args=[item.pk]))
    client.post(reverse("desk_reparse_all"))
    assert not Spike.objects.exists()


def test_a_row_of_an_event_opens_to_its_takes_and_is_spiked_as_one(login: Login) -> None:
    client, _user = login("editor")
    one, two = wire_item(1, source="Satu"), wire_item(2, source="Dua")
    WireItem.objects.update(event=one.pk)
    WireItem.objects.filter(pk=two.pk).update(event_reason={"with": one.pk, "score": 0.4, "shared": ["kapal"]})
    page = client.get(reverse("desk_inbox")).content.decode()
    assert page.count("data-desk-row ") == 1
    assert "2 kiriman tentang peristiwa ini" in page
    assert "40% mirip kiriman Satu: kapal" in page
    spike = f"{reverse('desk_spike', args=[two.pk])}?peristiwa=1"
    assert spike in page
    assert client.post(spike, headers={"X-Desk-Pane": "1"}).content.decode().startswith("2 kiriman")
    assert "data-desk-row " not in client.get(reverse("desk_inbox")).content.decode()
    client.post(f"{reverse('desk_restore', args=[two.pk])}?peristiwa=1")
    assert client.get(reverse("desk_inbox")).content.decode().count("data-desk-row ") == 1


def test_terms_that_forbid_use_stand_in_the_row(login: Login) -> None:
    client, _user = login("reporter")
    item = wire_item()
    WireItem.objects.filter(pk=item.pk).update(
        rights=[{"flag": "online-excluded"}, {"flag": "not-in", "value": "MY"}, {"flag": "mandatory-credit"}]
    )
    page = client.get(reverse("desk_inbox")).content.decode()
    assert "bukan untuk daring" in page
    assert "tidak di wilayah ini (MY)" in page
    assert "kredit" not in page[page.index("data-desk-row ") :]
