from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from redaksi.accountability import actions as accountability
from redaksi.desk import actions, story_list
from redaksi.desk.states import State, in_state, states_of
from redaksi.newsroom.models import User
from redaksi.stories.models import Story
from tests.desk.conftest import staff
from tests.factories import make_draft, make_section, make_story

pytestmark = pytest.mark.django_db
Login = Callable[[str], tuple[Client, User]]
LIST = "/desk/naskah/"


def stories_in_every_state() -> dict[State, Story]:
    author = staff("reporter")
    made = {State.DRAFT: make_draft("Judul Draf"), State.PUBLISHED: make_story("Judul Terbit")}
    made[State.SUBMITTED] = make_draft("Judul Diajukan", created_by=author)
    actions.submit(made[State.SUBMITTED], author)
    made[State.RETURNED] = make_draft("Judul Dikembalikan", created_by=author)
    actions.submit(made[State.RETURNED], author)
    actions.return_story(Story.objects.get(pk=made[State.RETURNED].pk), staff("editor"), "Lengkapi.")
    made[State.SCHEDULED] = make_draft("Judul Terjadwal", go_live_at=timezone.now() + timedelta(hours=1))
    made[State.SCHEDULED].save_revision().publish()
    made[State.WITHDRAWN] = make_story("Judul Dicabut")
    accountability.withdraw(made[State.WITHDRAWN], "sara", "Melanggar pedoman.", None)
    made[State.EXPIRED] = make_story("Judul Berakhir")
    made[State.EXPIRED].unpublish(set_expired=True)
    return {state: Story.objects.get(pk=story.pk) for state, story in made.items()}


def test_every_state_is_named_and_found_by_its_name() -> None:
    made = stories_in_every_state()
    assert states_of(made.values()) == {story.pk: state for state, story in made.items()}
    for state, story in made.items():
        assert list(in_state(Story.objects.all(), state)) == [story], state


def test_the_list_filters_by_state_rubric_and_words(login: Login) -> None:
    client, _ = login("editor")
    stories_in_every_state()
    make_story("Harga Beras Turun", section=make_section("Ekonomi"))
    assert "Judul Draf" in client.get(LIST, {"keadaan": "draf"}).content.decode()
    assert "Judul Terbit" not in client.get(LIST, {"keadaan": "draf"}).content.decode()
    page = client.get(LIST, {"section": make_section("Ekonomi").pk}).content.decode()
    assert "Harga Beras Turun" in page
    assert "Judul Terbit" not in page
    assert "Harga Beras Turun" in client.get(LIST, {"q": "beras"}).content.decode()
    assert "Judul Draf" in client.get(LIST, {"q": "draf"}).content.decode(), "drafts are found by their headline"


def test_mine_and_waiting_for_me(login: Login) -> None:
    client, reporter = login("reporter")
    make_draft("Milik Orang Lain")
    mine = make_draft("Milik Sendiri", created_by=reporter)
    actions.submit(mine, reporter)
    own = client.get(LIST, {"lingkup": "saya"}).content.decode()
    assert "Milik Sendiri" in own
    assert "Milik Orang Lain" not in own
    assert "Milik Sendiri" not in client.get(LIST, {"lingkup": "menunggu"}).content.decode()
    desk, _ = login("redaktur")
    assert "Milik Sendiri" in desk.get(LIST, {"lingkup": "menunggu"}).content.decode()


def test_a_reporter_sees_all_headlines_and_opens_own_stories_only(login: Login) -> None:
    client, reporter = login("reporter")
    own, other = make_draft("Milik Sendiri", created_by=reporter), make_draft("Milik Orang Lain")
    page = client.get(LIST).content.decode()
    assert other.headline in page
    assert f"{LIST}edit/{own.pk}/" in page
    assert f"{LIST}edit/{other.pk}/" not in page


def test_the_list_never_counts_further_than_its_bound(login: Login, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(story_list, "COUNTED", 3)
    client, _ = login("editor")
    for _ in range(5):
        make_draft()
    with CaptureQueriesContext(connection) as queries:
        page = client.get(LIST).content.decode()
    assert "3 terbaru" in page
    counts = [query["sql"] for query in queries if "COUNT(" in query["sql"] and "stories_story" in query["sql"]]
    assert counts
    assert all("LIMIT 3" in sql for sql in counts)


def test_a_longer_list_costs_no_more_queries(login: Login) -> None:
    client, _ = login("editor")

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(LIST)
        return len(captured)

    make_story()
    client.get(LIST)
    few = queries()
    for _ in range(8):
        make_story()
    assert queries() <= few + 1


def test_the_title_of_the_list_is_a_link_to_write_a_story(login: Login) -> None:
    client, _ = login("reporter")
    assert reverse("wagtailsnippets_stories_story:add") in client.get(LIST).content.decode()
