"""Bytes to text: the byte-order mark, the declaration, and what the bytes really are.

Senders declare one charset and send another, so a declaration is believed only when the bytes agree.
Windows-1252 stands in for ISO-8859-1 and US-ASCII, as on the web (WHATWG Encoding, section 4.2).
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from redaksi.formats.item import FormatError
from redaksi.formats.sniff import bom

MAX_BYTES = 10 * 1024 * 1024
"""No format here is read beyond this size; a wire story is a thousandth of it."""

# Python also has codecs that are no charsets (hex, zip, idna, utf-7): only these families are looked up.
_CHARSET_NAME = re.compile(
    r"(utf-?8|utf-?16|utf-?32|us-?ascii|ascii|latin|iso-?8859|iso_8859|windows-?\d|cp-?\d|koi8|mac|gb|big5|euc"
    r"|shift_?jis|shift-jis|sjis|iso-?2022|tis-?620)[a-z0-9_-]{0,20}",
    re.IGNORECASE,
)
_CONTROLS = bytes(range(9)) + b"\x0b\x0c" + bytes(range(14, 32))
_SHORT = 200
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Decoded(NamedTuple):
    """Text, the charset it was read as (`utf-8`, `windows-1252` ...), and what the desk should know."""

    text: str
    charset: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Read `data` as text; `declared` is the charset the file or its transport names, if any.

    Order: byte-order mark, UTF-16 by its zero bytes, UTF-8 if the bytes are UTF-8, the declaration,
    Windows-1252. Every step against the declaration is a warning. Raises FormatError beyond MAX_BYTES.
    """
    check_size(data)
    if data[:1] < b"\x80" and b"\x00" not in data[:4] and declared is None:
        return _unmarked(data, None, None)
    marked = bom(data)
    if marked:
        return _marked(data[marked[1] :], marked[0])
    wide = _wide(data)
    if wide:
        return _marked(data, wide)
    known = _codec(declared)
    if known and known.startswith(("iso2022", "utf-16", "utf-32")):
        return _declared(data, known) or _unmarked(data, declared, None)
    return _unmarked(data, declared, known)


def check_size(data: bytes) -> None:
    """Refuse with FormatError what is larger than any news file."""
    if len(data) > MAX_BYTES:
        raise FormatError(f"the file is larger than {MAX_BYTES // 2**20} MB")


def without_controls(text: str) -> str:
    """`text` without the characters that XML 1.0 (section 2.2) forbids; tabs and line ends stay."""
    return text if is_legal(text) else _FORBIDDEN.sub("", text)


def is_legal(text: str) -> bool:
    """Whether no character of `text` is one that XML 1.0 forbids. May say no for a text that only looks odd."""
    if len(text) < _SHORT and text.isprintable():
        return True
    try:
        return are_legal(text.encode())
    except UnicodeEncodeError:
        return False


def are_legal(data: bytes) -> bool:
    """As `is_legal`, for text in UTF-8."""
    return len(data.translate(None, _CONTROLS)) == len(data) and (b"\xef" not in data or b"\xef\xbf" not in data)


def _unmarked(data: bytes, declared: str | None, known: str | None) -> Decoded:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _not_utf8(data, declared, known)
    if known in (None, "utf-8") or data.isascii():
        return Decoded(text, "utf-8")
    return Decoded(text, "utf-8", (f"the file declares {declared} but holds UTF-8; read as UTF-8",))


def _not_utf8(data: bytes, declared: str | None, known: str | None) -> Decoded:
    if known and known != "utf-8":
        read = _declared(data, known)
        if read is not None:
            return read
    patched = data.decode("utf-8", "replace")
    broken = patched.count("\ufffd")
    if sum(map(len, re.findall(r"[^\x00-\x7f\ufffd]+", patched))) > broken:
        return Decoded(patched, "utf-8", (f"{broken} bytes are not UTF-8; they were replaced",))
    said = f"the file declares {declared} but is not" if declared else "no charset is declared"
    return Decoded(_windows(data), "windows-1252", (f"{said}; read as Windows-1252",))


def _declared(data: bytes, known: str) -> Decoded | None:
    if known in ("iso8859-1", "ascii", "cp1252"):
        return Decoded(_windows(data), "windows-1252")
    try:
        return Decoded(data.decode(known), known)
    except UnicodeError:
        return None


def _marked(data: bytes, charset: str) -> Decoded:
    try:
        return Decoded(data.decode(charset), charset)
    except UnicodeDecodeError:
        text = data.decode(charset, "replace")
        return Decoded(text, charset, (f"some bytes are not {charset}; they were replaced",))


def _wide(data: bytes) -> str | None:
    head = data[:4]
    if len(head) == 4 and head[0] and not head[1] and head[2] and not head[3]:
        return "utf-16-le"
    if len(head) == 4 and not head[0] and head[1] and not head[2] and head[3]:
        return "utf-16-be"
    return None


def _codec(declared: str | None) -> str | None:
    if not declared or not _CHARSET_NAME.fullmatch(declared.strip()):
        return None
    try:
        return codecs.lookup(declared.strip()).name
    except LookupError:
        return None


def _windows(data: bytes) -> str:
    # Five bytes have no character in Windows-1252; the web reads them as the control of the same number.
    return data.decode("windows-1252", "redaksi-c1")


def _c1(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "".join(map(chr, error.object[error.start : error.end])), error.end


codecs.register_error("redaksi-c1", _c1)
