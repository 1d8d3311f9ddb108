"""NewsML-G2 2.x in, 2.35 out: single items, and newsMessage envelopes that carry many.

With and without namespace. One bad item in an envelope stops no other: what was refused, and why, becomes a
warning on its neighbours; only when every item is refused is the message. A fragment (contentMeta, groupSet
without an item around it) is refused with the reason. Source: NewsML-G2 2.35 specification, IPTC.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from redaksi.formats import carry, sniff
from redaksi.formats.cut import read_xml
from redaksi.formats.envelope import items_of
from redaksi.formats.fields import Reading
from redaksi.formats.g2_item import NAME, read_item
from redaksi.formats.g2_sets import read_events, read_package, read_plan
from redaksi.formats.g2_write import document
from redaksi.formats.item import FormatError, Hint, NewsItem
from redaksi.formats.xml import Element, find, line_of, local, text_at, unknown

_FRAGMENTS = frozenset(
    "itemMeta contentMeta contentSet groupSet group itemSet rightsInfo newsCoverageSet concept".split()
)
_READ: dict[str, Callable[[Element, Reading], list[NewsItem]]] = {
    "newsItem": lambda item, reading: [read_item(item, reading)],
    "packageItem": lambda item, reading: [read_package(item, reading)],
    "planningItem": lambda item, reading: [read_plan(item, reading)],
    "conceptItem": read_events,
    "knowledgeItem": read_events,
}


def looks_like(data: bytes) -> bool:
    """Whether the root element is NewsML-G2's: an item, the envelope, or a fragment to be refused."""
    root = sniff.xml_root(data)
    return root in _READ or root in _FRAGMENTS or root in ("newsMessage", "catalogItem")


def parse(data: bytes, hint: Hint = Hint()) -> list[NewsItem]:  # noqa: B008 - Hint is frozen
    """Every item of the document, in its order. Raises FormatError when there is none to be read."""
    return read_xml(data, hint, _items)


def _items(root: Element, reading: Reading) -> list[NewsItem]:
    name = local(root)
    if name not in _FRAGMENTS and "iptc.org/std/nar" not in root.tag:
        reading.warn("the file is not in the namespace of NewsML-G2")
    if name == "newsMessage":
        return _message(root, reading)
    if name in _READ:
        return _READ[name](root, reading)
    if name in _FRAGMENTS:
        raise FormatError(f"a fragment of NewsML-G2: {name} without an item around it", line_of(root))
    raise FormatError(f"no NewsML-G2 item: the root element is {name}", line_of(root))


def write(item: NewsItem) -> bytes:
    """`item` as one NewsML-G2 2.35 newsItem, valid against the All-Power schema.

    A version that is no number, an absent time and whatever else G2 cannot say stand in an element of our
    namespace in itemMeta; an item without any time is dated 1970-01-01 there, for versionCreated is required.
    """
    return carry.write_whole(item, document, parse)


def _message(message: Element, reading: Reading) -> list[NewsItem]:
    found = find(message, "itemSet")
    entries = [] if found is None else [each for each in found.iterchildren("*") if local(each)]
    if not entries:
        raise FormatError("a newsMessage without items", line_of(message))
    header = find(message, "header")
    if header is None:
        reading.warn("the newsMessage has no header")
    items = items_of(entries, lambda entry: _entry(entry, reading.apart()), "item of the message")
    extra = _envelope(header)
    return [replace(each, extra={**extra, **each.extra}) for each in items]


def _entry(entry: Element, reading: Reading) -> list[NewsItem]:
    read = _READ.get(local(entry))
    if read is None:
        raise FormatError(f"{local(entry)} is no item of news", line_of(entry))
    return read(entry, reading)


def _envelope(header: Element | None) -> dict[str, object]:
    if header is None:
        return {}
    told = {"sent": text_at(header, "sent"), "sender": text_at(header, "sender"), "id": text_at(header, "transmitId")}
    kept = {name: value for name, value in told.items() if value}
    kept |= unknown(header, ("sent", "sender", "transmitId", "catalogRef", "catalog"))
    return {"message": kept} if kept else {}


__all__ = ["NAME", "looks_like", "parse", "write"]
