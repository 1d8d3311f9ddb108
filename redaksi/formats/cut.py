"""Stories cut out of XML before it is parsed: what is recognised as plain paragraphs needs no tree of its own.

Where the element that holds a story (`body` of XHTML, `body.content` of NITF) holds nothing but plain paragraphs, they
are read as they stand in the bytes (see `paragraphs`), and an empty element of ours takes their place in the document.
Only documents without comments, CDATA and processing instructions are cut, for a body inside of those is none. A
reader that does not ask for every story exactly once has its document read again whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from redaksi.formats.charset import are_legal, check_size
from redaksi.formats.fields import Reading
from redaksi.formats.item import FormatError, Hint, NewsItem
from redaksi.formats.paragraphs import Told, recognised
from redaksi.formats.xml import CUT, Element, parse_xml, well_formed

MAX_CUT = 1024 * 1024
"""Bytes of a document that may be cut; no item is longer, and longer envelopes are bounded whole."""

_MAX_MISSES = 20
"""Bodies that are looked at in vain: each costs a look at the rest of the document."""

_BODY = re.compile(rb"<body(\.content)?(?:\s[^<>]*)?(?<!/)>\s*(?=<[ph])")
_DOCTYPE = re.compile(rb"<!DOCTYPE[^<>\[\]]*>")
_DECLARATION = re.compile(rb"<\?xml\s[^<>?]*\?>")


def read_xml(data: bytes, hint: Hint, read: Callable[[Element, Reading], list[NewsItem]]) -> list[NewsItem]:
    """The items that `read` finds in a document, its plain stories cut out where that can be done.

    Raises what `parse_xml` and `read` raise for the whole document.
    """
    check_size(data)
    stories: list[Told] = []
    rest = None if hint.charset is not None or len(data) > MAX_CUT else _cut(data, stories)
    root = None if rest is None else well_formed(rest)
    if root is not None:
        reading = Reading(hint, legal=True, stories=stories)
        try:
            items = read(root, reading)
        except FormatError:
            items = None
        if items is not None and reading.is_complete():
            return items
    parsed = parse_xml(data, hint.charset)
    return read(parsed.root, Reading(hint, parsed.warnings, legal=True))


def _cut(data: bytes, stories: list[Told]) -> bytes | None:
    """`data` without its stories, which are appended to `stories`; None where nothing is cut."""
    kept: list[bytes] = []
    at, opening, misses = 0, data.find(b"<body"), 0
    while opening >= 0 and misses < _MAX_MISSES:
        body = _BODY.match(data, opening)
        end = data.find(b"</body.content>" if body[1] else b"</body>", body.end()) if body else -1
        told = _told(data[body.end() : end], body[1] is not None) if body and end > 0 else None
        if body and told and (body[1] or "<h" not in told.html):  # a heading may repeat the headline
            kept += [data[at : body.end()], b'<%b n="%d"/>' % (CUT.encode(), len(stories))]
            stories.append(told)
            at = end
        elif body:
            misses += 1
        opening = data.find(b"<body", end if told else opening + 5)
    if not stories:
        return None
    rest = b"".join([*kept, data[at:]])
    if rest.count(CUT.encode()) != len(stories):
        return None
    if b"<!" in rest:
        rest = _DOCTYPE.sub(b"", rest, count=1)
    declared = _DECLARATION.match(rest)
    return None if b"<!" in rest or b"<?" in rest[declared.end() if declared else 0 :] else rest


def _told(story: bytes, is_nitf: bool) -> Told | None:
    """A story that is well-formed XML and recognised as plain paragraphs; NITF's names of marks become HTML's."""
    if not are_legal(story):
        return None
    if b"<br" in story:
        if b"<br>" in story:
            return None
        story = story.replace(b"<br/>", b"<br>")
    try:
        told = recognised(story.decode(), legal=True)
    except UnicodeDecodeError:
        return None
    return _renamed(told) if told is not None and is_nitf else told


def _renamed(told: Told) -> Told:
    html = told.html
    if "<b>" in html:
        html = html.replace("<b>", "<strong>").replace("</b>", "</strong>")
    if "<i>" in html:
        html = html.replace("<i>", "<em>").replace("</i>", "</em>")
    return Told(html, told.text)
