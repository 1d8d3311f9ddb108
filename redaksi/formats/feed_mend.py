"""Feeds that are not well-formed XML: mended where that is safe, else taken entry by entry.

One broken entry must not cost its neighbours, and a lenient parser is slow on what it does not understand.
So a feed is first checked by expat; if it fails, HTML's entities, bare ampersands and missing namespace
declarations are mended; if it still fails, each entry stands trial alone, and only small broken ones are left to
the lenient parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.entities import name2codepoint
from xml.parsers import expat  # nosec - no DTD reaches it: everything before the root is cut off

MAX_DEPTH = 100
MAX_ATTRIBUTES, MAX_ALL_ATTRIBUTES = 200, 60_000
"""Attributes of one element, for which feedparser takes quadratic time, and of the feed."""
_TOO_MANY = "more attributes than any feed has"
MAX_BROKEN = 20
"""Broken entries that the lenient parser is given."""
MAX_BROKEN_LENGTH = 64 * 1024

_OPEN = "<![CDATA["
_ELEMENT = re.compile(r"<([\w:]{1,60})(?:\s[^<>]{0,150})?>\s{0,20}$")
_ENTITY = re.compile(r"&(#\d{1,7};|#x[0-9a-fA-F]{1,6};|[a-zA-Z][a-zA-Z0-9]{1,30};)?")
_ENTRY = re.compile(r"<(item|entry)(?=[\s>])")
_PREFIXES = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "media": "http://search.yahoo.com/mrss/",
    "atom": "http://www.w3.org/2005/Atom",
    "sy": "http://purl.org/rss/1.0/modules/syndication/",
    "slash": "http://purl.org/rss/1.0/modules/slash/",
    "wfw": "http://wellformedweb.org/CommentAPI/",
    "georss": "http://www.georss.org/georss",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
}


@dataclass(frozen=True, slots=True)
class Mended:
    """Documents that together hold the feed's entries in order, and what the desk should know."""

    documents: tuple[str, ...]
    warnings: tuple[str, ...] = ()


class _HostileError(Exception):
    """Well-formed so far, but of a shape that takes a parser too long."""


def mend(text: str) -> Mended:
    """The feed `text`, which begins with its root element, as documents that can be parsed."""
    found = fault(text)
    if found is None:
        return Mended((text,))
    said = f"the feed is not well-formed: {found}"
    if found == _TOO_MANY:
        return Mended((), (said,))
    repaired = _repaired(text)
    if fault(repaired) is None:
        return Mended((repaired,), (said,))
    return _apart(repaired, said)


def fault(text: str) -> str | None:
    """Why `text` is no well-formed XML (Namespaces included), or None."""
    parser = expat.ParserCreate(namespace_separator=" ")
    depth = total = 0

    def start(_name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, total
        depth += 1
        total += len(attributes)
        if depth > MAX_DEPTH:
            raise _HostileError(f"nested deeper than {MAX_DEPTH}")
        if len(attributes) > MAX_ATTRIBUTES or total > MAX_ALL_ATTRIBUTES:
            raise _HostileError(_TOO_MANY)

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartElementHandler, parser.EndElementHandler = start, end
    try:
        parser.Parse(text.encode("utf-8"), True)
    except _HostileError as error:
        return str(error)
    except expat.ExpatError as error:
        return str(error)
    return None


def _repaired(text: str) -> str:
    text = "".join(_around_cdata(text))
    opening = text[: text.find(">") + 1]
    missing = [each for each in _PREFIXES if f"<{each}:" in text and f"xmlns:{each}" not in opening]
    declared = "".join(f' xmlns:{each}="{_PREFIXES[each]}"' for each in missing)
    return re.sub(r"^<[\w:]+", lambda name: name[0] + declared, text, count=1)


def _around_cdata(text: str) -> Iterator[str]:
    """The pieces of `text`, with entities mended outside CDATA sections and `]]>` inside them."""
    at, unclosed = 0, set[str]()
    while (start := text.find(_OPEN, at)) >= 0:
        around = _ELEMENT.search(text, max(start - 200, at), start)
        closing = f"</{around[1]}>" if around else ""
        limit = text.find(closing, start) if closing and closing not in unclosed else -1
        if limit < 0:
            unclosed.add(closing)
        end = text.rfind("]]>", start, limit) if limit >= 0 else text.find("]]>", start)
        if end < 0:
            break
        yield _ENTITY.sub(_entity, text[at:start])
        yield _OPEN + text[start + len(_OPEN) : end].replace("]]>", "]]]]><![CDATA[>") + "]]>"
        at = end + 3
    yield _ENTITY.sub(_entity, text[at:])


def _entity(found: re.Match[str]) -> str:
    name = found[1]
    if name is None:
        return "&amp;"
    if name[0] == "#" or name in ("amp;", "lt;", "gt;", "quot;", "apos;"):
        return found[0]
    code = name2codepoint.get(name[:-1])
    return f"&#{code};" if code else f"&amp;{name}"


def _apart(text: str, said: str) -> Mended:
    first, entries = _entries(text)
    opening = text[: text.find(">") + 1]
    name = re.match(r"<([\w:]+)", text)
    head, foot = text[len(opening) : first], "</channel>" if "<channel" in text[:first] else ""
    foot += f"</{name[1] if name else 'rss'}>"
    if fault(opening + head + foot) is not None:
        head = "<channel>" if foot.startswith("</channel") else ""
    documents: list[str] = []
    good: list[str] = []
    warnings, tried = [said], 0
    for number, entry in enumerate(entries, 1):
        found = fault(opening + entry + foot.replace("</channel>", ""))
        if found is None:
            good.append(entry)
            continue
        if good:
            documents.append(opening + head + "".join(good) + foot)
            good = []
        if len(entry) <= MAX_BROKEN_LENGTH and tried < MAX_BROKEN and not found.startswith(("nested", _TOO_MANY)):
            tried += 1
            documents.append(opening + head + entry + foot)
        else:
            warnings.append(f"entry {number} could not be read: {found}")
    if good:
        documents.append(opening + head + "".join(good) + foot)
    return Mended(tuple(documents), tuple(warnings))


def _entries(text: str) -> tuple[int, list[str]]:
    """Where the first entry begins, and every entry's text; one that never ends reaches to the next."""
    found = list(_ENTRY.finditer(text))
    if not found:
        return len(text), []
    entries = []
    for at, start in enumerate(found):
        limit = found[at + 1].start() if at + 1 < len(found) else len(text)
        end = text.rfind(f"</{start[1]}>", start.start(), limit)
        entries.append(text[start.start() : end] + f"</{start[1]}>" if end >= 0 else text[start.start() : limit])
    return found[0].start(), entries
