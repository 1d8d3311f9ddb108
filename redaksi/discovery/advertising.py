"""How often advertisements were seen and followed: counted by the edge, by day, without cookies or third parties."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db import transaction
from django.db.models import F, Sum

from redaksi.discovery.models import AdCount
from redaksi.stories.models import AdSlot

Kind = Literal["views", "clicks"]


@dataclass(frozen=True, slots=True)
class Figures:
    """What became of one advertisement within some days, or on one day (`day`)."""

    ad: AdSlot
    views: int
    clicks: int
    day: date | None = None

    @property
    def rate(self) -> float | None:
        """Clicks in a hundred views; None without views."""
        return 100 * self.clicks / self.views if self.views else None


def add(kind: Kind, counts: Mapping[int, int], day: date) -> None:
    """Add what an edge counted on `day`: advertisement -> times; unknown ones are left out."""
    known = AdSlot.objects.filter(pk__in=counts).values_list("pk", flat=True)
    with transaction.atomic():
        for pk in known:
            row, _created = AdCount.objects.get_or_create(ad_id=pk, day=day)
            AdCount.objects.filter(pk=row.pk).update(**{kind: F(kind) + counts[pk]})


def figures(since: date, until: date) -> list[Figures]:
    """Every advertisement that was seen or followed from `since` to `until`, both included; the most seen first."""
    summed = AdCount.objects.filter(day__range=(since, until)).values_list("ad_id")
    rows = {pk: (views, clicks) for pk, views, clicks in summed.annotate(v=Sum("views"), c=Sum("clicks"))}
    ads = AdSlot.objects.select_related("section").in_bulk(rows)
    found = [Figures(ads[pk], views, clicks) for pk, (views, clicks) in rows.items()]
    return sorted(found, key=lambda each: (-each.views, -each.clicks, each.ad.pk))


def by_day(ad: AdSlot, since: date, until: date) -> list[Figures]:
    """One advertisement, day by day, the newest first; days without a view are left out."""
    rows = AdCount.objects.filter(ad=ad, day__range=(since, until)).order_by("-day")
    return [Figures(ad, row.views, row.clicks, row.day) for row in rows]
