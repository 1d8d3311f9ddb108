"""What stands beside a story: its lists for readers, chosen out of one row of candidates, with reasons for the desk."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import F

from redaksi.discovery.popular import DAY, remembered
from redaksi.discovery.popular import choose as most_read
from redaksi.discovery.related import Recommendation, choose, link_rows, near, shelves
from redaksi.stories import queries
from redaksi.stories.body import reference_ids
from redaksi.stories.listed import Listed
from redaksi.stories.models import Section, Story, Topic

RELATED, OTHERS, RECOMMENDED, POPULAR, LATEST = 4, 10, 4, 5, 5
GATHERED: Final = 24  # of the rubric and of all: enough for each list after the others took theirs


@dataclass(frozen=True, slots=True)
class Lists:
    """The stories around a story: none but public and unpaid ones; `following` is one or none.

    `why` are the reasons for what is recommended, in its order.
    """

    following: list[Listed]
    related: list[Listed]
    recommended: list[Listed]
    others: list[Listed]
    popular: list[Listed]
    latest: list[Listed]
    why: list[Recommendation]


@dataclass(frozen=True, slots=True)
class Shown:
    """One story beside another with the list it stands in and why, in parts: shared topics, shared words, ..."""

    story: Listed
    topics: tuple[str, ...]
    words: tuple[str, ...]
    same_section: bool


def lists_of(
    story: Story, gathered: list[Listed], shared: Mapping[int, set[int]], opened: Sequence[int], now: datetime
) -> Lists:
    """The lists around a story out of one row of candidates; only what is read most may stand in another list too."""
    free = [each for each in gathered if each.label not in queries.PAID]
    related = sorted((each for each in free if each.pk in shared), key=lambda each: -len(shared[each.pk]))[:RELATED]
    taken = {each.pk for each in related}
    rest = [each for each in free if each.pk not in taken]
    same = [each for each in rest if each.section_id == story.section_id]
    following = [each for each in same if each.published_at <= (story.published_at or now)][:1] or same[:1]
    taken.update(each.pk for each in following)
    near_by = (*same, *(each for each in rest if each.section_id != story.section_id and each.pk in shared))
    why = choose(story, (each for each in near_by if each.pk not in taken), shared, RECOMMENDED, now)
    chosen = [each.story for each in why]
    taken.update(each.pk for each in chosen)
    others = [each for each in same if each.pk not in taken][:OTHERS]
    popular = most_read(opened, free, POPULAR)
    taken.update(each.pk for each in (*others, *popular))
    latest = [each for each in free if each.pk not in taken][:LATEST]
    return Lists(following, related, chosen, others, popular, latest, why)


def gather(
    story: Story, sections: Iterable[Section], also: Collection[int], now: datetime
) -> tuple[list[Listed], dict[int, set[int]], list[int]]:
    """(candidates, topics they share with `story`, what is read most): what `lists_of` chooses from; one query.

    `story` comes from `queries.whole` with `links`; `also` are stories that its body names.
    """
    opened = remembered(DAY, now)
    shared = near(getattr(story, "links", ()))
    return queries.around(story, sections, {*also, *opened, *shared}, now, GATHERED), shared, opened


def for_desk(pk: int, now: datetime) -> tuple[list[Shown], list[Shown]]:
    """(related, recommended) as readers of the public story `pk` see them now, each with its reasons."""
    story = queries.whole(pk, links=link_rows)
    if story is None or not queries.is_public(story, now):
        return [], []
    also, _pictures = reference_ids(story.body.raw_data)
    gathered, shared, opened = gather(story, queries.sections(), also, now)
    lists = lists_of(story, gathered, shared, opened, now)
    names = {topic.pk: topic.name for topic in story.topics.all()}
    related = [
        Shown(each, tuple(names[topic] for topic in sorted(shared[each.pk]) if topic in names), (), False)
        for each in lists.related
    ]
    return related, [_shown(story, each, names) for each in lists.why]


def suggestions(story: Story, limit: int, now: datetime) -> list[Shown]:
    """Public stories that a draft may point to (`Baca juga`), best first: by its topics, words and rubric as they are
    now; what its body names already is left out."""
    named, _pictures = reference_ids(story.body.raw_data)
    topics = {topic.pk: topic.name for topic in story.topics.all()}
    shared = near(shelves(Topic.objects.filter(pk__in=list(topics)), story.pk).values("newest", topic=F("pk")))
    candidates = queries.around(story, queries.sections(), shared, now, GATHERED)
    free = [each for each in candidates if each.pk not in named]
    found = choose(story, free, shared, limit, now)
    return [_shown(story, each, topics) for each in found if each.reasons or each.story.section_id == story.section_id]


def _shown(story: Story, chosen: Recommendation, names: Mapping[int, str]) -> Shown:
    topics = tuple(reason for reason in chosen.reasons if reason in names.values())
    words = tuple(reason for reason in chosen.reasons if reason not in topics)
    return Shown(chosen.story, topics, words, chosen.story.section_id == story.section_id)
