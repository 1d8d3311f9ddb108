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
from redaksi.formats.html import from_text, story_of, text_of
from redaksi.formats.item import FormatError, ItemPicture
from redaksi.formats.jsontext import objects, text
from redaksi.formats.markup import figures_of, nitf_document, xhtml_body
from redaksi.formats.paragraphs import Told, recognised
from redaksi.formats.webpage_story import parse_html
from redaksi.formats.xml import find, local, parse_xml

MARKUP = re.compile(r"<[a-zA-Z/!][^<>]*>")
_KEYS = ("body_html", "body_xhtml", "body_richtext", "body_text", "body")
_HTML, _NITF, _TEXT, _OTHER = range(4)
_NITF_ROOT = re.compile(r"\s*(?:<\?xml[^<>]{0,200}\?>\s*)?(?:<!DOCTYPE\s+nitf[^<>]{0,300}>\s*)?<nitf[\s>]")
_DOCUMENT = re.compile(
    r"<(?:html|head|h1|header|figure|footer)\b|\bclass=[\"'][^\"']{0,80}"
    r"\b(?:teaser|byline|dat|vignette|notepad|np-nonpublic|ednote|editorialnote|closingline|nonpublic)\b",
    re.IGNORECASE,
)


def body_of(
    document: Mapping[str, Any], repeated: tuple[str | None, ...], reading: Reading
) -> tuple[Told, tuple[ItemPicture, ...]]:
    """The body as clean HTML and its text (both empty where there is none), and its pictures.

    Texts that are `repeated` stand in fields already.
    """
    forms = [(_form(each, said), said) for each in objects(document.get("bodies")) if (said := text(each.get("value")))]
    for key in _keys(document):
        if said := text(document.get(key)):
            plain = key == "body_text" or not MARKUP.search(said)
            forms.append((_TEXT if plain else _HTML, said))
    base = reading.hint.url
    if len(forms) > 1:
        forms.sort(key=lambda each: each[0])
    for form, said in forms:
        reading.spend(said)
        if form == _TEXT:
            markup = from_text(said if "\n\n" in said else said.replace("\n", "\n\n"))
            return Told(markup, text_of(markup)), ()
        if form == _NITF:
            if markup := _nitf(said) or "":
                return story_of(markup, base, legal=True), ()
        elif told := recognised(said, legal=True):
            return told, ()
        elif _DOCUMENT.search(said):
            return _whole(said, repeated, base)
        else:
            return story_of(said, base, legal=True), ()
    return Told("", ""), ()


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
    sent = [key for key in document if key.startswith("body")]
    return [key for key in _KEYS if key in sent] + [key for key in sent if key[4:5] == "_" and key not in _KEYS]


def _nitf(said: str) -> str | None:
    try:
        root = parse_xml(said.encode("utf-8", "replace")).root
    except FormatError:
        return None
    return nitf_document(root) if local(root) == "nitf" else None


def _whole(said: str, repeated: tuple[str | None, ...], base: str | None) -> tuple[Told, tuple[ItemPicture, ...]]:
    try:
        root = parse_html(said)
    except FormatError:
        return story_of(said, base, legal=True), ()
    body = find(root, "body")
    body = root if body is None else body
    figures = figures_of(body, base)
    return story_of(xhtml_body(body, repeated), base), figures
