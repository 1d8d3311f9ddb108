"""The page store: one file per public address, holding finished bytes. Imports no Django.

A file is one JSON line (what the page is), then its bodies: gzip and brotli, or the plain bytes where compressing
gains nothing. A page is written beside and renamed, so a reader sees the old page or the new one, never half of
one; what a crash or a bad disk left damaged fails its checksum and counts as a miss.
"""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import json
import os
import time
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import brotli

FORMAT = 2
# Below this a compressed answer is no shorter on the wire than the packet it travels in.
COMPRESS_FROM = 256
# 11 costs 40 ms a page where 5 costs 1 ms and 6 percent more bytes.
BROTLI_QUALITY = 5
TEXT_TYPES = ("text/", "application/json", "application/xml", "application/ld+json", "image/svg")
TEXT_ENDS = ("+xml", "+json")


@dataclass(frozen=True, slots=True)
class Page:
    """A finished page; times are unix seconds, `soft` and `hard` ages in seconds (0: never ages).

    `headers` are the public ones, names in lower case, without content-length, content-encoding, vary and etag,
    which the edge sets. `generation` is what `PurgeJournal.generation()` said before the page's first query.
    `plain` may be empty where `gzip` holds the body; `identity` is right in both cases. `changed_at` and `gone_at`
    are the moments from which on the page is known to be changed or must not be served (unix seconds; 0: none).
    """

    address: str
    status: int
    headers: tuple[tuple[str, str], ...]
    generation: int
    keys: tuple[str, ...]
    pressed_at: float
    soft: int
    hard: int
    etag: str
    plain: bytes = field(repr=False)
    gzip: bytes = field(default=b"", repr=False)
    brotli: bytes = field(default=b"", repr=False)
    changed_at: float = 0.0
    gone_at: float = 0.0

    @property
    def identity(self) -> bytes:
        """The body without content encoding."""
        return gzip.decompress(self.gzip) if self.gzip and not self.plain else self.plain


def weak_etag(body: bytes) -> str:
    """A weak validator (RFC 9110, 8.8.3) of `body`, the same for all its encodings."""
    return f'W/"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'


def compress(
    body: bytes, content_type: str = "text/html", *, gzip_level: int = 6, brotli_quality: int = BROTLI_QUALITY
) -> tuple[bytes, bytes]:
    """Return (gzip, brotli) of `body`; each is empty where it would gain nothing. `brotli_quality` 0: no brotli."""
    if len(body) < COMPRESS_FROM or not (
        content_type.startswith(TEXT_TYPES) or content_type.split(";")[0].endswith(TEXT_ENDS)
    ):
        return b"", b""
    zipped = gzip.compress(body, gzip_level, mtime=0)
    if len(zipped) >= len(body):
        return b"", b""
    return zipped, brotli.compress(body, quality=brotli_quality) if brotli_quality else b""


def address_of(path: str, query: str = "") -> str:
    """The store's key of a page: decoded path, and the normalised query where the page has one."""
    return f"{path}?{query}" if query else path


class PageStore:
    """Pages under `folder`, one file each; safe for several processes at once."""

    def __init__(self, folder: Path) -> None:
        self.folder = Path(folder)

    @classmethod
    def at(cls, home: Path) -> PageStore:
        """The store of the newsroom whose data is in `home`."""
        return cls(home / "pages")

    def path_of(self, address: str) -> Path:
        """Where the page at `address` is kept: two levels of 256 folders, then a hash."""
        name = hashlib.blake2b(address.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
        return self.folder / name[:2] / name[2:4] / name[4:]

    def put(self, page: Page) -> bool:
        """Write `page`; False where the store holds a newer generation or the disk does not take it."""
        path = self.path_of(page.address)
        if self._held_generation(path, page.address) > page.generation:
            return False
        beside = path.with_name(f"{path.name}.{os.getpid()}.{time.monotonic_ns()}~")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with beside.open("wb") as file:
                file.write(_encode(page))
            beside.replace(path)
        except OSError:
            with contextlib.suppress(OSError):
                beside.unlink()
            return False
        return True

    def get(self, address: str) -> Page | None:
        """The page at `address`, or None where there is none or its file is damaged."""
        try:
            data = self.path_of(address).read_bytes()
        except OSError:
            return None
        page = _decode(data)
        return page if page is not None and page.address == address else None

    def delete(self, address: str) -> bool:
        """Remove the page at `address`; True where there was one."""
        try:
            self.path_of(address).unlink()
        except OSError:
            return False
        return True

    def sweep(self, max_bytes: int = 8 * 2**30, abandoned_after: int = 3600) -> int:
        """Remove files that a crash left beside (older than `abandoned_after` seconds), then the pages written
        longest ago, by the hour, until at most `max_bytes` remain. Returns how many files went."""
        removed, total = 0, 0
        by_hour: Counter[int] = Counter()
        horizon = time.time() - abandoned_after
        for path, stat in self._files():
            if not path.name.endswith("~"):
                total += stat.st_size
                by_hour[int(stat.st_mtime // 3600)] += stat.st_size
            elif stat.st_mtime < horizon:
                removed += _unlink(path)
        # Hours, not pages, are held in memory: an archive has millions of pages.
        last = None
        for hour in sorted(by_hour):
            if total <= max_bytes:
                break
            total -= by_hour[hour]
            last = hour
        if last is None:
            return removed
        return removed + sum(_unlink(path) for path, stat in self._files() if stat.st_mtime // 3600 <= last)

    def _files(self) -> Iterator[tuple[Path, os.stat_result]]:
        for path in self.folder.glob("??/??/*"):
            with contextlib.suppress(OSError):
                yield path, path.stat()

    @staticmethod
    def _held_generation(path: Path, address: str) -> int:
        try:
            with path.open("rb") as file:
                head = json.loads(file.readline(65536))
            return int(head["generation"]) if head["address"] == address else 0
        except (OSError, ValueError, TypeError, KeyError):
            return 0


def _encode(page: Page) -> bytes:
    bodies = (b"" if page.gzip else page.plain, page.gzip, page.brotli)
    head = {
        "format": FORMAT,
        "address": page.address,
        "status": page.status,
        "headers": page.headers,
        "generation": page.generation,
        "keys": page.keys,
        "pressed_at": page.pressed_at,
        "soft": page.soft,
        "hard": page.hard,
        "changed_at": page.changed_at,
        "gone_at": page.gone_at,
        "etag": page.etag,
        "lengths": [len(body) for body in bodies],
        "crc": zlib.crc32(b"".join(bodies)),
    }
    return b"".join((json.dumps(head).encode(), b"\n", *bodies))


def _decode(data: bytes) -> Page | None:
    line, _, rest = data.partition(b"\n")
    try:
        head = json.loads(line)
        plain, zipped, brotlied = head["lengths"]
        whole = head["format"] == FORMAT and plain + zipped + brotlied == len(rest) and head["crc"] == zlib.crc32(rest)
        return _page(head, rest[:plain], rest[plain : plain + zipped], rest[plain + zipped :]) if whole else None
    except (ValueError, TypeError, KeyError):
        return None


def _page(head: dict[str, Any], plain: bytes, zipped: bytes, brotlied: bytes) -> Page:
    return Page(
        address=head["address"],
        status=head["status"],
        headers=tuple((name, value) for name, value in head["headers"]),
        generation=head["generation"],
        keys=tuple(head["keys"]),
        pressed_at=head["pressed_at"],
        soft=head["soft"],
        hard=head["hard"],
        changed_at=head["changed_at"],
        gone_at=head["gone_at"],
        etag=head["etag"],
        plain=plain,
        gzip=zipped,
        brotli=brotlied,
    )


def _unlink(path: Path) -> bool:
    try:
        path.unlink()
    except OSError:
        return False
    return True
