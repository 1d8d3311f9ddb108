"""Rubric and topics proposed for a taken item, each from words that stand in it."""

from __future__ import annotations

import re
from collections import Counter

from redaksi.formats.html import to_text
from redaksi.formats.item import NewsItem
from redaksi.stories.models import Section, Topic
from redaksi.wire.models import Source

MOST_TOPICS = 5
_WORD = re.compile(r"[\w’'-]+")
# A name of one or two letters (a pronoun, a unit) stands in any text.
_SHORTEST = 3


def propose_section(item: NewsItem, source: Source) -> Section | None:
    """The rubric `item` belongs to: what its subjects name, else its source's own, else what its leads stand in."""
    sections = list(Section.objects.all())
    by_name = {name.casefold(): section for section in sections for name in (section.name, section.slug)}
    for name in (*(subject.name for subject in item.subjects), *item.keywords, item.genre or ""):
        if section := by_name.get(name.casefold()):
            return section
    if section := by_name.get(source.default_section.casefold() or "-"):
        return section
    named = Counter(related.section.casefold() for related in item.related if related.section)
    return next((by_name[name] for name, _count in named.most_common() if name in by_name), None)


def propose_topics(item: NewsItem) -> list[Topic]:
    """Topics whose names stand in the headline, keywords or text, the most often named first, at most five."""
    body = item.body_text or to_text(item.body_html or "")
    text = " ".join([item.headline or "", *item.keywords, *(s.name for s in item.subjects), body])
    words = [word.casefold() for word in _WORD.findall(text)]
    counts: Counter[str] = Counter()
    for length in (1, 2, 3, 4):
        counts.update(" ".join(words[at : at + length]) for at in range(len(words) - length + 1))
    headline = (item.headline or "").casefold()
    named = [(topic, counts[topic.name.casefold()]) for topic in _candidates(counts)]
    ranked = sorted(named, key=lambda pair: (pair[0].name.casefold() not in headline, -pair[1], pair[0].name))
    return [topic for topic, _count in ranked[:MOST_TOPICS]]


def _candidates(counts: Counter[str]) -> list[Topic]:
    names = Topic.objects.values_list("pk", "name")
    keys = [pk for pk, name in names if len(name) >= _SHORTEST and counts[name.casefold()]]
    return list(Topic.objects.filter(pk__in=keys))
