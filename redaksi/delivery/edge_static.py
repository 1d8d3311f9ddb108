"""Files that the edge sends straight from disk: /static/ (hashed names) and /media/ (pictures). Imports no Django."""

from __future__ import annotations

import mimetypes
import os
import re
import stat
from dataclasses import dataclass
from email.utils import formatdate
from functools import lru_cache
from pathlib import Path

from redaksi.delivery.edge_headers import SERVER, Headers
from redaksi.delivery.negotiate import BROTLI, ENCODINGS, GZIP, IDENTITY, SUFFIXES, best_encoding, matches

YEAR = "public, max-age=31536000, immutable"
DAY = "public, max-age=86400"
MONTH = "public, max-age=2592000"
# Django's hashed names: logo.0a1b2c3d4e5f.svg
_HASHED = re.compile(r"\.[0-9a-f]{12}\.[^/]*$")
# Wagtail's sizes of a picture: jembatan.width-640.format-webp.webp; another picture gets another name.
_SIZED = re.compile(r"\.(?:fill|max|min|width|height|scale)-\d[^/]*$", re.ASCII)
_RANGE = re.compile(r"bytes=(\d*)-(\d*)", re.ASCII)
_TYPES = {
    ".avif": "image/avif",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".webmanifest": "application/manifest+json",
}
# An uploaded SVG or HTML file must not act in our name.
_HARMLESS = ("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")


@dataclass(frozen=True, slots=True)
class FileAnswer:
    """What to answer: a status, headers, and the file's part [start, end) where there is a body."""

    status: int
    headers: Headers
    path: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Folder:
    """A public folder; `trusted` ones hold our own files (compressed siblings, hashed names), others uploads."""

    root: Path
    trusted: bool

    def answer(self, name: str, accept: str | None, if_none_match: str | None, ranged: str | None) -> FileAnswer:
        """The answer for the file `name` below the folder; 404 for anything that is not a plain public file."""
        path = self._find(name)
        if path is None:
            return FileAnswer(
                404, [("content-type", "text/plain; charset=utf-8"), ("cache-control", "max-age=10"), SERVER]
            )
        encoding, sent, info = self._variant(path, accept)
        etag = f'W/"{info.st_mtime_ns:x}-{info.st_size:x}"'
        headers = self._headers(path, etag, info.st_mtime)
        if encoding:
            headers.append(("content-encoding", encoding))
        if if_none_match is not None and matches(if_none_match, etag):
            return FileAnswer(304, headers)
        return _ranged(str(sent), info.st_size, headers, None if encoding else ranged)

    def _find(self, name: str) -> Path | None:
        parts = name.split("/")
        if "\0" in name or any(part in {"", ".."} or part.startswith(".") for part in parts):
            return None
        try:
            path = (self.root / name).resolve(strict=True)
            inside = path.is_relative_to(_resolved(self.root))
            return path if inside and stat.S_ISREG(path.stat().st_mode) else None
        except (OSError, ValueError):
            return None

    def _variant(self, path: Path, accept: str | None) -> tuple[str, Path, os.stat_result]:
        """The content coding to send, its file, and what the system says of that file."""
        plain = path.stat()
        best = best_encoding(accept) if self.trusted else IDENTITY
        for encoding in (BROTLI, GZIP):
            sibling = path.with_name(path.name + SUFFIXES[encoding])
            packed = _status(sibling) if best >= encoding else None
            # One that is older was made of other words.
            if packed and packed.st_mtime_ns >= plain.st_mtime_ns:
                return ENCODINGS[encoding], sibling, packed
        return "", path, plain

    def _keeping(self, name: str) -> str:
        if self.trusted:
            return YEAR if _HASHED.search(name) else DAY
        return MONTH if _SIZED.search(name) else DAY

    def _headers(self, path: Path, etag: str, modified: float) -> Headers:
        kind = media_type(path)
        textual = kind.startswith("text/") or kind in {"application/json", "application/javascript"}
        headers = [
            ("content-type", f"{kind}; charset=utf-8" if textual else kind),
            ("cache-control", self._keeping(path.name)),
            ("etag", etag),
            ("last-modified", formatdate(modified, usegmt=True)),
            ("x-content-type-options", "nosniff"),
            SERVER,
        ]
        return [*headers, ("vary", "accept-encoding") if self.trusted else _HARMLESS]


def media_type(path: Path) -> str:
    """The media type that a file's name tells, without parameters."""
    return _TYPES.get(path.suffix.lower()) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"


def _status(path: Path) -> os.stat_result | None:
    """What the system says of a plain file; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found if stat.S_ISREG(found.st_mode) else None


@lru_cache(maxsize=8)
def _resolved(root: Path) -> Path:
    return root.resolve()


def _ranged(path: str, size: int, headers: Headers, ranged: str | None) -> FileAnswer:
    """A whole answer, or the one part that `ranged` names (RFC 9110, 14.2); several parts get the whole file."""
    found = _RANGE.fullmatch(ranged.strip()) if ranged else None
    whole = FileAnswer(200, [*headers, ("accept-ranges", "bytes"), ("content-length", str(size))], path, 0, size)
    if found is None or not any(found.groups()):
        return whole
    first, last = found.groups()
    start = int(first) if first else max(0, size - int(last))
    end = min(int(last) + 1 if first and last else size, size)
    if start >= size or start >= end:
        return FileAnswer(416, [*headers, ("content-range", f"bytes */{size}")])
    part = [*headers, ("content-range", f"bytes {start}-{end - 1}/{size}"), ("content-length", str(end - start))]
    return FileAnswer(206, part, path, start, end)
