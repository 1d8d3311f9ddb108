"""What can go wrong under a running newsroom, found by looking: disk, clock, application. Imports no Django."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import socket
import time
from pathlib import Path

from redaksi.delivery.journal import PurgeJournal

# Below this much room an upload or a day's wire copy may not fit.
LOW_BYTES = 256 * 2**20
# A clock may be put right by seconds; more than this hides or shows things at the wrong time.
BEHIND_SECONDS = 60.0

DISK_FULL, DISK_READ_ONLY, DISK_BROKEN, DISK_LOW = "disk-full", "disk-read-only", "disk-broken", "disk-low"
CLOCK_BEHIND, APPLICATION_DOWN = "clock-behind", "application-down"


def troubles(home: Path, journal: PurgeJournal, socket_path: Path | None = None) -> list[str]:
    """The troubles of the newsroom in `home` as words; `socket_path`: where its application should listen."""
    found = [disk(home)]
    found.append(CLOCK_BEHIND if behind(journal) > BEHIND_SECONDS else "")
    found.append("" if socket_path is None or _listens(socket_path) else APPLICATION_DOWN)
    return [trouble for trouble in found if trouble]


def disk(home: Path) -> str:
    """What is wrong with the disk of `home`; empty where it takes what is written and has room."""
    probe = home / f"probe.{os.getpid()}~"
    try:
        with probe.open("wb") as file:
            file.write(b"\0" * 8192)
            file.flush()
            os.fsync(file.fileno())
        probe.unlink()
        return DISK_LOW if shutil.disk_usage(home).free < LOW_BYTES else ""
    except OSError as error:
        with contextlib.suppress(OSError):
            probe.unlink(missing_ok=True)
        return {errno.ENOSPC: DISK_FULL, errno.EDQUOT: DISK_FULL, errno.EROFS: DISK_READ_ONLY}.get(
            error.errno or 0, DISK_BROKEN
        )


def behind(journal: PurgeJournal) -> float:
    """By how many seconds the clock is behind the last public change."""
    return max(0.0, journal.generation() / 1000 - time.time())


def _listens(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        probe.settimeout(0.2)
        return probe.connect_ex(str(path)) == 0
