from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from redaksi.desk.paste_views import LONGEST
from redaksi.newsroom.models import User
from redaksi.stories.models import Story
from redaksi.wire.models import WireItem

pytestmark = pytest.mark.django_db
Login = Callable[[str], tuple[Client, User]]

PAGE = """Nelayan Tual Kembali Melaut
Logo Kabar

Nelayan Tual Kembali Melaut

Kamis, 19 November 2026 | 17:30 WIB
Oleh : Sandani Wijaya / SWJ

Tual, Kabar.example- Nelayan di Tual kembali melaut setelah cuaca membaik pada Rabu (18/11/2026).

Harga ikan di pasar turun seperlima, kata kepala pasar.

Sumber: Kabar.example

BAGIKAN

BERITA LAINNYA

Kapal Perintis Kembali Berlayar

Rute kepulauan dibuka lagi.

EKONOMI | 19 November 2026
"""


def test_a_pasted_page_becomes_an_item_and_then_a_clean_draft(login: Login) -> None:
    client, _ = login("reporter")
    answer = client.post(reverse("desk_paste"), {"teks": PAGE})
    item = WireItem.objects.get()
    assert answer.url == reverse("desk_item", args=[item.pk])
    assert "Kapal Perintis Kembali Berlayar" in client.get(answer.url).content.decode()
    client.post(reverse("desk_take", args=[item.pk]))
    story = Story.objects.get()
    assert story.headline == "Nelayan Tual Kembali Melaut"
    assert story.dateline_city == "Tual"
    assert len(story.body.raw_data) == 2
    assert story.source_line == "Kabar.example"


def test_pasting_the_same_page_twice_opens_the_same_item(login: Login) -> None:
    client, _ = login("reporter")
    first, second = (client.post(reverse("desk_paste"), {"teks": PAGE}) for _ in range(2))
    assert first.url == second.url
    assert WireItem.objects.count() == 1


@pytest.mark.parametrize("text", ["", "   \n", "!!! ???", "12345"])
def test_a_paste_without_words_is_refused_in_words(login: Login, text: str) -> None:
    client, _ = login("reporter")
    answer = client.post(reverse("desk_paste"), {"teks": text})
    assert answer.status_code == 422
    assert "Tidak ada teks" in answer.content.decode()
    assert not WireItem.objects.exists()


def test_a_paste_that_is_too_long_is_refused_before_it_is_read(login: Login) -> None:
    client, _ = login("reporter")
    answer = client.post(reverse("desk_paste"), {"teks": "a " * (LONGEST * 5)})
    assert answer.status_code == 422
    assert "Terlalu panjang" in answer.content.decode()


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script> Judul\n\nIsi.",
        "Judul\x00\x08\n\nIsi \ufffd",
        "<" * 3000 + "a",
        "Judul\n\n" + "﷽" * 500,
    ],
)
def test_a_hostile_paste_is_shown_harmless_or_refused(login: Login, text: str) -> None:
    client, _ = login("reporter")
    answer = client.post(reverse("desk_paste"), {"teks": text}, follow=True)
    assert answer.status_code in (200, 422)
    assert "<script>alert(1)" not in answer.content.decode()
