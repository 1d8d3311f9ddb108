"""What is read most, from the edge's own counts: windows of hours, advertisements never among them (R23).

Counting is remembered for a minute, as numbers of stories only: whether a story may be shown is asked each time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from django.db import transaction
from django.db.models import F, Sum
from django.utils import timezone

from redaksi.discovery.models import ReadCount
from redaksi.stories import queries
from redaksi.stories.listed import Listed
from redaksi.stories.models import Section, Story

HOUR, DAY, WEEK = 1, 24, 7 * 24
COUNTED = 20  # stories remembered of a window: some of them may have left public view meanwhile


def most_opened(window_hours: int, now: datetime) -> list[int]:
    """Numbers of the stories most opened within the window, most first; one query."""
    since = (now - timedelta(hours=window_hours)).replace(minute=0, second=0, microsecond=0)
    # As a sum, for grouped by the plain column SQLite walks all hours in its index instead of the window in ours.
    counted = ReadCount.objects.filter(hour__gte=since).values_list(F("story_id") + 0).annotate(total=Sum("count"))
    return [story_id for story_id, _ in counted.order_by("-total", "-story_id")[:COUNTED]]


def remembered(window_hours: int, now: datetime) -> list[int]:
    """`most_opened` as it was within the minute of `now`, the week within its ten minutes; no query if known."""
    minutes = 10 if window_hours > DAY else 1
    step = 60 * minutes
    return list(_remembered(window_hours, (int(now.timestamp()) // step + 1) * step))


def choose(order: Sequence[int], stories: Iterable[Listed], limit: int, fill: bool = True) -> list[Listed]:
    """Of public `stories` (newest first) those in `order`, filled up with the newest; never an advertisement."""
    free = {story.pk: story for story in stories if story.label not in queries.PAID}
    read = {pk: free[pk] for pk in [pk for pk in order if pk in free][:limit]}
    rest = [story for pk, story in free.items() if pk not in read] if fill else []
    return [*read.values(), *rest[: limit - len(read)]]


def popular(
    window_hours: int = DAY, limit: int = 5, now: datetime | None = None, sections: Iterable[Section] | None = None
) -> list[Listed]:
    """Public stories most opened within the window, most first; filled up with the newest where there are too few.

    Whoever has the `sections` at hand saves a query.
    """
    now = now or timezone.now()
    order = remembered(window_hours, now)
    known = queries.sections() if sections is None else sections
    stories = queries.gather(now, known, order, limit)
    return choose(order, stories, limit)


def forget_remembered() -> None:
    """Count anew at the next question."""
    _remembered.cache_clear()


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
    old = ReadCount.objects.filter(hour__lt=moment)
    return old.delete()[0] if old.exists() else 0


@lru_cache(maxsize=8)
def _remembered(window_hours: int, until: int) -> tuple[int, ...]:
    return tuple(most_opened(window_hours, datetime.fromtimestamp(until, UTC)))
