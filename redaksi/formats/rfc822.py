"""E-mail in (RFC 822, 2822, 5322 with MIME): a message is one item, its text the body.

Map: Message-ID is the guid, Subject the headline (without Re: and Fwd:), the sender's name the source, Date the
time. The HTML part is preferred to the plain one. Comments, the signature, and everything below a line that
opens notes speak to the desk. Attachments are listed in `extra["attachments"]`; `attachments(data)` gives their
bytes, for they are often wire files themselves. Pictures are named `cid:...` or `attachment:name`.
"""

from __future__ import annotations

import email
import re
from email.message import Message
from email.utils import getaddresses
from typing import Any, NamedTuple

from redaksi.formats.charset import check_size, decode, without_controls
from redaksi.formats.fields import Reading, finished, is_kill
from redaksi.formats.html import from_text, text_of
from redaksi.formats.item import FormatError, Hint, ItemPicture, NewsItem
from redaksi.formats.mailtext import charset_of, content_of, header_text, html_and_notes, unwrapped
from redaksi.formats.paragraphs import Told
from redaksi.formats.sniff import head_text, is_headers

NAME = "email"

_HEADERS = re.compile(
    r"^(?:From|Received|Return-Path|Message-ID|MIME-Version|Delivered-To|Subject|Date|To):", re.I | re.M
)
_MARKS = re.compile(r"^(?:(?:re|fwd?|bls|trs)\s*:\s*|\[[^\]]{1,30}\]\s*)+", re.IGNORECASE)
_EMBARGO = re.compile(r"\bembargo\b", re.IGNORECASE)
_MAX_LINES = 200_000
_MAX_BOUNDARIES = 60
_MAX_PARTS = 500
_MAX_TEXT = 1024 * 1024
# RFC 2046 allows 70 characters; the standard library compiles one into a pattern and tries it on every line.
_LONG_BOUNDARY = re.compile(rb"boundary\s{0,9}\*?0?\*?=\s{0,9}[^\s;]{300}", re.IGNORECASE)
_MAILBOX_LINE = re.compile(rb"\AFrom [^\n]{1,300}\n")
_KEPT = ("From", "To", "Reply-To", "In-Reply-To", "References", "X-Priority", "Importance", "Sender", "Organization")


class Attachment(NamedTuple):
    """A file that came with a message; `content_id` is what `cid:` addresses name."""

    name: str | None
    type: str
    content: bytes
    content_id: str | None


def looks_like(data: bytes) -> bool:
    """Whether the head is header fields of a message: at least two of those that every mail has."""
    data = _MAILBOX_LINE.sub(b"", data[:20_000])
    if not is_headers(data):
        return False
    head = re.split(r"\r?\n\r?\n", head_text(data), maxsplit=1)[0]
    return len(set(map(str.lower, _HEADERS.findall(head)))) >= 2


def parse(data: bytes, hint: Hint = Hint()) -> list[NewsItem]:  # noqa: B008 - Hint is frozen
    """The message as one item. Raises FormatError for what has no header fields, or too many parts."""
    message = _message(data)
    reading = Reading(hint, legal=True)
    leaves = _leaves(message)
    told = _body(leaves, reading)
    html, note = html_and_notes(told.html, told.text)
    plain = (told.text if html is told.html else text_of(html)) or None
    headers = {name: header_text(message, name, reading) for name in ("Subject", "Date", "Message-ID", *_KEPT)}
    headline = _MARKS.sub("", headers["Subject"] or "").strip() or None
    sent = reading.when(headers["Date"], "Date")
    notes = [header_text(message, "Comments", reading), note]
    identity = (headers["Message-ID"] or "").strip("<> \t") or None
    item = NewsItem(
        guid=identity or reading.identity(headline, plain, headers["From"], headers["Date"]),
        format=NAME,
        status="canceled" if is_kill(headline) else "usable",
        language=header_text(message, "Content-Language", reading) or hint.language,
        headline=headline,
        source=_sender(headers["From"]),
        keywords=_keywords(header_text(message, "Keywords", reading)),
        first_created=sent,
        version_created=sent,
        editorial_note="\n".join(filter(None, notes)) or None,
        body_html=html or None,
        body_text=plain,
        pictures=_pictures(leaves),
        extra=_extra(headers, leaves, reading),
    )
    _warn(item, reading)
    return [finished(item, reading)]


def attachments(data: bytes) -> tuple[Attachment, ...]:
    """The files that came with a message, pictures in its text included. Raises FormatError as `parse` does."""
    reading = Reading(Hint())
    return tuple(_attachment(each, reading) for each in _leaves(_message(data)) if _is_attached(each))


def _message(data: bytes) -> Message:
    check_size(data)
    data = _MAILBOX_LINE.sub(b"", data.lstrip(b"\r\n"))
    boundaries = data.lower().count(b"boundary")
    if (
        boundaries > _MAX_BOUNDARIES
        or (len(data) > _MAX_LINES and data.count(b"\n") > _MAX_LINES)
        or (boundaries and _LONG_BOUNDARY.search(data))
    ):
        raise FormatError("a message of more parts or lines than mail has")
    try:
        message = email.message_from_bytes(data)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise FormatError(f"no message: {error}") from None
    if not list(message.raw_items()):
        raise FormatError("no message: there are no header fields", 1)
    return message


def _leaves(message: Message) -> list[Message]:
    """The parts that hold content, in order; a message inside the message is one attached part."""
    found: list[Message] = []
    waiting = [message]
    while waiting and len(found) < _MAX_PARTS:
        part = waiting.pop(0)
        if part.is_multipart() and part.get_content_maintype() == "multipart":
            waiting[:0] = [each for each in part.get_payload() if isinstance(each, Message)]
        else:
            found.append(part)
    return found


def _is_attached(part: Message) -> bool:
    disposition = str(part.get("Content-Disposition", "")).strip().lower()
    return part.get_content_maintype() != "text" or disposition.startswith("attachment")


def _body(leaves: list[Message], reading: Reading) -> Told:
    """The message as sanitised HTML, and its text: the first HTML part, else all plain parts."""
    texts = [each for each in leaves if not _is_attached(each)]
    for part in texts:
        if part.get_content_subtype() == "html":
            markup, said = reading.body(_text(part, reading))
            if markup:
                return Told(markup, said or "")
    plain = [_text(each, reading) for each in texts if each.get_content_subtype() != "html"]
    markup, said = reading.body(from_text(unwrapped("\n\n".join(each for each in plain if each.strip()))))
    return Told(markup or "", said or "")


def _text(part: Message, reading: Reading) -> str:
    content = content_of(part, reading)
    if len(content) > _MAX_TEXT:
        raise FormatError("more text than any mail of news has")
    read = decode(content, charset_of(part) or reading.hint.charset)
    for each in read.warnings:
        reading.warn(each)
    return without_controls(read.text)


def _attachment(part: Message, reading: Reading) -> Attachment:
    name = header_text(part, "Content-Disposition", reading, "filename") or header_text(
        part, "Content-Type", reading, "name"
    )
    identity = (header_text(part, "Content-ID", reading) or "").strip("<> ") or None
    return Attachment(name, part.get_content_type(), content_of(part, reading), identity)


def _pictures(leaves: list[Message]) -> tuple[ItemPicture, ...]:
    silent = Reading(Hint())
    found = (_attachment(each, silent) for each in leaves if each.get_content_maintype() == "image")
    addresses = (f"cid:{each.content_id}" if each.content_id else f"attachment:{each.name or ''}" for each in found)
    return tuple(ItemPicture(each) for each in dict.fromkeys(addresses))


def _sender(header: str | None) -> str | None:
    for name, address in getaddresses([header or ""])[:1]:
        return name.strip(" \"'") or address.rpartition("@")[2] or None
    return None


def _keywords(header: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for each in (header or "").split(",") if (word := each.strip())))


def _extra(headers: dict[str, str | None], leaves: list[Message], reading: Reading) -> dict[str, Any]:
    kept: dict[str, Any] = {name: headers[name] for name in _KEPT if headers[name]}
    files = [_attachment(each, reading) for each in leaves if _is_attached(each)]
    told = [{"name": each.name, "type": each.type, "bytes": len(each.content), "id": each.content_id} for each in files]
    if told:
        kept["attachments"] = [{name: value for name, value in each.items() if value is not None} for each in told]
    return kept


def _warn(item: NewsItem, reading: Reading) -> None:
    if item.status == "canceled":
        reading.warn("read as withdrawn by its sender, from its wording")
    if _EMBARGO.search(f"{item.headline} {(item.body_text or '')[:500]}"):
        reading.warn("the text speaks of an embargo; its time was not read")
    if not item.body_text:
        reading.warn("the message has no text of its own")
