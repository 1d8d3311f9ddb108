"""Static files as gzip and brotli beside the plain ones, as small as they get, for the edge to choose from. No Django.

`edge_static` sends `name.br` or `name.gz` for `name` to who takes it, never one that is older than its original.
"""

from __future__ import annotations

import os
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

from redaksi.delivery.edge_static import media_type
from redaksi.delivery.negotiate import BROTLI, GZIP, SUFFIXES
from redaksi.delivery.store import compress

PACKED: Final = (SUFFIXES[GZIP], SUFFIXES[BROTLI])
GZIP_LEVEL: Final = 9
BROTLI_QUALITY: Final = 11  # some seconds for all there is, and that once a version


def pack(folder: Path) -> int:
    """Pack what has no packed file below `folder`, or one that is older; returns how many files were packed.

    A packed file that saves nothing any more, or whose original is gone, is removed.
    """
    files = [path for path in folder.rglob("*") if path.is_file()]
    originals = [path for path in files if path.suffix not in PACKED]
    for path in set(files).difference(originals):
        if not path.with_suffix("").is_file():
            path.unlink()
    # The same bytes lie under a plain and a hashed name.
    same: dict[tuple[str, bytes], list[Path]] = defaultdict(list)
    for path in filter(_is_due, originals):
        same[media_type(path), path.read_bytes()].append(path)
    # Compressing lets go of the interpreter, so that every processor helps.
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return sum(pool.map(_pack, same.values()))


def siblings(path: Path) -> tuple[Path, ...]:
    """Where the packed files of `path` lie, in the order of PACKED."""
    return tuple(path.with_name(path.name + suffix) for suffix in PACKED)


def _is_due(path: Path) -> bool:
    made = path.stat().st_mtime_ns
    return not all(each.is_file() and each.stat().st_mtime_ns >= made for each in siblings(path))


def _pack(paths: list[Path]) -> int:
    body, kind = paths[0].read_bytes(), media_type(paths[0])
    bodies = compress(body, kind, gzip_level=GZIP_LEVEL, brotli_quality=BROTLI_QUALITY)
    for path in paths:
        for place, packed in zip(siblings(path), bodies, strict=True):
            _put(place, packed)
    return len(paths) if any(bodies) else 0


def _put(place: Path, packed: bytes) -> None:
    if not packed:
        place.unlink(missing_ok=True)
        return
    beside = place.with_name(f".{place.name}.new")
    beside.write_bytes(packed)
    beside.replace(place)
