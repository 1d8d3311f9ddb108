"""Dates and times as a newsroom writes them: long names, the newsroom's zone, its own separator."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import Final

from django.utils.translation import get_language

from redaksi.stories.fields import Fields

_MONTHS: Final = {
    "id": "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split(),
    "en": "January February March April May June July August September October November December".split(),
}
_DAYS: Final = {
    "id": "Senin Selasa Rabu Kamis Jumat Sabtu Minggu".split(),
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
}
_ZONES: Final = {"Asia/Jakarta": "WIB", "Asia/Pontianak": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


@dataclass(frozen=True, slots=True)
class TimeView(Fields):
    """A moment as readers see it: `text` in full, `day` without the time, `clock` alone, `iso` for machines."""

    text: str
    day: str
    clock: str
    iso: str


def time_view(moment: datetime, zone: tzinfo, separator: str = ":") -> TimeView:
    """`moment` in `zone`: `Kamis, 8 April 2021 | 19:40 WIB`, `8 April 2021`, `19:40 WIB`, ISO 8601 with offset."""
    return _time_view(moment, zone, separator, _language())


# The same stories stand in the lists of many pages.
@lru_cache(maxsize=4096)
def _time_view(moment: datetime, zone: tzinfo, separator: str, language: str) -> TimeView:
    local = moment.astimezone(zone)
    time = f"{clock(moment, zone, separator)} {zone_name(local)}"
    return TimeView(
        text=f"{weekday_date(local.date())} | {time}",
        day=long_date(local.date()),
        clock=time,
        iso=local.isoformat(timespec="seconds"),
    )


def clock(moment: datetime, zone: tzinfo, separator: str = ":") -> str:
    """Hours and minutes in `zone`, as 19:40 or 19.40."""
    return moment.astimezone(zone).strftime(f"%H{separator}%M")


def long_date(day: date) -> str:
    """8 April 2021"""
    return f"{day.day} {month_name(day.month)} {day.year}"


def weekday_date(day: date) -> str:
    """Kamis, 8 April 2021"""
    return f"{weekday_names()[day.weekday()]}, {long_date(day)}"


def month_name(month: int) -> str:
    """The name of month 1 to 12."""
    return _MONTHS[_language()][month - 1]


def weekday_names() -> list[str]:
    """The days from Monday to Sunday."""
    return _DAYS[_language()]


def zone_name(local: datetime) -> str:
    """WIB, WITA or WIT for Indonesia's zones, else the offset as `UTC+9`."""
    known = _ZONES.get(str(local.tzinfo))
    if known:
        return known
    hours = (local.utcoffset() or timedelta(0)).total_seconds() / 3600
    return f"UTC{hours:+g}" if hours else "UTC"


def _language() -> str:
    return "en" if (get_language() or "id").startswith("en") else "id"
