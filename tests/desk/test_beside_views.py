"""The part of a story's form that says what is near, and why."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from redaksi.newsroom.models import User
from tests.factories import make_draft, make_story, make_topic

pytestmark = pytest.mark.django_db
Login = Callable[[str], tuple[Client, User]]


def test_suggestions_and_reasons_stand_on_the_form(login: Login) -> None:
    client, _ = login("editor")
    topic = make_topic("Pakistan")
    near, story = make_story("Pipa Gas Dibahas", topics=(topic,)), make_story("Kunjungan Menteri", topics=(topic,))
    form = client.get(reverse("wagtailsnippets_stories_story:edit", args=[story.pk])).content.decode()
    assert f'data-desk-beside="{reverse("desk_beside", args=[story.pk])}"' in form
    page = client.get(reverse("desk_beside", args=[story.pk])).content.decode()
    assert f'data-desk-also="{near.pk}"' in page
    assert "topik yang sama: Pakistan" in page
    assert "Yang dilihat pembaca di samping berita ini" in page


def test_a_story_without_neighbours_says_what_would_help(login: Login) -> None:
    client, user = login("reporter")
    draft = make_draft(created_by=user)
    assert "Topik membantu" in client.get(reverse("desk_beside", args=[draft.pk])).content.decode()


def test_a_reporter_does_not_see_it_of_somebody_elses_story(login: Login) -> None:
    client, _ = login("reporter")
    assert client.get(reverse("desk_beside", args=[make_draft().pk])).status_code == 302
