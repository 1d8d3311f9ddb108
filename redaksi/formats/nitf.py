"""NITF 3.0 to 3.6 in (with or without namespace and DOCTYPE), 3.6 out. Source: NITF 3.6, IPTC."""

from __future__ import annotations

from redaksi.formats import carry, sniff
from redaksi.formats.cut import read_xml
from redaksi.formats.fields import Reading
from redaksi.formats.item import FormatError, Hint, NewsItem
from redaksi.formats.nitf_read import NAME, read_nitf
from redaksi.formats.nitf_write import document
from redaksi.formats.xml import Element, line_of, local


def looks_like(data: bytes) -> bool:
    """Whether the root element is `nitf`."""
    return sniff.xml_root(data) == "nitf"


def parse(data: bytes, hint: Hint = Hint()) -> list[NewsItem]:  # noqa: B008 - Hint is frozen
    """The one item of an NITF document. Raises FormatError for anything else."""
    return read_xml(data, hint, _items)


def _items(root: Element, reading: Reading) -> list[NewsItem]:
    if local(root) != "nitf":
        raise FormatError(f"no NITF: the root element is {local(root)}", line_of(root))
    return [read_nitf(root, reading)]


def write(item: NewsItem) -> bytes:
    """`item` as NITF 3.6, valid against its schema.

    What NITF cannot say (kind, address, related stories, sub- and superscript, an urgency of 9 ...) stands
    in an element of our namespace at the end of head.
    """
    return carry.write_whole(item, document, parse)


__all__ = ["NAME", "looks_like", "parse", "write"]
