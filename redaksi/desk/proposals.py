"""Rubric and topics proposed for a taken item, each from words that stand in it."""

from __future__ import annotations

import re
from collections import Counter

from redaksi.formats.html import to_text
from redaksi.stories.models import Section, Topic
from redaksi.wire.models import WireItem

MOST_TOPICS = 5
_WORD = re.compile(r"[\w’'-]+")
# A name of one or two letters (a pronoun, a unit) stands in any text.
_SHORTEST = 3


def propose_section(wire_item: WireItem) -> Section | None:
    """The rubric of an item: where a rule routed it, what its subjects name, its source's own, or that of its leads."""
    sections = list(Section.objects.all())
    by_name = {name.casefold(): section for section in sections for name in (section.slug, section.name)}
    item = wire_item.item
    leads = Counter(related.section for related in item.related if related.section)
    names = (
        wire_item.section,
        *(subject.name for subject in item.subjects),
        *item.keywords,
        item.genre or "",
        wire_item.source.default_section,
        *(name for name, _count in leads.most_common()),
    )
    return next((by_name[name.casefold()] for name in names if name.casefold() in by_name), None)


def propose_topics(wire_item: WireItem) -> list[Topic]:
    """Topics of an item, at most five: the one a rule gave it, then those whose names stand in headline, keywords or
    text, the most often named first.
    """
    item = wire_item.item
    body = item.body_text or to_text(item.body_html or "")
    text = " ".join([item.headline or "", *item.keywords, *(s.name for s in item.subjects), body])
    words = [word.casefold() for word in _WORD.findall(text)]
    counts: Counter[str] = Counter()
    for length in (1, 2, 3, 4):
        counts.update(" ".join(words[at : at + length]) for at in range(len(words) - length + 1))
    headline = (item.headline or "").casefold()
    named = [(topic, counts[topic.name.casefold()]) for topic in _candidates(counts)]
    ranked = sorted(named, key=lambda pair: (pair[0].name.casefold() not in headline, -pair[1], pair[0].name))
    routed = Topic.objects.filter(slug=wire_item.topic) if wire_item.topic else Topic.objects.none()
    return list(dict.fromkeys([*routed, *(topic for topic, _count in ranked)]))[:MOST_TOPICS]


def _candidates(counts: Counter[str]) -> list[Topic]:
    names = Topic.objects.values_list("pk", "name")
    keys = [pk for pk, name in names if len(name) >= _SHORTEST and counts[name.casefold()]]
    return list(Topic.objects.filter(pk__in=keys))
