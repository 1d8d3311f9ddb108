"""Dates as news writes them are read exactly, or not at all."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.formats import times
from redaksi.formats.item import FormatError
from tests.formats import kit

MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()
SHORT = "Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des".split()
DAYS = "Senin Selasa Rabu Kamis Jumat Sabtu Minggu".split()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Kamis, 8 April 2021 | 19:40 WIB", "2021-04-08T19:40:00+07:00"),
        ("Jumat, 07 Feb 2020 08:38 WIB", "2020-02-07T08:38:00+07:00"),
        ("Jum'at, 14 Januari 2022 | 21:57 WITA", "2022-01-14T21:57:00+08:00"),
        ("Jum’at 14 Januari 2022 21.57.05 WIT", "2022-01-14T21:57:05+09:00"),
        ("26 Februari 2025 | 06.15 WIB", "2025-02-26T06:15:00+07:00"),
        ("27/03/2024, 06:16 WIB", "2024-03-27T06:16:00+07:00"),
        ("Senin, 03 Juni 2024 / 09:41 WIB", "2024-06-03T09:41:00+07:00"),
        ("Selasa , 12 September 2017 , 10:00 WIB", "2017-09-12T10:00:00+07:00"),
        ("Minggu, 8/12/2019 - 17:45:22 WIB", "2019-12-08T17:45:22+07:00"),
        ("9 Agt 2025 pukul 7.05 WIB", "2025-08-09T07:05:00+07:00"),
        ("9 Des. 2025 — 07:05 wib", "2025-12-09T07:05:00+07:00"),
        ("18.10 WIB, 20 Nop 2026", "2026-11-20T18:10:00+07:00"),
        ("2021-04-08 19:40:10 WIB", "2021-04-08T19:40:10+07:00"),
        ("Fri, 20 Nov 2026 09:44:38 GMT", "2026-11-20T09:44:38+00:00"),
        ("20 Nov 26 09:44 EST", "2026-11-20T09:44:00-05:00"),
        ("Jum, 20 Nov 2026 18:10:00 +0700", "2026-11-20T18:10:00+07:00"),
        ("20261120T104438Z", "2026-11-20T10:44:38+00:00"),
        ("2026-11-20T10:44:38.5+05:30", "2026-11-20T10:44:38.500000+05:30"),
        ("2026-06-30T23:59:60Z", "2026-06-30T23:59:59+00:00"),
        ("(7/4/2021)", "2021-04-07"),
        ("Thursday, April 8, 2021", "2021-04-08"),
        ("Kamis, 8 April 2021", "2021-04-08"),
        ("20210408", "2021-04-08"),
    ],
)
def test_every_form_is_read(text, value):
    moment = times.parse(text)
    assert moment is not None
    assert moment.value.isoformat() == value
    assert moment.warnings == ()


@pytest.mark.parametrize(
    "text",
    ["", "kemarin", "31 Feb 2024", "03/27/2024", "12:30", "2024", "32/01/2024", "8 April", "1.500/2/2024", "99991231",
     "0001-01-01", "8 April 2021 dan seterusnya", "2021-13-01", "2021-04-08T25:00Z", "٨/٤/٢٠٢١"],
)  # fmt: skip
def test_what_is_no_date_is_refused_and_not_guessed(text):
    assert times.parse(text) is None


def test_a_time_without_a_zone_gets_the_callers_with_a_warning():
    moment = times.parse("8 April 2021 19:40", "Asia/Makassar")
    assert moment is not None
    assert moment.value.isoformat() == "2021-04-08T19:40:00+08:00"
    assert moment.warnings == ("the time has no zone; Asia/Makassar was assumed",)


def test_a_wrong_weekday_is_told():
    assert times.parse("Senin, 8 April 2021").warnings == ("2021-04-08 is no Senin",)


def test_an_impossible_time_leaves_the_date_and_a_warning():
    moment = times.parse("20 November 2026 25:61 WIB")
    assert moment.value == date(2026, 11, 20)
    assert moment.warnings == ("no time of day: 25:61 WIB",)


def test_a_date_is_found_inside_a_line_with_its_place():
    moment = times.find("Diperbarui 26 Mar 2025, 22:16 WIB oleh Sari")
    assert (moment.start, moment.end) == (11, 33)
    assert moment.value.isoformat() == "2025-03-26T22:16:00+07:00"


@pytest.mark.parametrize("zone", ["Nusantara/Ibu", "", "../etc", "Asia", "\x00"])
def test_a_zone_that_is_none_is_refused(zone):
    with pytest.raises(FormatError, match="unknown time zone"):
        times.in_zone(datetime(2026, 1, 1), zone)


@pytest.mark.parametrize(
    ("name", "hours"), [("WIB", 7), ("wita", 8), ("WIT", 9), ("Z", 0), ("UTC+7", 7), ("-0330", -3.5)]
)
def test_zone_names_are_fixed_offsets(name, hours):
    assert times.offset_of(name).utcoffset(None) == timedelta(hours=hours)
    assert times.offset_of("WIBB") is None
    assert times.offset_of("+2460") is None


MOMENTS = st.datetimes(datetime(1900, 1, 1), datetime(2199, 12, 31)).map(lambda each: each.replace(microsecond=0))


@kit.fuzzed
@given(MOMENTS, st.sampled_from(["WIB", "WITA", "WIT"]), st.sampled_from([":", "."]), st.booleans(), st.booleans())
def test_every_minute_written_in_indonesian_is_read_back(moment, zone, mark, short, weekday):
    name = (SHORT if short else MONTHS)[moment.month - 1]
    day = f"{DAYS[moment.weekday()]}, " if weekday else ""
    text = f"{day}{moment.day} {name} {moment.year} | {moment:%H}{mark}{moment:%M} {zone}"
    hours = {"WIB": 7, "WITA": 8, "WIT": 9}[zone]
    assert times.parse(text).value == moment.replace(second=0, tzinfo=timezone(timedelta(hours=hours)))


@kit.fuzzed
@given(MOMENTS, st.integers(-14 * 4, 14 * 4))
def test_every_second_written_by_the_standards_is_read_back(moment, quarters):
    aware = moment.replace(tzinfo=timezone(timedelta(minutes=quarters * 15)))
    assert times.parse_iso(aware.isoformat()).value == aware
    assert times.parse_iso(aware.strftime("%Y%m%dT%H%M%S%z")).value == aware
    assert times.parse_rfc822(format_datetime(aware)).value == aware
    assert times.parse(format_datetime(aware.astimezone(UTC))).value == aware


@kit.fuzzed
@given(st.text(max_size=60) | st.text("0123456789/.:- |,APRWIBapril", max_size=40))
def test_reading_never_raises(text):
    moment = times.parse(text)
    assert moment is None or isinstance(moment.value, date)
    times.find(text)


@pytest.mark.parametrize("piece", ["1", "1 ", "1/1/", "8 April ", " ", "Kamis, ", "19:40 "])
def test_long_text_takes_no_time(piece):
    start = time.process_time()
    times.parse(piece * 1_000_000)
    assert time.process_time() - start < 1


MACHINE = st.builds(
    lambda when, minutes, shape: when.replace(tzinfo=timezone(timedelta(minutes=minutes))).strftime(shape),
    st.datetimes(datetime(1850, 1, 1), datetime(2250, 1, 1)),
    st.integers(-1439, 1439),
    st.sampled_from(["%Y-%m-%dT%H:%M:%S%z", "%Y%m%dT%H%M%S%z", "%Y-%m-%dT%H:%M:%SZ", "%G-W%V-%uT%H:%M:%S%z"]),
).map(lambda text: text[:-2] + ":" + text[-2:] if text[4] == "-" and text[-1] != "Z" else text)


@kit.fuzzed
@given(MACHINE, st.integers(0, 24), st.sampled_from(["", "6", "9", "-", "T", "W", "٣", " ", ":", "Z"]))
def test_times_as_machines_write_them_are_read_exactly_as_any_others(text, at, sign):
    for each in (text, text[:at] + sign + text[at + 1 :]):
        exact = times.exact(each)
        read = times.parse_iso(each)
        assert exact is None or (read is not None and read.value == exact and not read.warnings)
        assert exact is None or read is None or read.value.isoformat() == exact.isoformat()


def test_the_commonest_forms_are_read_at_once():
    expected = datetime(2026, 11, 20, 10, tzinfo=timezone(timedelta(hours=7)))
    assert times.exact("2026-11-20T10:00:00+07:00") == times.exact("20261120T100000+0700") == expected
    assert times.exact("2026-11-20T03:00:00Z") == expected
    assert times.exact("2026-11-20T10:00:00") is None
    assert times.exact("1850-11-20T03:00:00Z") is None
