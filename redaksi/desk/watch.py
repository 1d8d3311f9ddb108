"""What rules watch for: new items that wait in the inbox and that one has not been told of yet."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.http import HttpRequest
from django.utils import timezone

from redaksi.desk.inbox import waiting
from redaksi.wire.models import WireItem

WITHIN: Final = timedelta(hours=12)
"""Older items are in the inbox, but no news any more."""
SHOWN: Final = 5
SEEN: Final = "desk_watch_seen"


def unseen(request: HttpRequest, now: datetime | None = None) -> list[WireItem]:
    """Watched items of the last hours behind the last one that this session was told of, newest first."""
    since = (now or timezone.now()) - WITHIN
    seen = request.session.get(SEEN)
    found = waiting().filter(watched=True, received_at__gte=since, pk__gt=seen if isinstance(seen, int) else 0)
    return list(found[:SHOWN])


def note_seen(request: HttpRequest, last: int) -> None:
    """Do not tell this session of items up to `last` again."""
    seen = request.session.get(SEEN)
    request.session[SEEN] = max(last, seen if isinstance(seen, int) else 0)
