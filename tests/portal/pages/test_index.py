"""The index by day and its calendar."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from redaksi.portal import pages
from redaksi.portal.pages.index import EARLIEST, calendar, day_url


def test_a_calendar_links_its_days_up_to_today():
    view = calendar(date(2026, 11, 3), today=date(2026, 11, 19))
    days = {day.number: day for week in view.weeks for day in week if day.number}
    assert len(days) == 30
    assert days[19].url == "/indeks/2026/11/19/"
    assert days[20].url == ""
    assert days[3].current
    assert (view.earlier, view.later) == ("/indeks/2026/10/31/", "")
    assert calendar(date(2025, 12, 31), date(2026, 11, 19)).later == "/indeks/2026/01/01/"
    assert calendar(EARLIEST, date(2026, 11, 19)).earlier == ""


@pytest.mark.django_db
def test_a_day_lists_its_stories_and_its_neighbours(archive):
    ground = pages.Ground.load(timezone.now())
    answer = pages.index_page(ground, None, 1)
    today = ground.now.astimezone(ground.house.zone).date()
    assert f"day-{today}" in answer.keys
    assert answer.page.next == ""
    assert answer.page.previous.startswith("/indeks/")
    assert pages.index_page(ground, date(2026, 1, 1), 1).page.next == day_url(date(2026, 1, 2))
