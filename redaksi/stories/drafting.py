"""From a received item to the draft of a story: pure, no database, no clock.

What stands in a field does not stand in the body: dateline, source, initials and the agency's note to editors have
their own places. Pictures of the sender stay a note, since their rights are not ours until someone buys them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from html import escape
from typing import Any, Final

from lxml import html as lxml_html

from redaksi.formats.html import from_text, sanitise
from redaksi.formats.item import ItemPicture, NewsItem

HEADLINE_LENGTH: Final = 200
DECK_LENGTH: Final = 300
_MARKS: Final = {"b": "b", "strong": "b", "i": "i", "em": "i", "cite": "i", "sub": "sub", "sup": "sup"}
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4"})
_NAMES = re.compile(r"\s*(?:,|;|/|&|\bdan\b|\band\b|\boleh\s*:?|^by\s)\s*", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’]?\s+(?=[\"“‘A-Z0-9])")
# After the city at most a date and the agency, then a dash that stands apart.
_DATELINE = r"^<p>(?:<b>)?%s\b(?:[^.<]|\.(?=\S)){0,40}?(?:</b>)?(?:\s*(?:--+|[–—])|\s-|-(?=\s))\s*(?:</b>)?\s*(?=\S)"
_SPACE = re.compile(r"\s+")

Block = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Draft:
    """What a desk starts from. `body` is the raw list of a StreamField; `byline_names` are names, not people.

    The `provenance_*` values and `credit` go to the fields of the same name and stay with the story.
    """

    headline: str
    deck: str
    dateline_city: str
    body: tuple[Block, ...]
    credit: str
    source_line: str
    provenance_agency: str
    provenance_guid: str
    provenance_version: str
    provenance_url: str
    provenance_published: str
    byline_names: tuple[str, ...]
    keywords: tuple[str, ...]
    language: str
    embargo_until: datetime | None
    editorial_note: str
    pictures: tuple[ItemPicture, ...]
    warnings: tuple[str, ...]


def draft_of(item: NewsItem, agency: str = "") -> Draft:
    """The draft that `item` gives; `agency` is the sender's name where the item itself is silent."""
    body, inline_pictures = body_blocks(item)
    credit = item.credit or agency or item.source or ""
    headline = item.headline or item.slugline or ""
    return Draft(
        headline=_cut(headline, HEADLINE_LENGTH),
        deck=_deck(item, body),
        dateline_city=(item.dateline.city or "")[:80] if item.dateline else "",
        body=tuple(body),
        credit=credit[:200],
        source_line=(item.source or "")[:200],
        provenance_agency=credit[:200],
        provenance_guid=item.guid[:500],
        provenance_version=item.version[:120],
        provenance_url=item.url if item.url and len(item.url) <= 500 else "",
        provenance_published=_iso(item.published or item.version_created or item.first_created),
        byline_names=byline_names(item.byline),
        keywords=tuple(dict.fromkeys([*(s.name for s in item.subjects), *item.keywords, *item.places])),
        language=(item.language or "id")[:12],
        embargo_until=item.embargoed,
        editorial_note=item.editorial_note or "",
        pictures=(*item.pictures, *inline_pictures),
        warnings=item.warnings,
    )


def byline_names(byline: str | None) -> tuple[str, ...]:
    """The names in a byline as the sender wrote it: `Oleh Ani Budi dan Candra / Reuters` has three."""
    names = (name.strip(" .:-") for name in _NAMES.split(byline or ""))
    return tuple(dict.fromkeys(_SPACE.sub(" ", name) for name in names if name))


def body_blocks(item: NewsItem) -> tuple[list[Block], tuple[ItemPicture, ...]]:
    """The body as StreamField blocks, one paragraph each, and the pictures that stood in it."""
    markup = sanitise(item.body_html) if item.body_html else from_text(item.body_text or "")
    if not markup:
        return [], ()
    pictures: list[ItemPicture] = []
    root = lxml_html.fragment_fromstring(markup, create_parent="div")
    blocks = [block for element in root for block in _blocks(element, pictures)]
    if item.dateline and item.dateline.city:
        _drop_dateline(blocks, item.dateline.city)
    return blocks, tuple(pictures)


def _blocks(element: Any, pictures: list[ItemPicture]) -> Iterator[Block]:
    pictures.extend(_pictures(element))
    if element.tag in _HEADINGS:
        yield from _text_block("heading", _text(element)[:HEADLINE_LENGTH])
    elif element.tag in ("ul", "ol"):
        yield from _list_block(element)
    elif element.tag == "blockquote":
        text = "\n\n".join(filter(None, (_text(part) for part in element))) or _text(element)
        if text:
            yield {"type": "quote", "value": {"text": text, "speaker": "", "role": ""}}
    elif element.tag == "table":
        yield from _table_block(element)
    elif element.tag != "figure":
        inner = _inline(element).strip()
        if inner.replace("<br/>", "").strip():
            yield {"type": "paragraph", "value": f"<p>{inner}</p>"}


def _drop_dateline(blocks: Sequence[Block], city: str) -> None:
    """Take `AMBON, 19 Nov (Kantor) --` off the first paragraph: the city has its field, the house its own dateline."""
    first = next((block for block in blocks if block["type"] == "paragraph"), None)
    if first is not None:
        opening = re.compile(_DATELINE % re.escape(escape(city, quote=False)), re.IGNORECASE)
        first["value"] = opening.sub("<p>", first["value"], count=1)


def _text_block(kind: str, text: str) -> Iterator[Block]:
    if text:
        yield {"type": kind, "value": text}


def _list_block(element: Any) -> Iterator[Block]:
    items = [f"<p>{inner}</p>" for li in element.iter("li") if (inner := _inline(li, skip=("ul", "ol")).strip())]
    if items:
        yield {"type": "list", "value": {"ordered": element.tag == "ol", "items": items}}


def _table_block(element: Any) -> Iterator[Block]:
    rows = [[_text(cell) for cell in row if cell.tag in ("td", "th")] for row in element.iter("tr")]
    rows = [row for row in rows if any(row)]
    if not rows:
        return
    width = max(len(row) for row in rows)
    first = next(element.iter("tr"))
    headed = len(first) > 0 and all(cell.tag == "th" for cell in first)
    head = rows.pop(0) if headed else []
    columns = [{"type": "text", "heading": head[n] if n < len(head) else ""} for n in range(width)]
    values = [{"values": [*row, *[""] * (width - len(row))]} for row in rows]
    caption = next((_text(c) for c in element.iter("caption")), "")
    yield {"type": "table", "value": {"columns": columns, "rows": values, "caption": caption}}


def _pictures(element: Any) -> Iterator[ItemPicture]:
    caption = next((_text(c) for c in element.iter("figcaption")), None)
    for image in element.iter("img"):
        if image.get("src"):
            yield ItemPicture(href=image.get("src"), caption=caption, alt=image.get("alt") or None)


def _inline(element: Any, skip: Sequence[str] = ()) -> str:
    """The words of `element` with the few marks a paragraph may hold, escaped for the rich-text field."""
    parts = [_words(element.text)]
    for child in element:
        if child.tag == "br":
            parts.append("<br/>")
        elif child.tag not in ("img", *skip):
            parts.append(_marked(child, _inline(child, skip)))
        parts.append(_words(child.tail))
    return "".join(parts)


def _marked(element: Any, inner: str) -> str:
    if element.tag == "a" and element.get("href"):
        return f'<a href="{escape(element.get("href"))}">{inner}</a>'
    mark = _MARKS.get(element.tag)
    return f"<{mark}>{inner}</{mark}>" if mark and inner.strip() else inner


def _words(text: str | None) -> str:
    return escape(_SPACE.sub(" ", text or "").replace("\xa0", " "), quote=False)


def _text(element: Any) -> str:
    return _SPACE.sub(" ", element.text_content()).strip()


def _deck(item: NewsItem, body: Sequence[Block]) -> str:
    if item.summary:
        return _cut(_SPACE.sub(" ", item.summary).strip(), DECK_LENGTH)
    first = next((block["value"] for block in body if block["type"] == "paragraph"), "")
    text = _text(lxml_html.fragment_fromstring(first, create_parent="div")) if first else ""
    return _cut(_SENTENCE.split(text, maxsplit=1)[0], DECK_LENGTH)


def _cut(text: str, length: int) -> str:
    """`text` within `length` characters, cut between words and marked with an ellipsis."""
    text = _SPACE.sub(" ", text).strip()
    if len(text) <= length:
        return text
    return text[: length - 1].rsplit(" ", 1)[0].rstrip(" ,;:-") + "…"


def _iso(moment: datetime | date | None) -> str:
    return moment.isoformat()[:40] if moment else ""
