"""The bytes as they came, kept under their own hash in `REDAKSI_HOME/raw` before anything tries to read them.

A batch is written first and synced afterwards, several files at once: the file system then commits them together,
which measured eight to ten times cheaper than syncing each file and its folder before the next one is written.
"""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import TypeVar

from redaksi.conf import config

# Syncs under way at once: more than that brought nothing on ext4.
SYNCS = 8
# Files held open at once, far below what systems allow a process.
OPEN_FILES = 250

T = TypeVar("T")


def keep(data: bytes, home: Path | None = None) -> str:
    """Write `data` where its sha256 says and return the hash; the bytes are on the disk when this returns.

    Raises OSError when they cannot be (disk full, read-only): then nothing was acknowledged.
    """
    return keep_all([data], home)[0]


def keep_all(batch: Sequence[bytes], home: Path | None = None) -> list[str]:
    """Keep several deliveries and return their hashes in the same order; all are on the disk when this returns.

    Raises OSError as `keep`; what was complete by then may stay, under its right name.
    """
    digests = [hashlib.sha256(data).hexdigest() for data in batch]
    paths = {digest: path_of(digest, home) for digest in digests}
    new = {digest: data for digest, data in zip(digests, batch, strict=True) if not paths[digest].exists()}
    # A file that is there already may come from a process that was killed before its folder was synced.
    folders = {path.parent for path in paths.values()}
    made = _make_folders(folders)
    mark = f"{os.getpid()}-{threading.get_ident()}"
    beside = {digest: paths[digest].with_name(f".{digest}.{mark}") for digest in new}
    try:
        _write_synced({path: new[digest] for digest, path in beside.items()})
        for digest, path in beside.items():
            path.rename(paths[digest])
    except OSError:
        for path in beside.values():
            path.unlink(missing_ok=True)
        raise
    _sync(folders | made)
    return digests


def load(digest: str, home: Path | None = None) -> bytes:
    """The bytes with this sha256; raises FileNotFoundError, or ValueError when the file was altered."""
    data = path_of(digest, home).read_bytes()
    if hashlib.sha256(data).hexdigest() != digest:
        raise ValueError(f"the kept bytes of {digest[:12]} were altered on the disk")
    return data


def path_of(digest: str, home: Path | None = None) -> Path:
    return (home or config.home) / "raw" / digest[:2] / digest


def _make_folders(folders: Iterable[Path]) -> set[Path]:
    """Make what is missing; returns the folders above, whose entries must reach the disk too."""
    above = set()
    for folder in folders:
        if not folder.exists():
            folder.mkdir(parents=True, exist_ok=True)
            above |= {folder.parent, folder.parent.parent}
    return above


def _write_synced(files: Mapping[Path, bytes]) -> None:
    """Write all, then sync all; the files stay open in between, so that each is looked up once."""
    waiting = list(files.items())
    for at in range(0, len(waiting), OPEN_FILES):
        with ExitStack() as stack:
            opened = []
            for path, data in waiting[at : at + OPEN_FILES]:
                file = stack.enter_context(path.open("wb", buffering=0))
                rest = memoryview(data)
                while rest:
                    # A full disk may take a part and refuse the rest with the next call.
                    rest = rest[file.write(rest) or 0 :]
                opened.append(file.fileno())
            _each(os.fsync, opened)


def _sync(folders: Iterable[Path]) -> None:
    _each(_sync_folder, list(folders))


def _sync_folder(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _each(act: Callable[[T], None], waiting: Sequence[T]) -> None:
    if len(waiting) == 1:
        act(waiting[0])
        return
    with ThreadPoolExecutor(min(SYNCS, len(waiting) or 1)) as pool:
        # list() waits for all and raises what any of them raised.
        list(pool.map(act, waiting))
