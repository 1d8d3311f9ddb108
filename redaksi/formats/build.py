"""XML out: elements that are always well-formed, times and addresses that schemas accept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from lxml import etree, html

from redaksi.formats.charset import without_controls
from redaksi.formats.html import from_text
from redaksi.formats.item import NewsItem
from redaksi.formats.xml import Element

XHTML = "http://www.w3.org/1999/xhtml"

_CHARACTER = r"[A-Za-z0-9._~/?@!$&'()*+,;=:-]|%[0-9A-Fa-f]{2}"
_ADDRESS = re.compile(
    r"(?:[A-Za-z][A-Za-z0-9+.-]*:(?://[A-Za-z0-9.-]+(?::\d{1,5})?(?=[/?#]|$)|(?!//))|(?![^/?#]*:|//))"
    rf"(?:{_CHARACTER})*(?:\#(?:{_CHARACTER})*)?"
)
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")


def child(
    parent: Element, name: str, text: str | None = None, attributes: Mapping[str, str | None] | None = None
) -> Element:
    """A new last element in the namespace of `parent`: text on one line, without attributes that are None."""
    namespace = etree.QName(parent).namespace
    made = etree.SubElement(parent, f"{{{namespace}}}{name}" if namespace and name[0] != "{" else name)
    made.text = " ".join(without_controls(text).split()) if text else None
    for key, value in (attributes or {}).items():
        if value is not None:
            made.set(key, without_controls(value))
    return made


def child_if(parent: Element, name: str, text: str | None) -> None:
    """As `child`, when there is a text."""
    if text and text.strip():
        child(parent, name, text)


def bare(namespace: str) -> dict[str, str]:
    """A namespace map for a document whose names have no prefix."""
    unnamed: dict[Any, str] = {None: namespace}
    return unnamed


def serialised(root: Element) -> bytes:
    """The document as UTF-8 with its declaration."""
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def timestamp(value: datetime | date) -> str:
    """xs:dateTime with an offset in whole minutes; a date is its first moment in UTC."""
    if not isinstance(value, datetime):
        return f"{value.isoformat()}T00:00:00Z"
    offset = value.utcoffset()
    if offset is None or offset % timedelta(minutes=1) or abs(offset) > timedelta(hours=14):
        try:
            value = value.astimezone(UTC)
        except OverflowError:
            value = value.replace(tzinfo=UTC)
    return value.isoformat()


def address(value: str | None) -> str | None:
    """`value` if xs:anyURI certainly accepts it, else None."""
    return value if value and _ADDRESS.fullmatch(value) else None


def language_tag(value: str | None) -> str | None:
    """`value` if it is a language tag (xs:language), else None."""
    return value if value and _LANGUAGE.fullmatch(value) else None


def pixels(value: int | None) -> str | None:
    """A size as attribute text; None for what is no size."""
    return str(value) if value is not None and value >= 0 else None


def body_html(item: NewsItem) -> str:
    """The item's body as HTML, made of the plain text where that is all there is."""
    return item.body_html or from_text(item.body_text or "")


def xhtml(markup: str) -> Element:
    """Sanitised HTML as an XHTML `body` element."""
    body = html.document_fromstring(f"<html><body>{without_controls(markup)}</body></html>").find("body")
    made = etree.Element(f"{{{XHTML}}}body", nsmap=bare(XHTML))
    if body is None:
        return made
    made.text = body.text
    made.extend(list(body))
    for element in made.iter("*"):
        if isinstance(element.tag, str) and not element.tag.startswith("{"):
            element.tag = f"{{{XHTML}}}{element.tag}"
    return made
