"""The body of a story inside XML, as HTML: XHTML and NITF mark-up, editorial matter left out.

The result is not yet safe: it goes through `html.sanitise` (see `fields.Reading.body`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape

from redaksi.formats.xml import Element, find, find_all, local, text_of

_ATTRIBUTES = ("href", "src", "alt", "width", "height", "colspan", "rowspan")
_VOID = frozenset(("br", "img", "hr"))
_NO_TAGS: Mapping[str, str] = {}

# Parts of an agency's XHTML that repeat a field, or speak to the desk and not to the reader.
_NOT_BODY = frozenset(
    "notepad np-nonpublic closingline ednote editorialnote editorial-note slugline byline dat vignette "
    "notebook nonpublic not-for-publication".split()
)
_XHTML_SKIPPED = frozenset("head header footer nav script style time template".split())

# NITF 3.6 names with an HTML twin; every other inline element (person, org, chron, num ...) keeps its text.
_NITF_TAGS: Mapping[str, str] = {
    **{name: name for name in "p a br ul ol li dl dt dd table caption tr td th thead tbody tfoot pre".split()},
    **{name: name for name in "em strong sub sup q h2 h3 h4 blockquote".split()},
    **{"hl1": "h2", "hl2": "h2", "bq": "blockquote", "block": "div", "fn": "p", "b": "strong", "i": "em"},
}
_NITF_SKIPPED = frozenset("media note ednote hedline byline dateline distributor body.head body.end tagline".split())


def xhtml_body(root: Element, repeated: tuple[str | None, ...] = ()) -> str:
    """The inner HTML of an XHTML document or fragment, its editorial matter and `repeated` lines left out.

    `repeated` are texts that stand in fields already (the headline): the first heading that holds one is dropped.
    """
    again = {text for text in repeated if text}

    def skipped(element: Element) -> bool:
        name = local(element)
        if name in _XHTML_SKIPPED or not _NOT_BODY.isdisjoint((element.get("class") or "").lower().split()):
            return True
        return name in ("h1", "h2", "title") and bool(again) and text_of(element) in again

    body = root if local(root) == "body" else find(root, ".//body")
    return inner_html(root if body is None else body, skipped)


def nitf_document(root: Element) -> str:
    """The HTML of a whole `nitf` element; its notes have a body.content of their own, which is not the story."""
    return "".join(nitf_body(each) for each in find_all(root, "body/body.content"))


def nitf_body(content: Element) -> str:
    """The HTML of NITF's `body.content` (or of `block`): paragraphs, headings, lists, tables, quotations."""

    def skipped(element: Element) -> bool:
        return local(element) in _NITF_SKIPPED

    return inner_html(content, skipped, _NITF_TAGS)


def inner_html(element: Element, skipped: Callable[[Element], bool], tags: Mapping[str, str] = _NO_TAGS) -> str:
    """What is inside `element` as HTML text; with `tags`, only those names become mark-up."""
    out: list[str] = []
    _inside(element, skipped, tags, out)
    return "".join(out)


def _inside(element: Element, skipped: Callable[[Element], bool], tags: Mapping[str, str], out: list[str]) -> None:
    out.append(escape(element.text or "", quote=False))
    for child in element:
        if local(child) and not skipped(child):
            _element(child, skipped, tags, out)
        out.append(escape(child.tail or "", quote=False))


def _element(element: Element, skipped: Callable[[Element], bool], tags: Mapping[str, str], out: list[str]) -> None:
    name = tags.get(local(element)) if tags else local(element)
    if tags and name == "em" and element.get("class") == "strong":
        name = "strong"
    if name in _VOID:
        out.append(f"<{name}{_attributes(element)}>")
        return
    if name:
        out.append(f"<{name}{_attributes(element)}>")
    _inside(element, skipped, tags, out)
    if name:
        out.append(f"</{name}>")


def _attributes(element: Element) -> str:
    if not element.attrib:
        return ""
    pairs = ((name, element.get(name)) for name in _ATTRIBUTES)
    return "".join(f' {name}="{escape(value)}"' for name, value in pairs if value)
