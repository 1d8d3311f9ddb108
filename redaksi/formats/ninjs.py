"""ninjs, News in JSON (IPTC): 1.x, 2.x, 3.x and Superdesk's dialect in, 3.1 out.

The versions name the same things otherwise (`versioncreated`, `versionCreated`; `headline`, `headlines`),
so every field is asked for under all its names. What has no field here is kept in `extra` under the
sender's name. The note to editors never enters the body. IPTC ninjs User Guide; schemas 1.0 to 3.1.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from redaksi.formats import carry
from redaksi.formats.envelope import items_of
from redaksi.formats.fields import Reading, clean_byline, dateline_of, filed_in, finished, shortened
from redaksi.formats.html import to_text, web_address
from redaksi.formats.item import Dateline, FormatError, Hint, ItemPicture, Kind, NewsItem, Related, Status, Subject
from redaksi.formats.jsontext import load, looks_like_json, objects, text
from redaksi.formats.ninjs_body import MARKUP, body_of, is_html
from redaksi.formats.ninjs_write import REST_ROLE, native
from redaksi.formats.paragraphs import Told
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
_FIELD_OF = {name: field for field, names in _NAMES.items() for name in names}
_LISTS = ("headlines", "descriptions", "bodies")
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


class _Sent:
    """An object of the file: its members as sent, and those that the standard names by our names."""

    __slots__ = ("get", "members")

    def __init__(self, members: Document) -> None:
        told: dict[str, Any] = {}
        for name, value in members.items():
            field = _FIELD_OF.get(name)
            if field is None or value is None:
                continue
            if field in told:
                value = next(each for other in _NAMES[field] if (each := members.get(other)) is not None)
            told[field] = value
        self.members = members
        self.get: Callable[[str], Any] = told.get

    def text(self, field: str) -> str | None:
        """A member as text, None where it is absent or no text."""
        value = self.get(field)
        return value if value is None else text(value)


def looks_like(data: bytes) -> bool:
    """A JSON object, or an array of them, that is no JSON Feed."""
    return looks_like_json(data) and "jsonfeed.org/version/" not in head_text(data)[:4096]


def parse(data: bytes, hint: Hint = Hint()) -> list[NewsItem]:  # noqa: B008 - Hint is frozen
    """One item, or one for each object of an array. Raises `FormatError` for JSON that is no news."""
    value, warnings = load(data, hint.charset)
    whole = Reading(hint, warnings, legal=True)
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
    sent = _Sent(document)
    headline = _prose(document, "headline", ("main", "")) or sent.text("title")
    described = _description(sent)
    body, figures = body_of(document, (headline, described["summary"]), reading)
    guid = sent.text("guid")
    if guid is None and headline is None and not body.html:
        raise FormatError(_no_news(document))
    extra = {key: value for key, value in document.items() if key not in _FIELD_OF and _is_extra(key, value)}
    if stray := _stray(document, extra):
        reading.warn(f"members that ninjs does not know, kept as sent: {', '.join(stray)[:200]}")
    dateline, agency, body = _filed(sent, body)
    rest = _rest(sent, extra, reading)
    credit = described["credit"] or agency or sent.text("holder")
    item = NewsItem(
        guid=guid or reading.identity(headline, body.text),
        format=NAME,
        version=sent.text("version") or "1",
        headline=headline,
        dateline=dateline,
        body_html=body.html or None,
        body_text=body.text or None,
        pictures=_pictures(sent, reading) or figures,
        related=_related(sent),
        extra=extra,
        **_management(sent, reading),
        **{**described, "credit": credit},
    )
    return finished(replace(item, **rest) if rest else item, reading)


def _rest(sent: _Sent, extra: dict[str, Any], reading: Reading) -> dict[str, Any]:
    """The fields that our own writer carried; the sender's other identities are kept in `extra`."""
    others, carried = [], None
    for each in objects(sent.get("alt_ids")):
        if each.get("role") == REST_ROLE:
            carried = text(each.get("value"))
        else:
            others.append(each)
    if others:
        extra["altIds"] = others
    rest, damage = carry.from_text(carried)
    if damage:
        reading.warn(damage)
    return rest


def _no_news(document: Document) -> str:
    if "db" in document and "data" in str(document["db"])[:4000]:
        return "no news item but an export of Ghost"
    if {"content", "title"} <= document.keys() and ("slug" in document or "link" in document):
        return "no news item but a page of WordPress' own interface"
    return "no ninjs: the JSON object has neither uri, headline nor body"


def _stray(document: Document, extra: dict[str, Any]) -> list[str]:
    """Members that no version of the standard has; Superdesk's dialect (`guid` for `uri`) has many and says so."""
    if not extra or "uri" not in document:
        return []
    return [key for key in extra if key.lower() not in _STANDARD and key[:1] != "_"]


def _is_extra(key: str, value: Any) -> bool:
    if key == "representationType" and value == "full":  # as good as absent
        return False
    return key not in _LISTS and not _PROSE.fullmatch(key)


def _prose(document: Document, name: str, roles: tuple[str, ...]) -> str | None:
    """The plain text of `headlines`/`headline` or `descriptions`/`description_*`, by preferred role."""
    listed = objects(document.get(f"{name}s"))
    for role in (*roles, None):
        for each in listed:
            own = text(each.get("role")) or ""
            fits = own == role or (role is None and own not in _NO_PROSE_ROLES)
            if fits and (said := text(each.get("value"))):
                return _plain(said, is_html(each, said))
    said = next((found for key in _keys(document, name, roles) if (found := text(document.get(key)))), None)
    return _plain(said, bool(MARKUP.search(said))) if said else None


def _keys(document: Document, name: str, roles: tuple[str, ...]) -> list[str]:
    """The members of a text without a list of its own: the plain one, then those of the roles, then any."""
    present = [key for key in document if key.startswith(name) and key[len(name) :][:1] in ("", "_")]
    if len(present) < 2:
        return present
    return [name, *(f"{name}_{role or 'text'}" for role in (*roles, "text", "html")), *present]


def _plain(said: str, is_html: bool) -> str | None:
    return (" ".join(to_text(said).split()) if is_html else said) or None


def _filed(sent: _Sent, body: Told) -> tuple[Dateline | None, str | None, Told]:
    """The dateline (`located`, or the body's first words), the agency in it, and the body without it."""
    dateline = dateline_of(sent.text("located"))
    if dateline is not None and dateline.text == dateline.city:
        dateline = Dateline(dateline.city)
    filed = filed_in(body.text)
    if filed is None:
        return dateline, None, body
    found, agency, _ = filed
    return Dateline((dateline or found).city, found.text), agency, shortened(body, found)


def _management(sent: _Sent, reading: Reading) -> dict[str, Any]:
    return {
        "status": _status(sent, reading),
        "kind": _kind(sent, reading),
        "language": sent.text("language") or reading.hint.language,
        "slugline": sent.text("slugline"),
        "urgency": reading.urgency(sent.text("urgency")),
        "first_created": reading.when(sent.text("first_created"), "firstCreated"),
        "version_created": reading.when(sent.text("version_created"), "versionCreated"),
        "published": reading.when(sent.text("published"), "published"),
        "embargoed": reading.instant(sent.text("embargoed"), "embargoedUntil"),
        "expires": reading.instant(sent.text("expires"), "expires"),
        "usage_terms": sent.text("usage"),
        "copyright": sent.text("notice") or sent.text("holder"),
        "editorial_note": sent.text("note"),
    }


def _description(sent: _Sent) -> dict[str, Any]:
    sources = {text(each.get("role")) or "": _name(each) for each in objects(sent.get("info_sources"))}
    credit = sources.pop("credit", None) or _creditline(sent)
    source = next(filter(None, sources.values()), None) or sent.text("source")
    genres = [name for each in objects(sent.get("genres")) if (name := _name(each))]
    places = [name for each in objects(sent.get("places")) if (name := _name(each))]
    keywords = sent.get("keywords")
    return {
        "byline": clean_byline(sent.text("byline")),
        "source": source,
        "credit": credit or sent.text("source"),
        "genre": genres[0] if genres else sent.text("genres"),
        "summary": _prose(sent.members, "description", ("summary", "text", "teaser", "")),
        "subjects": tuple([each for value in objects(sent.get("subjects")) if (each := _subject(value))]),
        "places": tuple(dict.fromkeys(places)),
        "keywords": tuple(filter(None, map(text, keywords))) if isinstance(keywords, list) else (),
    }


def _status(sent: _Sent, reading: Reading) -> Status:
    said = sent.text("status") or "usable"
    if said.lower() not in _STATUSES:
        reading.warn(f"unknown status {said[:40]}; taken as withheld")
    return _STATUSES.get(said.lower(), "withheld")


def _kind(sent: _Sent, reading: Reading) -> Kind:
    said = sent.text("type")
    if said is None:
        return "event" if "eventDetails" in sent.members else "text"
    if said.lower() not in _KINDS:
        reading.warn(f"unknown type {said[:40]}; taken as text")
    return _KINDS.get(said.lower(), "text")


def _name(value: Document) -> str | None:
    return text(value.get("name")) or text(value.get("literal")) or text(value.get("code")) or text(value.get("uri"))


def _creditline(sent: _Sent) -> str | None:
    if said := sent.text("creditline"):
        return said
    described = objects(sent.members.get("descriptions"))
    lines = (text(each.get("value")) for each in described if each.get("role") == "creditline")
    return next(filter(None, lines), None)


def _subject(value: Document) -> Subject | None:
    code = next(filter(None, (text(value.get(key)) for key in ("uri", "qcode", "literal", "code"))), None)
    scheme = text(value.get("scheme"))
    if code and scheme and not {":", "/"} & set(code + scheme):
        code = f"{scheme}:{code}"
    name = text(value.get("name")) or code
    return Subject(name, code) if name else None


def _pictures(sent: _Sent, reading: Reading) -> tuple[ItemPicture, ...]:
    """The best rendition of every picture associated, first of the item itself if it is one."""
    own = [sent] if sent.text("type") in ("picture", "graphic") else []
    found = [_picture(each, reading) for each in (*own, *_associated(sent))]
    return tuple({each.href: each for each in found if each is not None}.values())


def _associated(sent: _Sent) -> list[_Sent]:
    """The item's associations and, as Superdesk nests them, theirs; two levels, no more."""
    direct = [_Sent(each) for each in objects(sent.get("associations"))]
    return direct + [_Sent(inner) for each in direct for inner in objects(each.get("associations"))]


def _picture(sent: _Sent, reading: Reading) -> ItemPicture | None:
    if (sent.text("type") or "picture") not in ("picture", "graphic"):
        return None
    usable = [(each, href) for each in objects(sent.get("renditions")) if (href := _href(each, reading))]
    if not usable:
        return None
    best, href = max(usable, key=lambda each: (_pixels(each[0], "width") or 0) * (_pixels(each[0], "height") or 0))
    roles = {text(each.get("role")): text(each.get("value")) for each in objects(sent.members.get("descriptions"))}
    sources = {text(each.get("role")): _name(each) for each in objects(sent.get("info_sources"))}
    credit = sources.get("credit") or sent.text("byline") or _creditline(sent)
    caption = _prose(sent.members, "description", ("caption", "summary", "text", ""))
    alt = roles.get("alt") or text(sent.members.get("alt_text"))
    return ItemPicture(
        href=href,
        caption=caption,
        credit=credit or sent.text("holder"),
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


def _related(sent: _Sent) -> tuple[Related, ...]:
    """Associated texts: leads with a headline."""
    found = []
    for each in map(_Sent, objects(sent.get("associations"))):
        kind = each.text("type")
        headline = _prose(each.members, "headline", ("main", ""))
        if kind not in (None, "picture", "graphic", "video", "audio") and headline:
            found.append(Related(headline, url=web_address(each.text("guid") or "")))
    return tuple(found)
