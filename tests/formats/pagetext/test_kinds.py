"""Each line is judged by its own words."""

from __future__ import annotations

import pytest

from redaksi.formats.pagetext.kinds import Kind, mark
from redaksi.formats.pagetext.lines import Line


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Kamis, 8 April 2021 | 19:40 WIB", Kind.DATE),
        ("KabarNusa.com - 27/03/2024, 06:16 WIB", Kind.DATE),
        ("Diperbarui 26 Mar 2025, 22:16 WIB", Kind.DATE),
        ("Oleh : Sari | Kamis, 8 April 2021 19:40 WIB", Kind.DATE),
        ("DUNIA | 8 April 2021", Kind.CARD_DATE),
        ("14 jam yang lalu", Kind.CARD_DATE),
        ("Jadwal Salat Jakarta 8 April 2021", Kind.SHORT),
        ("Harga Emas Antam Hari Ini, 8 April 2021", Kind.SHORT),
        ("Pertemuan itu berlangsung pada Rabu (7/4/2021) di Palu.", Kind.PROSE),
        ("Oleh : Sari / SRI", Kind.CREDIT),
        ("Penulis: Sari | Editor: Bayu", Kind.CREDIT),
        ("Laporan Wartawan Kabar.com, Sari", Kind.CREDIT),
        ("Sumber: Kabar", Kind.CREDIT),
        ("Oleh karena itu, warga diminta waspada.", Kind.PROSE),
        ("(abc/def)", Kind.CLOSING),
        ("(Awaludin)", Kind.CLOSING),
        ("BERITA TERKAIT", Kind.HEADING),
        ("Baca juga: Panen Raya Dimulai", Kind.SEE_ALSO),
        ("Foto: Dok. Warga", Kind.CAPTION),
        ("Tag: banjir, palu", Kind.TAGS),
        ("#banjir #palu", Kind.TAGS),
        ("Copyright 2021", Kind.FOOTER),
        ("Telp: +62 22 5550 1234", Kind.FOOTER),
        ("ADVERTISEMENT", Kind.FURNITURE),
        ("WhatsApp Facebook X", Kind.FURNITURE),
        ("Home Nasional Ekonomi", Kind.MENU),
        ("Jakarta -", Kind.SHORT),
        ("Panen Raya Dimulai di Palu", Kind.SHORT),
        ("a" * 500, Kind.PROSE),
    ],
)
def test_kinds(text, kind):
    assert mark(Line(text), "Asia/Jakarta").kind is kind


def test_a_date_keeps_its_moment_and_what_stands_around_it():
    marked = mark(Line("DUNIA | 8 April 2021 19:40"), "Asia/Makassar")
    assert marked.moment.value.isoformat() == "2021-04-08T19:40:00+08:00"
    assert marked.around == "DUNIA"
