"""What a standard has no place for travels in our own extension of it, so that nothing is lost on the way.

A writer fills the standard's own fields first. Whatever its own parser would not read back from them is
carried as JSON in the place the standard keeps open for others: an element of our namespace, or a
member that begins with an underscore.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, get_args

from redaksi.formats.charset import without_controls
from redaksi.formats.html import sanitise
from redaksi.formats.item import Dateline, Hint, ItemPicture, Kind, NewsItem, Related, Status, Subject
from redaksi.formats.xml import Element

NAMESPACE = "urn:x-redaksi:item"
ELEMENT = "newsItemRest"
MEMBER = "_redaksi"

_TEXTS = (
    "guid version language headline slugline byline editor_initials source credit genre usage_terms copyright "
    "editorial_note summary body_text url"
).split()
_TIMES = ("first_created", "version_created", "published")
_INSTANTS = ("embargoed", "expires")
_COMPARED = (*_TEXTS, *_TIMES, *_INSTANTS, "status", "kind", "dateline", "urgency", "subjects", "places", "keywords")
_ALL = (*_COMPARED, "body_html", "pictures", "related", "extra")

Rest = dict[str, Any]


def write_whole(
    item: NewsItem, native: Callable[[NewsItem, Rest], bytes], parse: Callable[[bytes, Hint], list[NewsItem]]
) -> bytes:
    """`item` in a standard's own fields plus, for what these do not bring back, the extension.

    Characters that no document can carry (controls, halves of surrogate pairs) are left out of all its texts.
    """
    item = _writable(item)
    plain = native(item, {})
    rest = difference(item, parse(plain, Hint())[0])
    return native(item, rest) if rest else plain


def _writable(item: NewsItem) -> NewsItem:
    told = item.to_json()
    clean = clean_json(told)
    return item if clean == told else NewsItem.from_json(clean)


def difference(item: NewsItem, back: NewsItem) -> Rest:
    """The fields of `item` that `back` has otherwise, as JSON values; None where `item` has none."""
    wanted, got = item.to_json(), back.to_json()
    return {name: wanted.get(name) for name in _ALL if wanted.get(name) != got.get(name)}


def to_text(rest: Rest) -> str:
    """The extension as ASCII JSON, fit for any XML or JSON document."""
    return json.dumps(rest, ensure_ascii=True, sort_keys=True)


def element_text(element: Element | None) -> str | None:
    """The extension's text as it stands in its element, white space untouched."""
    return None if element is None else element.text


def from_text(text: str | None) -> tuple[dict[str, Any], str | None]:
    """Fields for `dataclasses.replace` out of an extension's text, and a warning if it is damaged."""
    if not text:
        return {}, None
    try:
        return from_json(json.loads(text)), None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}, "the extension with further fields is damaged and was not read"


def from_json(rest: Mapping[str, Any]) -> dict[str, Any]:
    """Typed field values out of JSON as `NewsItem.to_json` writes them; unknown names are left out.

    Raises ValueError, TypeError, KeyError or AttributeError for values of another shape.
    """
    if not isinstance(rest, Mapping):
        raise TypeError("an object is expected")
    return {name: _value(name, rest[name]) for name in _ALL if name in rest}


def _value(name: str, value: Any) -> Any:
    if value is None:
        return _ABSENT.get(name)
    if name in _TEXTS:
        return _text(value)
    if name in _TIMES:
        return date.fromisoformat(value) if len(value) == 10 else _instant(value)
    if name in _INSTANTS:
        return _instant(value)
    return _READ[name](value)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("a text is expected")
    return without_controls(value)


def _optional(value: Any) -> str | None:
    return None if value is None else _text(value)


def _instant(value: Any) -> datetime:
    moment = datetime.fromisoformat(value)
    if moment.utcoffset() is None:
        raise ValueError("a time without offset")
    return moment


def _one_of(allowed: tuple[Any, ...]) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        if isinstance(value, bool) or value not in allowed:
            raise ValueError("not one of the values there are")
        return value

    return read


def _number(value: Any) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError("a number is expected")
    return value


def _picture(value: Any) -> ItemPicture:
    texts = {name: _optional(value.get(name)) for name in ("caption", "credit", "alt")}
    return ItemPicture(
        _text(value["href"]), **texts, width=_number(value.get("width")), height=_number(value.get("height"))
    )


def _related(value: Any) -> Related:
    when = value.get("published")
    published = None if when is None else _value("published", when)
    texts = {name: _optional(value.get(name)) for name in ("summary", "section", "url")}
    return Related(_text(value["headline"]), published=published, **texts)


def _extra(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise TypeError("an object is expected")
    clean = clean_json(value)
    return clean if isinstance(clean, dict) else {}


def clean_json(value: Any) -> Any:
    """A JSON value whose texts hold no character that XML or UTF-8 cannot carry."""
    if isinstance(value, str):
        return without_controls(value)
    if isinstance(value, list):
        return [clean_json(each) for each in value]
    if isinstance(value, dict):
        return {without_controls(name): clean_json(each) for name, each in value.items()}
    return value


_ABSENT: Mapping[str, Any] = {
    "version": "1",
    **dict.fromkeys(("subjects", "places", "keywords", "pictures", "related"), ()),
    "extra": {},
}
_READ: Mapping[str, Callable[[Any], Any]] = {
    "status": _one_of(get_args(Status)),
    "kind": _one_of(get_args(Kind)),
    "urgency": _one_of(tuple(range(1, 10))),
    "dateline": lambda value: Dateline(_optional(value.get("city")), _optional(value.get("text"))),
    "subjects": lambda value: tuple(Subject(_text(each["name"]), _optional(each.get("code"))) for each in value),
    "places": lambda value: tuple(_text(each) for each in value),
    "keywords": lambda value: tuple(_text(each) for each in value),
    "body_html": lambda value: sanitise(_text(value)),
    "pictures": lambda value: tuple(_picture(each) for each in value),
    "related": lambda value: tuple(_related(each) for each in value),
    "extra": _extra,
}
