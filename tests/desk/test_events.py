"""One row for one event: the takes of all agencies stand in it, each with its reason, and are handled as one."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from redaksi.desk import actions, events, inbox
from redaksi.desk.inbox import Filters
from redaksi.wire.clusters import group_new
from redaksi.wire.models import WireItem
from tests.desk.conftest import RECEIVED, staff, wire_item

pytestmark = pytest.mark.django_db
WIB = ZoneInfo("Asia/Jakarta")
QUAKE = (
    "Gempa bermagnitudo 6,1 mengguncang Kolaka, Sulawesi Tenggara, Kamis petang. Kepala BPBD Kolaka Andi Rahmat "
    "mengatakan 214 warga mengungsi ke lapangan Latambaga dan 37 rumah rusak."
)
QUAKE_TOO = (
    "Sebanyak 214 warga mengungsi ke lapangan Latambaga setelah gempa dengan magnitudo 6,1 terjadi di Kolaka, "
    "Sulawesi Tenggara. Sebanyak 37 rumah dilaporkan rusak, kata Kepala BPBD Kolaka Andi Rahmat."
)


def body(text: str) -> dict[str, str]:
    return {"body_html": f"<p>{text}</p>", "body_text": text}


def quake() -> tuple[WireItem, ...]:
    """Two takes of one event by two agencies, and something else."""
    one = wire_item(1, source="Satu", headline="Gempa Magnitudo 6,1 Guncang Kolaka", **body(QUAKE))
    two = wire_item(2, source="Dua", headline="Ratusan Warga Kolaka Mengungsi Usai Gempa", **body(QUAKE_TOO))
    other = wire_item(3, source="Satu")
    WireItem.objects.filter(pk=two.pk).update(received_at=RECEIVED + timedelta(minutes=20))
    WireItem.objects.filter(pk=other.pk).update(received_at=RECEIVED - timedelta(minutes=20))
    group_new(RECEIVED, seconds=5)
    return tuple(WireItem.objects.select_related("source").get(pk=item.pk) for item in (one, two, other))


def rows(**filters: object) -> list[inbox.Row]:
    return inbox.page(Filters(**filters), WIB).rows


def test_two_takes_of_one_event_are_one_row_that_says_why() -> None:
    one, two, other = quake()
    shown = rows()
    assert [row.item.pk for row in shown] == [two.pk, other.pk]
    event = shown[0].event
    assert event is not None
    assert shown[1].event is None
    assert [take.item.pk for take in event.takes] == [two.pk, one.pk]
    assert event.agencies == ("Dua", "Satu")
    assert (event.total, event.more) == (2, 0)
    assert "kolaka" in event.takes[0].why
    assert "Satu" in event.takes[0].why
    assert event.takes[1].why == "", "the first of an event needs no reason"


def test_a_filter_by_agency_still_finds_its_take() -> None:
    one, two, _other = quake()
    assert rows(source=one.source_id)[0].item.pk == one.pk
    assert [row.item.pk for row in rows(words="mengungsi")] == [two.pk]


def test_a_taken_take_leaves_the_others_in_the_inbox_and_the_row_says_so() -> None:
    one, two, _other = quake()
    story = actions.take(two, staff("reporter"))
    row = rows()[0]
    assert row.item.pk == one.pk
    assert row.event is not None
    assert row.event.story == story
    assert [take.story for take in row.event.takes] == [story, None]


def test_what_waits_of_an_event_is_spiked_and_restored_together() -> None:
    one, two, other = quake()
    editor = staff("editor")
    for item in inbox.together(two):
        actions.spike(item, editor)
    assert [row.item.pk for row in rows()] == [other.pk]
    spiked = rows(tab="spiked")
    assert [row.item.pk for row in spiked] == [two.pk]
    assert spiked[0].event is not None
    assert all(take.spiked for take in spiked[0].event.takes)
    assert {item.pk for item in inbox.spiked_together(one)} == {one.pk, two.pk}


def test_an_item_of_no_event_stands_for_itself() -> None:
    item = wire_item()
    assert inbox.together(item) == [item]
    assert inbox.spiked_together(item) == [item]
    assert events.events_of([item]) == {}


def test_a_long_event_shows_the_newest_and_counts_the_rest() -> None:
    items = [wire_item(number) for number in range(events.SHOWN + 3)]
    WireItem.objects.update(event=items[0].pk)
    event = rows()[0].event
    assert event is not None
    assert (len(event.takes), event.total, event.more) == (events.SHOWN, events.SHOWN + 3, 3)


def test_a_page_of_events_costs_the_same_number_of_queries_at_any_length() -> None:
    for number in range(12):
        wire_item(number)
    group_new(RECEIVED, seconds=5)
    with CaptureQueriesContext(connection) as queries:
        rows()
    assert len(queries) == 9


def test_the_newest_of_each_event_is_found_by_an_index() -> None:
    quake()
    with CaptureQueriesContext(connection) as queries:
        rows()
    if connection.vendor != "sqlite":
        pytest.skip("the plan is SQLite's")
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {queries[0]['sql']}")
        plan = " | ".join(str(row[3]) for row in cursor.fetchall())
    assert "wire_item_current" in plan
    assert "wire_item_of_event" in plan
    assert "SCAN U0" not in plan
    assert "SCAN V0" not in plan


def test_reasons_are_said_in_words() -> None:
    with override("id"):
        assert events.because({}) == ""
        assert events.because({"with": 1, "score": 1.0, "shared": ["version"]}) == "versi lain dari kiriman yang sama"
        assert events.because({"with": 1, "score": 1.0, "shared": ["about"]}) == "pesan tentang kiriman lain"
        said = events.because({"with": 1, "score": 0.414, "shared": ["kolaka", "214"]}, {1: "Satu"})
        assert said == "41% mirip kiriman Satu: kolaka, 214"
        stems = {"with": 1, "score": 0.5, "shared": ["ungsi", "6.1"]}
        assert events.because(stems, {}, "Warga Mengungsi Usai Gempa 6.1") == "50% mirip: mengungsi, 6.1"
        assert events.because({"with": 9, "score": 0.3, "shared": ["kolaka"]}) == "30% mirip: kolaka"


def test_a_row_tells_the_highest_urgency_and_a_kill_below_its_lead() -> None:
    client = Client()
    client.force_login(staff("reporter"))
    one, two, _other = quake()
    WireItem.objects.filter(pk=one.pk).update(urgency=1, signal="kill")
    WireItem.objects.filter(pk=two.pk).update(urgency=4)
    row = rows()[0]
    assert row.item.pk == two.pk
    assert row.urgency == 1
    assert row.event is not None
    assert row.event.signals == {"kill"}
    page = client.get("/desk/inbox/").content.decode()
    summary = page[page.index("<summary>2 kiriman") :].partition("</summary>")[0]
    assert "BATAL" in summary
