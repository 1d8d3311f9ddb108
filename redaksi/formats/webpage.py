"""A web page in: what its JSON-LD says, then OpenGraph and other meta elements, then the page itself.

Map: schema.org NewsArticle and its kin (headline, author, datePublished, dateModified, expires, image, publisher,
creditText, copyrightNotice, articleSection, keywords, dateline); og:, article: and twitter: properties; the
canonical address is the guid. The body is the readable text of the page, else articleBody. Sources: schema.org
Article, ogp.me, HTML (WHATWG).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from redaksi.formats.charset import decode
from redaksi.formats.fields import Reading, clean_byline, dateline_of, finished
from redaksi.formats.html import from_text, web_address
from redaksi.formats.item import FormatError, Hint, ItemPicture, NewsItem, Subject
from redaksi.formats.jsontext import load, text
from redaksi.formats.sniff import is_html
from redaksi.formats.webpage_story import parse_html, story_html
from redaksi.formats.xml import Element, collapse, text_of

NAME = "webpage"

_CHARSET = re.compile(rb"""<meta\s[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9._:-]{1,40})""", re.IGNORECASE)
_ARTICLES = re.compile(r"(?:Article|BlogPosting|Report|ClaimReview)$")
_MAX_NODES = 2000
_MAX_PAGE = 4 * 1024 * 1024
_TOLD = frozenset(
    "@context @type @id headline name author datePublished dateModified dateCreated expires image publisher creditText "
    "sourceOrganization copyrightNotice usageInfo license articleSection keywords dateline description inLanguage "
    "articleBody url mainEntityOfPage alternativeHeadline".split()
)

Data = Mapping[str, Any]


def looks_like(data: bytes) -> bool:
    """Whether the head begins as an HTML page or fragment."""
    return is_html(data)


def parse(data: bytes, hint: Hint = Hint()) -> list[NewsItem]:  # noqa: B008 - Hint is frozen
    """The page's story as one item. Raises FormatError for a page without headline and text."""
    if len(data) > _MAX_PAGE:
        raise FormatError("the page is larger than 4 MB")
    declared = _CHARSET.search(data[:4096])
    read = decode(data, hint.charset or (declared.group(1).decode("ascii") if declared else None))
    reading = Reading(hint, read.warnings, legal="&#" not in read.text)
    root = parse_html(read.text)
    data_ = _article(root, reading)
    meta = _meta(root)
    address = _address(root, data_, meta, hint.url)
    headline = _headline(root, data_, meta)
    dateline = dateline_of(_text(data_, "dateline"))
    html, plain = reading.body(story_html(root) or from_text(_text(data_, "articleBody") or ""), dateline, address)
    if not headline and not plain:
        raise FormatError("no story can be read from the page: neither headline nor text")
    if not plain:
        reading.warn("the page has no readable text")
    guid = address or reading.identity(headline, plain)
    told = {**_people(data_, meta, address), **_times(data_, meta, reading), **_topics(data_, meta)}
    item = NewsItem(
        guid=guid,
        format=NAME,
        language=_text(data_, "inLanguage") or _language(root, meta) or hint.language,
        headline=headline,
        dateline=dateline,
        body_html=html,
        body_text=plain,
        url=address,
        **told,
        pictures=_pictures(data_, meta, address),
        extra={name: value for name, value in data_.items() if name not in _TOLD},
        warnings=tuple(reading.warnings),
    )
    return [finished(item, reading)]


def _article(root: Element, reading: Reading) -> Data:
    """The page's first article in JSON-LD; an empty mapping where there is none."""
    scripts = [each for each in root.iter("script") if "ld+json" in (each.get("type") or "").lower()]
    for script in scripts[:20]:
        try:
            value, _ = load((script.text or "").strip().encode("utf-8", "replace"))
        except FormatError as refusal:
            reading.warn(f"structured data of the page cannot be read: {refusal}")
            continue
        for node in _nodes(value):
            if any(_ARTICLES.search(kind) for kind in _texts(node.get("@type"))):
                return node
    return {}


def _nodes(value: Any) -> list[Data]:
    found: list[Data] = []
    waiting = [value]
    while waiting and len(found) < _MAX_NODES:
        each = waiting.pop(0)
        if isinstance(each, list):
            waiting[:0] = each[:_MAX_NODES]
        elif isinstance(each, dict):
            found.append(each)
            waiting += [each[name] for name in ("@graph", "mainEntity", "mainEntityOfPage") if name in each]
    return found


def _meta(root: Element) -> dict[str, list[str]]:
    """Contents of the page's meta elements by property or name, in lower case."""
    found: dict[str, list[str]] = {}
    for each in root.iter("meta"):
        name = each.get("property") or each.get("name") or each.get("itemprop")
        content = collapse(each.get("content") or "")
        if name and content:
            found.setdefault(name.strip().lower(), []).append(content)
    return found


def _first(meta: Mapping[str, list[str]], *names: str) -> str | None:
    return next((meta[name][0] for name in names if name in meta), None)


def _texts(value: Any) -> list[str]:
    """The texts of a JSON-LD value: of strings, of the names of objects, of every member of an array."""
    if isinstance(value, list):
        return [each for member in value for each in _texts(member)]
    if value is None:
        return []
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value") or value.get("url") or value.get("@id")
    one = text(value)
    return [collapse(one)] if one and one.strip() else []


def _text(data: Data, *names: str) -> str | None:
    for name in names:
        value = data.get(name)
        if name == "articleBody" and isinstance(value, str):
            return value.strip() or None
        found = _texts(value)
        if found:
            return found[0]
    return None


def _address(root: Element, data: Data, meta: Mapping[str, list[str]], base: str | None) -> str | None:
    links = (each.get("href") for each in root.iter("link") if "canonical" in (each.get("rel") or "").lower().split())
    page = data.get("mainEntityOfPage")
    named = page.get("@id") if isinstance(page, dict) else page
    candidates = [next(links, None), _first(meta, "og:url"), text(data.get("url")), text(named), base]
    return next((found for each in candidates if each and (found := web_address(each, base))), None)


def _headline(root: Element, data: Data, meta: Mapping[str, list[str]]) -> str | None:
    told = _text(data, "headline", "name") or _first(meta, "og:title", "twitter:title")
    if not told:
        told = next((text for each in root.iter("h1") if (text := text_of(each))), None)
    if not told:
        told = next((text for each in root.iter("title") if (text := text_of(each))), None)
    site = _first(meta, "og:site_name")
    if told and site:
        told = re.sub(rf"\s*[-|–—·]\s*{re.escape(site)}\s*$", "", told)
    return told or None


def _language(root: Element, meta: Mapping[str, list[str]]) -> str | None:
    return root.get("lang") or (_first(meta, "og:locale") or "").replace("_", "-") or None


def _people(data: Data, meta: Mapping[str, list[str]], address: str | None) -> dict[str, Any]:
    authors = _texts(data.get("author")) or meta.get("author", [])
    names = [each for each in dict.fromkeys(authors) if "://" not in each]
    site = _text(data, "publisher") or _first(meta, "og:site_name")
    return {
        "byline": clean_byline(", ".join(names)),
        "source": site or (urlsplit(address).hostname if address else None),
        "credit": _text(data, "creditText", "sourceOrganization"),
        "copyright": _text(data, "copyrightNotice") or _first(meta, "copyright"),
        "usage_terms": _text(data, "usageInfo", "license"),
    }


def _times(data: Data, meta: Mapping[str, list[str]], reading: Reading) -> dict[str, Any]:
    published = _text(data, "datePublished") or _first(meta, "article:published_time", "datepublished", "date")
    modified = _text(data, "dateModified") or _first(meta, "article:modified_time", "og:updated_time")
    expires = _text(data, "expires") or _first(meta, "article:expiration_time")
    return {
        "first_created": reading.when(_text(data, "dateCreated"), "dateCreated"),
        "published": reading.when(published, "datePublished"),
        "version_created": reading.when(modified, "dateModified"),
        "expires": reading.instant(expires, "expires"),
    }


def _topics(data: Data, meta: Mapping[str, list[str]]) -> dict[str, Any]:
    told = (
        _texts(data.get("keywords")) or meta.get("article:tag") or meta.get("news_keywords") or meta.get("keywords", [])
    )
    sections = _texts(data.get("articleSection")) or meta.get("article:section", [])
    words = (word.strip() for each in told for word in each.split(","))
    return {
        "keywords": tuple(dict.fromkeys(word for word in words if word)),
        "subjects": tuple(Subject(each) for each in dict.fromkeys(sections)),
        "summary": _text(data, "description") or _first(meta, "og:description", "description", "twitter:description"),
    }


def _pictures(data: Data, meta: Mapping[str, list[str]], base: str | None) -> tuple[ItemPicture, ...]:
    images = data.get("image")
    found = [_picture(each, base) for each in (images if isinstance(images, list) else [images])]
    best = max((each for each in found if each), key=lambda each: (each.width or 0) * (each.height or 0), default=None)
    if best:
        return (best,)
    address = web_address(_first(meta, "og:image:secure_url", "og:image", "og:image:url", "twitter:image") or "", base)
    if not address:
        return ()
    sizes = [_size(_first(meta, f"og:image:{name}")) for name in ("width", "height")]
    return (ItemPicture(address, alt=_first(meta, "og:image:alt"), width=sizes[0], height=sizes[1]),)


def _picture(image: Any, base: str | None) -> ItemPicture | None:
    told: Data = image if isinstance(image, dict) else {"url": image}
    address = web_address(text(told.get("contentUrl")) or text(told.get("url")) or "", base)
    if not address:
        return None
    credit = _text(told, "creditText", "creator", "author")
    return ItemPicture(
        address,
        caption=_text(told, "caption", "description"),
        credit=credit,
        width=_size(_text(told, "width")),
        height=_size(_text(told, "height")),
    )


def _size(value: str | None) -> int | None:
    digits = re.fullmatch(r"(\d{1,5})(?:\.0)?(?:px)?", value or "", re.ASCII)
    return int(digits[1]) if digits else None
