"""The texts of a mail: encoded headers, transfer encodings, wrapped lines, and notes below the text.

The standard library's modern header parser takes quadratic time on hostile headers and fails on broken ones;
headers are therefore read raw and their encoded words decoded here (RFC 2047, RFC 2231).
"""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from email.message import Message
from html import unescape
from urllib.parse import unquote_to_bytes

from redaksi.formats.charset import decode, without_controls
from redaksi.formats.fields import Reading
from redaksi.formats.html import to_text
from redaksi.formats.wiretext import opens_notes

_MAX_HEADER = 4000
_WORD = re.compile(r"=\?([A-Za-z0-9._:-]{1,40})(?:\*[A-Za-z-]{0,20})?\?([BbQq])\?([^?\s]{0,1000})\?=")
_BETWEEN = re.compile(r"(\?=)\s+(=\?)")
_BLOCK = re.compile(r"<(p|h2|h3|h4|pre)>(.*?)</\1>", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_SIGNATURE = re.compile(r"(?:^|\n)--[ \t]*(?:\n|$)")
_CHARSET = re.compile(r"""charset\s*=\s*["']?([A-Za-z0-9._:-]{1,40})""", re.IGNORECASE)
_LONG = 55
_LONGEST_OPENING = 250


def header_text(part: Message, name: str, reading: Reading, parameter: str | None = None) -> str | None:
    """A header field (or one parameter of it) as text on one line; None when it is absent or empty."""
    raw = next((str(value) for key, value in part.raw_items() if key.lower() == name.lower()), None)
    if raw is None:
        return None
    text = decode(raw[:_MAX_HEADER].encode("utf-8", "surrogateescape"), reading.hint.charset).text
    if parameter:
        return _parameter(text, parameter)
    return " ".join(without_controls(_words(text)).split()) or None


def content_of(part: Message, reading: Reading) -> bytes:
    """The part's content without its transfer encoding; an attached message as it stands."""
    try:
        if part.is_multipart():
            inner = next((each for each in part.get_payload() if isinstance(each, Message)), None)
            return b"" if inner is None else inner.as_bytes()
        content = part.get_payload(decode=True)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        reading.warn("a part of the message cannot be decoded")
        return b""
    return content if isinstance(content, bytes) else b""


def charset_of(part: Message) -> str | None:
    """The charset that the part declares."""
    found = _CHARSET.search(str(part.get("Content-Type", ""))[:_MAX_HEADER])
    return found[1] if found else None


def unwrapped(text: str) -> str:
    """Paragraphs whose lines were wrapped by the mail program, each on one line again; short lines stay."""
    paragraphs = re.split(r"\n[ \t]*\n\s*", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "\n\n".join(_joined(each.split("\n")) for each in paragraphs if each.strip())


def html_and_notes(html: str, plain: str | None = None) -> tuple[str, str | None]:
    """The story, and what stands below the first paragraph that opens notes or a signature (`-- `).

    `plain` is the text of `html`, where the caller has it: most mails show in it that they have neither.
    """
    if plain is not None and "--" not in plain and not any(map(_may_open_notes, plain.split("\n\n"))):
        return html, None
    for block in _BLOCK.finditer(html):
        text = _bare(block.group(2))
        if opens_notes(text.split("\n")[0]):
            return html[: block.start()], to_text(html[block.start() :]) or None
        signature = _SIGNATURE.search(text)
        if signature:
            above = text[: signature.start()].strip()
            note = to_text(html[block.start() :])
            kept = html[: block.start()] + (_paragraph(block.group(2)) if above else "")
            return kept, note[len(above) :].strip().removeprefix("--").strip() or None
    return html, None


def _may_open_notes(paragraph: str) -> bool:
    line = paragraph.partition("\n")[0]
    return (len(line) < _LONGEST_OPENING or line[:1] in "#*") and opens_notes(line)


def _bare(inner: str) -> str:
    """The text of one block of sanitised HTML, a line for each `<br>`."""
    return unescape(_TAG.sub("", inner.replace("<br>", "\n")).replace("&nbsp;", " ")).strip()


def _paragraph(inner: str) -> str:
    return "<p>" + re.split(r"<br>\s*--", inner, maxsplit=1)[0].strip() + "</p>"


def _joined(lines: list[str]) -> str:
    if len(lines) > 1 and all(len(line.strip()) >= _LONG for line in lines[:-1]):
        return " ".join(line.strip() for line in lines)
    return "\n".join(line.rstrip() for line in lines)


def _words(text: str) -> str:
    return _WORD.sub(_word, _BETWEEN.sub(r"\1\2", text)) if "=?" in text else text


def _word(match: re.Match[str]) -> str:
    charset, kind, content = match.groups()
    raw = content.encode("utf-8", "replace")
    data = _base64(raw) if kind in "Bb" else quopri.decodestring(raw.replace(b"_", b" "))
    return decode(data, charset).text


def _base64(raw: bytes) -> bytes:
    clean = re.sub(rb"[^A-Za-z0-9+/]", b"", raw)
    try:
        # A lone last character holds no byte; whole groups before it are kept.
        return base64.b64decode(clean[: len(clean) - (len(clean) % 4 == 1)] + b"==="[: -len(clean) % 4])
    except (binascii.Error, ValueError):
        return b""


def _parameter(text: str, name: str) -> str | None:
    """`filename="..."`, or `filename*=utf-8''...` as RFC 2231 writes it."""
    extended = re.search(rf"\b{name}\*(?:0\*)?\s*=\s*([A-Za-z0-9._-]*)'[^']*'([^;\s]+)", text, re.IGNORECASE)
    if extended:
        found = decode(unquote_to_bytes(extended[2]), extended[1] or None).text
    else:
        plain = re.search(rf"""\b{name}\s*=\s*(?:"([^"]*)"|([^;\s]+))""", text, re.IGNORECASE)
        found = _words(plain[1] or plain[2] or "") if plain else ""
    return " ".join(without_controls(found).split()) or None
