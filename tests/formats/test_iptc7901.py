"""IPTC 7901: flashes, takes, notebooks, and transmissions with a damaged message."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.formats import anpa1312, iptc7901
from redaksi.formats.item import Dateline, FormatError, Hint, Subject
from tests.formats.kit import EDITORIAL, damaged, fixture, fixtures, fuzzed, read_or_refused


def test_a_flash_is_read_into_every_field():
    (item,) = iptc7901.parse(fixture("iptc7901/kilat.txt"), Hint(language="id"))
    assert (item.guid, item.version) == ("iptc7901:kbl0412:2026-11-20", "1")
    assert item.headline == "Panen bawang di Lembah Hijau mundur dua pekan"
    assert (item.slugline, item.keywords) == ("Pertanian/Bawang", ("Pertanian", "Bawang"))
    assert (item.byline, item.urgency, item.language) == ("Tuti Lestari, KBL", 2, "id")
    assert item.dateline == Dateline("Lembah Hijau", "Lembah Hijau (KBL)")
    assert (item.source, item.credit) == ("KBL", "KBL")
    assert item.subjects == (Subject("eko", "iptc7901:eko"),)
    assert str(item.first_created) == "2026-11-20 10:10:00+08:00"
    assert item.extra["takes"] == ["Kilat"]
    assert item.warnings == ()


def test_the_body_is_paragraphs_and_columns_without_dateline_and_notes():
    (item,) = iptc7901.parse(fixture("iptc7901/kilat.txt"))
    assert item.body_html == (
        '<p>Petani bawang menunda panen karena tanah masih basah.</p><p>"Kami menunggu," kata ketua kelompok.</p>'
        "<pre>Komoditas      Senin    Selasa\nBawang merah   31.000   30.500\nBawang putih   28.000   28.250</pre>"
    )
    assert item.editorial_note is not None
    assert item.editorial_note.splitlines()[0] == "Kilat"
    assert "RAHASIA-MEJA tidak untuk dipublikasikan" in item.editorial_note
    assert "kbl tl bs" in item.editorial_note
    assert EDITORIAL not in f"{item.body_html}{item.body_text}"


def test_charset_and_zone_are_assumed_with_warnings():
    (item,) = iptc7901.parse(fixture("iptc7901/ringkasan.txt"), Hint(zone="Asia/Jayapura"))
    assert "Kafé Ujung" in (item.body_text or "")
    assert str(item.first_created) == "2026-11-20 11:45:00+09:00"
    assert item.warnings == (
        "no charset is declared; read as Windows-1252",
        "the time of sending: the time has no zone; Asia/Jayapura was assumed",
    )


def test_a_summary_stands_above_the_dateline():
    (item,) = iptc7901.parse(fixture("iptc7901/ringkasan.txt"))
    assert item.summary == "Warga Desa Suka Maju menyeberang lagi."
    assert item.dateline == Dateline("Desa Suka Maju", "Desa Suka Maju (KBL/muara)")
    assert item.editorial_note == "Foto\nCatatan redaksi: RAHASIA-MEJA\nhubungi pewarta"
    assert EDITORIAL not in f"{item.body_html}{item.body_text}"


def test_a_damaged_message_stops_no_other_and_is_told_of():
    first, killed = iptc7901.parse(fixture("iptc7901/rangkaian.txt"))
    assert (first.guid, first.status) == ("iptc7901:kbl0414:2026-11-20", "usable")
    for item in (first, killed):
        assert "another message of the transmission was refused: no IPTC 7901 header in the first line" in item.warnings


def test_a_kill_in_the_heading_is_canceled():
    killed = iptc7901.parse(fixture("iptc7901/rangkaian.txt"))[1]
    assert (killed.status, killed.editorial_note) == ("canceled", "kbl bs rd")
    assert "read as withdrawn by its sender, from its wording" in killed.warnings


@pytest.mark.parametrize("byte", [b"\x01", b"\x02", b"\x03", b"\x04"])
def test_a_missing_control_byte_costs_a_warning_at_most(byte):
    (item,) = iptc7901.parse(fixture("iptc7901/kilat.txt").replace(byte, b""))
    assert "Petani bawang menunda panen" in (item.body_text or "")
    assert EDITORIAL not in f"{item.body_html}{item.body_text}"


def test_a_message_without_date_gets_an_identity_of_its_contents():
    data = fixture("iptc7901/kilat.txt").replace(b"201010 WITA Nov 26", b"")
    (item,) = iptc7901.parse(data)
    assert item.guid.startswith("sha256:")
    assert "the message has no date and time" in item.warnings


def test_a_heading_without_its_mark_is_the_first_line():
    (item,) = iptc7901.parse(
        b"\x01kbl0001 4 i 2  kbl 0001\n\nA/\n\x02Judul saja\n\nMuara (KBL) - Isi.\n\x03201010 GMT Nov 26\n\x04"
    )
    assert (item.headline, item.body_text) == ("Judul saja", "Isi.")
    assert any("first line was taken as headline" in each for each in item.warnings)


def test_the_two_old_wires_are_told_apart():
    for data in fixtures("iptc7901"):
        assert iptc7901.looks_like(data)
        assert not anpa1312.looks_like(data)
    for data in fixtures("anpa1312"):
        assert anpa1312.looks_like(data)
        assert not iptc7901.looks_like(data)
    assert not iptc7901.looks_like(b"Kamis, 8 April 2021 | 19:40 WIB")


@pytest.mark.parametrize("data", [b"", b"\x04\x04", b"\x01rusak\x04", b"hanya teks"])
def test_what_is_no_transmission_is_refused(data):
    with pytest.raises(FormatError):
        iptc7901.parse(data)


@given(damaged(fixtures("iptc7901")))
@fuzzed
def test_damaged_transmissions_are_read_or_refused(data):
    read_or_refused(iptc7901.parse, data)


@given(st.binary(max_size=200))
@fuzzed
def test_any_bytes_are_read_or_refused(data):
    iptc7901.looks_like(data)
    read_or_refused(iptc7901.parse, b"\x01kbl0412 2 eko 61  kbl 0412\n" + data)


def test_real_samples_give_what_their_senders_meant(shared_dir):
    folder = shared_dir / "wire-samples"

    def read(name):
        (item,) = iptc7901.parse((folder / name).read_bytes(), Hint(zone="Europe/Berlin"))
        return item

    flash = read("iptc7901/dpa_eil.iptc")
    assert (flash.headline, flash.urgency) == ("Grünen-Spitze tritt nach Wahlniederlagen ab", 2)
    assert (flash.slugline, str(flash.first_created)) == ("Partei/Deutschland/Grüne", "2024-09-25 10:37:00+02:00")
    assert flash.body_text.startswith("Die Grünen-Spitze zieht nach den Misserfolgen")
    assert "Notizblock" not in flash.body_text
    short = read("iptc7901/dpa_nsb_n1.iptc")
    assert (short.headline, short.credit) == ("Baum auf Bahnstrecke bei Peine - Verspätungen", "dpa/lni")
    assert "koerber.britta@dpa.com" in short.editorial_note
    politics = read("iptc7901/IPTC7901.txt")
    assert str(politics.first_created) == "2013-11-13 11:37:00+00:00"
    assert politics.body_text.endswith("before Christmas.")
    football = read("iptc7901/IPTC7901_odd_charset.txt")
    assert "Thomas Müller" in football.body_text
    assert (football.byline, football.extra["takes"]) == ("Manuel Schwarz, dpa", ["1ST LEAD"])
    ours = read("synthetic-id/iptc7901-kilat.txt")
    assert (ours.guid, ours.dateline.city) == ("iptc7901:kbn0101:2026-11-20", "Kota Contoh")
    assert "Nama Pewarta" not in ours.body_text
