"""What lists of stories ask the database: each gives rows of `listed.ROW`, from values that a `Prepared` may put in.

`queries` asks them and makes stories of the rows.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

from django.db.models import QuerySet

from redaksi.stories.listed import ROW
from redaksi.stories.models import Place, Story, StoryQuerySet
from redaksi.stories.prepared import Prepared

NEWEST_FIRST: Final = ("-published_at", "-id")
PAID: Final = (Story.Label.ADVERTORIAL, Story.Label.SPONSORED)
Build = Callable[..., QuerySet[Story, Any]]


def unpaid(now: datetime) -> QuerySet[Story]:
    """Public stories that are no paid copy, newest first: for `gather`."""
    return Story.objects.public(now).filter(section__isnull=False).exclude(label__in=PAID).order_by(*NEWEST_FIRST)


def _listed(stories: StoryQuerySet) -> QuerySet[Story, Any]:
    return stories.filter(section__isnull=False).order_by(*NEWEST_FIRST).values_list(*ROW)


def _shelf(now: datetime, kind: Place.Kind, number: int) -> QuerySet[Story, Any]:
    stories = Story.objects.public(now).filter(section__isnull=False, places__kind=kind, places__number=number)
    return stories.order_by("-places__published_at", "-places__story_id").values_list(*ROW)


def in_section(now: datetime, section: int) -> QuerySet[Story, Any]:
    return _listed(Story.objects.public(now).filter(section=section))


def on_topic(now: datetime, topic: int) -> QuerySet[Story, Any]:
    return _shelf(now, Place.Kind.TOPIC, topic).exclude(label__in=PAID)


def on_pair(now: datetime, pair: int) -> QuerySet[Story, Any]:
    return _shelf(now, Place.Kind.PAIR, pair).exclude(label__in=PAID)


def by_person(now: datetime, person: int) -> QuerySet[Story, Any]:
    return _shelf(now, Place.Kind.PERSON, person)


def on_day(start: datetime, end: datetime, now: datetime) -> QuerySet[Story, Any]:
    return _listed(Story.objects.public(now, end).filter(published_at__gte=start))


def since(start: datetime, now: datetime) -> QuerySet[Story, Any]:
    return _listed(Story.objects.public(now).filter(published_at__gte=start))


by_ids = Prepared(lambda now, ids: _listed(Story.objects.public(now).filter(pk__in=ids)))


@lru_cache(maxsize=64)
def newest(limit: int) -> Prepared:
    return Prepared(lambda now: unpaid(now)[:limit].values_list(*ROW))


# The first pages are asked for all the time, deep ones seldom.
@lru_cache(maxsize=64)
def cut(build: Build, start: int, size: int) -> Prepared:
    """The `size` rows from `start` on of what `build` asks."""
    return Prepared(lambda *values: build(*values)[start : start + size])
