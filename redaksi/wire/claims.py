"""Who asks a source: one process at a time, and none for long that was killed while it asked.

A claim is a row's moment and holder. It runs out by itself; a holder on this machine that is no longer alive is
found out at once, so a newsroom that was killed asks its sources again as soon as it is back.
"""

from __future__ import annotations

import os
import socket
from datetime import datetime, timedelta
from pathlib import Path

from django.db.models import Q

from redaksi.wire.models import Source, SourceHealth

CLAIM = timedelta(minutes=10)


def claim(source: Source, now: datetime, *, only_due: bool = False) -> bool:
    """Whether the source is ours to ask now; nobody else gets it until `CLAIM` has passed or the asking is done.

    With `only_due` not either when somebody has asked it since it was found to be due.
    """
    SourceHealth.objects.get_or_create(source=source, defaults={"address": source.url})
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lt=now)
    rows = SourceHealth.objects.filter(free, source=source)
    if only_due:
        rows = rows.filter(Q(next_due__isnull=True) | Q(next_due__lte=now))
    return bool(rows.update(claimed_until=now + CLAIM, claimed_by=holder(os.getpid())))


def free_orphaned(now: datetime) -> int:
    """Give back what processes of this machine claimed that are gone; returns how many."""
    here = f"{socket.gethostname()[:80]}:"
    held = SourceHealth.objects.filter(claimed_until__gte=now, claimed_by__startswith=here)
    freed = 0
    for row in held.only("source", "claimed_by"):
        pid = row.claimed_by.removeprefix(here).partition(":")[0]
        if pid.isdigit() and holder(int(pid)) != row.claimed_by:
            same = SourceHealth.objects.filter(pk=row.pk, claimed_by=row.claimed_by)
            freed += same.update(claimed_until=None, claimed_by="")
    return freed


def holder(pid: int) -> str:
    """This process or another of this machine: host, number and moment of its start, as numbers are used again."""
    return f"{socket.gethostname()[:80]}:{pid}:{_started(pid)}"


def _started(pid: int) -> str:
    try:
        # Behind the name, which may hold anything, the twentieth field (proc(5)).
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[19]
    except (OSError, IndexError):
        pass
    try:
        # No /proc here: alive is all that can be known.
        os.kill(pid, 0)
    except ProcessLookupError:
        return "gone"
    except OSError:
        pass
    return ""
