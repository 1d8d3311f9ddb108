"""Fields that every format fills alike."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.formats.fields import (
    MAX_BODY,
    MAX_FILE,
    Reading,
    clean_byline,
    dateline_of,
    filed_in,
    is_kill,
    shortened,
    signed,
    signed_body,
    without_dateline,
)
from redaksi.formats.html import text_of
from redaksi.formats.item import Dateline, FormatError, Hint
from redaksi.formats.paragraphs import Told
from tests.formats.kit import fuzzed


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Oleh Tuti Lestari", "Tuti Lestari"),
        ("Oleh : Tuti Lestari", "Tuti Lestari"),
        ("By TUTI LESTARI.", "TUTI LESTARI"),
        ("Von Budi, KBL", "Budi, KBL"),
        ("Budi Santosa", "Budi Santosa"),
        ("Byron Olehan", "Byron Olehan"),
        ("  ", None),
        (None, None),
    ],
)
def test_a_byline_is_the_name_without_by(written, name):
    assert clean_byline(written) == name


@pytest.mark.parametrize(
    ("written", "dateline"),
    [
        ("Lembah Hijau (KBL) - ", Dateline("Lembah Hijau", "Lembah Hijau (KBL)")),
        ("MOSCOW, Monday (Reuters)", Dateline("MOSCOW", "MOSCOW, Monday (Reuters)")),
        ("Gaza City, May 16, 2021 (AFP) -", Dateline("Gaza City", "Gaza City, May 16, 2021 (AFP)")),
        ("Unnao", Dateline("Unnao", "Unnao")),
        ("Muara-Hulu", Dateline("Muara-Hulu", "Muara-Hulu")),
        (" - ", None),
        (None, None),
    ],
)
def test_a_dateline_begins_with_its_city(written, dateline):
    assert dateline_of(written) == dateline


@pytest.mark.parametrize(
    "start",
    [
        "Lembah Hijau (KBL) - ",
        "Lembah Hijau (KBL) – ",
        "<strong>Lembah Hijau (KBL)</strong> - ",
        "<strong>Lembah Hijau (KBL) - </strong>",
    ],
)
def test_the_dateline_is_taken_off_the_first_two_paragraphs(start):
    dateline = Dateline("Lembah Hijau", "Lembah Hijau (KBL)")
    assert without_dateline(f"<p>{start}Petani menunda.</p>", dateline) == "<p>Petani menunda.</p>"
    assert without_dateline(f"<p>Ringkasan.</p><p>{start}Isi.</p>", dateline) == "<p>Ringkasan.</p><p>Isi.</p>"


def test_a_sentence_that_begins_with_the_city_is_no_dateline():
    html = "<p>Lembah Hijau menunda panen.</p>"
    assert without_dateline(html, Dateline("Lembah Hijau")) == html
    assert without_dateline("<p>Lembah Hijau -</p>", Dateline("Lembah Hijau")) == "<p>Lembah Hijau -</p>"


def test_text_that_begins_with_a_dateline_gives_it_and_the_agency():
    assert filed_in("BUENOS AIRES, Argentina (AP) _ For patients") == (
        Dateline("BUENOS AIRES", "BUENOS AIRES, Argentina (AP)"),
        "AP",
        "For patients",
    )
    assert filed_in("Bank Sentral (BS) menaikkan bunga - lagi.") is None


@pytest.mark.parametrize(
    ("line", "kill"),
    [
        ("BULLETIN KILL: Rapat", True),
        ("Rapat, MANDATORY KILL", True),
        ("KILL - Rapat", True),
        ("TARIK: berita rapat", True),
        ("PEMBATALAN berita", False),
        ("Kill Bill tayang lagi", False),
        ("BATAL puasa karena sakit", False),
        (None, False),
    ],
)
def test_a_kill_is_known_by_its_wording(line, kill):
    assert is_kill(line) is kill


def test_initials_below_the_text_are_taken_off():
    assert signed("<p>Isi.</p><p>(tl/bs)</p>") == ("<p>Isi.</p>", "tl/bs")
    assert signed("<p>Isi.</p><p>ya/tidak dijawab</p>") == ("<p>Isi.</p><p>ya/tidak dijawab</p>", None)
    assert signed_body("<p>Isi.</p><p>bur-gl/fz</p>", Reading(Hint())) == ("<p>Isi.</p>", "Isi.", "bur-gl/fz")


def test_times_without_offset_take_the_hints_zone_with_a_warning():
    reading = Reading(Hint(zone="Asia/Jayapura"))
    assert str(reading.when("2026-11-20T10:00:00", "sent")) == "2026-11-20 10:00:00+09:00"
    assert reading.when("2026-11-20", "sent") == date(2026, 11, 20)
    assert str(reading.instant("2026-11-20", "embargo")) == "2026-11-20 00:00:00+09:00"
    assert reading.when("besok", "sent") is None
    assert reading.warnings == [
        "sent: the time has no zone; Asia/Jayapura was assumed",
        "embargo has no time of day; 00:00 was assumed",
        "sent is no date: besok",
    ]


def test_urgency_is_a_digit_or_unknown():
    reading = Reading(Hint())
    assert [reading.urgency(each) for each in ("4", "9", "0", "tinggi", "٤", None)] == [4, 9, None, None, None, None]
    assert reading.urgency("9", highest=8) is None


def test_identities_are_the_same_for_the_same_contents():
    reading = Reading(Hint())
    assert reading.identity("a", None) == reading.identity("a", "") != reading.identity("", "a")


def test_items_of_one_file_share_its_room_and_not_their_warnings():
    reading = Reading(Hint())
    first, second = reading.apart(), reading.apart()
    first.warn("hanya satu")
    assert second.warnings == []
    for _ in range(MAX_FILE // MAX_BODY):
        first.body("x" * MAX_BODY)
    with pytest.raises(FormatError, match="more text than any news has"):
        second.body("x" * MAX_BODY)


@given(st.text(max_size=200), st.text(max_size=30))
@fuzzed
def test_any_text_has_fields_or_none(text, city):
    clean_byline(text)
    dateline_of(text)
    filed_in(text)
    without_dateline(f"<p>{text}</p>", Dateline(city or None, text or None))
    Reading(Hint()).when(text, "sent")


STORY = (
    "<p>Lembah Hijau (KBL) - Satu <b>dua</b>.</p><p>Tiga.</p><p>Empat.</p>",
    "<p>Ringkas.</p><p><b>Lembah Hijau (KBL)</b> - Satu.</p><h2>Dua</h2><p>Tiga.</p>",
    "<p>Lembah Hijau - </p><p>Satu.</p>",
    "<p>Lembah Hijau - Satu.</p>",
    "<p>Lembah Hijau - Satu.</p><p>Dua.</p><pre>  tiga\n  empat</pre>",
    "<ul><li>satu</li></ul><p>Lembah Hijau - Dua.</p>",
    "<p>Satu.</p><p>Dua.</p><p>Lembah Hijau - Tiga.</p>",
)


@pytest.mark.parametrize("html", STORY)
def test_a_story_without_its_dateline_has_the_text_of_what_is_left(html):
    told = shortened(Told(html, text_of(html)), Dateline("Lembah Hijau"))
    assert told == (without_dateline(html, Dateline("Lembah Hijau")), text_of(told.html))
