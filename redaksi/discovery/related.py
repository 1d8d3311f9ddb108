"""Recommendations made in the house: shared topics, shared words, recency. Each says why it was chosen.

A page that has its candidates at hand (`queries.around`) asks `choose`; `recommend` fetches them itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db.models import OuterRef, QuerySet
from django.utils import timezone

from redaksi.discovery.terms import terms
from redaksi.stories import queries
from redaksi.stories.listed import Listed
from redaksi.stories.models import Place, Story, Topic
from redaksi.stories.rows import Rows

CANDIDATES = 40
LINKS = 20  # the newest stories of each of its topics that are looked at
TOPIC, WORD, SECTION = 3.0, 1.0, 0.5
HALF_LIFE_DAYS = 14.0


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A story to read next, with its score and the reasons in it, for the desk to see."""

    story: Listed
    score: float
    reasons: tuple[str, ...]


def link_rows(pk: int) -> Rows:
    """The topics of story `pk` with the newest stories of each, as rows inside another query: `near` reads them."""
    return Rows(shelves(Topic.objects.filter(stories=pk), pk), topic="id", newest="newest")


def shelves(topics: QuerySet[Topic], pk: int) -> QuerySet[Any]:
    """`topics` with the newest stories of each but `pk`, as rows called `newest`."""
    shelf = Place.objects.filter(kind=Place.Kind.TOPIC, number=OuterRef("pk")).exclude(story_id=pk)
    return topics.annotate(newest=Rows(shelf.order_by("-published_at", "-story_id")[:LINKS], story="story_id"))


def near(rows: Iterable[Mapping[str, Any]]) -> dict[int, set[int]]:
    """Story -> the topics it shares, of `link_rows`; at most `CANDIDATES` stories, the newest of each topic first."""
    shelves = [(row["topic"], row["newest"]) for row in rows]
    shared: dict[int, set[int]] = {}
    for place in range(LINKS):
        for topic, newest in shelves:
            story = newest[place]["story"] if place < len(newest) else 0
            if story and (story in shared or len(shared) < CANDIDATES):
                shared.setdefault(story, set()).add(topic)
    return shared


def choose(
    story: Story, candidates: Iterable[Listed], shared: Mapping[int, set[int]], limit: int, now: datetime
) -> list[Recommendation]:
    """The best of `candidates` for a reader of `story`; never itself, never an advertisement (R23)."""
    topics = {topic.pk: topic.name for topic in story.topics.all()}
    wanted = _words(story.headline, story.deck)
    scored = [
        _score(each, [topics[pk] for pk in shared.get(each.pk, ()) if pk in topics], wanted, story.section_id, now)
        for each in candidates
        if each.pk != story.pk and each.label not in queries.PAID
    ]
    return sorted(scored, key=lambda each: (-each.score, -each.story.pk))[:limit]


def recommend(story: Story, limit: int = 5, now: datetime | None = None) -> list[Recommendation]:
    """The public stories nearest to `story`, best first."""
    now = now or timezone.now()
    whole = queries.whole(story.pk, links=link_rows)
    if whole is None:
        return []
    shared = near(getattr(whole, "links", ()))
    candidates = queries.around(whole, queries.sections(), shared, now, CANDIDATES)
    found = [each for each in candidates if each.section_id == whole.section_id or each.pk in shared]
    return choose(whole, found, shared, limit, now)


def related(story: Story, limit: int = 5, now: datetime | None = None) -> list[Listed]:
    """The stories of `recommend`, without the reasons."""
    return [each.story for each in recommend(story, limit, now)]


def _score(
    story: Listed, topics: list[str], wanted: frozenset[str], section_id: int | None, now: datetime
) -> Recommendation:
    words = wanted & _words(story.headline, story.deck)
    same_section = story.section_id == section_id
    age = (now - story.published_at).total_seconds() / 86400
    fresh = 0.5 ** (max(age, 0.0) / HALF_LIFE_DAYS)
    score = (TOPIC * len(topics) + WORD * len(words) + SECTION * same_section) * (0.3 + 0.7 * fresh) + 0.1 * fresh
    return Recommendation(story, score, (*topics, *sorted(words)))


# The same stories are candidates for many others.
@lru_cache(maxsize=2048)
def _words(headline: str, deck: str) -> frozenset[str]:
    return frozenset(terms(f"{headline} {deck}"))
