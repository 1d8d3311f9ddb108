"""Charsets: the mark, the bytes, the declaration, and a guess with a warning, in that order."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.formats.charset import MAX_BYTES, decode, is_legal, without_controls
from redaksi.formats.item import FormatError

NAME = "Kafé Ibu Ranté – “Sari”"


def test_utf_8_needs_no_declaration_and_gives_no_warning():
    assert decode(NAME.encode()) == (NAME, "utf-8", ())


def test_a_file_that_declares_latin_1_and_holds_utf_8_is_read_as_utf_8():
    read = decode(NAME.encode(), "ISO-8859-1")
    assert read.text == NAME
    assert "declares ISO-8859-1 but holds UTF-8" in read.warnings[0]


def test_declared_latin_1_is_read_as_windows_1252_like_the_web_does():
    assert decode(NAME.encode("windows-1252"), "iso-8859-1") == (NAME, "windows-1252", ())


def test_bytes_without_declaration_that_are_not_utf_8_are_guessed_with_a_warning():
    read = decode(NAME.encode("windows-1252"))
    assert read.text == NAME
    assert read.warnings == ("no charset is declared; read as Windows-1252",)


def test_a_file_that_declares_utf_8_and_holds_windows_1252_is_read_with_a_warning():
    read = decode(NAME.encode("windows-1252"), "utf-8")
    assert read.text == NAME
    assert "declares utf-8 but is not" in read.warnings[0]


def test_one_broken_byte_does_not_turn_utf_8_into_gibberish():
    read = decode(NAME.encode() + b" \xff")
    assert read.text == NAME + " \ufffd"
    assert read.charset == "utf-8"
    assert "1 bytes are not UTF-8" in read.warnings[0]


@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_a_byte_order_mark_beats_the_declaration(mark, codec):
    assert decode(mark + NAME.encode(codec), "iso-8859-1")[:2] == (NAME, codec)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_known_by_its_zero_bytes(codec):
    assert decode(f"<p>{NAME}</p>".encode(codec)).text == f"<p>{NAME}</p>"


def test_other_declared_charsets_are_believed_when_the_bytes_agree():
    assert decode("Привет, редакция".encode("koi8-r"), "KOI8-R").text == "Привет, редакция"
    assert decode("日本の新聞".encode("iso-2022-jp"), "ISO-2022-JP").text == "日本の新聞"


@pytest.mark.parametrize("name", ["hex", "zip", "idna", "utf-7", "unicode_escape", "x" * 500, "a\0b", "koi8-zz", ""])
def test_a_declaration_that_names_no_charset_is_ignored(name):
    assert decode(b"+ADw-script+AD4- Berita", name).text == "+ADw-script+AD4- Berita"


def test_more_than_ten_megabytes_is_refused():
    with pytest.raises(FormatError, match="larger than 10 MB"):
        decode(b" " * (MAX_BYTES + 1))


def test_controls_that_xml_forbids_are_dropped_and_line_ends_stay():
    assert without_controls("a\x01\x02b\tc\r\nd\ud800\uffff\x07") == "ab\tc\r\nd"


@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "latin-1", "utf-16", "big5", "iso-2022-jp", "gb18030"]))
def test_any_bytes_become_text_that_can_be_written_again(data, declared):
    without_controls(decode(data, declared).text).encode()


@given(st.text(st.characters() | st.sampled_from("\x00\x0b\x1f\x7f\ufffd\ufffe\ud800 a\n"), max_size=300))
def test_a_text_that_is_called_legal_holds_nothing_to_be_dropped(text):
    kept = without_controls(text)
    assert not is_legal(text) or kept == text
    assert is_legal(kept) or max(kept) >= "\ufff0"
    assert not {ord(each) for each in kept} & {
        *range(9),
        11,
        12,
        *range(14, 32),
        0xFFFE,
        0xFFFF,
        *range(0xD800, 0xE000),
    }
