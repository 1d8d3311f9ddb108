"""The look of the portal: seen before it is saved, everywhere at once afterwards."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from wagtail.models import ModelLogEntry

from redaksi.delivery.models import Outbox
from redaksi.newsroom.models import Identity, User
from redaksi.stories import keys
from tests.factories import make_story

pytestmark = pytest.mark.django_db
Login = Callable[[str], tuple[Client, User]]
URL = "/desk/tampilan/"
CHOSEN = {"accent": "#0f5c6e", "paper": "cool", "headline_face": "slab", "body_face": "sans", "logo": ""}


def test_a_look_is_seen_before_it_is_saved(login: Login) -> None:
    client, _ = login("pemimpin-redaksi")
    story = make_story()
    assert client.get(URL).status_code == 200
    shown = client.get(f"{URL}pratinjau/", {**CHOSEN, "cahaya": "gelap"}).content.decode()
    assert "--head:Rockwell" in shown
    assert "@media all{:root{--paper:#101417" in shown
    assert story.headline in client.get(f"{URL}pratinjau/", {"halaman": "berita"}).content.decode()
    assert "Rockwell" not in client.get("/").content.decode()
    assert Identity.load().paper == "warm"


def test_what_is_no_choice_changes_nothing_in_the_preview(login: Login) -> None:
    client, _ = login("pemimpin-redaksi")
    shown = client.get(f"{URL}pratinjau/", {"accent": "merah;}</style>", "paper": "beton", "headline_face": "x"})
    assert shown.status_code == 200
    assert "--head:Charter" in shown.content.decode()
    assert "merah" not in shown.content.decode()


def test_saving_makes_every_page_anew_and_leaves_a_line_in_the_log(login: Login) -> None:
    client, user = login("pemimpin-redaksi")
    Identity.load()
    Outbox.objects.all().delete()
    assert client.post(URL, {**CHOSEN, "accent": "biru"}).status_code == 422
    assert client.post(URL, CHOSEN).status_code == 302
    assert {key for row in Outbox.objects.all() for key in row.changed} == {keys.EVERYTHING}
    assert "--head:Rockwell" in client.get("/").content.decode()
    assert ModelLogEntry.objects.filter(user=user, action="wagtail.edit").exists()


@pytest.mark.parametrize("role", ["reporter", "redaktur", "redaktur-pelaksana"])
def test_who_may_not_is_sent_away(login: Login, role: str) -> None:
    client, _ = login(role)
    assert client.get(URL).status_code == 302
    assert client.get(f"{URL}pratinjau/").status_code == 302
    client.post(URL, CHOSEN)
    assert Identity.load().paper == "warm"


def test_the_style_page_shows_every_part_by_day_and_by_night(login: Login) -> None:
    client, _ = login("redaktur")
    assert 'name="desk-specimen"' in client.get("/desk/gaya/").content.decode()
    day = client.get("/desk/gaya/bagian/?cahaya=terang")
    html = day.content.decode()
    parts = ['class="news"', 'class="lead p"', 'class="lead"', 'class="second p"', 'class="second"', 'class="row p"']
    parts += [
        'class="row"',
        'class="line"',
        'class="pop"',
        'class="b"',
        'class="pages"',
        'class="seek"',
        'class="none"',
    ]
    parts += ["<figure>", "<figcaption>", "<blockquote>", 'class="box"', 'class="box fix"', 'class="share"', "<table>"]
    parts += [
        'rel="author"',
        "<b>Ambon,",
        'class="also"',
        'class="tag t100"',
        'class="ad',
        'rel="tag"',
        'class="tools"',
    ]
    assert [part for part in parts if part not in html] == []
    assert day["Cache-Control"].startswith("private, no-store") or "no-store" in day["Cache-Control"]
    assert "@media all{" in client.get("/desk/gaya/bagian/?cahaya=gelap").content.decode()
    assert login("reporter")[0].get("/desk/gaya/").status_code == 302
