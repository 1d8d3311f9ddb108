"""A `NewsItem` as NITF 3.6: its head, and its body in the few elements that NITF knows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime

from lxml import etree

from redaksi.formats import carry
from redaksi.formats.build import address, bare, body_html, child, child_if, pixels, serialised, timestamp, xhtml
from redaksi.formats.item import Dateline, ItemPicture, NewsItem
from redaksi.formats.xml import Element, local, text_of

NAMESPACE = "http://iptc.org/std/NITF/2006-10-18/"
_TOKEN = re.compile(r"[A-Za-z0-9_.:-]{1,60}")
_BLOCKS: Mapping[str, str] = {"h2": "hl2", "h3": "hl2", "h4": "hl2", "p": "p", "ul": "ul", "ol": "ol"}
_INLINE: Mapping[str, str] = {"a": "a", "em": "em", "i": "em", "strong": "em", "b": "em", "br": "br"}
_CELLS: Mapping[str, str] = {"td": "td", "th": "th", "li": "li", "caption": "caption"}


def document(item: NewsItem, rest: carry.Rest) -> bytes:
    """The document as bytes; `rest` goes into an element of our namespace at the end of head."""
    root = etree.Element(f"{{{NAMESPACE}}}nitf", nsmap=bare(NAMESPACE))
    root.set("version", "-//IPTC//DTD NITF 3.6//EN")
    if item.language:
        root.set("baselang", item.language)
    head = child(root, "head")
    child_if(head, "title", item.headline)
    _topics(head, item)
    _docdata(child(head, "docdata"), item)
    _moments(head, item)
    if rest:
        made = etree.SubElement(head, f"{{{carry.NAMESPACE}}}{carry.ELEMENT}", nsmap={"r": carry.NAMESPACE})
        made.text = carry.to_text(rest)
    body = child(root, "body")
    _body_head(body, item)
    content = child(body, "body.content")
    for block in xhtml(body_html(item)):
        _block(content, block)
    for picture in item.pictures:
        _media(content, picture)
    return serialised(root)


def _topics(head: Element, item: NewsItem) -> None:
    coded = [each for each in item.subjects if each.code and _TOKEN.fullmatch(each.code)]
    if not coded and not item.genre:
        return
    tobject = child(head, "tobject")
    if item.genre:
        child(tobject, "tobject.property", attributes={"tobject.property.type": item.genre})
    for each in coded:
        code = (each.code or "").removeprefix("subj:")
        attributes = {"tobject.subject.refnum": code, "tobject.subject.matter": each.name}
        child(tobject, "tobject.subject", attributes=attributes)


def _docdata(docdata: Element, item: NewsItem) -> None:
    docdata.set("management-status", item.status)
    child(docdata, "doc-id", attributes={"id-string": item.guid, "regsrc": item.credit})
    if item.urgency:
        child(docdata, "urgency", attributes={"ed-urg": str(min(item.urgency, 8))})
    _moment(docdata, "date.issue", item.first_created)
    _moment(docdata, "date.release", item.embargoed)
    _moment(docdata, "date.expire", item.expires)
    if item.editorial_note:
        child(docdata, "ed-msg", attributes={"info": item.editorial_note})
    version = item.version if _TOKEN.fullmatch(item.version) else None
    child(docdata, "du-key", attributes={"key": item.slugline, "version": version})
    if item.copyright:
        child(docdata, "doc.copyright", attributes={"holder": item.copyright})
    if item.usage_terms:
        child(docdata, "doc.rights", attributes={"limitations": item.usage_terms})
    if item.keywords:
        keys = child(docdata, "key-list")
        for keyword in item.keywords:
            child(keys, "keyword", attributes={"key": keyword})
    if item.places:
        content = child(docdata, "identified-content")
        for place in item.places:
            child(content, "location", place)


def _moment(docdata: Element, name: str, value: datetime | date | None) -> None:
    if value:
        child(docdata, name, attributes={"norm": timestamp(value) if isinstance(value, datetime) else str(value)})


def _moments(head: Element, item: NewsItem) -> None:
    if item.published:
        child(head, "pubdata", attributes={"type": "web", "date.publication": _iso(item.published)})
    if item.version_created:
        child(head, "revision-history", attributes={"norm": _iso(item.version_created)})


def _iso(value: datetime | date) -> str:
    return timestamp(value) if isinstance(value, datetime) else value.isoformat()


def _body_head(body: Element, item: NewsItem) -> None:
    above = child(body, "body.head")
    if item.headline:
        child(child(above, "hedline"), "hl1", item.headline)
    child_if(above, "byline", item.byline)
    child_if(above, "distributor", item.source)
    if item.dateline:
        _dateline(child(above, "dateline"), item.dateline)
    if item.summary:
        child(child(above, "abstract"), "p", item.summary)


def _dateline(element: Element, dateline: Dateline) -> None:
    city, text = dateline.city or "", dateline.text or dateline.city or ""
    before, found, after = text.partition(city) if city else (text, "", "")
    if not found:
        element.text = text
        return
    element.text = before or None
    location = child(element, "location")
    child(location, "city", found)
    location.tail = after or None


def _media(content: Element, picture: ItemPicture) -> None:
    media = child(content, "media", attributes={"media-type": "image"})
    reference = {
        "source": picture.href,
        "mime-type": "image/jpeg",
        "alternate-text": picture.alt,
        "width": pixels(picture.width),
        "height": pixels(picture.height),
    }
    child(media, "media-reference", attributes=reference)
    child_if(media, "media-caption", picture.caption)
    child_if(media, "media-producer", picture.credit)


def _block(parent: Element, block: Element) -> None:
    name = local(block)
    if name == "pre":
        made = child(parent, "pre")
        made.text = "".join(map(str, block.itertext()))
    elif name == "blockquote":
        inner = child(child(parent, "bq"), "block")
        for each in block:
            _block(inner, each)
    elif name == "table":
        _table(parent, block)
    elif name in ("ul", "ol"):
        rows = [each for each in block if local(each) == "li"]
        made = child(parent, name) if rows else parent
        for row in rows:
            _cell(made, row)
    elif name in _BLOCKS:
        _inline(child(parent, _BLOCKS[name]), block)


def _table(parent: Element, table: Element) -> None:
    """NITF allows one thead and one tbody, or bare rows: any other table becomes rows."""
    parts = [local(each) for each in table if local(each) != "caption"]
    rows = [row for row in table.iter("{*}tr") if any(local(cell) in ("td", "th") for cell in row)]
    if not rows:
        return
    made = child(parent, "table")
    for caption in [each for each in table if local(each) == "caption"][:1]:
        _cell(made, caption)
    filled = {local(above) for row in rows if (above := row.getparent()) is not None}
    regular = parts in (["thead", "tbody"], ["tbody"]) and filled == set(parts)
    for name in parts if regular else ("",):
        inside = child(made, name) if name else made
        for row in rows:
            above = row.getparent()
            if not name or (above is not None and local(above) == name):
                _row(inside, row)


def _row(parent: Element, row: Element) -> None:
    made = child(parent, "tr")
    for cell in row:
        if local(cell) in ("td", "th"):
            _cell(made, cell)


def _cell(parent: Element, cell: Element) -> None:
    spans = {name: cell.get(name) for name in ("colspan", "rowspan")}
    made = child(parent, _CELLS[local(cell)], attributes=spans)
    made.text = cell.text
    for each in cell:
        if local(each) in _INLINE or local(each) not in (
            "p",
            "ul",
            "ol",
            "table",
            "pre",
            "blockquote",
            "h2",
            "h3",
            "h4",
        ):
            _mark(made, each)
        else:
            _block(made, each)
            _append(made, each.tail)


def _inline(made: Element, source: Element) -> None:
    made.text = source.text
    for each in source:
        _mark(made, each)


def _mark(made: Element, each: Element) -> None:
    """An inline element; one that NITF lacks leaves its text."""
    name = _INLINE.get(local(each))
    if name:
        inner = child(made, name)
        if name == "a" and address(each.get("href")):
            inner.set("href", each.get("href") or "")
        if local(each) in ("strong", "b"):
            inner.set("class", "strong")
        if name != "br":
            _inline(inner, each)
    else:
        _append(made, text_of(each) if local(each) != "img" else None)
    _append(made, each.tail)


def _append(made: Element, text: str | None) -> None:
    if not text:
        return
    if len(made):
        made[-1].tail = (made[-1].tail or "") + text
    else:
        made.text = (made.text or "") + text
