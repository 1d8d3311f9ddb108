"""The story inside a web page: the element whose own paragraphs hold most of the words, cleaned of the rest."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from typing import Any

from lxml import etree

from redaksi.formats.charset import are_legal, without_controls
from redaksi.formats.item import FormatError
from redaksi.formats.markup import told_html
from redaksi.formats.xml import Element

_MAX_TAGS = 60_000
_NO_STORY = frozenset(
    "script style template noscript nav aside footer form button iframe svg head header select dialog".split()
)
_ROLES = frozenset(("navigation", "banner", "complementary", "contentinfo", "search", "dialog", "alert"))
# Whole words of class names and ids that mark what newspapers put between and below paragraphs.
_BESIDE = re.compile(
    r"(?:^|[\s_-])(?:ads?|advert\w*|banner|iklan|related|terkait|rekomendasi|recommend\w*|baca-?juga|share|bagikan|social"
    r"|comments?|komentar|newsletter|paywall|breadcrumbs?|tags?|topik|popular|terpopuler|sidebar|ednote|editorial-note"
    r"|notepad|nonpublic|hidden|sr-only|visually-hidden)(?:$|[\s_-])",
    re.IGNORECASE,
)
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_MARKED = etree.XPath("descendant-or-self::*[contains(@itemprop, 'articleBody')]")
_PARAGRAPHS = ("p", "blockquote", "ul", "ol", "h2", "h3", "pre")


def parse_html(markup: str) -> Element:
    """The page's tree. Raises FormatError for a page without any element, or with more than pages have."""
    if markup.count("<") > _MAX_TAGS:
        raise FormatError("the page holds more tags than any news page")
    if declared := _DECLARATION.match(markup):
        markup = markup[declared.end() :]
    try:
        root: Element | None = etree.fromstring(_encoded(markup), _PARSERS.html)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        raise FormatError("no page: there is nothing in it")
    return root


def _encoded(markup: str) -> bytes:
    try:
        data = markup.encode()
    except UnicodeEncodeError:
        data = b""
    return data if data and are_legal(data) else without_controls(markup).encode()


def _parser() -> etree.HTMLParser:
    return etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)


class _Parsers(threading.local):
    """A parser for each thread: making one costs as much as reading a short page with it."""

    def __init__(self) -> None:
        self.html = _parser()


_PARSERS = _Parsers()


def story_html(root: Element) -> str:
    """The inner HTML of the story's element; empty when no element holds paragraphs."""
    marked: Any = _MARKED(root)
    best: Element | None = next(
        (each for each in marked if "articleBody" in (each.get("itemprop") or "").split()), None
    )
    if best is None or not "".join(map(str, best.itertext())).strip():
        best = max(_scored(root), key=lambda each: each[0], default=(0, None))[1]
    return "" if best is None else told_html(best, is_beside, _NO_STORY)


def is_beside(element: Element) -> bool:
    """Whether an element is page furniture, hidden, or meant for others than the reader."""
    if element.tag in _NO_STORY:
        return True
    if not element.keys():
        return False
    if element.get("role") in _ROLES or element.get("hidden") is not None:
        return True
    if element.tag in ("html", "body", "article", "main") or element.get("aria-hidden") == "true":
        return element.get("aria-hidden") == "true"
    style = (element.get("style") or "").replace(" ", "").lower()
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return "display:none" in style or bool(_BESIDE.search(names[:500]))


def _scored(root: Element) -> Iterator[tuple[int, Element]]:
    """Elements with the length of the text in their own paragraphs, links counted out."""
    scores: dict[Element, int] = {}
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element.tag in _PARAGRAPHS:
            above = element.getparent()
            if above is not None:
                scores[above] = scores.get(above, 0) + _words(element)
        elif not is_beside(element):
            waiting.extend(each for each in element if isinstance(each.tag, str))
    for element, score in scores.items():
        if score > 0:
            yield score, element


def _words(element: Element) -> int:
    if not len(element):
        return len((element.text or "").strip())
    told = etree.tostring(element, method="text", encoding="unicode", with_tail=False)
    return len(told.strip()) - sum([len("".join(map(str, each.itertext()))) for each in element.iter("a")])
