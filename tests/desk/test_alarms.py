"""A kill or correction of an item carries to the story made of it, until somebody answers."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import ModelLogEntry

from redaksi.accountability.models import Correction, Withdrawal
from redaksi.desk import actions, alarms
from redaksi.desk.models import Answer
from redaksi.desk.preflight import check
from redaksi.newsroom.models import User
from redaksi.stories.models import Story
from redaksi.wire.models import WireItem
from tests.desk.conftest import RECEIVED, staff, wire_item
from tests.factories import make_section, publish

pytestmark = pytest.mark.django_db


def taken(user: User, live: bool = True, **values: object) -> Story:
    """A story made of version 1 of item 1, published unless not `live`."""
    story = actions.take(wire_item(1, version="1", **values), user)
    story.section = make_section()
    story.save()
    return publish(story) if live else story


def kill(**values: object) -> WireItem:
    return wire_item(1, version="2", status="canceled", headline="PEMBATALAN", **values)


def kinds(story: Story) -> list[str]:
    return [alarm.kind for alarm in alarms.of_story(story)]


def test_a_kill_rings_on_its_story_and_on_top_while_readers_see_it() -> None:
    user = staff("redaktur")
    public, draft = taken(user), actions.take(wire_item(9), user)
    assert alarms.killed_public() == []
    message = kill()
    wire_item(9, version="2", status="canceled", headline="PEMBATALAN")
    assert [(alarm.story, alarm.message) for alarm in alarms.killed_public()] == [(public, message)]
    assert kinds(public) == kinds(draft) == ["kill"]


def test_a_kill_that_is_a_message_of_its_own_rings_too() -> None:
    user = staff("redaktur")
    story = taken(user, headline="Bupati Resmikan Pasar Baru di Kota Lama")
    message = wire_item(7, headline="PEMBATALAN: Bupati Resmikan Pasar Baru di Kota Lama")
    assert message.about is not None
    assert [alarm.message for alarm in alarms.killed_public()] == [message]
    assert not alarms.of_story(story)[0].is_version


def test_a_kill_that_a_later_version_takes_back_is_silent() -> None:
    story = taken(staff("redaktur"))
    kill()
    wire_item(1, version="3", headline="Kapal Perintis Tetap Berlayar")
    assert kinds(story) == []
    assert alarms.killed_public() == []


def test_a_correction_rings_until_the_story_has_seen_that_version() -> None:
    user = staff("redaktur")
    story = taken(user)
    later = wire_item(1, version="2", headline="RALAT: Kapal Perintis Kembali Berlayar")
    assert kinds(story) == ["correction"]
    assert [alarm.story for alarm in alarms.corrected_public(RECEIVED)] == [story]
    assert alarms.corrected_public(RECEIVED + timedelta(days=40)) == []
    assert alarms.killed_public() == []
    actions.catch_up(story, later, user)
    assert kinds(story) == []


def test_a_correction_that_came_late_for_a_higher_version_is_silent() -> None:
    user = staff("redaktur")
    story = actions.take(wire_item(1, version="3"), user)
    wire_item(1, version="2", headline="RALAT: Kapal Perintis Kembali Berlayar")
    assert kinds(story) == []


def test_catching_up_with_a_kill_does_not_silence_it() -> None:
    user = staff("redaktur")
    story = taken(user)
    actions.catch_up(story, kill(), user)
    assert kinds(story) == ["kill"]


def test_acknowledging_wants_a_reason_a_role_and_a_message_about_the_story() -> None:
    user = staff("redaktur")
    story, message = taken(user), kill()
    with pytest.raises(actions.NotAllowed):
        actions.acknowledge(story, message, staff("editor"), "Sudah dicek.")
    with pytest.raises(ValidationError):
        actions.acknowledge(story, message, user, "  ")
    with pytest.raises(ValidationError):
        actions.acknowledge(story, wire_item(5), user, "Sudah dicek.")
    assert kinds(story) == ["kill"]
    assert not Answer.objects.exists()


def test_an_acknowledged_kill_is_silent_logged_and_lets_the_story_be_edited() -> None:
    user = staff("redaktur")
    story, message = taken(user), kill()
    assert [finding.hard for finding in check(story, RECEIVED) if "membatalkan" in finding.text] == [True]
    answer = actions.acknowledge(story, message, user, " Kami punya sumber kedua. ")
    assert actions.acknowledge(story, message, user, "Lagi.") == answer
    assert (answer.reason, answer.act, answer.answered_by) == ("Kami punya sumber kedua.", "acknowledged", user)
    assert alarms.killed_public() == []
    assert kinds(story) == []
    assert [alarm.answer for alarm in alarms.of_story(story, answered=True)] == [answer]
    findings = [finding for finding in check(story, RECEIVED) if "membatalkan" in finding.text]
    assert [finding.hard for finding in findings] == [False]
    assert "Kami punya sumber kedua." in findings[0].text
    entries = ModelLogEntry.objects.filter(action="redaksi.answer")
    assert [entry.data["reason"] for entry in entries] == ["Kami punya sumber kedua."]
    assert entries[0].user == user


def test_a_second_kill_after_an_answer_rings_again_and_refuses_again() -> None:
    user = staff("redaktur")
    story = taken(user)
    actions.acknowledge(story, kill(), user, "Sudah dicek.")
    wire_item(1, version="3", status="canceled", headline="PEMBATALAN KEDUA")
    assert kinds(story) == ["kill"]
    assert any(finding.hard for finding in check(story, RECEIVED) if "membatalkan" in finding.text)


def test_withdrawing_and_correcting_answer_what_rings() -> None:
    chief = staff("redaktur-pelaksana")
    story = taken(chief)
    message = kill()
    actions.correct(story, chief, Correction.Kind.values[0], "Kantor berita menarik angka pertama.")
    assert [alarm.answer.act for alarm in alarms.of_story(story, answered=True) if alarm.answer] == ["corrected"]
    assert alarms.killed_public() == []
    Answer.objects.all().delete()
    actions.withdraw(story, chief, Withdrawal.Reason.values[0], "Kantor berita membatalkan berita ini.")
    assert list(Answer.objects.values_list("act", "message")) == [("withdrawn", message.pk)]
    assert alarms.killed_public() == []
    assert kinds(Story.objects.get(pk=story.pk)) == []


def test_a_list_of_stories_costs_the_same_number_of_queries_at_any_length() -> None:
    user = staff("redaktur")
    stories = [actions.take(wire_item(number, version="1"), user) for number in range(8)]
    for number in range(8):
        wire_item(number, version="2", status="canceled", headline="PEMBATALAN")
    with CaptureQueriesContext(connection) as queries:
        found = alarms.of_stories(stories)
    assert len(found) == 8
    assert len(queries) <= 6
    assert alarms.of_stories([]) == {}
    assert alarms.of_story(Story()) == []


def test_kills_are_found_by_their_index_however_many_items_there_are() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("the plan is SQLite's")
    with CaptureQueriesContext(connection) as queries:
        alarms.killed_public()
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {queries[0]['sql']}")
        plan = " | ".join(str(row[3]) for row in cursor.fetchall())
    assert "wire_item_signal" in plan
    assert "SCAN" not in plan
