"""Bytes of any news format to `NewsItem`, and back: `from redaksi.formats import read`.

A format is a module with

- `NAME: str`, the name it writes into `NewsItem.format` and that `Hint.format` asks for,
- `looks_like(data: bytes) -> bool`, cheap, on the head only (see `sniff`), never raising,
- `parse(data: bytes, hint: Hint = Hint()) -> list[NewsItem]`, raising nothing but `FormatError`,
- `write(item: NewsItem) -> bytes` where we export it.

To add a format: write the module, import it here, add it to `READERS` at its place. The order is that of
asking, so a format with a sharper head stands before a vaguer one, and page text, which takes any text,
stands last.
"""

from __future__ import annotations

from typing import Protocol

from redaksi.formats import (
    anpa1312,
    iptc7901,
    jsonfeed,
    newsml_12,
    newsml_g2,
    ninjs,
    nitf,
    pagetext,
    rfc822,
    rss,
    sniff,
    webpage,
)
from redaksi.formats.item import (
    Dateline,
    FormatError,
    Hint,
    ItemPicture,
    Kind,
    NewsItem,
    Related,
    Status,
    Subject,
)

__all__ = [
    "MAX_BYTES",
    "READERS",
    "Dateline",
    "FormatError",
    "Hint",
    "ItemPicture",
    "Kind",
    "NewsItem",
    "Reader",
    "Related",
    "Status",
    "Subject",
    "read",
    "sniff_format",
]

MAX_BYTES = 10 * 1024 * 1024
"""The largest document that `read` takes unless told otherwise, in bytes."""


class Reader(Protocol):
    """The shape of a format's module."""

    NAME: str

    def looks_like(self, data: bytes) -> bool: ...

    def parse(self, data: bytes, hint: Hint = ...) -> list[NewsItem]: ...


READERS: tuple[Reader, ...] = (
    newsml_g2,
    newsml_12,
    nitf,
    rss,
    jsonfeed,
    ninjs,  # any other JSON
    anpa1312,
    iptc7901,
    rfc822,
    webpage,
    pagetext,  # takes any text, so it stands last
)
"""The formats in the order in which they are asked. One line a module."""


def sniff_format(data: bytes) -> Reader:
    """The format whose head these bytes have; raises `FormatError` if none has it."""
    if other := sniff.other_than_text(data):
        raise FormatError(f"no news format but {other}")
    for reader in READERS:
        if reader.looks_like(data):
            return reader
    raise FormatError("no news format: neither XML, JSON, a feed, an agency format, e-mail nor text")


def read(data: bytes, hint: Hint | None = None, max_bytes: int = MAX_BYTES) -> list[NewsItem]:
    """Every item in `data`, of whatever format; an empty feed gives an empty list.

    `hint.format` skips sniffing. Raises `FormatError`, and nothing else, with a reason an editor can read.
    """
    hint = hint or Hint()
    if len(data) > max_bytes:
        raise FormatError(f"too large: {len(data)} bytes, at most {max_bytes} are read")
    if not data.strip(b"\x00 \t\r\n\f\v"):
        raise FormatError("empty: there is nothing to read")
    reader = _named(hint.format) if hint.format else sniff_format(data)
    try:
        return reader.parse(data, hint)
    except RecursionError:
        raise FormatError(f"{reader.NAME}: nested too deeply to be news") from None


def _named(name: str) -> Reader:
    for reader in READERS:
        if name == reader.NAME:
            return reader
    known = ", ".join(reader.NAME for reader in READERS)
    raise FormatError(f"no format is called {name!r}; there are: {known}")
