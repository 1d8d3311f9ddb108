"""RSS 2.0 (with Dublin Core, content, Media RSS and Atom modules), Atom (RFC 4287) and JSON Feed 1.1."""

from __future__ import annotations

import json
from email.utils import format_datetime
from typing import Any, Final

from redaksi.syndication.entries import Entry, Feed, absolute
from redaksi.syndication.xml import Writer

LANGUAGE: Final = "id"
MINUTES_TO_LIVE: Final = "5"
RSS_NAMESPACES: Final = {
    "version": "2.0",
    "xmlns:atom": "http://www.w3.org/2005/Atom",
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:media": "http://search.yahoo.com/mrss/",
}


def rss(feed: Feed) -> bytes:
    """`feed` as RSS 2.0."""
    xml = Writer()
    with xml.element("rss", RSS_NAMESPACES), xml.element("channel"):
        xml.add("title", feed.title)
        xml.add("link", absolute(feed.home))
        xml.add("description", feed.description)
        xml.add("language", LANGUAGE)
        xml.add("copyright", feed.identity.legal_name or feed.identity.brand)
        xml.add("lastBuildDate", format_datetime(feed.updated))
        xml.add("ttl", MINUTES_TO_LIVE)
        xml.add("atom:link", attributes={"href": absolute(feed.path), "rel": "self", "type": "application/rss+xml"})
        for entry in feed.entries:
            _rss_item(xml, entry)
    return xml.bytes()


def atom(feed: Feed) -> bytes:
    """`feed` as Atom."""
    xml = Writer()
    with xml.element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": LANGUAGE}):
        xml.add("id", absolute(feed.path))
        xml.add("title", feed.title)
        xml.add("subtitle", feed.description)
        xml.add("updated", feed.updated.isoformat(timespec="seconds"))
        xml.add("link", attributes={"rel": "self", "type": "application/atom+xml", "href": absolute(feed.path)})
        xml.add("link", attributes={"rel": "alternate", "type": "text/html", "href": absolute(feed.home)})
        xml.add("rights", feed.identity.legal_name or feed.identity.brand)
        with xml.element("author"):
            xml.add("name", feed.identity.brand)
        for entry in feed.entries:
            _atom_entry(xml, entry)
    return xml.bytes()


def json_feed(feed: Feed) -> bytes:
    """`feed` as JSON Feed 1.1."""
    value = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.description,
        "home_page_url": absolute(feed.home),
        "feed_url": absolute(feed.path),
        "language": LANGUAGE,
        "items": [_json_item(entry) for entry in feed.entries],
    }
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _rss_item(xml: Writer, entry: Entry) -> None:
    with xml.element("item"):
        xml.add("title", entry.title)
        xml.add("link", entry.url)
        xml.add("guid", entry.guid, {"isPermaLink": "false"})
        xml.add("pubDate", format_datetime(entry.published))
        if entry.updated > entry.published:
            xml.add("atom:updated", entry.updated.isoformat(timespec="seconds"))
        for author in entry.authors:
            xml.add("dc:creator", author)
        for name in (entry.section, *entry.topics):
            xml.add("category", name)
        if entry.summary:
            xml.add("description", entry.summary)
        xml.add("content:encoded", entry.html)
        if entry.source:
            xml.add("dc:source", entry.source)
        if entry.picture:
            size = entry.picture.share
            attributes = {
                "url": absolute(size.url),
                "medium": "image",
                "width": str(size.width),
                "height": str(size.height),
            }
            with xml.element("media:content", attributes):
                xml.add("media:credit", entry.picture.credit, {"role": "photographer", "scheme": "urn:ebu"})
                if entry.picture.caption:
                    xml.add("media:description", entry.picture.caption, {"type": "plain"})


def _atom_entry(xml: Writer, entry: Entry) -> None:
    with xml.element("entry"):
        xml.add("id", f"urn:redaksi:{entry.guid}")
        xml.add("title", entry.title)
        xml.add("link", attributes={"rel": "alternate", "type": "text/html", "href": entry.url})
        xml.add("published", entry.published.isoformat(timespec="seconds"))
        xml.add("updated", entry.updated.isoformat(timespec="seconds"))
        for author in entry.authors:
            with xml.element("author"):
                xml.add("name", author)
        for name in (entry.section, *entry.topics):
            xml.add("category", attributes={"term": name})
        if entry.summary:
            xml.add("summary", entry.summary)
        xml.add("content", entry.html, {"type": "html"})


def _json_item(entry: Entry) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": entry.guid,
        "url": entry.url,
        "title": entry.title,
        "content_html": entry.html,
        "date_published": entry.published.isoformat(timespec="seconds"),
        "date_modified": entry.updated.isoformat(timespec="seconds"),
        "authors": [{"name": author} for author in entry.authors],
        "tags": [entry.section, *entry.topics],
        "language": LANGUAGE,
    }
    if entry.summary:
        item["summary"] = entry.summary
    if entry.picture:
        item["image"] = absolute(entry.picture.share.url)
    return item
