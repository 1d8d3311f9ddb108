"""Recommendations made in the house: shared topics, shared words, recency. Each says why it was chosen.

A page that has its candidates at hand (`queries.around`) asks `choose`; `recommend` fetches them itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.utils import timezone

from redaksi.discovery.terms import terms
from redaksi.stories import queries
from redaksi.stories.models import Story
from redaksi.stories.rows import Rows

CANDIDATES = 40
LINKS = 120  # the newest links of the story's topics that are looked at
TOPIC, WORD, SECTION = 3.0, 1.0, 0.5
HALF_LIFE_DAYS = 14.0


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A story to read next, with its score and the reasons in it, for the desk to see."""

    story: Story
    score: float
    reasons: tuple[str, ...]


def link_rows(pk: int) -> Rows:
    """The newest links of the topics of story `pk`, as rows inside another query: `near` reads them."""
    links = Story.topics.through.objects.filter(topic__stories=pk).exclude(story_id=pk).order_by("-pk")
    return Rows(links[:LINKS], story="story_id", topic="topic_id")


def near(rows: Iterable[Mapping[str, Any]]) -> dict[int, set[int]]:
    """Story -> the topics it shares, of `link_rows`; at most `CANDIDATES` stories."""
    shared: dict[int, set[int]] = {}
    for row in rows:
        if row["story"] in shared or len(shared) < CANDIDATES:
            shared.setdefault(row["story"], set()).add(row["topic"])
    return shared


def choose(
    story: Story, candidates: Iterable[Story], shared: Mapping[int, set[int]], limit: int, now: datetime
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
    whole = queries.whole(story.pk, links=link_rows(story.pk))
    if whole is None:
        return []
    shared = near(getattr(whole, "links", ()))
    candidates = queries.around(whole, queries.sections(), shared, now, CANDIDATES)
    found = [each for each in candidates if each.section_id == whole.section_id or each.pk in shared]
    return choose(whole, found, shared, limit, now)


def related(story: Story, limit: int = 5, now: datetime | None = None) -> list[Story]:
    """The stories of `recommend`, without the reasons."""
    return [each.story for each in recommend(story, limit, now)]


def _score(
    story: Story, topics: list[str], wanted: frozenset[str], section_id: int | None, now: datetime
) -> Recommendation:
    words = wanted & _words(story.headline, story.deck)
    same_section = story.section_id == section_id
    age = (now - (story.published_at or now)).total_seconds() / 86400
    fresh = 0.5 ** (max(age, 0.0) / HALF_LIFE_DAYS)
    score = (TOPIC * len(topics) + WORD * len(words) + SECTION * same_section) * (0.3 + 0.7 * fresh) + 0.1 * fresh
    return Recommendation(story, score, (*topics, *sorted(words)))


# The same stories are candidates for many others.
@lru_cache(maxsize=2048)
def _words(headline: str, deck: str) -> frozenset[str]:
    return frozenset(terms(f"{headline} {deck}"))
