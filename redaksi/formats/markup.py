"""The body of a story inside XML, as HTML: XHTML and NITF mark-up, editorial matter left out.

The result is not yet safe: it goes through `html.sanitise` (see `fields.Reading.body`). What is left out is taken
out of the tree, so whoever needs it (pictures, notes) reads it before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import escape
from typing import Any

from lxml import etree

from redaksi.formats.fields import Reading
from redaksi.formats.html import web_address
from redaksi.formats.item import ItemPicture
from redaksi.formats.paragraphs import Told
from redaksi.formats.xml import CUT, Element, attribute, find, find_all, local, text_of

_ATTRIBUTES = ("href", "src", "alt", "width", "height", "colspan", "rowspan")
_VOID = frozenset(("br", "img", "hr"))
_CREDITS = {"byline", "credit", "photo-credit"}

# Parts of an agency's XHTML that repeat a field, or speak to the desk and not to the reader.
_NOT_BODY = frozenset(
    "notepad np-nonpublic closingline ednote editorialnote editorial-note slugline byline dat vignette "
    "notebook nonpublic not-for-publication".split()
)
_XHTML_SKIPPED = ["{*}" + name for name in "head header footer nav script style time template title".split()]

# NITF 3.6 names with an HTML twin of another name; `html.sanitise` leaves what has none as its text.
_NITF_TAGS = {"hl1": "h2", "hl2": "h2", "bq": "blockquote", "block": "div", "fn": "p", "b": "strong", "i": "em"}
_NITF_SKIPPED = [
    "{*}" + name for name in "media note ednote hedline byline dateline distributor body.head body.end tagline".split()
]
_RENAMED = re.compile(rf"<(/?)({'|'.join(_NITF_TAGS)})(?=[\s/>])")
_PREFIXED = re.compile(r"<(/?)[A-Za-z_][\w.-]*:")
_STRONG = re.compile(r'<em class="strong">([^<>]*)</em>')
_WITH_ATTRIBUTES = etree.XPath("descendant::*[@*]")
_EMPTY = re.compile(r"<([\w.:-]+)([^<>]*)/>")


def xhtml_body(root: Element, repeated: tuple[str | None, ...] = ()) -> str:
    """The inner HTML of an XHTML document or fragment, its editorial matter and `repeated` texts left out.

    `repeated` are texts that stand in fields already (headline, summary): a heading or teaser that holds one is
    dropped. A figure with a picture is one of the item's pictures (`figures_of`) and no part of its text.
    """
    body = root if local(root) == "body" else find(root, ".//body")
    body = root if body is None else body
    again = {text for text in repeated if text}
    unwanted = [*body.iterdescendants(*_XHTML_SKIPPED), *_figures(body)]
    heads = list(body.iterdescendants("{*}h1", "{*}h2")) if again else []
    for each in body.iterfind(".//*[@class]"):
        words = (each.get("class") or "").lower().split()
        if not _NOT_BODY.isdisjoint(words):
            unwanted.append(each)
        elif "teaser" in words and again:
            heads.append(each)
    unwanted += [each for each in heads if text_of(each) in again]
    _take_out(unwanted)
    return _serialised(body)


def plain_story(root: Element, reading: Reading) -> Told | None:
    """The story that was cut out of an XHTML or NITF document as plain paragraphs; None where none was."""
    if local(root) == "nitf":
        bodies = find_all(root, "body/body.content")
        body = bodies[0] if len(bodies) == 1 else None
    else:
        body = root if local(root) == "body" else find(root, ".//body")
    return cut_from(body, reading)


def cut_from(body: Element | None, reading: Reading) -> Told | None:
    """The story that was cut out of this element; None where none was."""
    if body is None or len(body) != 1 or local(body[0]) != CUT:
        return None
    return reading.story(body[0].get("n"))


def figures_of(root: Element, base: str | None) -> tuple[ItemPicture, ...]:
    """The pictures of an XHTML document's figures: caption, credit (in an element of class byline or credit), alt."""
    found: dict[str, ItemPicture] = {}
    for figure in _figures(root):
        image = find(figure, ".//img")
        href = web_address(attribute(image, "src") or "", base)
        by = (each for each in figure.iterdescendants("*") if _CREDITS & set((each.get("class") or "").split()))
        credit = next((text for each in by if (text := text_of(each))), None)
        caption = text_of(find(figure, ".//figcaption"))
        if href:
            found[href] = ItemPicture(href, caption, credit, attribute(image, "alt"))
    return tuple(found.values())


def nitf_document(root: Element) -> str:
    """The HTML of a whole `nitf` element; its notes have a body.content of their own, which is not the story."""
    return "".join(nitf_body(each) for each in find_all(root, "body/body.content"))


def nitf_body(content: Element) -> str:
    """The HTML of NITF's `body.content` (or of `block`): paragraphs, headings, lists, tables, quotations."""
    _take_out(list(content.iterdescendants(*_NITF_SKIPPED)))
    text = _RENAMED.sub(lambda tag: f"<{tag[1]}{_NITF_TAGS[tag[2]]}", _serialised(content))
    return _STRONG.sub(r"<strong>\1</strong>", text) if '<em class="strong">' in text else text


def _figures(root: Element) -> list[Element]:
    return [each for each in root.iterdescendants("{*}figure") if find(each, ".//img") is not None]


def _take_out(unwanted: list[Element]) -> None:
    """Remove elements from their tree; the text behind each stays."""
    for each in unwanted:
        above, before = each.getparent(), each.getprevious()
        if above is None:
            continue
        if each.tail and before is not None:
            before.tail = (before.tail or "") + each.tail
        elif each.tail:
            above.text = (above.text or "") + each.tail
        above.remove(each)


def _serialised(element: Element) -> str:
    """What is inside the element, as HTML without prefixes."""
    inner = _inner(element)
    return _PREFIXED.sub(r"<\1", inner) if _PREFIXED.search(inner) else inner


def _inner(element: Element) -> str:
    """What is inside the element, as HTML."""
    text = etree.tostring(element, encoding="unicode", with_tail=False)
    inner = text[text.index(">") + 1 : text.rindex("<")] if element.text or len(element) else ""
    return _EMPTY.sub(_closed, inner) if "/>" in inner else inner


def _closed(tag: re.Match[str]) -> str:
    name, attributes = tag[1], tag[2]
    return f"<{name}{attributes}>" if name in _VOID else f"<{name}{attributes}></{name}>"


def told_html(element: Element, skipped: Callable[[Element], bool], names: Iterable[str]) -> str:
    """As `inner_html`, at the speed of libxml2; what is skipped has an attribute or one of the `names`.

    The skipped elements and the attributes that no story needs are taken out of the tree.
    """
    with_attributes: Any = _WITH_ATTRIBUTES(element)
    _take_out([each for each in (*element.iterdescendants(*names), *with_attributes) if skipped(each)])
    for each in with_attributes:
        kept = {name: value for name in _ATTRIBUTES if (value := each.get(name))}
        if len(kept) < len(each.attrib):
            each.attrib.clear()
            each.attrib.update(kept)
    return _inner(element)


def inner_html(element: Element, skipped: Callable[[Element], bool]) -> str:
    """What is inside `element` as HTML text, without the elements that `skipped` names."""
    out: list[str] = []
    _inside(element, skipped, out)
    return "".join(out)


def _inside(element: Element, skipped: Callable[[Element], bool], out: list[str]) -> None:
    out.append(escape(element.text or "", quote=False))
    for child in element:
        name = local(child)
        if name and not skipped(child):
            out.append(f"<{name}{_attributes(child)}>")
            if name not in _VOID:
                _inside(child, skipped, out)
                out.append(f"</{name}>")
        out.append(escape(child.tail or "", quote=False))


def _attributes(element: Element) -> str:
    if not element.attrib:
        return ""
    pairs = ((name, element.get(name)) for name in _ATTRIBUTES)
    return "".join(f' {name}="{escape(value)}"' for name, value in pairs if value)
