"""Unpacking what was packed for the way, piece by piece, so that a small answer cannot fill the memory."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

# At most that much comes out of the packer at once.
PIECE = 256 * 1024
_GZIP_MAGIC = b"\x1f\x8b"


class PackError(ValueError):
    """Bytes that are not packed as their sender says; `str(error)` is the reason."""


def unpack(parts: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """The bytes in pieces of at most `PIECE` from a body with this Content-Encoding (gzip, deflate or none).

    A body without encoding that begins as gzip is unpacked too: feeds are served so. Raises PackError.
    """
    encoding = encoding.strip().lower()
    if encoding not in {"", "identity", "gzip", "x-gzip", "deflate"}:
        raise PackError(f"packed in a way we did not ask for: {encoding[:20]}")
    stream = iter(parts)
    head = b""
    while len(head) < 2 and (part := next(stream, None)) is not None:
        head += part
    if encoding in {"", "identity"} and not head.startswith(_GZIP_MAGIC):
        yield head
        yield from stream
        return
    yield from _inflate(head, stream)


def unpack_bytes(data: bytes, encoding: str, max_bytes: int) -> bytes:
    """As `unpack`, in one; raises PackError as well when more than `max_bytes` come out."""
    out = bytearray()
    for part in unpack([data], encoding):
        out += part
        if len(out) > max_bytes:
            raise PackError(f"larger than {max_bytes} bytes when unpacked")
    return bytes(out)


def _inflate(head: bytes, stream: Iterator[bytes]) -> Iterator[bytes]:
    # 47: gzip or zlib by its head. Some servers send deflate without the zlib head: 15, negative.
    raw = head[:1] not in (b"\x1f", b"\x78", b"\x58", b"\x68", b"\x48", b"\x38", b"\x28", b"\x18", b"\x08")
    inflater = zlib.decompressobj(-15 if raw else 47)
    waiting: bytes | None = head
    try:
        while waiting is not None:
            while waiting:
                out = inflater.decompress(waiting, PIECE)
                if out:
                    yield out
                waiting = inflater.unconsumed_tail
                if inflater.eof:
                    return
            waiting = next(stream, None)
        if rest := inflater.flush(PIECE):
            yield rest
    except zlib.error as error:
        raise PackError("the packed body is broken") from error
    if not inflater.eof and head:
        raise PackError("the packed body ends too early")
