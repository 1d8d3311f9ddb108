"""The bytes as they came, kept under their own hash in `REDAKSI_HOME/raw` before anything tries to read them."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from redaksi.conf import config


def keep(data: bytes, home: Path | None = None) -> str:
    """Write `data` where its sha256 says and return the hash; the bytes are on the disk when this returns.

    Raises OSError when they cannot be (disk full, read-only): then nothing was acknowledged.
    """
    digest = hashlib.sha256(data).hexdigest()
    path = path_of(digest, home)
    if path.exists():
        return digest
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{digest}.{os.getpid()}")
    try:
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.rename(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)
    return digest


def load(digest: str, home: Path | None = None) -> bytes:
    """The bytes with this sha256; raises FileNotFoundError, or ValueError when the file was altered."""
    data = path_of(digest, home).read_bytes()
    if hashlib.sha256(data).hexdigest() != digest:
        raise ValueError(f"the kept bytes of {digest[:12]} were altered on the disk")
    return data


def path_of(digest: str, home: Path | None = None) -> Path:
    return (home or config.home) / "raw" / digest[:2] / digest


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
