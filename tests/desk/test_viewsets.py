from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from redaksi.desk import viewsets
from redaksi.newsroom.models import Person, User
from redaksi.stories.models import Section
from tests.factories import make_draft, make_section, make_story

pytestmark = pytest.mark.django_db
Login = Callable[[str], tuple[Client, User]]


@pytest.mark.parametrize("name", ["rubrik", "topik", "orang", "breaking", "iklan", "sumber"])
def test_each_list_and_form_opens(login: Login, name: str) -> None:
    client, _ = login("pemimpin-redaksi")
    for view in ("index", "add"):
        assert client.get(reverse(f"{name}:{view}")).status_code == 200


def test_yes_and_no_are_said_in_the_language_of_the_desk_and_named_for_phones(login: Login) -> None:
    client, _ = login("pemimpin-redaksi")
    make_section("Daerah")
    page = client.get(reverse("rubrik:index")).content.decode()
    assert '<td data-label="Tampil di menu">Ya</td>' in page
    assert "True" not in page


def test_a_rubric_may_not_take_an_address_of_the_site(login: Login) -> None:
    client, _ = login("redaktur-pelaksana")
    answer = client.post(reverse("rubrik:add"), {"name": "Cari", "slug": "cari", "order": 1})
    assert answer.status_code == 200
    assert not Section.objects.filter(slug="cari").exists()


def test_a_person_is_kept_apart_from_accounts(login: Login) -> None:
    client, _ = login("redaktur-pelaksana")
    sent = {"name": "Ratna", "initials": "RWD", "slug": "ratna", "masthead_order": 1, "account": ""}
    assert client.post(reverse("orang:add"), sent).status_code == 302
    assert Person.objects.get().account is None


def test_the_chooser_offers_public_stories_and_finds_them_by_words(login: Login) -> None:
    client, _ = login("reporter")
    make_draft("Draf Rahasia")
    story = make_story("Kapal Perintis Tiba", section=make_section())
    namespace = viewsets.StoryViewSet().chooser_viewset.url_namespace
    page = client.get(reverse(f"{namespace}:choose_results")).content.decode()
    assert story.headline in page
    assert "Draf Rahasia" not in page
    assert story.headline in client.get(reverse(f"{namespace}:choose_results"), {"q": "perintis"}).content.decode()
    assert story.headline not in client.get(reverse(f"{namespace}:choose_results"), {"q": "beras"}).content.decode()
