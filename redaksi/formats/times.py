"""Times as news writes them: RFC 822, ISO 8601, and the many Indonesian forms.

Every reader is strict: it returns what stands there or None, never a guess. A time without a zone gets the
zone the caller names, with a warning; a date without a time stays a `date`. Times come back with a fixed
offset. Years outside 1900 to 2199 are no news dates.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from redaksi.formats.item import FormatError

DEFAULT_ZONE = "Asia/Jakarta"
MAX_LENGTH = 300
"""Longer text is no date; `find` looks no further."""

_MONTHS = (
    "januari january jan",
    "februari pebruari february feb peb",
    "maret march mar mrt",
    "april apr",
    "mei may",
    "juni june jun",
    "juli july jul",
    "agustus august agt agu ags agst aug",
    "september sept sep",
    "oktober october okt oct",
    "november nopember nov nop",
    "desember december des dec",
)
_MONTH_OF = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
# Months that only RFC 822 dates of foreign feeds have: Portuguese, Spanish, Italian, French, German.
_FOREIGN_MONTHS = (
    "janv ene gen",
    "fev",
    "mars mrz",
    "abr avr",
    "mai mag",
    "juin giu",
    "juil lug",
    "ago",
    "set",
    "out ott",
    "",
    "dez dic",
)
_RFC822_MONTH_OF = _MONTH_OF | {name: n for n, names in enumerate(_FOREIGN_MONTHS, 1) for name in names.split()}
_WEEKDAYS = (
    "senin monday sen mon",
    "selasa tuesday sel tue",
    "rabu wednesday rab wed",
    "kamis thursday kam thu",
    "jumat jum'at jumaat friday jum fri",
    "sabtu saturday sab sat",
    "minggu ahad sunday min ming sun",
)
_WEEKDAY_OF = {name: number for number, names in enumerate(_WEEKDAYS) for name in names.split()}
_OFFSETS = {"WIB": 7, "WITA": 8, "WIT": 9, "GMT": 0, "UTC": 0, "UT": 0, "Z": 0}
_OFFSETS |= {"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7}


def _names(table: dict[str, int]) -> str:
    return "|".join(sorted(table, key=len, reverse=True))


_ZONE = (
    r"(?:GMT|UTC)[ ]{0,2}[+-][ ]?\d{1,2}(?::?\d\d)?|[+-]\d\d:?\d\d|WIB|WITA|WIT|GMT|UTC|UT|Z"
    r"|E[SD]T|C[SD]T|M[SD]T|P[SD]T"
)
_CLOCK = rf"""(?P<hour>\d{{1,2}})[.:](?P<minute>\d\d)(?:[.:](?P<second>\d\d))?(?![\d])
    (?:[ ]{{0,3}}\(?(?P<zone>{_ZONE})(?![A-Za-z\d])\)?)?"""
_ENGLISH = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY = rf"""(?:(?<!\w)(?P<weekday>{_names(_WEEKDAY_OF)})[ ]{{0,2}}[,./|]?[ ]{{0,3}})?\(?
    (?:(?<![\d.,:/-])(?P<day>\d{{1,2}})
      (?:[ .\-/]{{1,3}}(?P<name>{_names(_MONTH_OF)})[ .,\-/]{{1,3}}|(?P<by>[/.\-])(?P<month>\d{{1,2}})(?P=by))
      (?P<year>\d{{4}})
    |(?P<english>{_ENGLISH})[ ](?P<of>\d{{1,2}}),?[ ](?P<in>\d{{4}})
    |(?<![\d.,:/-])(?P<iso>\d{{4}}-\d\d-\d\d))(?![\d])\)?"""
_BETWEEN = r"(?:[ ,|•·/\-–—()]|&nbsp;){0,8}(?:(?:pukul|pkl|jam|at|@)[.:]?[ ]{0,3})?"
_FLAGS = re.ASCII | re.IGNORECASE | re.VERBOSE
_DAY_PATTERN = re.compile(_DAY, _FLAGS)
_AFTER = re.compile(_BETWEEN + _CLOCK, _FLAGS)
_BEFORE = re.compile(rf"(?:(?:pukul|pkl|jam)[.:]?[ ]{{0,3}})?{_CLOCK}[ ,|•·/\-–—()]{{0,8}}$", _FLAGS)
_RFC822 = re.compile(
    r"""(?:[A-Za-z]{3,9}\.?,?[ ]+)?(\d{1,2})[ -]([A-Za-z]{3,9})[ -](\d{4}|\d\d)[ ]+
    (\d\d):(\d\d)(?::(\d\d))?[ ]*([+-]\d{4}|[A-Z]{1,4})?(?:[ ]*\([^()]{0,40}\))?""",
    re.ASCII | re.VERBOSE,
)
_ISO = re.compile(
    r"""(\d{4})(?:-(\d\d)-(\d\d)|(\d\d)(\d\d))
    (?:[Tt ](\d\d)(?::?(\d\d)(?::?(\d\d)(?:[.,](\d{1,9}))?)?)?[ ]?([Zz]|[+-]\d\d(?::?\d\d)?|WIB|WITA|WIT)?)?""",
    re.ASCII | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A time or date that was read, what had to be assumed, and where it stood in the text."""

    value: datetime | date
    warnings: tuple[str, ...] = ()
    start: int = 0
    end: int = 0


def parse(text: str, zone: str = DEFAULT_ZONE) -> Moment | None:
    """The whole of `text` as a time in any of the forms, or None. Raises `FormatError` for no such zone."""
    return parse_iso(text, zone) or parse_indonesian(text, zone) or parse_rfc822(text, zone)


def exact(text: str) -> datetime | None:
    """`2026-11-20T10:00:00+07:00` (also basic, also with `Z`), which is how machines write times; None for others."""
    if len(text) == 25 and text[4] == text[7] == "-" and text[10] == "T" and text[13] == text[16] == text[22] == ":":
        signs = text[19], text[23]
    elif len(text) == 20 and text[8] == "T" and text[:8].isdigit() and text[9:15].isdigit():
        signs = text[15], text[18]
    elif len(text) == 20 and text[4] == text[7] == "-" and text[10] == "T" and text[13] == text[16] == ":":
        signs = ("+", "0") if text[19] == "Z" else ("", "")
    else:
        return None
    if signs[0] not in ("+", "-") or signs[1] > "5":
        return None
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        return None
    return read if 1900 <= read.year <= 2199 else None


def parse_iso(text: str, zone: str = DEFAULT_ZONE) -> Moment | None:
    """ISO 8601 calendar dates and times, extended or basic, with or without an offset."""
    found = _ISO.fullmatch(text.strip()[:MAX_LENGTH])
    if not found:
        return None
    year, month, day, month2, day2, hour, minute, second, fraction, offset = found.groups()
    on = _date(int(year), int(month or month2), int(day or day2))
    if on is None or hour is None:
        return Moment(on, end=len(text)) if on else None
    micro = int((fraction or "").ljust(6, "0")[:6])
    return _at(on, (int(hour), int(minute or 0), int(second or 0), micro), offset, zone)


def parse_rfc822(text: str, zone: str = DEFAULT_ZONE) -> Moment | None:
    """RFC 822 and 2822 dates, as in e-mail and RSS; month names also in Indonesian."""
    found = _RFC822.fullmatch(text.strip()[:MAX_LENGTH])
    if not found:
        return None
    day, name, year, hour, minute, second, offset = found.groups()
    full = int(year) if len(year) == 4 else int(year) + (2000 if int(year) < 50 else 1900)
    on = _date(full, _RFC822_MONTH_OF.get(name.lower(), 0), int(day))
    return _at(on, (int(hour), int(minute), int(second or 0), 0), offset, zone) if on else None


def parse_indonesian(text: str, zone: str = DEFAULT_ZONE) -> Moment | None:
    """`Kamis, 8 April 2021 | 19:40 WIB`, `27/03/2024, 06.16`, `(7/4/2021)`: the whole text is the date."""
    found = find(text, zone)
    if found is None or (text[: found.start] + text[found.end :]).strip(" \t\xa0()[],.|-–—•·"):
        return None
    return found


def find(text: str, zone: str = DEFAULT_ZONE) -> Moment | None:
    """The first Indonesian (or ISO, or English) date in a line of text, with its time where it has one."""
    line = text[:MAX_LENGTH].replace("\xa0", " ").replace("\t", " ").replace("’", "'").replace("‘", "'")
    for day in _DAY_PATTERN.finditer(line):
        on = _day(day)
        if on is None:
            continue
        said = (*_weekday_warning(day, on),)
        clock = _AFTER.match(line, day.end()) or _BEFORE.search(line[: day.start()])
        if clock is None:
            return Moment(on, said, day.start(), day.end())
        hour, minute, second = (int(clock[name] or 0) for name in ("hour", "minute", "second"))
        read = _at(on, (hour, minute, second, 0), clock["zone"], zone)
        start, end = min(day.start(), clock.start()), max(day.end(), clock.end())
        if read is None:
            return Moment(on, (*said, f"no time of day: {clock[0].strip()}"), start, end)
        return Moment(read.value, (*said, *read.warnings), start, end)
    return None


def offset_of(text: str) -> timezone | None:
    """`WIB`, `WITA`, `WIT`, `GMT`, `+07:00`, `UTC+7` ... as a fixed offset, or None."""
    text = text.upper().replace(" ", "")
    if text in _OFFSETS:
        return _fixed(timedelta(hours=_OFFSETS[text]))
    found = re.fullmatch(r"(?:GMT|UTC)?([+-])(\d{1,2})(?::?(\d\d))?", text, re.ASCII)
    if not found or int(found[2]) > 23 or int(found[3] or 0) > 59:
        return None
    delta = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    return _fixed(-delta if found[1] == "-" else delta)


def in_zone(naive: datetime, zone: str) -> datetime:
    """A time without a zone in the named (IANA) one, as a fixed offset. Raises `FormatError` for no such zone."""
    try:
        offset = naive.replace(tzinfo=ZoneInfo(zone)).utcoffset()
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise FormatError(f"unknown time zone {zone!r}") from None
    return naive.replace(tzinfo=_fixed(offset or timedelta()))


def _fixed(delta: timedelta) -> timezone:
    return UTC if not delta else timezone(delta)


def _day(found: re.Match[str]) -> date | None:
    if found["english"]:
        return _date(int(found["in"]), _MONTH_OF[found["english"].lower()], int(found["of"]))
    if found["iso"]:
        year, month, day = map(int, found["iso"].split("-"))
        return _date(year, month, day)
    month = _MONTH_OF[found["name"].lower()] if found["name"] else int(found["month"])
    return _date(int(found["year"]), month, int(found["day"]))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1900 <= year <= 2199 else None
    except ValueError:
        return None


def _at(on: date, clock: tuple[int, int, int, int], offset: str | None, zone: str) -> Moment | None:
    hour, minute, second, micro = clock
    try:
        # A leap second, which ISO 8601 and RFC 822 may write, is the second before it.
        naive = datetime(on.year, on.month, on.day, hour, minute, 59 if second == 60 else second, micro)
    except ValueError:
        return None
    fixed = offset_of(offset) if offset else None
    if fixed is not None:
        return Moment(naive.replace(tzinfo=fixed))
    said = f"unknown zone {offset}" if offset else "the time has no zone"
    return Moment(in_zone(naive, zone), (f"{said}; {zone} was assumed",))


def _weekday_warning(found: re.Match[str], on: date) -> tuple[str, ...]:
    name = found["weekday"]
    if not name or _WEEKDAY_OF[name.lower()] == on.weekday():
        return ()
    return (f"{on.isoformat()} is no {name}",)
