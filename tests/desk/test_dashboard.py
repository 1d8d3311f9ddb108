from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from redaksi.desk import actions, dashboard
from redaksi.newsroom.models import User
from redaksi.stories.models import Story
from redaksi.wire.models import Source, SourceHealth, WireItem
from tests.desk.conftest import staff, wire_item
from tests.factories import make_draft, make_section, publish

pytestmark = pytest.mark.django_db
Login = Callable[[str], tuple[Client, User]]


def test_a_desk_editor_sees_what_waits_what_came_in_and_what_goes_out(login: Login) -> None:
    client, user = login("redaktur")
    author = staff("reporter")
    submitted = make_draft("Menunggu Persetujuan", created_by=author)
    actions.submit(submitted, author)
    make_draft("Draf Sendiri", created_by=user)
    wire_item(headline="Baru Masuk")
    page = client.get("/desk/").content.decode()
    for said in ("Menunggu Persetujuan", "Draf Sendiri", "Baru Masuk"):
        assert said in page


def test_a_public_story_whose_item_was_corrected_is_listed(login: Login) -> None:
    client, user = login("redaktur")
    story = actions.take(wire_item(version="1", headline="Judul Lama"), user)
    story.section = make_section()
    story.save()
    publish(story)
    WireItem.objects.filter(pk=wire_item(version="2", headline="RALAT: Judul Baru").pk).update(
        received_at=timezone.now()
    )
    assert "Diralat kantor berita, masih terbit" in client.get("/desk/").content.decode()
    Story.objects.get(pk=story.pk).withdraw(None)
    assert "Diralat kantor berita, masih terbit" not in client.get("/desk/").content.decode()


def test_what_the_law_asks_for_is_shown_to_who_can_fill_it_in(login: Login) -> None:
    assert "Undang-Undang Pers" in login("pemimpin-redaksi")[0].get("/desk/").content.decode()
    assert "Undang-Undang Pers" in login("admin")[0].get("/desk/").content.decode()
    assert "Undang-Undang Pers" not in login("reporter")[0].get("/desk/").content.decode()


def test_what_goes_out_before_midnight_is_listed_in_order() -> None:
    now = timezone.now().replace(hour=3, minute=0)
    for hours in (30, 2, 1):
        make_draft(f"Dalam {hours} jam", go_live_at=now + timedelta(days=365, hours=hours)).save_revision().publish()
    found = dashboard.scheduled_today(now + timedelta(days=365))
    assert [str(story) for _, story in found] == ["Dalam 1 jam", "Dalam 2 jam"]


def test_the_first_screen_opens_for_every_role(login: Login) -> None:
    for role in ("reporter", "editor", "redaktur", "redaktur-pelaksana", "pemimpin-redaksi", "admin"):
        assert login(role)[0].get("/desk/").status_code == 200


def test_sources_that_need_a_look_stand_on_the_first_screen(login: Login) -> None:
    source = Source.objects.create(name="Umpan Macet", slug="umpan-macet", kind="http", url="https://a.example")
    for role in ("redaktur", "admin"):
        assert "Umpan Macet" not in login(role)[0].get("/desk/").content.decode()
    SourceHealth.objects.create(source=source, address=source.url, failures=1, last_error="a.example: answered 500")
    for role in ("redaktur", "admin", "reporter"):
        page = login(role)[0].get("/desk/").content.decode()
        assert "Umpan Macet" in page
        assert "menjawab dengan kode 500" in page
