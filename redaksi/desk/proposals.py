"""Rubric and topics proposed for a taken item, each from words that stand in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from redaksi.formats.html import to_text
from redaksi.stories.models import Section, Topic
from redaksi.wire.models import WireItem

MOST_TOPICS = 5
_WORD = re.compile(r"[\w’'-]+")
# A name of one or two letters (a pronoun, a unit) stands in any text.
_SHORTEST = 3
# Fields of the stored item that name a rubric.
_TELLING = ("subjects", "keywords", "genre", "related")


def propose_section(wire_item: WireItem) -> Section | None:
    """The rubric of an item: where a rule routed it, what its subjects name, its source's own, or that of its leads."""
    return propose_sections([wire_item])[wire_item.pk]


def propose_sections(items: Iterable[WireItem]) -> dict[int, Section | None]:
    """`propose_section` of each of `items` by its key, in two queries, without the texts of the items."""
    items = list(items)
    sections = list(Section.objects.all())
    by_name = {name.casefold(): section for section in sections for name in (section.slug, section.name)}
    rows = WireItem.objects.filter(pk__in=[item.pk for item in items])
    said = {pk: told for pk, *told in rows.values_list("pk", *(f"document__{name}" for name in _TELLING))}
    names = {item.pk: _section_names(item, *said.get(item.pk, ([], [], "", []))) for item in items}
    return {
        pk: next((by_name[name.casefold()] for name in given if name.casefold() in by_name), None)
        for pk, given in names.items()
    }


def _section_names(wire_item: WireItem, subjects: Any, keywords: Any, genre: Any, related: Any) -> list[str]:
    leads = Counter(lead.get("section") for lead in related or () if lead.get("section"))
    names = [
        wire_item.section,
        *(subject.get("name") for subject in subjects or ()),
        *(keywords or ()),
        genre,
        wire_item.source.default_section,
        *(name for name, _count in leads.most_common()),
    ]
    return [name for name in names if isinstance(name, str) and name]


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
