"""IPTC 7901 in: SOH, a header line, keywords, STX, heading and text, ETX, date and time, EOT.

Map: service and number with the date make the guid (numbers wrap daily); the priority digit is the urgency;
the keyword line is the slugline; heading lines up to one that ends in `=` are the headline, takes in
parentheses and a byline; `City (AGY) -` is the dateline; what follows `# ...` or `* * * *` is for the desk.
There is no charset and seldom a zone: both are assumed, with a warning. One refused message stops no other.
Source: IPTC 7901, the text transmission format, and agencies' use of it.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from redaksi.formats.charset import decode
from redaksi.formats.envelope import items_of
from redaksi.formats.fields import Reading, clean_byline, finished, withdrawn
from redaksi.formats.item import FormatError, Hint, NewsItem, Subject
from redaksi.formats.wiretext import (
    ETX,
    MAX_TRANSMISSION,
    STX,
    messages,
    paragraphs,
    plain,
    story_and_notes,
    take_dateline,
    to_html,
)

NAME = "iptc7901"

_HEADER = (
    r"\s*\x01?\s*(?P<service>[A-Za-z]{1,8})(?P<number>\d{2,6}) +(?P<priority>\d) +(?P<category>[A-Za-z]{1,8})"
    r" +(?P<words>\d{1,6})"
)
_HEADER_LINE = re.compile(_HEADER + r"(?:[ \t]+(?P<rest>[^\n]{0,120}))?[ \t]*(?:\n|$)")
_HEADER_BYTES = re.compile(_HEADER.encode() + rb"[\s\x02]")
_PROVIDER = re.compile(r"(?P<provider>[A-Za-z]{2,8})\s+\d{1,6}\s*$")
_SENT = re.compile(
    r"(?P<day>\d\d)(?P<hour>\d\d)(?P<minute>\d\d)\s*(?P<zone>[A-Z]{3,4})?\s+(?P<month>[A-Za-zÄä]{3,9})\.?\s+(?P<year>\d{4}|\d\d)\b"
)
_GERMAN_MONTHS = {"mrz": "mar", "mär": "mar", "mai": "may", "dez": "dec"}
_TAKE = re.compile(
    r"\(.*\)|\d{1,2}(?:ST|ND|RD|TH)\s+LEAD\b.*|(?:FLASH|KILAT|URGENT|BULLETIN|RALAT|KOREKSI)\W*", re.IGNORECASE
)
_BYLINE = re.compile(r"(?:By|Von|Oleh)\s+\S.*")
_MAX_HEADING = 12


def looks_like(data: bytes) -> bool:
    """Whether the first line is a 7901 header, with SOH before it or STX soon after it."""
    head = data[:600].lstrip(b"\x00\xef\xbb\xbf\r\n ")
    found = _HEADER_BYTES.match(head)
    return bool(found) and (head.startswith(b"\x01") or b"\x02" in head) and b"\x1f" not in head[:64]


def parse(data: bytes, hint: Hint = Hint()) -> list[NewsItem]:  # noqa: B008 - Hint is frozen
    """Every message of the transmission. Raises FormatError when none can be read."""
    if len(data) > MAX_TRANSMISSION:
        raise FormatError("a transmission larger than 2 MB")
    parts = messages(data)
    if not parts:
        raise FormatError("an empty transmission")
    return items_of(parts, lambda part: [_message(part, hint)], "message of the transmission")


def _message(data: bytes, hint: Hint) -> NewsItem:
    read = decode(data, hint.charset)
    reading = Reading(hint, read.warnings)
    text = read.text.replace("\r\n", "\n").replace("\r", "\n")
    header = _HEADER_LINE.match(text)
    if header is None:
        raise FormatError("no IPTC 7901 header in the first line", 1)
    above, marked, rest = text[header.end() :].partition(STX)
    if not marked:
        reading.warn("the message has no start of text; what follows the keywords was taken")
        above, _, rest = text[header.end() :].lstrip("\n").partition("\n")
    told, ended, trailer = rest.partition(ETX)
    if not ended:
        reading.warn("the message has no end of text; it may be cut off")
    heading, told = _heading(plain(told), reading)
    return _item(header, " ".join(plain(above).split()), heading, (told, trailer or told), reading)


def _item(
    header: re.Match[str], slug: str, heading: dict[str, Any], told: tuple[str, str], reading: Reading
) -> NewsItem:
    story, note = story_and_notes(told[0])
    blocks = paragraphs(story)
    dateline, agency, summary = take_dateline(blocks)
    html, text = reading.body(to_html(blocks))
    sent = _sent(told[1], reading)
    found = _PROVIDER.search(header["rest"] or "")
    provider = agency or (found["provider"] if found else None)
    service = f"{header['service']}{header['number']}"
    takes = heading["takes"]
    slug = slug.strip("/ ")
    item = NewsItem(
        guid=f"iptc7901:{service}:{sent.date()}" if sent else reading.identity(service, heading["headline"], text),
        format=NAME,
        language=reading.hint.language,
        headline=heading["headline"],
        slugline=slug or None,
        byline=clean_byline(heading["byline"]),
        dateline=dateline,
        source=provider,
        credit=provider,
        urgency=reading.urgency(header["priority"]),
        subjects=(Subject(header["category"], f"iptc7901:{header['category']}"),),
        keywords=tuple(word for word in map(str.strip, slug.split("/")) if word),
        first_created=sent,
        version_created=sent,
        editorial_note="\n".join(filter(None, [*takes, note])) or None,
        summary=summary,
        body_html=html,
        body_text=text,
        extra=_extra(header, takes),
    )
    return finished(withdrawn(item, (slug, heading["headline"], *takes), reading), reading)


def _extra(header: re.Match[str], takes: list[str]) -> dict[str, Any]:
    kept: dict[str, Any] = {name: header[name] for name in ("service", "number", "category", "words")}
    rest = " ".join(plain(header["rest"] or "").split())
    return kept | ({"header": rest} if rest else {}) | ({"takes": takes} if takes else {})


def _heading(text: str, reading: Reading) -> tuple[dict[str, Any], str]:
    """Headline, takes and byline from the lines up to one that ends in `=`, and the text below them."""
    lines = text.strip("\n").split("\n")
    end = next((at for at, line in enumerate(lines[:_MAX_HEADING]) if line.rstrip().endswith("=")), None)
    if end is None:
        first = next((at for at, line in enumerate(lines) if line.strip()), 0)
        is_heading = len(lines) > first + 1 and not lines[first + 1].strip() and len(lines[first]) < 160
        reading.warn("no line ends the heading; the first line was taken as headline")
        below = lines[first + 1 :] if is_heading else lines[first:]
        return {"headline": lines[first].strip() or None, "takes": [], "byline": None}, "\n".join(below)
    takes: list[str] = []
    titles: list[str] = []
    byline = None
    for line in (each.strip().removesuffix("=").strip() for each in lines[: end + 1]):
        if _TAKE.fullmatch(line):
            takes.append(line.strip("() "))
        elif titles and _BYLINE.fullmatch(line):
            byline = line
        elif line:
            titles.append(line)
    return {"headline": " ".join(titles) or None, "takes": takes, "byline": byline}, "\n".join(lines[end + 1 :])


def _sent(trailer: str, reading: Reading) -> datetime | None:
    found = _SENT.search(trailer[-2000:])
    if found is None:
        reading.warn("the message has no date and time")
        return None
    month = found["month"].lower()[:3]
    year = found["year"] if len(found["year"]) == 4 else f"20{found['year']}"
    zone = f" {found['zone']}" if found["zone"] else ""
    text = f"{found['day']} {_GERMAN_MONTHS.get(month, month)} {year} {found['hour']}:{found['minute']}{zone}"
    when = reading.when(text, "the time of sending")
    return when if isinstance(when, datetime) else None
