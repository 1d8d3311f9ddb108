"""The index: everything of one day, with a calendar to any other."""

from __future__ import annotations

from calendar import Calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils.translation import gettext as _

from redaksi.portal.pages.frame import Answer, Frame, Ground, Head, absolute, frame, listing_keys
from redaksi.portal.pages.lists import Pager, paged, pager
from redaksi.stories import keys, queries
from redaksi.stories.dates import month_name, weekday_date, weekday_names
from redaksi.stories.fields import Fields
from redaksi.stories.present import CardView

STYLES: Final = ("list", "pages", "index")
SIZE: Final = 60
EARLIEST: Final = date(1945, 1, 1)


@dataclass(frozen=True, slots=True)
class Day(Fields):
    """A cell of the calendar; `url` empty for a day of another month or one yet to come."""

    number: int
    url: str
    current: bool
    name: str


@dataclass(frozen=True, slots=True)
class CalendarView(Fields):
    """A month: its name, the short names of the days, its weeks, and the months beside it."""

    title: str
    day_names: tuple[str, ...]
    weeks: tuple[tuple[Day, ...], ...]
    earlier: str
    later: str


@dataclass(frozen=True, slots=True)
class IndexPage(Fields):
    frame: Frame
    head: Head
    title: str
    rows: tuple[CardView, ...]
    calendar: CalendarView
    previous: str
    previous_name: str
    next: str
    next_name: str
    pager: Pager


def index_page(ground: Ground, day: date | None, number: int) -> Answer:
    """What was published on `day` (None: today, under the address /indeks/) in the newsroom's zone."""
    today = ground.now.astimezone(ground.house.zone).date()
    url = day_url(day) if day else "/indeks/"
    shown = day or today
    found = queries.on_day(shown, ground.house.zone, ground.now, number, SIZE)
    before, after = shown - timedelta(days=1), shown + timedelta(days=1)
    name = weekday_date(shown)
    page = IndexPage(
        frame=frame(ground, STYLES),
        head=Head(
            title=f"{_('Index')}: {name} - {ground.identity.brand}",
            description=_("All news of %(day)s") % {"day": name},
            canonical=absolute(paged(url, number)),
            feed="/rss.xml",
        ),
        title=name,
        rows=ground.cards(found.stories, pictures=False),
        calendar=calendar(shown, today),
        previous=day_url(before) if before >= EARLIEST else "",
        previous_name=weekday_date(before),
        next=day_url(after) if after <= today else "",
        next_name=weekday_date(after),
        pager=pager(url, found),
    )
    names = dict.fromkeys(keys.section_name(story.section_id) for story in found.stories if story.section_id)
    return Answer("portal/index.html", page, (keys.day(shown), *names, *listing_keys(found.stories)))


def calendar(shown: date, today: date) -> CalendarView:
    """The month of `shown`, its days linked up to `today`."""
    first = shown.replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    weeks = Calendar(firstweekday=0).monthdatescalendar(shown.year, shown.month)
    return CalendarView(
        title=f"{month_name(shown.month)} {shown.year}",
        day_names=tuple(name[:3] for name in weekday_names()),
        weeks=tuple(tuple(_day(day, shown, today) for day in week) for week in weeks),
        earlier=day_url(first - timedelta(days=1)) if first > EARLIEST else "",
        later=day_url(last + timedelta(days=1)) if last < today else "",
    )


def day_url(day: date) -> str:
    return f"/indeks/{day:%Y/%m/%d}/"


def _day(day: date, shown: date, today: date) -> Day:
    linked = day.month == shown.month and EARLIEST <= day <= today
    number = day.day if day.month == shown.month else 0
    return Day(number, day_url(day) if linked else "", day == shown, weekday_date(day))
