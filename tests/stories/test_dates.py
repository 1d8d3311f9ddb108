"""Dates and times as a newsroom writes them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from redaksi.stories.dates import long_date, time_view, weekday_date, zone_name

MOMENT = datetime(2021, 4, 8, 12, 40, tzinfo=UTC)


def test_a_time_is_written_in_full_in_the_newsrooms_zone():
    with override("id"):
        view = time_view(MOMENT, ZoneInfo("Asia/Jakarta"))
    assert view.text == "Kamis, 8 April 2021 | 19:40 WIB"
    assert (view.day, view.clock) == ("8 April 2021", "19:40 WIB")
    assert view.iso == "2021-04-08T19:40:00+07:00"


@pytest.mark.parametrize(("zone", "clock"), [("Asia/Makassar", "20.40 WITA"), ("Asia/Jayapura", "21.40 WIT")])
def test_each_zone_has_its_name_and_the_house_its_separator(zone, clock):
    assert time_view(MOMENT, ZoneInfo(zone), ".").clock == clock


def test_a_foreign_zone_is_named_by_its_offset():
    assert zone_name(MOMENT.astimezone(ZoneInfo("Asia/Tokyo"))) == "UTC+9"
    assert zone_name(MOMENT.astimezone(ZoneInfo("UTC"))) == "UTC"
    assert zone_name(MOMENT.astimezone(ZoneInfo("Asia/Kolkata"))) == "UTC+5.5"


def test_english_screens_get_english_names():
    with override("en"):
        assert weekday_date(date(2021, 4, 8)) == "Thursday, 8 April 2021"


@given(st.datetimes(min_value=datetime(1945, 1, 1), max_value=datetime(2100, 1, 1), timezones=st.just(UTC)))
def test_the_machine_time_is_the_same_moment(moment):
    view = time_view(moment, ZoneInfo("Asia/Jayapura"))
    assert datetime.fromisoformat(view.iso) == moment.replace(microsecond=0)
    assert long_date(moment.astimezone(ZoneInfo("Asia/Jayapura")).date()) == view.day
