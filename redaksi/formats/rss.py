"""RSS 0.9 to 2.0 with its modules (content, media, dc, atom) and Atom (RFC 4287): one item an entry.

feedparser reads the feed from memory, with its network, sanitiser and link resolver out of use: the bytes
are brought to UTF-8 here first (feeds lie about charsets), and HTML goes through our own allow-list.
An entry's identity is its guid, else its link without tracking; its version is the time it was last
changed, as digits in UTC, so that a correction under the same guid is a later version.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import feedparser

from redaksi.formats import times
from redaksi.formats.charset import decode, without_controls
from redaksi.formats.feed_media import Entry, member, pictures
from redaksi.formats.feed_mend import mend
from redaksi.formats.fields import Reading, clean_byline, filed_in, finished, without_dateline
from redaksi.formats.html import sanitise, text_of, to_text, web_address
from redaksi.formats.item import Dateline, FormatError, Hint, NewsItem, Subject
from redaksi.formats.pagetext import datelines
from redaksi.formats.sniff import head_text, is_html, xml_root

NAME = "rss"

MAX_ENTRIES = 2000
"""Feeds have some dozens; more are told of and left out."""

MAX_TAGS = 60_000
"""Tags outside CDATA; two thousand entries have half as many."""

MAX_LINES = 500_000
"""Line ends; the parser is called for each."""

_CDATA = re.compile(r"<!\[CDATA\[.*?\]\]>", re.DOTALL)
_INDENTED = re.compile(r"\n\s+")
_ROOTS = ("rss", "feed", "RDF")
_ROOT = re.compile(r"<(?:rss|feed|rdf:RDF)[\s>]")
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']")
_MEDIA_TEXT = re.compile(r"<(/?)media:(title|description)\b")
_TRACKING = re.compile(
    r"(?:utm_\w+|fbclid|gclid|dclid|msclkid|igshid|mc_cid|mc_eid|wt_mc|tag_from|xtor|cmpid|at_\w+|_ga|yclid|ref_src)",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"<[a-zA-Z/!][^<>]*>|&(?:#\d{1,6}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,10});")
_IMAGE = r'<img(?: [a-z]+="[^"]*")*>'
_LEAD_PICTURE = re.compile(rf'^((?:<p>)?)\s*(?:<a href="[^"]*">\s*{_IMAGE}\s*</a>|{_IMAGE})\s*(?:<br>)?')
_MORE = re.compile(
    r'<p>(?:The post )?<a href="[^"]*">(?:Continue reading|Read (?:more|the full)|Baca (?:selengkapnya|lebih lanjut)|'
    r"(?:Lihat )?Selengkapnya|Lanjutkan membaca)[^<]{0,80}</a>[^<]{0,80}</p>$"
    r'|<p>The post <a href="[^"]*">[^<]{0,300}</a> (?:appeared first on|pertama kali tampil pada) .{0,300}</p>$',
    re.IGNORECASE,
)
_SHORT = 500


def looks_like(data: bytes) -> bool:
    """An `rss`, `feed` or `rdf:RDF` element, at the start or behind what a broken site printed before it."""
    root = xml_root(data)
    return root in _ROOTS or (root is None and not is_html(data) and bool(_ROOT.search(head_text(data)[:4096])))


def parse(data: bytes, hint: Hint = Hint()) -> list[NewsItem]:  # noqa: B008 - Hint is frozen
    """One item for each entry, in the feed's order; an empty feed gives none.

    An entry that cannot be read is told of in its neighbours' warnings. Raises `FormatError` for what is
    no feed.
    """
    reading = Reading(hint)
    entries = [(entry, feed.feed) for feed in _read(data, reading) for entry in feed.entries]
    if len(entries) > MAX_ENTRIES:
        reading.warn(f"the feed has {len(entries)} entries; the first {MAX_ENTRIES} were read")
    items, broken = [], []
    for number, (entry, channel) in enumerate(entries[:MAX_ENTRIES], 1):
        try:
            items.append(_item(entry, channel, reading.apart()))
        except FormatError as error:
            broken.append(f"entry {number} could not be read: {error}")
    if broken and not items:
        raise FormatError(broken[0])
    return [replace(item, warnings=(*item.warnings, *broken)) for item in items]


def without_tracking(address: str) -> str:
    """An address without the parameters that only tell where a reader came from."""
    start, mark, query = address.partition("?")
    query, fragment_mark, fragment = query.partition("#")
    kept = [each for each in query.split("&") if not _TRACKING.fullmatch(each.split("=")[0])] if mark else []
    return start + ("?" + "&".join(kept) if any(kept) else "") + fragment_mark + fragment


def _read(data: bytes, reading: Reading) -> list[Any]:
    declared = _DECLARED.search(data[:500])
    named = declared[1].decode("ascii") if declared else None
    decoded = decode(data, named or reading.hint.charset)
    for warning in decoded.warnings:
        reading.warn(warning)
    text = without_controls(decoded.text)
    root = _ROOT.search(text[:65536])
    if root is None:
        raise FormatError("no feed: there is no rss, feed or RDF element")
    text = _INDENTED.sub("\n", text) if text.count("\n") > MAX_LINES else text
    _check_tags(text)
    root = _ROOT.search(text[:65536]) or root
    # feedparser takes media:title for the entry's title and media:description for its content.
    mended = mend(_MEDIA_TEXT.sub(r"<\1media:x\2", text[root.start() :]))
    if not mended.documents:
        raise FormatError(mended.warnings[-1])
    for warning in mended.warnings:
        reading.warn(warning)
    return [_parsed(document) for document in mended.documents]


def _check_tags(text: str) -> None:
    """Refuse more tags and lines than feedparser reads in a second; what stands in CDATA is no tag yet."""
    tags = (_CDATA.sub("", text) if "<![CDATA[" in text else text).count("<")
    if tags > MAX_TAGS or text.count("\n") + text.count("&") // 4 > MAX_LINES:
        raise FormatError("the file holds more tags than any news file")


def _parsed(document: str) -> Any:
    feed = feedparser.parse(
        BytesIO(document.encode("utf-8")),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        resolve_relative_uris=False,
        sanitize_html=False,
    )
    if not feed.entries and not feed.get("version"):
        raise FormatError(f"no feed: {_reason(feed)}")
    return feed


def _reason(feed: Any) -> str:
    return " ".join(str(feed.get("bozo_exception") or "it has no entries").split())[:160]


def _item(entry: Entry, channel: Entry, reading: Reading) -> NewsItem:
    base = web_address(_text(channel, "link") or "", reading.hint.url) or reading.hint.url
    link = web_address(_text(entry, "link") or "", base)
    headline = _line(_text(entry, "title"))
    description, content = _contents(entry, link or base, reading)
    shown = pictures(entry, (content, description), link or base)
    description, content = _without_lead_picture(description), _without_lead_picture(content)
    dateline, agency, body = _dateline(_without_more(content or description), _text(channel, "title"))
    plain = text_of(body)
    published, updated = _times(entry, reading)
    guid = _text(entry, "id") or (without_tracking(link) if link else None)
    if headline is None:
        reading.warn("the entry has no headline")
    item = NewsItem(
        guid=guid or reading.identity(headline, plain),
        format=NAME,
        version=_version(updated or published, headline, plain),
        language=_text(channel, "language") or reading.hint.language,
        headline=headline,
        byline=clean_byline(_line(_text(entry, "author"))),
        dateline=dateline,
        source=_line(_text(member(entry, "source") or {}, "title")) or _line(_text(channel, "title")),
        credit=agency,
        subjects=_subjects(entry),
        published=published,
        version_created=updated,
        copyright=_line(_text(entry, "rights") or _text(channel, "rights")),
        summary=_summary(without_dateline(description, dateline), content),
        body_html=body or None,
        body_text=plain or None,
        pictures=shown,
        url=without_tracking(link) if link else None,
    )
    return finished(item, reading)


def _text(entry: Mapping[str, Any], name: str) -> str | None:
    value = member(entry, name)
    return (value.strip() or None) if isinstance(value, str) else None


def _line(text: str | None) -> str | None:
    """A heading as one line of plain text; feeds escape it once, twice, or not at all."""
    if text and _MARKUP.search(text):
        text = to_text(text)
    return " ".join(text.split()) or None if text else None


def _contents(entry: Entry, base: str | None, reading: Reading) -> tuple[str, str]:
    """(description, content) as clean HTML."""
    listed = [each.get("value") or "" for each in member(entry, "content") or []]
    content = max(listed, key=len, default="")
    description = _text(entry, "summary") or ""
    return sanitise(reading.spend(description), base), sanitise(reading.spend(content), base)


def _without_lead_picture(html: str) -> str:
    """Clean HTML without the picture at its head, which is one of the item's pictures."""
    shorter, count = _LEAD_PICTURE.subn(r"\1", html, count=1)
    return sanitise(shorter) if count else html


def _without_more(html: str) -> str:
    """Clean HTML without the last paragraph that only leads to the sender's page."""
    return _MORE.sub("", html)


def _summary(description: str, content: str) -> str | None:
    """The description as a summary: beside a full text, or where it is short and one paragraph."""
    plain = text_of(description)
    alone = "\n\n" not in plain and len(plain) <= _SHORT
    return plain or None if (content and plain != text_of(content)) or (not content and alone) else None


def _dateline(body: str, brand: str | None) -> tuple[Dateline | None, str | None, str]:
    """The dateline before the first words (often in bold), its agency, and the body without it."""
    if not body:
        return None, None, body
    first = text_of(body[:2000]).split("\n\n")[0]
    found = datelines.find(first, brand)
    filed = filed_in(first) if found is None else None
    dateline, agency = (found.dateline, found.agency) if found else filed[:2] if filed else (None, None)
    shorter = without_dateline(body, dateline)
    return (dateline, agency, shorter) if shorter != body else (None, None, body)


def _times(entry: Entry, reading: Reading) -> tuple[datetime | date | None, datetime | date | None]:
    return _time(_text(entry, "published"), reading, "published"), _time(_text(entry, "updated"), reading, "updated")


def _time(text: str | None, reading: Reading, field: str) -> datetime | date | None:
    if text is None:
        return None
    moment = times.parse(text, reading.hint.zone)
    if moment is None:
        reading.warn(f"{field} is no date: {text[:60]}")
        return None
    for warning in moment.warnings:
        reading.warn(f"{field}: {warning}")
    return moment.value


def _version(changed: datetime | date | None, headline: str | None, plain: str) -> str:
    if isinstance(changed, datetime):
        return changed.astimezone(UTC).strftime("%Y%m%d%H%M%S")
    if changed is not None:
        return changed.strftime("%Y%m%d000000")
    return "sha256-" + hashlib.sha256(f"{headline}\x00{plain}".encode("utf-8", "replace")).hexdigest()[:16]


def _subjects(entry: Entry) -> tuple[Subject, ...]:
    found: dict[str, Subject] = {}
    for tag in member(entry, "tags") or []:
        name, scheme = _line(_text(tag, "label") or _text(tag, "term")), _text(tag, "scheme")
        if name:
            found.setdefault(name, Subject(name, scheme if scheme and web_address(scheme) else None))
    return tuple(found.values())
