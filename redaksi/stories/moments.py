"""The moments at which what readers see changes by itself: an expiry, a pin, an advertisement, a notice."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from functools import cache
from typing import Any

from django.db.models import QuerySet

from redaksi.stories.models import Story
from redaksi.stories.placements import AdSlot, BreakingNotice, Slot
from redaksi.stories.prepared import Ids, Prepared


def expiries(ids: Collection[int], now: datetime) -> dict[int, datetime]:
    """When those of the stories `ids` that will expire do so."""
    return dict(_expiries(Ids(ids), now)) if ids else {}


_expiries = Prepared(
    lambda ids, now: (
        Story.objects.filter(live=True, pk__in=ids, expire_at__gt=now).order_by().values_list("pk", "expire_at")
    )
)


def next_on_fronts(sections: Collection[int], front: bool, now: datetime) -> datetime | None:
    """The next moment at which something begins or ends on the fronts of `sections` and, with `front`, on the front
    page: a pin, the breaking bar, an advertisement, a story dated in the future."""
    asked = [now, Ids(sections)] if sections else [now]
    return min((moment for (moment,) in _next_on_fronts(front)(*asked)), default=None)


@cache
def _next_on_fronts(front: bool) -> Prepared:
    def build(now: datetime, sections: Collection[int] = ()) -> QuerySet[Any, Any]:
        begins: list[QuerySet[Any, Any]] = [
            Story.objects.filter(live=True, published_at__gt=now).order_by().values_list("published_at"),
            *_both(AdSlot.objects.all(), "ends_at", now),
        ]
        if front:
            begins += _both(BreakingNotice.objects.all(), "expires_at", now)
            begins += _both(Slot.objects.filter(section=None), "ends_at", now)
        if sections:
            begins += _both(Slot.objects.filter(section__in=sections), "ends_at", now)
        return begins[0].union(*begins[1:])

    return Prepared(build)


def _both(rows: QuerySet[Any, Any], end: str, now: datetime) -> list[QuerySet[Any, Any]]:
    return [rows.filter(**{f"{name}__gt": now}).order_by().values_list(name) for name in ("starts_at", end)]
