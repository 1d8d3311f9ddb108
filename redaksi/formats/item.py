"""The one shape that everything a newsroom receives is brought into.

A `NewsItem` is frozen and complete when it leaves a parser; nothing behind `formats` checks it again.
Field names and meanings are the contract in docs/contracts/newsitem.md; the map to and from the IPTC
standards stands in each format's module. Absent (`None` or an empty tuple) means unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import Any, Literal

Status = Literal["usable", "withheld", "canceled"]
Kind = Literal["text", "picture", "video", "audio", "graphic", "package", "event", "planning"]


class FormatError(ValueError):
    """Bytes that cannot be read as any news format; `str(error)` is the reason, fit for an editor.

    `line` is the line (from 1) at which reading stopped, where the format knows it.
    """

    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(reason)
        self.line = line


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where a story was filed: `city` alone, `text` as the sender wrote it (`Islamabad, Brand.com`)."""

    city: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject; `code` is a qcode or URI (`medtop:20000210`) where the sender gave one."""

    name: str
    code: str | None = None


@dataclass(frozen=True, slots=True)
class ItemPicture:
    """A picture that comes with an item; `width` and `height` in pixels."""

    href: str
    caption: str | None = None
    credit: str | None = None
    alt: str | None = None
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True, slots=True)
class Related:
    """Another story that the sender's page or item points to: a lead for the desk, never public."""

    headline: str
    summary: str | None = None
    section: str | None = None
    published: date | datetime | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class NewsItem:
    """One item as received. Times carry an offset; a date without a time stays a `date`.

    `guid` is without revision; (`guid`, `version`) names one state of one item. `urgency` is 1 (flash)
    to 9. `body_html` is sanitised, `body_text` is its plain text with a blank line between paragraphs.
    `extra` keeps fields of the sender's format that have no place here, for a lossless round trip.
    """

    guid: str
    format: str
    version: str = "1"
    status: Status = "usable"
    kind: Kind = "text"
    language: str | None = None
    headline: str | None = None
    slugline: str | None = None
    byline: str | None = None
    editor_initials: str | None = None
    dateline: Dateline | None = None
    source: str | None = None
    credit: str | None = None
    urgency: int | None = None
    genre: str | None = None
    subjects: tuple[Subject, ...] = ()
    places: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    first_created: datetime | date | None = None
    version_created: datetime | date | None = None
    published: datetime | date | None = None
    embargoed: datetime | None = None
    expires: datetime | None = None
    usage_terms: str | None = None
    copyright: str | None = None
    editorial_note: str | None = None
    summary: str | None = None
    body_html: str | None = None
    body_text: str | None = None
    pictures: tuple[ItemPicture, ...] = ()
    related: tuple[Related, ...] = ()
    warnings: tuple[str, ...] = ()
    url: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """The item as plain JSON values, without what is unknown; times as ISO 8601 with offset."""
        return {f.name: _plain(value) for f in fields(self) if not _unknown(value := getattr(self, f.name))}

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> NewsItem:
        """The item that `to_json` wrote: its exact inverse. Raises `FormatError` for any other shape."""
        known = {f.name for f in fields(cls)}
        if unknown := sorted(set(values) - known):
            raise FormatError(f"no field of an item: {', '.join(unknown)}")
        try:
            return cls(**{name: _FROM_PLAIN.get(name, _same)(value) for name, value in values.items()})
        except (TypeError, ValueError, AttributeError) as error:
            raise FormatError(f"not an item: {error}") from None


@dataclass(frozen=True, slots=True)
class Hint:
    """What the caller knows about the bytes beforehand.

    `format` skips sniffing; `zone` (an IANA name) serves times without an offset, with a warning;
    `charset` is what the transport declared; `url` is where the bytes came from, for relative links.
    """

    format: str | None = None
    zone: str = "Asia/Jakarta"
    language: str | None = None
    charset: str | None = None
    url: str | None = None


def _unknown(value: object) -> bool:
    return value is None or value == () or value == {}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if hasattr(value, "__dataclass_fields__"):
        return {f.name: _plain(v) for f in fields(value) if not _unknown(v := getattr(value, f.name))}
    return value


def _same(value: Any) -> Any:
    return value


def _moment(value: str | None) -> datetime | date | None:
    if value is None:
        return None
    return datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)


def _related(value: Mapping[str, Any]) -> Related:
    return Related(**{**value, "published": _moment(value.get("published"))})


_FROM_PLAIN: Mapping[str, Callable[[Any], Any]] = {
    "dateline": lambda value: Dateline(**value),
    "subjects": lambda value: tuple(Subject(**each) for each in value),
    "pictures": lambda value: tuple(ItemPicture(**each) for each in value),
    "related": lambda value: tuple(_related(each) for each in value),
    "places": tuple,
    "keywords": tuple,
    "warnings": tuple,
    **dict.fromkeys(("first_created", "version_created", "published", "embargoed", "expires"), _moment),
}
