"""What stories are about: a topic with its key facts and timeline, and two countries together."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Final

from django.utils.translation import gettext as _

from redaksi.portal.pages.frame import Answer, Frame, Ground, Head, frame
from redaksi.portal.pages.lists import SIZE, STYLES, Pager, list_head, paged, pager, shown_keys
from redaksi.stories import keys, queries
from redaksi.stories.dates import month_name
from redaksi.stories.fields import Fields
from redaksi.stories.models import Topic
from redaksi.stories.present import CardView, LinkView

PARTNERS: Final = 8
LONGEST_FACT_NAME: Final = 40


@dataclass(frozen=True, slots=True)
class Month(Fields):
    """A stretch of the timeline: `November 2026` and its stories, newest first."""

    name: str
    cards: tuple[CardView, ...]


@dataclass(frozen=True, slots=True)
class TopicPage(Fields):
    """`facts` are (name, value); `related` leads to pairs from a country, and to both countries from a pair."""

    frame: Frame
    head: Head
    name: str
    kind: str
    description: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    related: tuple[LinkView, ...]
    months: tuple[Month, ...]
    pager: Pager

    @property
    def river(self) -> tuple[CardView, ...]:
        """All stories of the page."""
        return tuple(card for month in self.months for card in month.cards)


def topic_page(ground: Ground, topic: Topic, number: int) -> Answer:
    """Page `number` of the stories about a topic."""
    found = queries.by_topic(topic, ground.now, number, SIZE)
    country = topic.kind == Topic.Kind.COUNTRY
    others = queries.partners(topic, ground.now, PARTNERS) if country else []
    description, facts = described(topic.description)
    summary = " ".join(description) or _("News about %(topic)s") % {"topic": topic.name}
    page = TopicPage(
        frame=frame(ground, STYLES),
        head=list_head(ground, topic.name, summary, paged(topic.get_absolute_url(), number), "/rss.xml"),
        name=topic.name,
        kind=f"{_('Topic')}: {topic.get_kind_display()}",
        description=description if number == 1 else (),
        facts=facts if number == 1 else (),
        related=tuple(LinkView(pair_name(topic, other), pair_url(topic, other)) for other in others),
        months=_timeline(ground, found),
        pager=pager(topic.get_absolute_url(), found),
    )
    names = [keys.topic_name(each.pk) for each in (topic, *others)]
    return Answer("portal/topic.html", page, (keys.topic_list(topic.pk), *names, *shown_keys(found.stories)))


def pair_page(ground: Ground, pair: tuple[Topic, Topic], number: int) -> Answer | None:
    """Page `number` of the stories in which both countries appear; None where there is none at all."""
    found = queries.by_pair(pair, ground.now, number, SIZE)
    if number == 1 and not found.stories:
        return None
    name, url = pair_name(*pair), pair_url(*pair)
    page = TopicPage(
        frame=frame(ground, STYLES),
        head=list_head(ground, name, _("News about %(topic)s") % {"topic": name}, paged(url, number), "/rss.xml"),
        name=name,
        kind=_("Two countries"),
        description=(_("Every story in which both appear, newest first."),),
        facts=(),
        related=tuple(LinkView(topic.name, topic.get_absolute_url()) for topic in pair),
        months=_timeline(ground, found),
        pager=pager(url, found),
    )
    own = [key for topic in pair for key in (keys.topic_list(topic.pk), keys.topic_name(topic.pk))]
    return Answer("portal/topic.html", page, (*own, *shown_keys(found.stories)))


def pair_url(one: Topic, other: Topic) -> str:
    """The one address of two countries: by alphabet, as /topik/pakistan-rusia."""
    return f"/topik/{'-'.join(sorted((one.slug, other.slug)))}"


def pair_name(one: Topic, other: Topic) -> str:
    first, second = sorted((one, other), key=lambda topic: topic.slug)
    return f"{first.name}-{second.name}"


def described(text: str) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """(paragraphs, key facts) of a topic's description: a line `Capital: Islamabad` is a fact."""
    paragraphs: list[str] = []
    facts: list[tuple[str, str]] = []
    for line in (line.strip() for line in text.splitlines()):
        name, colon, value = line.partition(": ")
        if colon and value.strip() and len(name) <= LONGEST_FACT_NAME and "." not in name:
            facts.append((name.lstrip("-* "), value.strip()))
        elif line:
            paragraphs.append(line)
    return tuple(paragraphs), tuple(facts)


def _timeline(ground: Ground, found: queries.Page) -> tuple[Month, ...]:
    queries.with_renditions(found.stories)
    dated = [(story.published_at or ground.now).astimezone(ground.house.zone) for story in found.stories]
    shown = zip(dated, ground.cards(found.stories), strict=True)
    months = groupby(shown, key=lambda pair: (pair[0].year, pair[0].month))
    return tuple(
        Month(f"{month_name(month)} {year}", tuple(card for _moment, card in group)) for (year, month), group in months
    )
