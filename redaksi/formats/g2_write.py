"""A `NewsItem` as a NewsML-G2 2.35 newsItem; the order of elements is the schema's.

Packages, events and plans are written as a newsItem too, their own kind carried in the extension: what we
send out are stories and pictures, and a receiver reads any newsItem.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime

from lxml import etree

from redaksi.formats import carry
from redaksi.formats.build import (
    XHTML,
    address,
    bare,
    body_html,
    child,
    child_if,
    language_tag,
    pixels,
    serialised,
    timestamp,
    xhtml,
)
from redaksi.formats.charset import without_controls
from redaksi.formats.item import NewsItem, Related, Subject
from redaksi.formats.xml import XML_LANG, Element

NAMESPACE = "http://iptc.org/std/nar/2006-10-01/"
CATALOG = "http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml"
_CLASSES = {"package": "composite", "event": "text", "planning": "text"}
_NO_TIME = datetime(1970, 1, 1, tzinfo=UTC)
_QCODE = re.compile(r"[A-Za-z0-9_.-]+:(?!//)[A-Za-z0-9_.:/#-]+")
_VERSION = re.compile(r"[1-9][0-9]{0,8}")


def document(item: NewsItem, rest: carry.Rest) -> bytes:
    """The newsItem as bytes; `rest` goes into the extension element of itemMeta."""
    root = etree.Element(f"{{{NAMESPACE}}}newsItem", nsmap=bare(NAMESPACE))
    root.set("guid", without_controls(item.guid))
    root.set("version", item.version if _VERSION.fullmatch(item.version) else "1")
    for name, value in (("standard", "NewsML-G2"), ("standardversion", "2.35"), ("conformance", "power")):
        root.set(name, value)
    language = language_tag(item.language)
    if language:
        root.set(XML_LANG, language)
    child(root, "catalogRef", attributes={"href": CATALOG})
    if item.copyright or item.usage_terms:
        rights = child(root, "rightsInfo")
        child_if(rights, "copyrightNotice", item.copyright)
        child_if(rights, "usageTerms", item.usage_terms)
    _item_meta(child(root, "itemMeta"), item, rest)
    _content_meta(child(root, "contentMeta"), item)
    _content(child(root, "contentSet"), item)
    return serialised(root)


def _item_meta(meta: Element, item: NewsItem, rest: carry.Rest) -> None:
    child(meta, "itemClass", attributes={"qcode": f"ninat:{_CLASSES.get(item.kind, item.kind)}"})
    _party(meta, "provider", item.credit or item.source or "unknown")
    created = item.version_created or item.published or item.first_created or _NO_TIME
    child(meta, "versionCreated", timestamp(created))
    if item.first_created:
        child(meta, "firstCreated", timestamp(item.first_created))
    if item.embargoed:
        child(meta, "embargoed", timestamp(item.embargoed))
    child(meta, "pubStatus", attributes={"qcode": f"stat:{item.status}"})
    child(meta, "generator", "Redaksi")
    child_if(meta, "title", item.headline)
    for line in (item.editorial_note or "").split("\n"):
        child_if(meta, "edNote", line)
    if address(item.url):
        child(meta, "altRep", item.url, {"representation": "rnd:web"})
    if item.expires:
        child(meta, "expires", timestamp(item.expires))
    for each in item.related:
        _link(meta, each)
    if rest:
        made = etree.SubElement(meta, f"{{{carry.NAMESPACE}}}{carry.ELEMENT}", nsmap={"r": carry.NAMESPACE})
        made.text = carry.to_text(rest)


def _content_meta(meta: Element, item: NewsItem) -> None:
    if not _is_rendition(item):
        for each in item.pictures:
            if address(each.href):
                sizes = {"width": pixels(each.width), "height": pixels(each.height)}
                child(meta, "icon", attributes={"href": each.href, **sizes})
    if item.urgency:
        child(meta, "urgency", str(item.urgency))
    if item.dateline and item.dateline.city:
        _party(meta, "located", item.dateline.city)
    if item.source:
        _party(meta, "infoSource", item.source)
    if language_tag(item.language):
        child(meta, "language", attributes={"tag": item.language})
    if item.genre:
        child(child(meta, "genre"), "name", item.genre)
    for keyword in item.keywords:
        child_if(meta, "keyword", keyword)
    for subject in item.subjects:
        _subject(meta, subject)
    for place in item.places:
        child(child(meta, "subject", attributes={"type": "cpnat:geoArea"}), "name", place)
    child_if(meta, "slugline", item.slugline)
    child_if(meta, "headline", item.headline)
    child_if(meta, "dateline", item.dateline.text if item.dateline else None)
    child_if(meta, "by", item.byline)
    child_if(meta, "creditline", item.credit)
    _descriptions(meta, item)


def _descriptions(meta: Element, item: NewsItem) -> None:
    if item.summary:
        child(meta, "description", item.summary, {"role": "drol:summary"})
    if _is_rendition(item) and item.pictures[0].caption:
        child(meta, "description", item.pictures[0].caption, {"role": "drol:caption"})


def _content(content: Element, item: NewsItem) -> None:
    if _is_rendition(item):
        picture = item.pictures[0]
        sizes = {"width": pixels(picture.width), "height": pixels(picture.height)}
        attributes = {"href": picture.href, "rendition": "rnd:highRes", "contenttype": "image/jpeg", **sizes}
        child(content, "remoteContent", attributes=attributes)
    markup = body_html(item)
    if markup:
        inline = child(content, "inlineXML", attributes={"contenttype": "application/xhtml+xml"})
        page = etree.SubElement(inline, f"{{{XHTML}}}html", nsmap=bare(XHTML))
        child(child(page, "head"), "title", item.headline or "")
        page.append(xhtml(markup))


def _is_rendition(item: NewsItem) -> bool:
    return item.kind in ("picture", "graphic") and bool(item.pictures) and bool(address(item.pictures[0].href))


def _party(parent: Element, name: str, called: str) -> None:
    literal = " ".join(called.split()) or "unknown"
    child(child(parent, name, attributes={"literal": literal}), "name", called)


def _subject(meta: Element, subject: Subject) -> None:
    code = subject.code or ""
    attributes = {
        "qcode": code if _QCODE.fullmatch(code) else None,
        "uri": code if "://" in code and address(code) else None,
    }
    child(child(meta, "subject", attributes=attributes), "name", subject.name)


def _link(meta: Element, related: Related) -> None:
    if address(related.url):
        link = child(meta, "link", attributes={"rel": "irel:seeAlso", "href": related.url})
        child(link, "title", related.headline)
        if related.summary:
            child(link, "description", related.summary)
