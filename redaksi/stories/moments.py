"""The moments at which what readers see changes by itself: an expiry, a pin, an advertisement, a notice."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from redaksi.stories.models import Story
from redaksi.stories.placements import AdSlot, BreakingNotice, Slot


def expiries(ids: Collection[int], now: datetime) -> dict[int, datetime]:
    """When those of the stories `ids` that will expire do so."""
    rows = Story.objects.filter(live=True, pk__in=ids, expire_at__gt=now).order_by() if ids else Story.objects.none()
    return dict(rows.values_list("pk", "expire_at"))


def next_on_fronts(sections: Collection[int], front: bool, now: datetime) -> datetime | None:
    """The next moment at which something begins or ends on the fronts of `sections` and, with `front`, on the front
    page: a pin, the breaking bar, an advertisement, a story dated in the future."""
    begins: list[QuerySet[Any, Any]] = [
        Story.objects.filter(live=True, published_at__gt=now).order_by().values_list("published_at"),
        *_both(AdSlot.objects.all(), "ends_at", now),
    ]
    if front:
        begins += _both(BreakingNotice.objects.all(), "expires_at", now)
        begins += _both(Slot.objects.filter(section=None), "ends_at", now)
    if sections:
        begins += _both(Slot.objects.filter(section__in=sections), "ends_at", now)
    return min((moment for (moment,) in begins[0].union(*begins[1:])), default=None)


def _both(rows: QuerySet[Any, Any], end: str, now: datetime) -> list[QuerySet[Any, Any]]:
    return [rows.filter(**{f"{name}__gt": now}).order_by().values_list(name) for name in ("starts_at", end)]
