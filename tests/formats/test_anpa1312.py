"""ANPA 1312: caret lines, typesetters' marks, tables."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.formats import anpa1312
from redaksi.formats.item import Dateline, FormatError, Subject
from tests.formats.kit import EDITORIAL, damaged, fixture, fixtures, fuzzed, read_or_refused


def test_the_caret_lines_are_read_into_every_field():
    (item,) = anpa1312.parse(fixture("anpa1312/feature.txt"))
    assert item.guid == "anpa1312:k0412:2026-11-20"
    assert (item.slugline, item.headline) == ("BC-ID--Bawang-Panen", "Panen bawang mundur dua pekan")
    assert (item.byline, item.credit) == ("TUTI LESTARI", "KBL")
    assert item.dateline == Dateline("LEMBAH HIJAU", "LEMBAH HIJAU, Contoh (KBL)")
    assert item.subjects == (Subject("l", "anpa1312:l"),)
    assert str(item.first_created) == "2026-11-20 03:10:00+00:00"
    assert item.extra["affiliation"] == "Kantor Berita Lembah"


def test_notes_reach_the_desk_and_never_the_body():
    (item,) = anpa1312.parse(fixture("anpa1312/feature.txt"))
    assert item.editorial_note == "KBL Foto B101, B102\nEds: RAHASIA-MEJA hubungi redaktur."
    assert EDITORIAL not in f"{item.body_html}{item.body_text}"


def test_typesetters_quotes_and_dashes_become_typographic():
    (item,) = anpa1312.parse(fixture("anpa1312/feature.txt"))
    assert item.body_html == (
        "<p>Petani bawang menunda panen “karena tanah basah” pekan ini.</p>"
        "<p>Harga tetap — setidaknya hari ini.</p><p>Budi Santosa ikut melaporkan.</p>"
    )


def test_tabular_copy_is_kept_as_it_stands():
    (item,) = anpa1312.parse(fixture("anpa1312/tabel.txt"))
    assert item.body_html == (
        "<pre>Komoditas      Senin    Selasa\nBawang merah   31.000   30.500\nBawang putih   28.000   28.250</pre>"
    )
    assert item.urgency == 1


def test_without_trailer_the_year_is_unknown_and_not_guessed():
    (item,) = anpa1312.parse(fixture("anpa1312/tabel.txt"))
    assert item.first_created is None
    assert item.guid.startswith("sha256:")
    assert "the message has no trailer; its date has no year and stays unknown" in item.warnings


def test_an_unknown_priority_is_assumed_with_a_warning():
    (item,) = anpa1312.parse(fixture("anpa1312/feature.txt"))
    assert item.urgency == 6
    assert "unknown priority e; urgency 6 was assumed" in item.warnings


def test_a_kill_is_canceled_and_a_damaged_neighbour_told_of():
    (item,) = anpa1312.parse(fixture("anpa1312/batal.txt"))
    assert (item.status, item.urgency) == ("canceled", 3)
    assert "another message of the transmission was refused: no ANPA 1312 header in the first lines" in item.warnings


@pytest.mark.parametrize("data", [b"", b"\x16\x16\x01\x04", b"hanya teks"])
def test_what_is_no_transmission_is_refused(data):
    with pytest.raises(FormatError):
        anpa1312.parse(data)


@given(damaged(fixtures("anpa1312")))
@fuzzed
def test_damaged_transmissions_are_read_or_refused(data):
    read_or_refused(anpa1312.parse, data)


@given(st.binary(max_size=200))
@fuzzed
def test_any_bytes_are_read_or_refused(data):
    anpa1312.looks_like(data)
    read_or_refused(anpa1312.parse, b"\x16\x16\x01k0412\x1fnas\ne l\x13\x11 A  11-20 0052\n" + data)


def test_real_samples_give_what_their_senders_meant(shared_dir):
    folder = shared_dir / "wire-samples/anpa1312"
    (story,) = anpa1312.parse((folder / "anpa-1.tst").read_bytes())
    assert (story.slugline, story.urgency) == ("BC-LT--Argentina-Cancer Beauty", 1)
    assert story.headline == "For Argentine chemo patients, mirrors can hurt"
    assert story.byline == "PAUL BYRNE and ALMUDENA CALATRAVA"
    assert story.dateline == Dateline("BUENOS AIRES", "BUENOS AIRES, Argentina (AP)")
    assert str(story.first_created) == "2013-11-13 15:09:00+00:00"
    assert "“Look Good Feel Better” is a program" in story.body_text
    assert "XNP101" not in story.body_text
    (list_,) = anpa1312.parse((folder / "anpa-4.tst").read_bytes())
    assert list_.headline == "AP Top Entertainment News at 11:23 p.m. EST"
    assert list_.body_html.count("<p>") == 10
