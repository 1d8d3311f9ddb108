"""Recommendations made in the house: shared topics, shared words, recency. Each says why it was chosen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from redaksi.discovery.terms import terms
from redaksi.stories.models import Story

CANDIDATES = 60
TOPIC, WORD, SECTION = 3.0, 1.0, 0.5
HALF_LIFE_DAYS = 14.0


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A story to read next, with its score and the reasons in it, for the desk to see."""

    story: Story
    score: float
    reasons: tuple[str, ...]


def recommend(story: Story, limit: int = 5, now: datetime | None = None) -> list[Recommendation]:
    """The public stories nearest to `story`, best first; never itself, never an advertisement (R23)."""
    now = now or timezone.now()
    topics = {topic.pk: topic.name for topic in story.topics.all()}
    wanted = set(terms(f"{story.headline} {story.deck}"))
    public = Story.objects.public(now).exclude(pk=story.pk).exclude(label__in=["advertorial", "sponsored"])
    newest = public.order_by("-published_at", "-id").select_related("section", "picture")
    candidates = {each.pk: each for each in newest.filter(section_id=story.section_id)[:CANDIDATES]}
    shared: dict[int, set[int]] = {}
    if topics:
        through = Story.topics.through.objects
        near = newest.filter(topics__in=topics).distinct()[:CANDIDATES]
        candidates |= {each.pk: each for each in near}
        for story_id, topic_id in through.filter(story_id__in=candidates, topic_id__in=topics).values_list(
            "story_id", "topic_id"
        ):
            shared.setdefault(story_id, set()).add(topic_id)
    scored = [
        _score(each, [topics[pk] for pk in shared.get(each.pk, ())], wanted, story.section_id, now)
        for each in candidates.values()
    ]
    return sorted(scored, key=lambda each: (-each.score, -each.story.pk))[:limit]


def related(story: Story, limit: int = 5, now: datetime | None = None) -> list[Story]:
    """The stories of `recommend`, without the reasons."""
    return [each.story for each in recommend(story, limit, now)]


def _score(story: Story, topics: list[str], wanted: set[str], section_id: int | None, now: datetime) -> Recommendation:
    words = wanted & set(terms(f"{story.headline} {story.deck}"))
    same_section = story.section_id == section_id
    age = (now - (story.published_at or now)).total_seconds() / 86400
    fresh = 0.5 ** (max(age, 0.0) / HALF_LIFE_DAYS)
    score = (TOPIC * len(topics) + WORD * len(words) + SECTION * same_section) * (0.3 + 0.7 * fresh) + 0.1 * fresh
    return Recommendation(story, score, (*topics, *sorted(words)))
