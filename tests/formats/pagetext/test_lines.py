"""Lines are tidied, wrapped paragraphs restored, and sentences told from headings."""

from __future__ import annotations

import textwrap

import pytest

from redaksi.formats.item import FormatError
from redaksi.formats.pagetext.lines import MAX_LINES, Line, is_name, is_prose, split, tidied


def test_lines_end_in_every_way_and_empty_ones_are_gone():
    assert [line.text for line in split("a\r\nb\rc\n\n \t \nd\u2028e")] == ["a", "b", "c", "d", "e"]


def test_bullets_are_taken_off_and_remembered():
    assert split("• satu\n- dua\n-tiga\n•") == [Line("satu", True), Line("dua", True), Line("-tiga"), Line("•")]


def test_invisible_characters_and_odd_spaces_are_tidied():
    assert tidied("\ufeff a\xa0\u200b b\t\tc\u00ad ") == "a b c"


def test_wrapped_lines_are_joined_only_where_a_text_is_wrapped():
    paragraph = (
        "Panen raya dimulai di enam desa pada pekan ini setelah irigasi diperbaiki dan benih unggul dibagikan " * 3
    )
    wrapped = "\n".join(textwrap.wrap(paragraph, 60))
    assert [line.text for line in split(f"{wrapped}\n\nlain")] == [paragraph.strip(), "lain"]
    assert len(split("Judul Berita\nSari\nKamis")) == 3


def test_a_pointer_in_brackets_is_a_line_of_its_own():
    assert [line.text for line in split("Kata Eko. (Baca juga: Warga Panik)")] == [
        "Kata Eko.",
        "Baca juga: Warga Panik",
    ]


def test_too_many_lines_are_refused():
    with pytest.raises(FormatError):
        split("a\n" * (MAX_LINES + 1))


@pytest.mark.parametrize(
    "text",
    [
        "Harga cabai turun menjadi Rp45.000 per kilogram.",
        '"Ini demi warga," kata Raras.',
        "Ia menyebut tiga hal yang harus segera diperbaiki, yaitu:",
        "Perusahaan akan mengajukan banding. (abc/def)",
        "Duta itu terkunci dari gedung setelah atase militer duduk di sana dan melarang tiap orang masuk sejak pagi",
    ],
)
def test_sentences_are_prose(text):
    assert is_prose(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Kriminal",
        "Harga Cabai Turun, Pedagang Senang",
        "Kenapa Harga Cabai Naik Jelang Lebaran?",
        "petani panen 1.200 ton jagung",
        "Raras Pambudi",
    ],
)
def test_headings_and_names_are_not(text):
    assert not is_prose(text)


def test_names_are_capitalised_words():
    assert is_name("Raras Pambudi")
    assert is_name("M. Nur bin Ali")
    assert is_name("Siti al-Fatah")
    assert not is_name("harga cabai")
    assert not is_name("Jalan Melati 8")
    assert not is_name("Satu Dua Tiga Empat Lima Enam")
