"""JSON Feed 1.0 and 1.1 in, 1.1 out.

Map: id is the guid, title the headline, content_html (else content_text) the body, date_published and
date_modified the times, authors the byline, tags the keywords, image and image attachments the pictures;
the feed's title is the source. Members without a field stay in `extra`. What the format has no member for
is written into a member of our own, `_redaksi`, as section "Extensions" of the specification provides.
One refused entry stops no other: its refusal is a warning on them. Source: jsonfeed.org/version/1.1.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

from redaksi.formats import carry
from redaksi.formats.build import address as uri
from redaksi.formats.build import timestamp
from redaksi.formats.envelope import items_of
from redaksi.formats.fields import Reading, clean_byline, finished
from redaksi.formats.html import from_text, web_address
from redaksi.formats.item import FormatError, Hint, ItemPicture, NewsItem
from redaksi.formats.jsontext import load, objects, text
from redaksi.formats.sniff import head_text

NAME = "jsonfeed"
VERSION = "https://jsonfeed.org/version/1.1"

_VERSION = re.compile(r'"version"\s*:\s*"https?:(?:\\?/){2}(?:www\.)?jsonfeed\.org(?:\\?/)version')
_FEED = frozenset("version title home_page_url feed_url items language authors author".split())
_ENTRY = frozenset(
    "id url title content_html content_text summary image date_published date_modified authors author tags language "
    f"{carry.MEMBER}".split()
)


def looks_like(data: bytes) -> bool:
    """Whether the head is a JSON object that names JSON Feed as its version."""
    head = head_text(data)
    if not head.startswith("{"):
        return False
    return bool(_VERSION.search(head) or _VERSION.search(data[-4096:].decode("utf-8", "replace")))


def parse(data: bytes, hint: Hint = Hint()) -> list[NewsItem]:  # noqa: B008 - Hint is frozen
    """Every entry of the feed; an empty feed gives an empty list. Raises FormatError for what is no feed."""
    feed, warnings = load(data, hint.charset)
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        raise FormatError("no JSON Feed: there is no array of items")
    reading = Reading(hint, warnings, legal=True)
    return items_of(feed["items"], lambda each: [_item(each, feed, reading.apart())], "entry of the feed")


def write(item: NewsItem) -> bytes:
    """`item` as a feed of one entry, lossless."""
    return carry.write_whole(item, _document, parse)


def entry(item: NewsItem, rest: carry.Rest | None = None) -> dict[str, Any]:
    """`item` as an entry for a feed; `rest` goes into the extension. Times carry offsets."""
    made: dict[str, Any] = {
        "id": item.guid,
        "url": uri(web_address(item.url or "")),
        "title": item.headline,
        "summary": item.summary,
        "image": uri(web_address(item.pictures[0].href)) if item.pictures else None,
        "date_published": timestamp(item.published) if item.published else None,
        "date_modified": timestamp(item.version_created) if item.version_created else None,
        "authors": [{"name": item.byline}] if item.byline else None,
        "tags": list(dict.fromkeys(item.keywords)),
        "language": item.language,
        carry.MEMBER: rest,
    }
    if item.body_html:
        made["content_html"] = item.body_html
    else:
        made["content_text"] = item.body_text or item.summary or item.headline or ""
    return {name: value for name, value in made.items() if value or name == "content_text"}


def _document(item: NewsItem, rest: carry.Rest) -> bytes:
    feed = {"version": VERSION, "title": item.source or "Redaksi", "items": [entry(item, rest)]}
    return json.dumps(feed, ensure_ascii=False).encode()


def _item(given: Any, feed: dict[str, Any], reading: Reading) -> NewsItem:
    if not isinstance(given, dict):
        raise FormatError("an entry that is no object")
    title, address = text(given.get("title")), text(given.get("url"))
    markup = text(given.get("content_html")) or from_text(text(given.get("content_text")) or "")
    guid = text(given.get("id")) or address
    if not guid and not title and not markup:
        raise FormatError("an entry without id, title and content")
    base = address or text(feed.get("home_page_url")) or reading.hint.url
    html, plain = reading.body(markup, base=base)
    if not html:
        reading.warn("the entry has no content")
    read = NewsItem(
        guid=guid or reading.identity(title, plain),
        format=NAME,
        language=text(given.get("language")) or text(feed.get("language")) or reading.hint.language,
        headline=title,
        byline=clean_byline(_authors(given) or _authors(feed)),
        source=text(feed.get("title")),
        keywords=_tags(given.get("tags")),
        version_created=reading.when(text(given.get("date_modified")), "date_modified"),
        published=reading.when(text(given.get("date_published")), "date_published"),
        summary=text(given.get("summary")),
        body_html=html,
        body_text=plain,
        pictures=_pictures(given, base),
        url=web_address(address or "", base),
        extra=_extra(given, feed),
    )
    try:
        rest = carry.from_json(given[carry.MEMBER]) if isinstance(given.get(carry.MEMBER), dict) else {}
    except (ValueError, TypeError, KeyError, AttributeError):
        reading.warn("the extension with further fields is damaged and was not read")
        rest = {}
    return finished(replace(read, **rest) if rest else read, reading)


def _authors(given: dict[str, Any]) -> str | None:
    authors = objects(given.get("authors")) or objects([given.get("author")])
    return ", ".join(name for each in authors if (name := text(each.get("name")))) or None


def _tags(tags: Any) -> tuple[str, ...]:
    return tuple(tag for each in tags if (tag := text(each))) if isinstance(tags, list) else ()


def _pictures(given: dict[str, Any], base: str | None) -> tuple[ItemPicture, ...]:
    found = [text(given.get("image")) or text(given.get("banner_image"))]
    for each in objects(given.get("attachments")):
        if (text(each.get("mime_type")) or "").startswith("image/"):
            found.append(text(each.get("url")))
    addresses = (web_address(each, base) for each in found if each)
    return tuple(ItemPicture(each) for each in dict.fromkeys(addresses) if each)


def _extra(given: dict[str, Any], feed: dict[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in given.items() if name not in _ENTRY}
    around = {name: value for name, value in feed.items() if name not in _FEED}
    return {**kept, "feed": around} if around else kept
