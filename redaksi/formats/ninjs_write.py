"""The ninjs 3.1 document of an item (schema ninjs-schema_3.1.json, draft 2020-12)."""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from typing import Any
from urllib.parse import quote

from redaksi.formats import carry
from redaksi.formats.charset import without_controls
from redaksi.formats.item import ItemPicture, NewsItem, Subject

REST_ROLE = "x-redaksi-item"
"""The role of the `altIds` entry that carries, as JSON, what 3.1 has no field for."""

_STANDARD = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "https://www.iptc.org/std/ninjs/ninjs-schema_3.1.json",
}
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:(?:[A-Za-z0-9\-._~:/?#@!$&'()*+,;=]|%[0-9A-Fa-f]{2})+")


def native(item: NewsItem, rest: carry.Rest) -> bytes:
    """`item` in the fields of ninjs 3.1, and `rest` beside them; UTF-8."""
    document = {
        "uri": _uri(item.guid),
        "standard": _STANDARD,
        "type": "composite" if item.kind == "package" else item.kind,
        "representationType": "full",
        "version": item.version,
        **_times(item),
        "pubStatus": item.status,
        "urgency": item.urgency,
        "language": item.language,
        "headlines": _texts("main", "text/plain", item.headline),
        "slugline": item.slugline,
        "by": item.byline,
        "located": item.dateline.city if item.dateline else None,
        "descriptions": _texts("summary", "text/plain", item.summary),
        "bodies": _texts("main", "text/html", item.body_html),
        "edNote": item.editorial_note,
        "usageTerms": item.usage_terms,
        "copyrightNotice": item.copyright,
        "infoSources": _sources(("source", item.source), ("credit", item.credit)),
        "genres": [{"name": item.genre}] if item.genre else [],
        "subjects": [_subject(each) for each in item.subjects],
        "places": [{"name": each} for each in item.places],
        "associations": [_association(each, number) for number, each in enumerate(item.pictures, 1)],
        "altIds": [{"role": REST_ROLE, "value": carry.to_text(rest)}] if rest else [],
    }
    filled = {key: _clean(value) for key, value in document.items() if value not in (None, [], "")}
    return json.dumps(filled, ensure_ascii=False, indent=2).encode("utf-8")


def _times(item: NewsItem) -> dict[str, str | None]:
    return {
        "firstCreated": _time(item.first_created),
        "versionCreated": _time(item.version_created),
        "embargoedUntil": _time(item.embargoed),
        "expires": _time(item.expires),
    }


def _time(moment: datetime | date | None) -> str | None:
    """RFC 3339, which `date-time` asks for; a date without a time has no place in 3.1."""
    if not isinstance(moment, datetime) or (offset := moment.utcoffset()) is None:
        return None
    return None if offset.total_seconds() % 60 else moment.isoformat()


def _texts(role: str, media: str, value: str | None) -> list[dict[str, str]]:
    return [{"role": role, "contentType": media, "value": value}] if value else []


def _sources(*named: tuple[str, str | None]) -> list[dict[str, str]]:
    return [{"name": name, "role": role} for role, name in named if name]


def _subject(subject: Subject) -> dict[str, str]:
    if not subject.code:
        return {"name": subject.name}
    return {"name": subject.name, "uri" if _URI.fullmatch(subject.code) else "literal": subject.code}


def _association(picture: ItemPicture, number: int) -> dict[str, Any]:
    address = _uri(picture.href)
    rendition = {"name": "main", "href": address, "width": picture.width, "height": picture.height}
    described = _texts("caption", "text/plain", picture.caption) + _texts("alt", "text/plain", picture.alt)
    association: dict[str, Any] = {
        "name": f"picture-{number}",
        "uri": address,
        "type": "picture",
        "descriptions": described,
        "infoSources": _sources(("credit", picture.credit)),
        "renditions": [{key: value for key, value in rendition.items() if value is not None}],
    }
    return {key: value for key, value in association.items() if value}


def _uri(address: str) -> str:
    """`address` if it is a URI (RFC 3986), else one made of it; the reader gets the true one back."""
    return address if _URI.fullmatch(address) else "urn:x-redaksi:" + quote(without_controls(address), safe="")


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return without_controls(value)
    if isinstance(value, list):
        return [_clean(each) for each in value]
    if isinstance(value, dict):
        return {key: _clean(each) for key, each in value.items()}
    return value
