"""ninjs, News in JSON (IPTC): 1.x, 2.x, 3.x and Superdesk's dialect in, 3.1 out.

The versions name the same things otherwise (`versioncreated`, `versionCreated`; `headline`, `headlines`),
so every field is asked for under all its names. What has no field here is kept in `extra` under the
sender's name. The note to editors never enters the body. IPTC ninjs User Guide; schemas 1.0 to 3.1.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from redaksi.formats import carry
from redaksi.formats.envelope import items_of
from redaksi.formats.fields import Reading, clean_byline, dateline_of, filed_in, finished, without_dateline
from redaksi.formats.html import text_of, to_text, web_address
from redaksi.formats.item import Dateline, FormatError, Hint, ItemPicture, Kind, NewsItem, Related, Status, Subject
from redaksi.formats.jsontext import load, looks_like_json, objects, text
from redaksi.formats.ninjs_body import MARKUP, body_of, is_html
from redaksi.formats.ninjs_write import REST_ROLE, native
from redaksi.formats.sniff import head_text

NAME = "ninjs"

_NAMES = {
    "guid": ("uri", "guid"),
    "version": ("version",),
    "type": ("type",),
    "status": ("pubStatus", "pubstatus"),
    "first_created": ("firstCreated", "firstcreated", "contentCreated", "contentcreated"),
    "version_created": ("versionCreated", "versioncreated"),
    "published": ("firstpublished",),
    "embargoed": ("embargoedUntil", "embargoed"),
    "expires": ("expires", "expiry"),
    "urgency": ("urgency",),
    "language": ("language",),
    "slugline": ("slugline", "slug"),
    "byline": ("by", "byline"),
    "located": ("located",),
    "note": ("edNote", "ednote"),
    "usage": ("usageTerms", "usageterms"),
    "notice": ("copyrightNotice", "copyrightnotice"),
    "holder": ("copyrightHolder", "copyrightholder"),
    "title": ("title",),
    "source": ("source",),
    "creditline": ("creditline", "creditLine"),
    "keywords": ("keywords",),
    "subjects": ("subjects", "subject"),
    "places": ("places", "place"),
    "genres": ("genres", "genre"),
    "info_sources": ("infoSources", "infosources", "infosource"),
    "associations": ("associations",),
    "renditions": ("renditions",),
    "alt_ids": ("altIds", "altids"),
    "standard": ("standard", "$standard"),
}
# What the schemas 1.0 to 3.1 name beyond that, in lower case.
_STANDARD = frozenset(
    "charcount digitalsourcetype event eventdetails events mimetype object objects organisation organisations people "
    "person plannedcoverage profile representationtype rightsinfo trustindicator trustindicators wordcount".split()
)
_TOLD = frozenset(name for names in _NAMES.values() for name in names)
_PROSE = re.compile(r"(?:headline|description)(?:s|_.*)?|bodies|body(?:_.*)?")
_NO_PROSE_ROLES = ("creditline", "alt")
_KINDS: dict[str, Kind] = {
    "text": "text",
    "picture": "picture",
    "video": "video",
    "audio": "audio",
    "graphic": "graphic",
    "composite": "package",
    "event": "event",
    "planning": "planning",
}
_STATUSES: dict[str, Status] = {
    "usable": "usable",
    "withheld": "withheld",
    "canceled": "canceled",
    "cancelled": "canceled",
}

Document = Mapping[str, Any]


def looks_like(data: bytes) -> bool:
    """A JSON object, or an array of them, that is no JSON Feed."""
    return looks_like_json(data) and "jsonfeed.org/version/" not in head_text(data)[:4096]


def parse(data: bytes, hint: Hint = Hint()) -> list[NewsItem]:  # noqa: B008 - Hint is frozen
    """One item, or one for each object of an array. Raises `FormatError` for JSON that is no news."""
    value, warnings = load(data, hint.charset)
    whole = Reading(hint, warnings)
    if isinstance(value, dict):
        return [_item(value, whole)]
    documents = objects(value)
    if not documents:
        raise FormatError("JSON without any news item in it")
    return items_of(documents, lambda document: [_item(document, whole.apart())], "item of the file")


def write(item: NewsItem) -> bytes:
    """`item` as ninjs 3.1. What 3.1 has no field for travels as JSON in an `altIds` entry of our own role."""
    return carry.write_whole(item, native, parse)


def _item(document: Document, reading: Reading) -> NewsItem:
    headline = _prose(document, "headline", ("main", "")) or text(_get(document, "title"))
    described = _description(document, reading)
    body, figures = body_of(document, (headline, described["summary"]), reading)
    guid = text(_get(document, "guid"))
    if guid is None and headline is None and not body:
        raise FormatError(_no_news(document))
    if stray := _stray(document):
        reading.warn(f"members that ninjs does not know, kept as sent: {', '.join(stray)[:200]}")
    dateline, agency, body = _filed(document, body)
    plain = text_of(body)
    item = NewsItem(
        guid=guid or reading.identity(headline, plain),
        format=NAME,
        version=text(_get(document, "version")) or "1",
        headline=headline,
        dateline=dateline,
        body_html=body or None,
        body_text=plain or None,
        pictures=_pictures(document, reading) or figures,
        related=_related(document),
        extra={key: value for key, value in document.items() if _is_extra(key, value)},
        **_management(document, reading),
        **{**described, "credit": described["credit"] or agency or text(_get(document, "holder"))},
    )
    return finished(_whole(item, document, reading), reading)


def _whole(item: NewsItem, document: Document, reading: Reading) -> NewsItem:
    """The item with what our own writer carried, and with the sender's other identities kept."""
    others, carried = [], None
    for each in objects(_get(document, "alt_ids")):
        if each.get("role") == REST_ROLE:
            carried = text(each.get("value"))
        else:
            others.append(each)
    if others:
        item = replace(item, extra={**item.extra, "altIds": others})
    rest, damage = carry.from_text(carried)
    if damage:
        reading.warn(damage)
    return replace(item, **rest)


def _no_news(document: Document) -> str:
    if "db" in document and "data" in str(document["db"])[:4000]:
        return "no news item but an export of Ghost"
    if {"content", "title"} <= document.keys() and ("slug" in document or "link" in document):
        return "no news item but a page of WordPress' own interface"
    return "no ninjs: the JSON object has neither uri, headline nor body"


def _stray(document: Document) -> list[str]:
    """Members that no version of the standard has; Superdesk's dialect (`guid` for `uri`) has many and says so."""
    if "uri" not in document:
        return []
    return [key for key in document if key.lower() not in _STANDARD and _is_extra(key, None) and key[:1] != "_"]


def _get(document: Document, field: str) -> Any:
    return next((document[name] for name in _NAMES[field] if document.get(name) is not None), None)


def _is_extra(key: str, value: Any) -> bool:
    plain = (key, value) == ("representationType", "full")  # as good as absent
    return not plain and key not in _TOLD and not _PROSE.fullmatch(key)


def _prose(document: Document, name: str, roles: tuple[str, ...]) -> str | None:
    """The plain text of `headlines`/`headline` or `descriptions`/`description_*`, by preferred role."""
    listed = objects(document.get(f"{name}s"))
    for role in (*roles, None):
        for each in listed:
            own = text(each.get("role")) or ""
            fits = own == role or (role is None and own not in _NO_PROSE_ROLES)
            if fits and (said := text(each.get("value"))):
                return _plain(said, is_html(each, said))
    keys = [name, *(f"{name}_{role or 'text'}" for role in roles), f"{name}_text", f"{name}_html"]
    keys += [key for key in document if key.startswith(f"{name}_")]
    said = next((found for key in keys if (found := text(document.get(key)))), None)
    return _plain(said, bool(MARKUP.search(said))) if said else None


def _plain(said: str, is_html: bool) -> str | None:
    return (" ".join(to_text(said).split()) if is_html else said) or None


def _filed(document: Document, body: str) -> tuple[Dateline | None, str | None, str]:
    """The dateline (`located`, or the body's first words), the agency in it, and the body without it."""
    dateline = dateline_of(text(_get(document, "located")))
    if dateline is not None and dateline.text == dateline.city:
        dateline = Dateline(dateline.city)
    filed = filed_in(text_of(body[:2000]))
    if filed is None:
        return dateline, None, body
    found, agency, _ = filed
    return Dateline((dateline or found).city, found.text), agency, without_dateline(body, found)


def _management(document: Document, reading: Reading) -> dict[str, Any]:
    return {
        "status": _status(document, reading),
        "kind": _kind(document, reading),
        "language": text(_get(document, "language")) or reading.hint.language,
        "slugline": text(_get(document, "slugline")),
        "urgency": reading.urgency(text(_get(document, "urgency"))),
        "first_created": reading.when(text(_get(document, "first_created")), "firstCreated"),
        "version_created": reading.when(text(_get(document, "version_created")), "versionCreated"),
        "published": reading.when(text(_get(document, "published")), "published"),
        "embargoed": reading.instant(text(_get(document, "embargoed")), "embargoedUntil"),
        "expires": reading.instant(text(_get(document, "expires")), "expires"),
        "usage_terms": text(_get(document, "usage")),
        "copyright": text(_get(document, "notice")) or text(_get(document, "holder")),
        "editorial_note": text(_get(document, "note")),
    }


def _description(document: Document, reading: Reading) -> dict[str, Any]:
    sources = {text(each.get("role")) or "": _name(each) for each in objects(_get(document, "info_sources"))}
    credit = sources.pop("credit", None) or _creditline(document)
    source = next(filter(None, sources.values()), None) or text(_get(document, "source"))
    genres = objects(_get(document, "genres"))
    keywords = _get(document, "keywords")
    return {
        "byline": clean_byline(text(_get(document, "byline"))),
        "source": source,
        "credit": credit or text(_get(document, "source")),
        "genre": next(filter(None, map(_name, genres)), None) or text(_get(document, "genres")),
        "summary": _prose(document, "description", ("summary", "text", "teaser", "")),
        "subjects": tuple(each for value in objects(_get(document, "subjects")) if (each := _subject(value))),
        "places": tuple(dict.fromkeys(filter(None, map(_name, objects(_get(document, "places")))))),
        "keywords": tuple(filter(None, map(text, keywords))) if isinstance(keywords, list) else (),
    }


def _status(document: Document, reading: Reading) -> Status:
    said = text(_get(document, "status")) or "usable"
    if said.lower() not in _STATUSES:
        reading.warn(f"unknown status {said[:40]}; taken as withheld")
    return _STATUSES.get(said.lower(), "withheld")


def _kind(document: Document, reading: Reading) -> Kind:
    said = text(_get(document, "type"))
    if said is None:
        return "event" if "eventDetails" in document else "text"
    if said.lower() not in _KINDS:
        reading.warn(f"unknown type {said[:40]}; taken as text")
    return _KINDS.get(said.lower(), "text")


def _name(value: Document) -> str | None:
    return text(value.get("name")) or text(value.get("literal")) or text(value.get("code")) or text(value.get("uri"))


def _creditline(document: Document) -> str | None:
    described = (each for each in objects(document.get("descriptions")) if each.get("role") == "creditline")
    return text(_get(document, "creditline")) or next(filter(None, (text(e.get("value")) for e in described)), None)


def _subject(value: Document) -> Subject | None:
    code = next(filter(None, (text(value.get(key)) for key in ("uri", "qcode", "literal", "code"))), None)
    scheme = text(value.get("scheme"))
    if code and scheme and not {":", "/"} & set(code + scheme):
        code = f"{scheme}:{code}"
    name = text(value.get("name")) or code
    return Subject(name, code) if name else None


def _pictures(document: Document, reading: Reading) -> tuple[ItemPicture, ...]:
    """The best rendition of every picture associated, first of the item itself if it is one."""
    own = [document] if text(_get(document, "type")) in ("picture", "graphic") else []
    found = [_picture(each, reading) for each in (*own, *_associated(document))]
    return tuple({each.href: each for each in found if each is not None}.values())


def _associated(document: Document) -> list[dict[str, Any]]:
    """The item's associations and, as Superdesk nests them, theirs; two levels, no more."""
    direct = objects(_get(document, "associations"))
    return direct + [inner for each in direct for inner in objects(_get(each, "associations"))]


def _picture(document: Document, reading: Reading) -> ItemPicture | None:
    if (text(_get(document, "type")) or "picture") not in ("picture", "graphic"):
        return None
    usable = [(each, href) for each in objects(_get(document, "renditions")) if (href := _href(each, reading))]
    if not usable:
        return None
    best, href = max(usable, key=lambda each: (_pixels(each[0], "width") or 0) * (_pixels(each[0], "height") or 0))
    roles = {text(each.get("role")): text(each.get("value")) for each in objects(document.get("descriptions"))}
    sources = {text(each.get("role")): _name(each) for each in objects(_get(document, "info_sources"))}
    credit = sources.get("credit") or text(_get(document, "byline")) or _creditline(document)
    caption = _prose(document, "description", ("caption", "summary", "text", ""))
    alt = roles.get("alt") or text(document.get("alt_text"))
    return ItemPicture(
        href=href,
        caption=caption,
        credit=credit or text(_get(document, "holder")),
        alt=alt,
        width=_pixels(best, "width"),
        height=_pixels(best, "height"),
    )


def _href(rendition: Document, reading: Reading) -> str | None:
    media = text(rendition.get("contentType") or rendition.get("contenttype") or rendition.get("mimetype")) or "image/"
    href = text(rendition.get("href"))
    return web_address(href, reading.hint.url) if href and media.startswith("image/") else None


def _pixels(rendition: Document, name: str) -> int | None:
    value = rendition.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10**6 else None


def _related(document: Document) -> tuple[Related, ...]:
    """Associated texts: leads with a headline."""
    found = []
    for each in objects(_get(document, "associations")):
        kind = text(_get(each, "type"))
        headline = _prose(each, "headline", ("main", ""))
        if kind not in (None, "picture", "graphic", "video", "audio") and headline:
            found.append(Related(headline, url=web_address(text(_get(each, "guid")) or "")))
    return tuple(found)
