"""What rules watch for: items that wait in the inbox and that one has not been told of yet.

New ones, and those that became watched when rules were applied to what was there already (`desk.rerouting`).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest
from django.utils import timezone

from redaksi.desk.inbox import waiting
from redaksi.desk.models import Rerouted
from redaksi.wire.models import WireItem

WITHIN: Final = timedelta(hours=12)
"""Older items are in the inbox, but no news any more."""
SHOWN: Final = 5
SEEN: Final = "desk_watch_seen"
SEEN_AGAIN: Final = "desk_watch_seen_again"


def unseen(request: HttpRequest, now: datetime | None = None) -> list[WireItem]:
    """Watched items of the last hours behind the last one that this session was told of, newest first."""
    since = (now or timezone.now()) - WITHIN
    became = Rerouted.objects.filter(told=True, wire_item=OuterRef("pk"), pk__gt=_seen(request, SEEN_AGAIN))
    fresh = Q(pk__gt=_seen(request, SEEN)) | Exists(became)
    return list(waiting().filter(fresh, watched=True, received_at__gte=since)[:SHOWN])


def told(request: HttpRequest) -> dict[str, Any]:
    """What the bar says: `watched` items, and up to which item and which change (`newest`, `rerouted`) that tells."""
    watched = unseen(request)
    again = Rerouted.objects.filter(told=True).order_by("-pk").values_list("pk", flat=True)
    return {
        "watched": watched,
        "newest": max((item.pk for item in watched), default=0),
        "rerouted": (again.first() or 0) if watched else 0,
    }


def note_seen(request: HttpRequest, last: int, last_again: int = 0) -> None:
    """Do not tell this session of items up to `last` again, nor of changes up to `last_again` (`told`)."""
    request.session[SEEN] = max(last, _seen(request, SEEN))
    request.session[SEEN_AGAIN] = max(last_again, _seen(request, SEEN_AGAIN))


def _seen(request: HttpRequest, name: str) -> int:
    seen = request.session.get(name)
    return seen if isinstance(seen, int) else 0
