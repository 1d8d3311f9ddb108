"""Who made a story is read from its labels, brackets and attributions."""

from __future__ import annotations

import pytest

from redaksi.formats.pagetext.credits import CLOSING, Credits, ends_with_initials, is_byline, is_laporan, split_closing


@pytest.mark.parametrize(
    ("line", "byline", "editor", "initials", "source"),
    [
        ("Oleh : Danang Wira / DWS", "Danang Wira", None, "DWS", None),
        ("Oleh : Danang Wira/DWS", "Danang Wira", None, "DWS", None),
        ("Oleh: Danang Wira (DWS)", "Danang Wira", None, "DWS", None),
        ("oleh Danang Wira", "Danang Wira", None, None, None),
        ("By Danang Wira", "Danang Wira", None, None, None),
        ("Oleh: Danang Wira - Kabar.com", "Danang Wira", None, None, None),
        ("Penulis: Rahma A | Editor: Bayu S", "Rahma A", "Bayu S", None, None),
        ("Rep: Lilis Sri/ Red: Agus Yuli", "Lilis Sri", "Agus Yuli", None, None),
        ("Reporter : Rahma, Redaktur : Bayu", "Rahma", "Bayu", None, None),
        ("Pewarta: Rahma/Uploader : Bayu", "Rahma", "Bayu", None, None),
        ("Laporan Wartawan Wartakota.com, Gita Irawan", "Gita Irawan", None, None, None),
        ("Penulis: Budi Santoso, S.Sos., M.Si.", "Budi Santoso, S.Sos., M.Si.", None, None, None),
        ("Editor: Bayu Seno (BSE)", None, "Bayu Seno", "BSE", None),
        ("Sumber : Antara/Reuters", None, None, None, "Antara/Reuters"),
        ("Source: Kabar TV", None, None, None, "Kabar TV"),
        ("(Sumber: Kabar)", None, None, None, "Kabar"),
        ("Fotografer: Zaki", None, None, None, None),
        ("tanpa label apa pun", None, None, None, None),
    ],
)
def test_labelled_lines(line, byline, editor, initials, source):
    credits = Credits()
    credits.read_line(line)
    assert (credits.byline, credits.editor, credits.initials, credits.source) == (byline, editor, initials, source)


def test_a_label_alone_takes_the_next_line():
    credits = Credits()
    assert credits.read_line("Penulis", "Rahma Anindita") is True
    assert credits.read_line("Editor:", None) is False
    assert (credits.byline, credits.editor) == ("Rahma Anindita", None)


def test_a_second_author_is_a_warning():
    credits = Credits()
    credits.read_line("Oleh: Rahma")
    credits.read_line("Penulis: Bayu")
    assert credits.byline == "Rahma"
    assert credits.warnings == ["another author is named: Bayu"]


@pytest.mark.parametrize(
    ("line", "initials", "agency"),
    [
        ("(abc/def)", "abc/def", None),
        ("(KHR/ISN)", "KHR/ISN", None),
        ("(abc)", "abc", None),
        ("[abc/def]", "abc/def", None),
        ("*(abc/def)", "abc/def", None),
        ("(Awaludin)", "Awaludin", None),
        ("(ANTARA)", None, "ANTARA"),
        ("(Ant/abc)", "abc", "ANTARA"),
        ("(Reuters/abc)", "abc", "Reuters"),
        ("(bud/*)", "bud", None),
        ("(*)", None, None),
        ("(net)", None, None),
    ],
)
def test_closing_brackets(line, initials, agency):
    assert CLOSING.fullmatch(line)
    credits = Credits()
    credits.read_closing(line)
    assert (credits.initials, credits.agency) == (initials, agency)


def test_other_initials_than_the_bylines_are_a_warning():
    credits = Credits(initials="DWS")
    credits.read_closing("(abc/def)")
    assert credits.initials == "DWS"
    assert credits.warnings == ["closing initials left out: abc/def"]


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("Seperti dilaporkan Xinhua, menteri tiba.", "Xinhua"),
        ("Hal itu dikutip dari Reuters, Senin.", "Reuters"),
        ("Dilansir AFP, Rabu, gempa terjadi.", "AFP"),
        ("Mengutip Bloomberg, harga naik.", "Bloomberg"),
        ("Demikian menurut laporan Associated Press (AP).", "Associated Press"),
        ("Hal itu dilansir dari Kantor Berita ANTARA.", "ANTARA"),
        ("Kyodo melaporkan gempa itu.", "Kyodo"),
        ("Katanya kepada AFP.", "AFP"),
        ("Seperti dikutip Kantor Berita Nusantara.", "Nusantara"),
        ("Diberitakan sebelumnya, polisi menangkap pelaku.", None),
        ("Hal itu dikutip dari laman resmi badan geologi.", None),
        ("Vaksin Sputnik tiba di bandara.", None),
        ("Kata Ani kepada Budi.", None),
    ],
)
def test_the_agency_that_the_text_credits(text, agency):
    credits = Credits()
    credits.read_agency([text])
    assert credits.agency == agency


def test_other_media_and_a_second_agency_are_warnings():
    credits = Credits()
    credits.read_agency(["Dilansir Xinhua, lalu dikutip dari AFP.", "Seperti dilansir The Guardian."])
    assert credits.agency == "Xinhua"
    assert credits.warnings == ["the text also credits AFP", "the text credits The Guardian"]


def test_a_source_that_is_an_agency_is_credited():
    credits = Credits(source="Antara")
    credits.read_agency([])
    assert credits.agency == "ANTARA"


def test_the_closing_bracket_is_taken_off_the_last_paragraph_only_behind_a_full_stop():
    assert split_closing("Kata dia. (abc/def)") == ("Kata dia.", "abc/def")
    assert split_closing('"Siap," katanya." (ANTARA/Zaki)')[1] == "ANTARA/Zaki"
    assert split_closing("Organisasi Kesehatan Dunia (WHO).") == ("Organisasi Kesehatan Dunia (WHO).", None)
    assert ends_with_initials("katanya. (WIR/UNG)")


def test_bylines_without_labels_are_name_and_brand_or_name_and_initials():
    assert is_byline("Aris Pramudya - lintasNews")
    assert is_byline("Kinanti Puspita / KPT")
    assert is_byline("Raka Mahendra , Jurnalis")
    assert not is_byline("Gempa guncang kota - dua luka")
    assert is_laporan("Laporan Wartawan Kabar.com, Sari")
    assert not is_laporan(
        "Laporan wartawan itu membuat wali kota memanggil seluruh kepala dinas ke kantornya kemarin sore."
    )
