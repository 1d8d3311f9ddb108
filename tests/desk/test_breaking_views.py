"""The screen of the breaking bar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from redaksi.newsroom.models import User
from redaksi.stories.models import BreakingNotice
from tests.factories import make_draft, make_story

pytestmark = pytest.mark.django_db
Login = Callable[[str], tuple[Client, User]]
URL = "/desk/kabar-terkini/"


def test_a_line_needs_only_its_words_and_stands_for_two_hours(login: Login) -> None:
    client, _ = login("redaktur")
    assert "Tidak ada baris yang tayang" in client.get(URL).content.decode()
    assert client.post(URL, {"text": "Gempa di Laut Banda"}).status_code == 302
    notice = BreakingNotice.objects.get()
    assert notice.expires_at - notice.starts_at == timedelta(hours=2)
    assert "Gempa di Laut Banda" in client.get("/").content.decode()
    client.post(f"{URL}{notice.pk}/akhiri/")
    assert "Gempa di Laut Banda" not in client.get("/").content.decode()
    assert "Tayangkan lagi dua jam" in client.get(URL).content.decode()
    client.post(f"{URL}{notice.pk}/lagi/")
    assert "Gempa di Laut Banda" in client.get("/").content.decode()


def test_a_line_leads_to_a_public_story_and_to_no_other(login: Login) -> None:
    client, _ = login("redaktur")
    for story in (make_draft(), make_story(label="advertorial")):
        assert client.post(URL, {"text": "Gempa", "story": story.pk}).status_code == 422
    client.post(URL, {"text": "Gempa", "story": make_story().pk})
    assert BreakingNotice.objects.get().story is not None


@pytest.mark.parametrize(
    ("starts", "ends"), [("", "2020-01-01T10:00"), ("2031-01-02T10:00", "2031-01-01T10:00"), ("besok", "")]
)
def test_a_time_that_cannot_be_is_told_and_nothing_is_shown(login: Login, starts: str, ends: str) -> None:
    client, _ = login("redaktur")
    answer = client.post(URL, {"text": "Gempa", "starts_at": starts, "expires_at": ends})
    assert answer.status_code == 422
    assert not BreakingNotice.objects.exists()


def test_a_line_for_later_waits(login: Login) -> None:
    client, _ = login("redaktur")
    later = (timezone.localtime() + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M")
    client.post(URL, {"text": "Pidato Presiden", "starts_at": later})
    assert "Pidato Presiden" not in client.get("/").content.decode()
    assert "Untuk nanti" in client.get(URL).content.decode()


@pytest.mark.parametrize("role", ["reporter", "editor", "admin"])
def test_who_may_not_is_sent_away(login: Login, role: str) -> None:
    client, _ = login(role)
    now = timezone.now()
    notice = BreakingNotice.objects.create(text="Gempa", starts_at=now, expires_at=now + timedelta(hours=1))
    assert client.get(URL).status_code == 302
    client.post(URL, {"text": "Lain"})
    client.post(f"{URL}{notice.pk}/akhiri/")
    client.post(f"{URL}{notice.pk}/lagi/")
    notice.refresh_from_db()
    assert (BreakingNotice.objects.count(), notice.expires_at) == (1, now + timedelta(hours=1))
