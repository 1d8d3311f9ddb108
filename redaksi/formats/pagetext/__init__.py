"""Page text: a news page as a browser's copy gives it, furniture and all.

Written for Indonesian portals in general, after the anatomy they share: headline, date with zone, byline,
dateline, paragraphs, closing initials, source, and lists of other stories. What is found becomes fields;
the body keeps the paragraphs alone; what is doubtful becomes a warning. Other stories stay `related`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import zip_longest

from redaksi.formats import times
from redaksi.formats.charset import decode, is_legal
from redaksi.formats.fields import Reading
from redaksi.formats.html import sanitise, text_of
from redaksi.formats.item import FormatError, Hint, NewsItem, Related
from redaksi.formats.jsontext import looks_like_json
from redaksi.formats.pagetext import body, cards, heading, lines, zones
from redaksi.formats.pagetext.credits import Credits
from redaksi.formats.pagetext.kinds import Kind, Marked, mark
from redaksi.formats.sniff import xml_root

NAME = "pagetext"
_STRANGE = re.compile("[\x00-\x08\x0e-\x1b\ufffd]")
MAX_BYTES = 2 * 1024 * 1024
"""A page has some kilobytes of text."""


def looks_like(data: bytes) -> bool:
    """Any text that does not begin as mark-up or JSON: asked last."""
    return xml_root(data) is None and not looks_like_json(data)


def parse(data: bytes, hint: Hint = Hint()) -> list[NewsItem]:  # noqa: B008 - Hint is frozen
    """One item out of a page's text.

    Raises `FormatError` for what is no text, holds no paragraph of prose, or is larger than a page.
    """
    if len(data) > MAX_BYTES:
        raise FormatError(f"too large for a page's text: {len(data)} bytes, at most {MAX_BYTES}")
    decoded = decode(data, hint.charset)
    _check_text(decoded.text)
    times.in_zone(datetime(2000, 1, 1), hint.zone)
    reading = Reading(hint, decoded.warnings)
    marked = [mark(line, hint.zone) for line in lines.split(decoded.text)]
    if not any(line.kind is Kind.PROSE for line in marked):
        raise FormatError("no news page: there is no paragraph of prose in it")
    return [_item(zones.part(marked), reading)]


def _check_text(text: str) -> None:
    head = text[:20_000]
    if is_legal(head) and "\ufffd" not in head:
        return
    strange = len(_STRANGE.findall(head))
    if strange > 8 and strange * 50 > len(head):
        raise FormatError("no text: these bytes are something else")


def _item(page: zones.Zones, reading: Reading) -> NewsItem:
    head = heading.find(page.story)
    above, below = page.story[: head.body], page.story[head.body :]
    text = body.read(below)
    if not text.blocks:
        raise FormatError("no news page: there is no body in it")
    credits = _credits(above, below, page, text)
    published, updated = _times(above, below, reading)
    _warn(head, text, credits, reading)
    html = sanitise(text.html())
    plain = text_of(html)
    related = _related(page, text, head.headline)
    return NewsItem(
        guid=reading.identity(head.headline, plain),
        format=NAME,
        language=reading.hint.language,
        headline=head.headline,
        byline=credits.byline,
        editor_initials=credits.initials,
        dateline=text.dateline.dateline if text.dateline else None,
        source=credits.source,
        credit=credits.agency,
        keywords=tuple(dict.fromkeys(text.keywords)),
        published=published,
        version_created=updated,
        summary=head.summary,
        body_html=html,
        body_text=plain,
        related=tuple(related),
        warnings=tuple(reading.warnings),
        url=reading.hint.url,
        extra={"editor": credits.editor} if credits.editor else {},
    )


def _credits(above: Sequence[Marked], below: Sequence[Marked], page: zones.Zones, text: body.Body) -> Credits:
    credits = Credits()
    if text.dateline is not None and text.dateline.agency:
        credits.agency = text.dateline.agency
    _read_lines(credits, above, in_head=True)
    _read_lines(credits, [*below, *page.credits], in_head=False)
    if text.closing:
        credits.read_closing(text.closing)
    credits.read_agency(text.paragraphs)
    return credits


def _read_lines(credits: Credits, story: Sequence[Marked], in_head: bool) -> None:
    used = False
    for line, following in zip_longest(story, story[1:]):
        if used:
            used = False
        elif line.kind is Kind.CREDIT:
            value = following.text if following is not None and following.kind is Kind.SHORT else None
            used = credits.read_line(line.text, value)
        elif line.kind is Kind.CLOSING and not in_head:
            credits.read_closing(line.text)
        elif line.kind in (Kind.DATE, Kind.CARD_DATE) and in_head:
            credits.read_beside_date(line.around)
        elif line.kind is Kind.SHORT and in_head and not credits.byline:
            credits.read_header(line.text)


def _times(
    above: Sequence[Marked], below: Sequence[Marked], reading: Reading
) -> tuple[date | datetime | None, date | datetime | None]:
    published, updated, said = heading.times_of(above)
    if published is None:
        published, updated, said = heading.times_of(below)
    for warning in said:
        reading.warn(warning)
    if published is None:
        reading.warn("no date of publication was found")
    return published, updated


def _warn(head: heading.Head, text: body.Body, credits: Credits, reading: Reading) -> None:
    if head.headline is None:
        reading.warn("no headline was found")
    for warning in credits.warnings:
        reading.warn(warning)
    if text.dateline is not None and text.dateline.dateline.city is None:
        reading.warn(f"the dateline names no city: {text.dateline.dateline.text}")
    for heading_text in (each for tag, each in text.blocks if tag == "h3"):
        reading.warn(f"kept as a subheading: {heading_text[:80]}")
    for line in (*head.left, *text.left):
        what = "picture caption left out" if line.kind is Kind.CAPTION else "left out"
        if not _is_used(line.text, credits):
            reading.warn(f"{what}: {line.text[:120]}")


def _is_used(text: str, credits: Credits) -> bool:
    values = (credits.byline, credits.editor, credits.source)
    return any(value and value in text for value in values)


def _related(page: zones.Zones, text: body.Body, headline: str | None) -> Iterable[Related]:
    pointed = [Related(headline=each) for each in (*page.see_also, *text.pointers)]
    found = pointed + [card for run in page.cards for card in cards.read(run)]
    own = {(headline or "").casefold()}
    unique: dict[str, Related] = {}
    for each in found:
        key = each.headline.casefold()
        if key not in own and (key not in unique or unique[key].summary is None):
            unique[key] = each
    return unique.values()
