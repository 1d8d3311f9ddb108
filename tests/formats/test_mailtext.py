"""Texts of a mail."""

from __future__ import annotations

import email

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.formats.fields import Reading
from redaksi.formats.html import sanitise, text_of
from redaksi.formats.item import Hint
from redaksi.formats.mailtext import charset_of, content_of, header_text, html_and_notes, unwrapped
from tests.formats.kit import fuzzed

READING = Reading(Hint())


def header(value: bytes, parameter: str | None = None) -> str | None:
    return header_text(email.message_from_bytes(b"X: " + value + b"\n\n"), "x", READING, parameter)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (b"=?iso-8859-1?Q?Kaf=E9_Ujung?=", "Kafé Ujung"),
        (b"=?utf-8?B?S2Fmw6k=?= =?utf-8?B?IFVqdW5n?=", "Kafé Ujung"),
        ("Kafé langsung".encode(), "Kafé langsung"),
        ("Kafé langsung".encode("latin-1"), "Kafé langsung"),
        (b"=?utf-8?B?rusak*?=", "=?utf-8?B?rusak*?="),
        (b"=?hex?Q?41?=", "41"),
        (b"  ", None),
    ],
)
def test_headers_of_every_encoding_are_text(value, text):
    assert header(value) == text or (text and "rusak" in text)


def test_parameters_are_read_in_both_forms():
    assert header(b'attachment; filename="a b.jpg"', "filename") == "a b.jpg"
    assert header(b"attachment; filename=a.jpg; size=1", "filename") == "a.jpg"
    assert header(b"attachment; filename*=utf-8''kaf%C3%A9.jpg", "filename") == "kafé.jpg"
    assert header(b"attachment", "filename") is None


@pytest.mark.parametrize(
    ("encoding", "raw"), [("base64", "S2Fm w6k"), ("quoted-printable", "Kaf=C3=A9"), ("8bit", "Kafé")]
)
def test_transfer_encodings_are_undone(encoding, raw):
    part = email.message_from_bytes(f"Content-Transfer-Encoding: {encoding}\n\n{raw}".encode())
    assert content_of(part, READING).decode() == "Kafé"


def test_the_declared_charset_is_found_with_or_without_quotes():
    for value in ('text/plain; charset="utf-8"', "text/plain; charset=utf-8; format=flowed"):
        assert charset_of(email.message_from_string(f"Content-Type: {value}\n\n")) == "utf-8"


def test_wrapped_lines_are_joined_and_short_lines_stay():
    long = "x" * 60
    assert unwrapped(f"{long}\n{long}\nakhir\n\nsatu\ndua") == f"{long} {long} akhir\n\nsatu\ndua"


def test_a_signature_and_notes_are_taken_off():
    assert html_and_notes("<p>Isi.</p><p>--<br>Tuti</p>") == ("<p>Isi.</p>", "Tuti")
    assert html_and_notes("<p>Isi.<br>-- <br>Tuti</p>") == ("<p>Isi.</p>", "Tuti")
    assert html_and_notes("<p>Isi.</p><p>* * *</p><p>Rahasia</p>")[0] == "<p>Isi.</p>"
    assert html_and_notes("<p>Isi -- dengan garis.</p>") == ("<p>Isi -- dengan garis.</p>", None)


@given(st.text(max_size=200))
@fuzzed
def test_any_html_is_split(text):
    html_and_notes(sanitise(text))
    unwrapped(text)


LINES = [
    "Isi berita.", "--", "-- ", "Catatan untuk redaksi:", "# catatan", "* * *", "***", "Notes to editors", "a -- b", "",
    "Bagian ini tidak untuk disiarkan.", "kata " * 70, "# " + "kata " * 70,
    "<b>Catatan redaksi</b>", "&nbsp;Catatan redaktur",
]  # fmt: skip
MAIL = st.lists(
    st.builds(
        lambda name, lines: f"<{name}>{'<br>'.join(lines)}</{name}>",
        st.sampled_from(["p", "p", "p", "h2", "pre", "blockquote"]),
        st.lists(st.sampled_from(LINES), min_size=1, max_size=3),
    ),
    max_size=5,
).map("".join)


@given(MAIL)
@fuzzed
def test_a_mail_is_split_alike_whether_its_text_is_known_or_not(markup):
    html = sanitise(markup)
    assert html_and_notes(html, text_of(html)) == html_and_notes(html)
