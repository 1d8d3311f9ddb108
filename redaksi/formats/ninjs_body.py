"""The body of a ninjs item: one of its forms as clean HTML, and the pictures inside it.

An item carries its text in several forms (`bodies`, `body_*`): HTML is taken before NITF, NITF before plain text, and
mark-up of a sender's own last. A whole HTML document, as agencies put it there, loses its head, the headline that it
repeats, and what is not for the reader; figures become pictures.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from redaksi.formats.fields import Reading
from redaksi.formats.html import from_text, sanitise
from redaksi.formats.item import FormatError, ItemPicture
from redaksi.formats.jsontext import objects, text
from redaksi.formats.markup import figures_of, nitf_document, xhtml_body
from redaksi.formats.webpage_story import parse_html
from redaksi.formats.xml import find, local, parse_xml

MARKUP = re.compile(r"<[a-zA-Z/!][^<>]*>")
_HTML, _NITF, _TEXT, _OTHER = range(4)
_NITF_ROOT = re.compile(r"\s*(?:<\?xml[^<>]{0,200}\?>\s*)?(?:<!DOCTYPE\s+nitf[^<>]{0,300}>\s*)?<nitf[\s>]")
_DOCUMENT = re.compile(
    r"<(?:html|head|h1|header|figure|footer)\b|\bclass=[\"'][^\"']{0,80}"
    r"\b(?:teaser|byline|dat|vignette|notepad|np-nonpublic|ednote|editorialnote|closingline|nonpublic)\b",
    re.IGNORECASE,
)


def body_of(
    document: Mapping[str, Any], repeated: tuple[str | None, ...], reading: Reading
) -> tuple[str, tuple[ItemPicture, ...]]:
    """The body as clean HTML (empty where there is none) and its pictures; `repeated` texts are fields already."""
    forms = [(_form(each, said), said) for each in objects(document.get("bodies")) if (said := text(each.get("value")))]
    for key in _keys(document):
        if said := text(document.get(key)):
            plain = key == "body_text" or not MARKUP.search(said)
            forms.append((_TEXT if plain else _HTML, said))
    base = reading.hint.url
    for form, said in sorted(forms, key=lambda each: each[0]):
        reading.spend(said)
        if form == _TEXT:
            return from_text(said if "\n\n" in said else said.replace("\n", "\n\n")), ()
        if form == _NITF:
            if markup := _nitf(said):
                return sanitise(markup, base), ()
        elif _DOCUMENT.search(said):
            return _whole(said, repeated, base)
        else:
            return sanitise(said, base), ()
    return "", ()


def is_html(each: Mapping[str, Any], said: str) -> bool:
    """Whether a text with its own `contentType` is mark-up."""
    kind = text(each.get("contentType") or each.get("contenttype")) or ""
    return "html" in kind or "xml" in kind or (not kind and bool(MARKUP.search(said)))


def _form(each: Mapping[str, Any], said: str) -> int:
    kind = (text(each.get("contentType") or each.get("contenttype")) or "").lower()
    if "nitf" in kind or _NITF_ROOT.match(said):
        return _NITF
    if "html" in kind:
        return _HTML
    if not is_html(each, said):
        return _TEXT
    return _OTHER if "xml" in kind else _HTML


def _keys(document: Mapping[str, Any]) -> list[str]:
    known = ["body_html", "body_xhtml", "body_richtext", "body_text", "body"]
    return known + [key for key in document if key.startswith("body_") and key not in known]


def _nitf(said: str) -> str | None:
    try:
        root = parse_xml(said.encode("utf-8", "replace")).root
    except FormatError:
        return None
    return nitf_document(root) if local(root) == "nitf" else None


def _whole(said: str, repeated: tuple[str | None, ...], base: str | None) -> tuple[str, tuple[ItemPicture, ...]]:
    try:
        root = parse_html(said)
    except FormatError:
        return sanitise(said, base), ()
    body = find(root, "body")
    body = root if body is None else body
    figures = figures_of(body, base)
    return sanitise(xhtml_body(body, repeated), base), figures
