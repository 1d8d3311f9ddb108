"""What the first bytes tell: the questions that the formats ask when they look at a head.

Nothing here parses: every function is linear in the head and never raises. Formats import this module,
never the registry in `redaksi.formats`.
"""

from __future__ import annotations

import codecs
import re

HEAD = 64 * 1024
"""Bytes that a `looks_like` may read."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ELEMENT = re.compile(r"<(?:[^\W\d][\w.\-]{0,99}:)?([^\W\d][\w.\-]{0,99})[\s/>]")
_FILM = "sound or film"
_MARKS = tuple(
    (mark, name)
    for name, marks in (
        ("a picture", (b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF87a", b"GIF89a", b"II*\x00", b"MM\x00*", b"RIFF")),
        (
            "a packed file",
            (b"\x1f\x8b", b"PK\x03\x04", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!", b"\x28\xb5\x2f\xfd"),
        ),
        ("a document to be opened in its program", (b"%PDF-", b"\xd0\xcf\x11\xe0", b"{\\rtf")),
        (_FILM, (b"ID3", b"OggS", b"\x1aE\xdf\xa3")),
    )
    for mark in marks
)
"""First bytes of files that are no text, and what such a file is."""

_HEADER = re.compile(r"[!-9;-~]{1,76}:[ \t]?")
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|article|main|section|div|p|h1)[\s/>]", re.IGNORECASE)


def bom(data: bytes) -> tuple[str, int] | None:
    """The encoding that a byte order mark declares and the mark's length in bytes, or None."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding, len(mark)
    return None


def other_than_text(data: bytes) -> str | None:
    """What the bytes are if their first ones say that they are a picture, film, document or packed file."""
    return next((name for mark, name in _MARKS if data.startswith(mark)), _FILM if data[4:8] == b"ftyp" else None)


def head_text(data: bytes) -> str:
    """The head as text for looking only: by its byte order mark, else UTF-8 with stray bytes replaced.

    Leading white space is removed.
    """
    marked = bom(data)
    encoding, start = marked or ("utf-8", 0)
    return data[start:HEAD].decode(encoding, "replace").lstrip()


def xml_root(data: bytes) -> str | None:
    """Local name of the root element, or None if the head does not begin as XML.

    Declaration, comments, processing instructions and a DOCTYPE (internal subset included) are skipped,
    not read.
    """
    text = head_text(data)
    at = 0
    while at >= 0:
        while at < len(text) and text[at].isspace():
            at += 1
        if text.startswith("<?", at):
            at = _past(text, "?>", at)
        elif text.startswith("<!--", at):
            at = _past(text, "-->", at)
        elif text.startswith("<!", at):
            at = _past_doctype(text, at)
        else:
            found = _ELEMENT.match(text, at)
            return found.group(1) if found else None
    return None


def is_json(data: bytes) -> bool:
    """Whether the head begins as a JSON object or array."""
    return head_text(data)[:1] in ("{", "[")


def is_html(data: bytes) -> bool:
    """Whether the head begins as an HTML page or fragment (XHTML included)."""
    root = xml_root(data)
    return (root or "").lower() == "html" or bool(_HTML.match(head_text(data)))


def is_headers(data: bytes) -> bool:
    """Whether the first lines are RFC 822 header fields, at least two of them."""
    lines = head_text(data).splitlines()[:2]
    return len(lines) == 2 and all(_HEADER.match(line) or line[:1] in " \t" for line in lines)


def has_control(data: bytes, codes: bytes) -> bool:
    """Whether one of `codes` (such as b"\\x01\\x16", SOH and SYN) stands in the first 64 bytes."""
    return any(code in codes for code in data[:64])


def _past(text: str, mark: str, at: int) -> int:
    found = text.find(mark, at)
    return -1 if found < 0 else found + len(mark)


def _past_doctype(text: str, at: int) -> int:
    end, subset = text.find(">", at), text.find("[", at)
    if end >= 0 and (subset < 0 or end < subset):
        return end + 1
    closing = re.compile(r"\]\s*>").search(text, at)
    return -1 if closing is None else closing.end()
