"""The bar on top of every screen, and the page where an alarm is answered."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from redaksi.desk import actions
from redaksi.desk.models import Answer
from redaksi.newsroom.models import User
from redaksi.stories.models import Story
from redaksi.wire.models import WireItem
from tests.desk.conftest import staff, wire_item
from tests.factories import make_section, publish

pytestmark = pytest.mark.django_db
Login = Callable[[str], tuple[Client, User]]


def killed_story() -> tuple[Story, WireItem]:
    story = actions.take(wire_item(1, version="1"), staff("redaktur"))
    story.section = make_section()
    story.save()
    story = publish(story)
    return story, wire_item(1, version="2", status="canceled", headline="PEMBATALAN")


def page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


def bar_of(text: str) -> str:
    return text[text.index('id="desk-alarm-bar"') :].partition("</section>")[0]


def test_a_kill_stands_on_every_screen_and_goes_when_answered(login: Login) -> None:
    client, _user = login("redaktur")
    screens = ["/desk/", reverse("desk_inbox"), "/desk/naskah/", "/desk/images/", "/desk/naskah/add/", "/desk/account/"]
    assert all("data-desk-kill" not in page(client, url) for url in screens)
    assert "data-desk-kill" not in page(client, reverse("desk_alarm_bar"))
    story, message = killed_story()
    for url in screens:
        assert story.headline in bar_of(page(client, url)), url
    assert story.headline in page(client, reverse("desk_alarm_bar"))
    sent = {"pesan": message.pk, "alasan": "Kami punya sumber kedua."}
    assert client.post(reverse("desk_alarms", args=[story.pk]), sent).status_code == 302
    assert page(client, reverse("desk_alarm_bar")).strip() == ""
    assert "data-desk-kill" not in page(client, "/desk/")
    assert "Kami punya sumber kedua." in page(client, reverse("desk_alarms", args=[story.pk]))
    history = page(client, reverse("wagtailsnippets_stories_story:history", args=[story.pk]))
    assert "Peringatan kantor berita dijawab: PEMBATALAN" in history
    assert "Kami punya sumber kedua." in history


def test_the_story_list_and_the_edit_screen_carry_the_alarm(login: Login) -> None:
    client, _user = login("redaktur")
    story, _message = killed_story()
    assert "dibatalkan kantor berita" in page(client, "/desk/naskah/")
    edit = page(client, reverse("wagtailsnippets_stories_story:edit", args=[story.pk]))
    assert "Kata kantor berita" in edit
    assert reverse("desk_alarms", args=[story.pk]) in edit


def test_a_correction_shows_what_changed_and_offers_to_catch_up(login: Login) -> None:
    client, _user = login("redaktur")
    story = actions.take(wire_item(1, version="1", body_html="<p>Tercatat 12 orang hilang.</p>"), staff("redaktur"))
    later = wire_item(1, version="2", headline="RALAT: Kapal", body_html="<p>Tercatat 21 orang hilang.</p>")
    text = page(client, reverse("desk_alarms", args=[story.pk]))
    assert "12</del>" in text
    assert "21</ins>" in text
    again = reverse("desk_item_again", args=[later.pk])
    assert again in text
    assert again in page(client, reverse("wagtailsnippets_stories_story:edit", args=[story.pk]))
    assert "21</ins>" in page(client, again)
    client.post(again)
    assert "Tidak ada peringatan" in page(client, reverse("desk_alarms", args=[story.pk]))


def test_the_acts_follow_the_role(login: Login) -> None:
    story, message = killed_story()
    url = reverse("desk_alarms", args=[story.pk])
    reporter, _user = login("reporter")
    text = page(reporter, url)
    assert "Beri tahu redaktur" in text
    assert 'name="alasan"' not in text
    assert reporter.post(url, {"pesan": message.pk, "alasan": "Tidak apa."}).url == "/desk/"
    assert not Answer.objects.exists()
    desk_editor, _user = login("redaktur")
    text = page(desk_editor, url)
    assert 'name="alasan"' in text
    assert reverse("desk_withdraw", args=[story.pk]) not in text
    managing, _user = login("redaktur-pelaksana")
    assert reverse("desk_withdraw", args=[story.pk]) in page(managing, url)
    admin, _user = login("admin")
    assert admin.get(url).url == "/desk/"
    assert admin.get(reverse("desk_alarm_bar")).url == "/desk/"
    assert 'id="desk-alarm-bar"' not in admin.get("/desk/").content.decode()
    assert Client().get(url).status_code == 302


@pytest.mark.parametrize("sent", [{}, {"pesan": "x", "alasan": "Ada."}, {"pesan": "9" * 30, "alasan": "Ada."}])
def test_an_answer_without_sense_is_refused(login: Login, sent: dict[str, str]) -> None:
    client, _user = login("redaktur")
    story, _message = killed_story()
    assert client.post(reverse("desk_alarms", args=[story.pk]), sent).status_code == 404
    assert not Answer.objects.exists()


def test_an_answer_without_a_reason_comes_back_with_the_refusal(login: Login) -> None:
    client, _user = login("redaktur")
    story, message = killed_story()
    answer = client.post(reverse("desk_alarms", args=[story.pk]), {"pesan": message.pk, "alasan": " "})
    assert answer.status_code == 422
    assert "Tuliskan mengapa" in answer.content.decode()
