"""The text of old wires: messages, paragraphs, columns, and where the notes begin."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.formats.item import Dateline
from redaksi.formats.wiretext import messages, paragraphs, plain, story_and_notes, take_dateline, to_html
from tests.formats.kit import fuzzed


def test_messages_end_at_eot_or_begin_at_soh():
    assert messages(b"\x01a\x04\r\n\x7f\x01b\n\x01c\x16\x16\x01d\x04") == [
        b"\x01a",
        b"\x01b\n",
        b"\x01c",
        b"\x16\x16\x01d",
    ]


def test_wrapped_lines_are_joined_and_indents_begin_paragraphs():
    assert paragraphs("   Satu\ndua\n   tiga\n\n\nempat") == ["Satu dua", "tiga", "empat"]


def test_columns_keep_their_lines():
    (table,) = paragraphs("Nama      Nilai\nSatu         10\nDua          20")
    assert to_html([table]) == "<pre>Nama      Nilai\nSatu         10\nDua          20</pre>"


@pytest.mark.parametrize(
    "opening", ["# Notizblock", "* * * *", "Catatan untuk redaksi", "Note to editors", "Tidak untuk dipublikasikan"]
)
def test_notes_begin_at_a_line_that_says_so(opening):
    assert story_and_notes(f"Cerita.\n\n{opening}\n\nRahasia") == (
        "Cerita.",
        "Rahasia" if "*" in opening else f"{opening}\nRahasia",
    )


def test_words_of_notes_inside_a_paragraph_are_no_notes():
    text = "Surat itu menurut ketua\ntidak untuk dipublikasikan kepada umum\nkatanya."
    assert story_and_notes(text) == (text, None)


def test_a_signature_below_the_story_is_a_note():
    assert story_and_notes("Cerita.\n\nkbl tl bs") == ("Cerita.", "kbl tl bs")


def test_the_dateline_may_stand_below_a_summary():
    blocks = ["Ringkasan.", "Muara (KBL/desa) - Cerita."]
    assert take_dateline(blocks) == (Dateline("Muara", "Muara (KBL/desa)"), "KBL/desa", "Ringkasan.")
    assert blocks == ["Ringkasan.", "Cerita."]


@given(st.text(max_size=300))
@fuzzed
def test_any_text_is_laid_out(text):
    story, _ = story_and_notes(plain(text))
    blocks = paragraphs(story)
    take_dateline(blocks)
    to_html(blocks)
