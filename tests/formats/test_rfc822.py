"""E-mail: parts, charsets, attachments, and what speaks to the desk only."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.formats import rfc822
from redaksi.formats.item import FormatError, Hint, ItemPicture
from tests.formats.kit import EDITORIAL, damaged, fixture, fixtures, fuzzed, read_or_refused


def test_headers_are_decoded_into_fields():
    (item,) = rfc822.parse(fixture("rfc822/siaran.eml"))
    assert item.guid == "20261120.17@lembah.example"
    assert item.headline == "Panen bawang mundur — dua pekan"
    assert (item.source, item.keywords) == ("Humas Lembah Hijau", ("bawang", "panen"))
    assert str(item.first_created) == "2026-11-20 09:05:00+07:00"
    assert item.extra["To"] == "meja@redaksi.example"
    assert item.warnings == ()


def test_the_html_part_is_the_body_without_scripts_and_signature():
    (item,) = rfc822.parse(fixture("rfc822/siaran.eml"))
    assert item.body_text == "Petani menunda panen di Kafé.\n\nHarga tetap."
    assert item.editorial_note == "RAHASIA-MEJA hubungi humas\nHumas RAHASIA-MEJA 0800-0000"
    assert EDITORIAL not in f"{item.body_html}{item.body_text}"
    assert "alert" not in f"{item.body_html}"


def test_attachments_are_listed_and_their_bytes_can_be_had():
    data = fixture("rfc822/siaran.eml")
    (item,) = rfc822.parse(data)
    picture, wire, inner = rfc822.attachments(data)
    assert (picture.name, picture.type, picture.content_id) == ("umbi bawang.jpg", "image/jpeg", "umbi1@lembah.example")
    assert picture.content.startswith(b"\xff\xd8\xff")
    assert (wire.name, wire.content.strip()) == ("berita.xml", b"<nitf><body/></nitf>")
    assert b"Surat di dalam surat" in inner.content
    assert [each["type"] for each in item.extra["attachments"]] == ["image/jpeg", "application/xml", "message/rfc822"]
    assert item.pictures == (ItemPicture("cid:umbi1@lembah.example"),)


def test_a_plain_mail_with_a_lying_charset_and_no_zone_is_read_with_warnings():
    (item,) = rfc822.parse(fixture("rfc822/polos.eml"), Hint(zone="Asia/Makassar"))
    assert item.body_html == (
        "<p>Rapat desa di Kafé Ujung ditunda sampai pekan depan karena hujan, kata kepala desa.</p>"
        "<p>Daftar hadir:<br>satu<br>dua</p>"
    )
    assert item.editorial_note == "Catatan untuk redaksi:\nRAHASIA-MEJA jangan sebut nama pelapor."
    assert str(item.first_created) == "2026-11-20 09:05:00+08:00"
    assert item.guid.startswith("sha256:")
    assert "the file declares utf-8 but is not; read as Windows-1252" in item.warnings


def test_embargo_and_withdrawal_are_noticed_by_their_words():
    data = fixture("rfc822/polos.eml").replace(b"Rapat desa ditunda", b"EMBARGO 12.00: Rapat desa ditunda")
    assert "the text speaks of an embargo; its time was not read" in rfc822.parse(data)[0].warnings
    data = fixture("rfc822/polos.eml").replace(b"Rapat desa ditunda", b"PEMBATALAN: Rapat desa ditunda")
    assert rfc822.parse(data)[0].status == "canceled"


def test_a_mail_is_known_by_its_headers_and_page_text_is_not_mail():
    for data in fixtures("rfc822"):
        assert rfc822.looks_like(data)
    assert not rfc822.looks_like(b"Oleh: Tuti Lestari\nSumber: KBL\n\nIsi berita.")
    assert not rfc822.looks_like(b"<html>")
    assert not rfc822.looks_like(b"")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n\nhanya isi",
        b"From: a\nSubject: b\n" + b"\n" * 500_000,
        b"From: a\nContent-Type: multipart/mixed; boundary=x\n\n" + b"boundary" * 100,
    ],
    ids=["empty", "no headers", "lines", "boundaries"],
)
def test_what_is_no_mail_is_refused(data):
    with pytest.raises(FormatError):
        rfc822.parse(data)


@pytest.mark.parametrize(
    "header",
    [
        b"Subject: " + b"(" * 200_000,
        b"Subject: " + b"=?utf-8?Q?=?" * 100_000,
        b"From: " + b"<" * 500_000,
        b"From: " + b"a," * 500_000,
        b"Content-Type: text/plain; " + b"a=b; " * 300_000,
        b"Content-Type: multipart/mixed; boundary=" + b"x" * 500_000,
        b"Date: " + b"1 " * 500_000,
    ],
    ids=lambda data: data[:30],
)
def test_hostile_headers_cost_little_time(header):
    started = time.process_time()
    read_or_refused(rfc822.parse, header + b"\nTo: b\n\nisi")
    assert time.process_time() - started < 2


@given(damaged(fixtures("rfc822")))
@fuzzed
def test_damaged_mail_is_read_or_refused(data):
    read_or_refused(rfc822.parse, data)
    try:
        rfc822.attachments(data)
    except FormatError:
        return


@given(st.binary(max_size=200))
@fuzzed
def test_any_bytes_are_read_or_refused(data):
    rfc822.looks_like(data)
    read_or_refused(rfc822.parse, b"From: a\nContent-Type: " + data)
