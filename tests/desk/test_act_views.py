from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from redaksi.accountability.models import Correction, Withdrawal
from redaksi.newsroom.models import User
from redaksi.stories.models import Story
from tests.factories import make_draft, make_person, make_story, make_topic

pytestmark = pytest.mark.django_db
Login = Callable[[str], tuple[Client, User]]


def test_a_correction_is_written_and_then_public(login: Login) -> None:
    client, user = login("redaktur")
    story = make_story()
    url = reverse("desk_correct", args=[story.pk])
    assert client.get(url).status_code == 200
    answer = client.post(url, {"kind": "ralat", "text": "Panjang jembatan 18 meter, bukan 81."})
    assert answer.status_code == 302
    correction = Correction.objects.get()
    assert (correction.story, correction.posted_by) == (story, user)
    assert "18 meter" in client.get(url).content.decode()


def test_a_correction_without_words_is_not_posted(login: Login) -> None:
    client, _ = login("redaktur")
    answer = client.post(reverse("desk_correct", args=[make_story().pk]), {"kind": "ralat", "text": ""})
    assert answer.status_code == 200
    assert not Correction.objects.exists()


def test_a_withdrawal_wants_ground_explanation_and_a_yes(login: Login) -> None:
    client, _ = login("redaktur-pelaksana")
    story = make_story()
    url = reverse("desk_withdraw", args=[story.pk])
    complete = {"reason": "masa-depan-anak", "explanation": "Memuat jati diri anak.", "sure": "on"}
    for missing in complete:
        client.post(url, {key: value for key, value in complete.items() if key != missing})
    assert not Withdrawal.objects.exists()
    assert client.post(url, complete).status_code == 302
    assert not Story.objects.get(pk=story.pk).live


@pytest.mark.parametrize(("role", "name"), [("editor", "desk_correct"), ("redaktur", "desk_withdraw")])
def test_who_may_not_is_sent_away(login: Login, role: str, name: str) -> None:
    client, _ = login(role)
    story = make_story()
    sent = {"kind": "ralat", "text": "x", "reason": "sara", "explanation": "x", "sure": "on"}
    assert client.post(reverse(name, args=[story.pk]), sent).status_code == 302
    assert not Correction.objects.exists()
    assert Story.objects.get(pk=story.pk).live


def test_a_draft_is_neither_corrected_nor_withdrawn(login: Login) -> None:
    client, _ = login("pemimpin-redaksi")
    story = make_draft()
    for name in ("desk_correct", "desk_withdraw"):
        assert client.get(reverse(name, args=[story.pk])).status_code == 404


def test_picking_finds_topics_people_and_public_stories(login: Login) -> None:
    client, _ = login("reporter")
    make_topic("Pelabuhan Tual")
    make_topic("Kota Pelabuhan")
    make_person("Sandani Wijaya", "SWJ")
    make_draft("Draf Pelabuhan")
    story = make_story("Pelabuhan Tual Ramai")

    def found(kind: str, words: str) -> list[str]:
        rows = client.get(reverse("desk_pick", args=[kind]), {"q": words}).json()["rows"]
        return [row["label"] for row in rows]

    assert found("topik", "pelab") == ["Pelabuhan Tual", "Kota Pelabuhan"]
    assert found("orang", "swj") == ["Sandani Wijaya"]
    assert found("naskah", "pelabuhan") == [story.headline]
    assert client.get(reverse("desk_pick", args=["akun"])).status_code == 404
