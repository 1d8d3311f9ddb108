"""All that readers say to editors can be said in another language: each sentence has its template and Indonesian."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

import redaksi.formats
from redaksi.formats import read
from redaksi.formats.item import FormatError
from redaksi.formats.sentences import SENTENCES, Phrasebook

ROOM = Path(redaksi.formats.__file__).parent
CATALOGUE = ROOM / "locale" / "id" / "LC_MESSAGES"
BOOK = Phrasebook(SENTENCES)
SAID = {"FormatError", "warn", "note"}


def sentences() -> Iterator[tuple[str, str]]:
    """(place, text) of all that is given to FormatError, warn and note; values stand as `nilai`."""
    for path in sorted(ROOM.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and node.args and _name(node.func) in SAID:
                for text in _texts(node.args[0]):
                    yield f"{path.name}:{node.lineno}", text


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _texts(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.IfExp):
        yield from (*_texts(node.body), *_texts(node.orelse))
    elif isinstance(node, ast.Constant):
        yield str(node.value)
    elif isinstance(node, ast.JoinedStr):
        yield "".join(each.value if isinstance(each, ast.Constant) else "nilai" for each in node.values)


def test_every_sentence_of_a_reader_has_its_template() -> None:
    found = list(sentences())
    assert len(found) > 90
    # Two sentences are begun by a value that says the field or the kind of line; what follows it is checked elsewhere.
    unknown = [each for each in found if BOOK.take_apart(each[1]) is None and each[1] not in ("nilai: nilai",)]
    assert unknown == [], "add a template to redaksi/formats/sentences.py and its Indonesian to redaksi/formats/locale"


def test_sentences_put_together_elsewhere_have_their_templates_too() -> None:
    for text in (
        "the file declares iso-8859-1 but holds UTF-8; read as UTF-8",
        "no charset is declared; read as Windows-1252",
        "no news item but an export of Ghost",
        "no news item but a page of WordPress' own interface",
        "the time has no zone; Asia/Jakarta was assumed",
        "pubDate: unknown zone XST; Asia/Jakarta was assumed",
        "another entry of the feed was refused: an entry that is no object",
        "2 further kinds of refusal",
        "2026-11-26 is no senin",
    ):
        assert BOOK.take_apart(text) is not None, text


def test_a_sentence_is_taken_apart_into_its_values() -> None:
    said = BOOK.take_apart("no item of the file can be read: not well-formed XML: Document is empty")
    assert said is not None
    assert said.template == "no {part} can be read: {told}"
    assert said.values == {"part": "item of the file", "told": "not well-formed XML: Document is empty"}
    assert BOOK.take_apart("published: sebuah kalimat yang bukan milik kita") is None


def test_what_a_reader_really_says_is_understood() -> None:
    with pytest.raises(FormatError) as refused:
        read(b"<?xml version='1.0'?><nitf><head>")
    assert BOOK.take_apart(str(refused.value)) is not None
    pasted = read(b"Warga Menolak Tambang\n\nWarga desa menolak tambang itu, kata kepala desa kemarin.")
    assert [text for text in pasted[0].warnings if BOOK.take_apart(text) is None] == []
    assert pasted[0].warnings


def test_every_template_has_an_indonesian_with_the_same_values() -> None:
    entries = {entry.msgid: entry.msgstr for entry in polib.pofile(str(CATALOGUE / "django.po"))}
    marked = [each for each in SENTENCES if each != "{field}: {told}"]
    assert sorted(entries) == sorted(marked)
    for english, indonesian in entries.items():
        assert indonesian, english
        assert sorted(re.findall(r"\{\w+\}", indonesian)) == sorted(re.findall(r"\{\w+\}", english)), english
    compiled = {entry.msgid: entry.msgstr for entry in polib.mofile(str(CATALOGUE / "django.mo"))}
    assert compiled == entries


@given(st.text(max_size=300))
def test_any_text_is_taken_apart_or_left(text: str) -> None:
    said = BOOK.take_apart(text)
    if said is not None:
        assert said.template.format(**said.values) == text
