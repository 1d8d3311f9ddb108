"""Shelves: where a public story stands under a topic, a name or a pair of countries, newest first.

A list by topic or person would otherwise gather all its stories and sort them: 100,000 rows for the first twenty.
Each row here repeats the story's public time beside what it stands under, so such a list is a few steps down one
index, whatever the archive's size (docs/decisions/0015-shelves.md).
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from typing import Any, Final

from django.db import models
from django.db.models import F

from redaksi.stories.facts import PublicFacts

BESIDE: Final = 2**31  # a pair's number is the lower topic's number times this, plus the higher one's
REPAIRED_AT_ONCE: Final = 1000


class Place(models.Model):
    """One story on one shelf; kept by `shelve` in the transaction that changes what is public."""

    class Kind(models.IntegerChoices):
        TOPIC = 1
        PERSON = 2
        PAIR = 3

    kind = models.PositiveSmallIntegerField(choices=Kind)
    number = models.BigIntegerField()
    published_at = models.DateTimeField()
    # The unique constraint begins with the story and serves as the key's own index.
    story = models.ForeignKey("stories.Story", on_delete=models.CASCADE, related_name="places", db_index=False)

    class Meta:
        indexes = [models.Index(fields=["kind", "number", "-published_at", "-story"], name="place_newest")]
        constraints = [models.UniqueConstraint(fields=["story", "kind", "number"], name="place_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.number} {self.story_id}"


def pair_number(one: int, other: int) -> int:
    """The shelf of two topics, in whichever order they are given."""
    return min(one, other) * BESIDE + max(one, other)


def places_of(facts: PublicFacts) -> set[tuple[int, int]]:
    """(kind, number) of every shelf on which a story stands."""
    return {
        *((int(Place.Kind.TOPIC), pk) for pk in facts.topic_ids),
        *((int(Place.Kind.PERSON), pk) for pk in facts.person_ids),
        *((int(Place.Kind.PAIR), pair_number(*pair)) for pair in combinations(facts.country_ids, 2)),
    }


def shelve(pk: int, facts: PublicFacts | None) -> None:
    """Put story `pk` where its public `facts` say it stands, and take it from every other shelf."""
    held = {(place.kind, place.number, place.published_at): place.pk for place in Place.objects.filter(story_id=pk)}
    wanted = {(*place, facts.published_at) for place in places_of(facts)} if facts else set()
    if gone := [held[place] for place in held.keys() - wanted]:
        Place.objects.filter(pk__in=gone).delete()
    rows = (Place(kind=kind, number=number, published_at=at, story_id=pk) for kind, number, at in wanted - held.keys())
    Place.objects.bulk_create(rows)


def pair_up(topic: int, countries: Iterable[int]) -> None:
    """Shelve what stands under `topic`, which has just become a country, with each of the other `countries`."""
    own = Place.objects.filter(kind=Place.Kind.TOPIC, number=topic)
    for country in countries:
        shared: Any = own.filter(story__places__kind=Place.Kind.TOPIC, story__places__number=country)
        rows = (
            Place(kind=Place.Kind.PAIR, number=pair_number(topic, country), published_at=at, story_id=pk)
            for pk, at in shared.values_list("story_id", F("published_at")).iterator()
        )
        Place.objects.bulk_create(rows, batch_size=REPAIRED_AT_ONCE, ignore_conflicts=True)
