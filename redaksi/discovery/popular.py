"""What is read most, from the edge's own counts: windows of hours, advertisements never among them (R23)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Sum
from django.utils import timezone

from redaksi.discovery.models import ReadCount
from redaksi.stories.models import Story


def popular(window_hours: int = 24, limit: int = 5, now: datetime | None = None) -> list[Story]:
    """Public stories most opened within the window, most first; filled up with the newest where there are too few."""
    now = now or timezone.now()
    since = now - timedelta(hours=window_hours)
    counted = (
        ReadCount.objects.filter(hour__gte=since.replace(minute=0, second=0, microsecond=0))
        .values_list("story_id")
        .annotate(total=Sum("count"))
        .order_by("-total", "-story_id")[: limit * 3]
    )
    order = {story_id: place for place, (story_id, _) in enumerate(counted)}
    public = Story.objects.public(now).exclude(label__in=["advertorial", "sponsored"])
    public = public.select_related("section", "picture")
    read = sorted(public.filter(pk__in=order), key=lambda story: order[story.pk])[:limit]
    if len(read) < limit:
        chosen = [story.pk for story in read]
        read += list(public.exclude(pk__in=chosen).order_by("-published_at", "-id")[: limit - len(read)])
    return read


def add_reads(counts: Mapping[tuple[int, datetime], int]) -> None:
    """Add what an edge counted: (story id, hour) -> times opened; unknown stories are left out."""
    known = set(Story.objects.filter(pk__in={pk for pk, _ in counts}).values_list("pk", flat=True))
    with transaction.atomic():
        for (story_id, hour), count in counts.items():
            if story_id not in known:
                continue
            row, _ = ReadCount.objects.get_or_create(story_id=story_id, hour=hour)
            ReadCount.objects.filter(pk=row.pk).update(count=F("count") + count)


def forget_before(moment: datetime) -> int:
    """Drop counts that no window needs any more; returns how many rows went."""
    return ReadCount.objects.filter(hour__lt=moment).delete()[0]
