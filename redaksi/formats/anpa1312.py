"""ANPA 1312 in: SYN SYN SOH, service and number, priority and category, STX, lines, trailer, EOT.

Lines that begin with `^` and end in `<` or `=` are heading: slug and words, headline, byline, notes (`Eds:`).
Quotes and dashes written for typesetters become typographic; tabular copy (DC2) is kept as `pre`. The header's
date has no year, so the time comes from the trailer (`AP-WF-11-13-13 1509GMT`) or stays unknown. One refused
message stops no other. Source: ANPA 1312 and agencies' use of it.
"""

from __future__ import annotations

import re
from datetime import datetime
from html import escape
from typing import Any

from redaksi.formats.charset import decode
from redaksi.formats.envelope import items_of
from redaksi.formats.fields import Reading, clean_byline, finished, withdrawn
from redaksi.formats.item import FormatError, Hint, NewsItem, Subject
from redaksi.formats.wiretext import (
    MAX_TRANSMISSION,
    STX,
    messages,
    paragraphs,
    plain,
    story_and_notes,
    take_dateline,
    to_html,
)

NAME = "anpa1312"

_HEADER = re.compile(
    r"[\x00\x16\s]*\x01(?P<service>[A-Za-z])(?P<number>\d{1,6})(?:\x1f|\x1e)?(?P<selector>[^\n]{0,60})\n"
    r"\s*(?P<priority>[A-Za-z])\s(?P<category>[A-Za-z0-9])(?P<level>[\x0e-\x14]{0,4})"
    r"\s*(?P<keyword>[^\n]{0,80}?)\s+(?P<date>\d\d-\d\d)\s+(?P<words>\d{1,6})[^\n]{0,20}(?:\n|$)"
)
_LOOKS = re.compile(rb"[\x00\s]*(?:\x16+\s*\x01|\x01[A-Za-z]\d{1,6}[\x1f\x1e])")
_SENT = re.compile(
    r"(?P<agency>[A-Z]{2,8})-[A-Z]{2}-(?P<month>\d\d)-(?P<day>\d\d)-(?P<year>\d\d) "
    r"(?P<hour>\d\d)(?P<minute>\d\d)(?P<zone>[A-Z]{3,4})"
)
_URGENCIES = {"f": 1, "u": 2, "b": 3, "r": 4, "d": 5}
_NOTE = re.compile(
    r"(?:Eds|Editors?|Note|Catatan)\b.{0,40}?:|ADVISORY\b|[A-Z]{2,6} (?:Photo|Graphic|Video|Foto)s?\b", re.IGNORECASE
)
_SLUG = re.compile(r"(?P<slug>.+?)(?:,\s*(?P<words>\d{1,6}))?$")
_TABULAR = "\x12"


def looks_like(data: bytes) -> bool:
    """Whether the head has SYN and SOH, or SOH with a service and a separator."""
    return bool(_LOOKS.match(data[:200]))


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
    header = _HEADER.match(text)
    if header is None:
        raise FormatError("no ANPA 1312 header in the first lines", 1)
    rest = text[header.end() :]
    above, marked, told = rest.partition(STX)
    if not marked:
        reading.warn("the message has no start of text")
        told = above
    sent = _sent(told, reading)
    lines = [line for line in plain(told).split("\n") if not _SENT.search(line)]
    heading, body = _heading(lines)
    return _item(header, heading, _typographic("\n".join(body)), sent, reading)


def _item(
    header: re.Match[str], heading: dict[str, Any], told: str, sent: re.Match[str] | None, reading: Reading
) -> NewsItem:
    tabular = _TABULAR in header["level"]
    story, note = story_and_notes(told)
    blocks = paragraphs(story)
    dateline, agency, summary = take_dateline(blocks)
    markup = f"<pre>{escape(_unmarked(story), quote=False)}</pre>" if tabular else to_html(blocks)
    html, text = reading.body(markup)
    provider = agency or (sent["agency"] if sent else None)
    when = _when(sent, reading)
    service = f"{header['service']}{header['number']}"
    category = header["category"].lower()
    slug = heading["slug"] or " ".join(plain(header["keyword"]).split()) or None
    urgency = _URGENCIES.get(header["priority"].lower())
    if urgency is None:
        reading.warn(f"unknown priority {header['priority']}; urgency 6 was assumed")
    item = NewsItem(
        guid=f"anpa1312:{service}:{when.date()}" if when else reading.identity(service, header["date"], slug, text),
        format=NAME,
        language=reading.hint.language,
        headline=heading["headline"],
        slugline=slug,
        byline=clean_byline(heading["byline"]),
        dateline=None if tabular else dateline,
        source=provider,
        credit=provider,
        urgency=urgency or 6,
        subjects=(Subject(category, f"anpa1312:{category}"),),
        first_created=when,
        version_created=when,
        editorial_note="\n".join(filter(None, [*heading["notes"], note])) or None,
        summary=summary,
        body_html=html,
        body_text=text,
        extra=_extra(header, heading),
    )
    return finished(withdrawn(item, (item.headline, slug, *heading["notes"]), reading), reading)


def _heading(lines: list[str]) -> tuple[dict[str, Any], list[str]]:
    """Slug, headline, byline and notes of the lines before the text, and the text's lines."""
    found: dict[str, Any] = {"slug": None, "headline": None, "byline": None, "affiliation": None, "notes": []}
    at = 0
    for at, line in enumerate(lines):  # noqa: B007 - where the heading ends is used below
        mark = line.strip()
        if not mark:
            continue
        if not mark.startswith("^") or mark[-1] not in "<=":
            break
        ended = mark[-1]
        # `^*9006< ^AP-Top-...`: a routing line of its own may stand before the slug.
        text = _typographic(re.sub(r"^\*\d+<\s*\^?", "", mark[1:-1])).strip(" ^<=")
        _heading_line(found, text, ended)
    else:
        at = len(lines)
    return found, lines[at:]


def _heading_line(found: dict[str, Any], text: str, ended: str) -> None:
    if not text:
        return
    slug = _SLUG.match(text)
    if found["slug"] is None and slug and ended == "<":
        found["slug"] = slug["slug"].strip()
    elif _NOTE.match(text):
        found["notes"].append(text)
    elif re.match(r"(?:By|Oleh)\s", text, re.IGNORECASE):
        found["byline"] = text
    elif ended == "=":
        found["affiliation"] = text
    elif found["headline"] is None:
        found["headline"] = text
    else:
        found["notes"].append(text)


def _typographic(text: str) -> str:
    """Typesetters' quotes and dashes as the characters they stand for."""
    text = text.replace("``", "“").replace("''", "”").replace("`", "‘")
    text = re.sub(r"(?<=\s)_(?=\s)", "—", text)
    return re.sub(r"(?m)^[\s^]*_{2,}\s*$", "", text).replace("\n^", "\n\n").lstrip("^")


def _unmarked(text: str) -> str:
    return "\n".join(line.rstrip(" <") for line in text.strip("\n").split("\n"))


def _sent(text: str, reading: Reading) -> re.Match[str] | None:
    found = _SENT.search(text, max(0, len(text) - 2000))
    if found is None:
        reading.warn("the message has no trailer; its date has no year and stays unknown")
    return found


def _when(sent: re.Match[str] | None, reading: Reading) -> datetime | None:
    if sent is None:
        return None
    text = f"{sent['day']}/{sent['month']}/20{sent['year']} {sent['hour']}:{sent['minute']} {sent['zone']}"
    when = reading.when(text, "the trailer's time")
    return when if isinstance(when, datetime) else None


def _extra(header: re.Match[str], heading: dict[str, Any]) -> dict[str, Any]:
    kept = {name: header[name] for name in ("service", "number", "priority", "category", "date", "words")}
    told = {"selector": plain(header["selector"]), "keyword": header["keyword"], "affiliation": heading["affiliation"]}
    return kept | {name: value.strip() for name, value in told.items() if value and value.strip()}
