from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from redaksi.desk import actions, inbox
from redaksi.desk.inbox import Filters
from redaksi.wire.models import Source, WireItem
from tests.desk.conftest import RECEIVED, staff, wire_item
from tests.factories import make_section

pytestmark = pytest.mark.django_db
WIB = ZoneInfo("Asia/Jakarta")


def shown(**filters: object) -> list[int]:
    return [row.item.pk for row in inbox.page(Filters(**filters), WIB).rows]


def test_the_inbox_holds_newest_versions_that_nobody_took_or_spiked() -> None:
    old, new = wire_item(1, version="1"), wire_item(1, version="2", headline="Versi baru")
    taken, spiked, waiting = wire_item(2), wire_item(3), wire_item(4)
    actions.take(taken, staff("reporter"))
    actions.spike(spiked, staff("editor"))
    assert set(shown()) == {new.pk, waiting.pk}
    assert old.pk not in shown()
    assert shown(tab="spiked") == [spiked.pk]


def test_pages_follow_one_another_without_gap_or_repeat() -> None:
    made = [wire_item(number).pk for number in range(7)]
    WireItem.objects.filter(pk__in=made[:2]).update(received_at=RECEIVED - timedelta(hours=1))
    seen, after = [], ""
    while True:
        page = inbox.page(Filters(), WIB, after, size=3)
        seen += [row.item.pk for row in page.rows]
        if page.after is None:
            break
        after = page.after
    assert sorted(seen) == sorted(made)
    assert len(seen) == len(set(seen))


@pytest.mark.parametrize("cursor", ["x", "1_", "99999999999999999999_1", "-1_2", "_"])
def test_a_cursor_without_sense_starts_at_the_top(cursor: str) -> None:
    item = wire_item()
    assert [row.item.pk for row in inbox.page(Filters(), WIB, cursor).rows] in ([item.pk], [])


def test_filters_narrow_by_source_urgency_status_words_rubric_and_day() -> None:
    item = wire_item(1, urgency=1, headline="Gempa di Maluku")
    other = wire_item(2, source="Kantor Lain", urgency=5, status="canceled")
    Source.objects.filter(pk=other.source_id).update(default_section="ekonomi")
    WireItem.objects.filter(pk=other.pk).update(received_at=datetime(2026, 11, 17, 20, 0, tzinfo=UTC))
    assert shown(source=item.source_id) == [item.pk]
    assert shown(urgency=2) == [item.pk]
    assert shown(status="canceled") == [other.pk]
    assert shown(words="gempa maluku") == [item.pk]
    assert shown(section="ekonomi") == [other.pk]
    assert shown(day=date(2026, 11, 18)) == [other.pk], "20:00 UTC is the next day in Jakarta"


def test_a_row_tells_how_many_versions_there_are_and_which_story_one_became() -> None:
    story = actions.take(wire_item(1, version="1"), staff("reporter"))
    wire_item(1, version="2", headline="Versi baru")
    row = inbox.page(Filters(), WIB).rows[0]
    assert (row.versions, row.story) == (2, story)


def test_a_page_costs_the_same_number_of_queries_at_any_length() -> None:
    for number in range(12):
        wire_item(number)
    with CaptureQueriesContext(connection) as queries:
        inbox.page(Filters(), WIB)
    assert len(queries) == 5
    assert not any("COUNT(" in query["sql"].upper() for query in queries)


def test_a_row_shows_the_rubric_that_a_take_would_propose() -> None:
    section = make_section("Ekonomi")
    wire_item(1, keywords=("ekonomi",))
    wire_item(2)
    rows = {row.item.guid: row.section for row in inbox.page(Filters(), WIB).rows}
    assert rows == {"urn:uji:1": section, "urn:uji:2": None}
