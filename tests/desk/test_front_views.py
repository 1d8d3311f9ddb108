"""The screen on which fronts are arranged."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from redaksi.newsroom.models import User
from redaksi.stories.models import Slot, Story
from tests.factories import make_section, make_story

pytestmark = pytest.mark.django_db
Login = Callable[[str], tuple[Client, User]]
URL = "/desk/halaman-depan/"


def rows(*pins: tuple[int, int], hours: int = 4) -> dict[str, object]:
    """The form as a browser sends it: (place, story) each."""
    now = timezone.localtime()
    data: dict[str, object] = {"pin-TOTAL_FORMS": len(pins), "pin-INITIAL_FORMS": 0}
    for number, (place, story) in enumerate(pins):
        data |= {
            f"pin-{number}-story": story,
            f"pin-{number}-place": place,
            f"pin-{number}-starts_at": (now - timedelta(minutes=5)).strftime("%Y-%m-%dT%H:%M"),
            f"pin-{number}-ends_at": (now + timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M"),
        }
    return data


def seen(client: Client, url: str = URL) -> str:
    return re.search(r'name="seen" value="(\w+)"', client.get(url).content.decode())[1]


@pytest.fixture
def stories() -> list[Story]:
    now = timezone.now()
    return [make_story(f"Kabar Nomor {n}", at=now - timedelta(minutes=30 - n)) for n in range(14)]


def test_an_empty_newsroom_is_told_what_fills_the_places(login: Login) -> None:
    client, _ = login("redaktur")
    assert "Belum ada berita terbit" in client.get(URL).content.decode()


def test_a_story_is_pinned_shown_in_the_preview_and_only_then_saved(login: Login, stories: list[Story]) -> None:
    client, _ = login("redaktur")
    story = stories[0]
    first = client.get(URL)
    assert first.content.decode().count("data-place=") == 11
    shown = client.post(URL, {**rows(), "seen": seen(client), "act": f"pin-1-{story.pk}"})
    page = shown.content.decode()
    assert "Belum disimpan" in page
    assert not Slot.objects.exists()
    preview = client.get(shown.context["preview"])
    assert preview.content.decode().index(story.headline) < preview.content.decode().index(stories[13].headline)
    assert "no-store" in preview["Cache-Control"]
    assert preview["X-Frame-Options"] == "SAMEORIGIN"
    saved = client.post(URL, {**rows((1, story.pk)), "seen": seen(client), "act": "save"})
    assert saved.status_code == 302
    assert Slot.objects.get().story == story
    front = client.get("/").content.decode()
    assert front.index(story.headline) < front.index(stories[13].headline)
    assert front.count(f'<h2><a href="{story.get_absolute_url()}"') == 1


def test_a_rubric_has_its_own_front_and_its_own_way_back(login: Login, stories: list[Story]) -> None:
    client, user = login("redaktur")
    url = f"{URL}r/dunia/"
    client.post(url, {**rows((2, stories[3].pk)), "seen": seen(client, url), "act": "save"})
    assert Slot.objects.get().section == make_section("Dunia")
    page = client.get(url).content.decode()
    assert f"+ {stories[3].headline}" in page
    assert str(user) in page
    client.post(f"{url}urungkan/")
    assert not Slot.objects.exists()
    assert "+ " not in client.get(URL).content.decode().partition("front-log")[2]
    assert client.get(f"{URL}r/tiada/").status_code == 404


def test_what_is_refused_says_why_on_its_row_and_is_not_saved(login: Login, stories: list[Story]) -> None:
    client, _ = login("redaktur")
    paid = make_story("Promosi", label="advertorial")
    answer = client.post(URL, {**rows((1, paid.pk)), "seen": seen(client), "act": "save"})
    assert answer.status_code == 422
    assert "Advertorial dan isi bersponsor tidak disematkan" in answer.content.decode()
    backwards = client.post(URL, {**rows((1, stories[0].pk), hours=-1), "seen": seen(client), "act": "save"})
    assert backwards.status_code == 422
    broken = client.post(URL, {**rows((1, stories[0].pk)), "pin-0-starts_at": "kemarin", "act": "save"})
    assert broken.status_code == 200
    assert not Slot.objects.exists()


def test_a_pin_of_a_story_that_left_public_view_is_told_and_can_be_taken_off(
    login: Login, stories: list[Story]
) -> None:
    client, _ = login("redaktur")
    Slot.objects.create(position=1, story=stories[0])
    Slot.objects.create(position=2, story=stories[1], starts_at=timezone.now() + timedelta(hours=2))
    Slot.objects.create(position=3, story=stories[2])
    Slot.objects.create(position=3, story=stories[3])
    Story.objects.filter(pk=stories[0].pk).update(live=False)
    page = client.get(URL).content.decode()
    for state in ("tidak tampil: berita ini tidak terlihat pembaca", "untuk nanti", "tertutup sematan yang lebih baru"):
        assert state in page


def test_somebody_elses_change_is_not_overwritten(login: Login, stories: list[Story]) -> None:
    client, _ = login("redaktur")
    old = seen(client)
    Slot.objects.create(position=1, story=stories[5])
    answer = client.post(URL, {**rows((1, stories[6].pk)), "seen": old, "act": "save"}, follow=True)
    assert "Sementara itu orang lain menyimpan" in answer.content.decode()
    assert Slot.objects.get().story == stories[5]


@pytest.mark.parametrize("role", ["reporter", "editor", "admin"])
def test_who_may_not_arrange_fronts_is_sent_away(login: Login, stories: list[Story], role: str) -> None:
    client, _ = login(role)
    assert client.get(URL).status_code == 302
    assert client.get(f"{URL}pratinjau/").status_code == 302
    assert client.post(URL, {**rows((1, stories[0].pk)), "act": "save"}).status_code == 302
    assert client.post(f"{URL}urungkan/").status_code == 302
    assert not Slot.objects.exists()


def test_a_front_can_be_seen_as_of_another_time(login: Login, stories: list[Story]) -> None:
    client, _ = login("redaktur")
    tomorrow = timezone.localtime() + timedelta(days=1)
    Slot.objects.create(position=1, story=stories[0], starts_at=tomorrow - timedelta(hours=1))
    at = tomorrow.strftime("%Y-%m-%dT%H:%M")
    data = {**rows((1, stories[0].pk)), "act": "show", "pada": at}
    data["pin-0-starts_at"] = (tomorrow - timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M")
    data["pin-0-ends_at"] = ""
    answer = client.post(URL, data)
    assert "pada=" in answer.context["preview"]
    text = client.get(answer.context["preview"]).content.decode()
    assert text.index(stories[0].headline) < text.index(stories[13].headline)
