"""What the desk sees of one wire item, as frozen values: its template asks for nothing more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import nh3
from django.db.models import QuerySet
from django.utils.safestring import SafeString, mark_safe

from redaksi.desk.comparison import Comparison, compare
from redaksi.desk.events import Event
from redaksi.desk.inbox import is_killed, rows_of
from redaksi.desk.models import Spike, Take
from redaksi.desk.terms import words_for
from redaksi.formats.html import from_text, sanitise
from redaksi.formats.item import FormatError, NewsItem
from redaksi.stories.drafting import draft_of
from redaksi.stories.models import Story
from redaksi.wire.models import WireItem
from redaksi.wire.versions import came_late, newest_first

VERSIONS: Final = 30
"""Versions of one item, and messages about it, that its screen shows."""

_SHOWN = {"p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "table", "thead", "tbody", "tr", "td", "th", "caption"}
_SHOWN |= {"pre", "strong", "b", "em", "i", "a", "br", "sub", "sup", "cite"}


@dataclass(frozen=True, slots=True)
class Version:
    """One version of the item: whether it is the one that counts, came after a higher one, or became a story."""

    item: WireItem
    current: bool
    late: bool
    story: Story | None


@dataclass(frozen=True, slots=True)
class ItemPage:
    """`body` is safe HTML without pictures (the desk loads nothing from outside); `news` is the item as it was read,
    None when this version of the program cannot read what an older one stored.

    `terms` are the agency's terms in words with the words that they were read from; `chain` holds the versions, the
    one that counts first; `changes` compares with the version before, or with the one a story was made of; `messages`
    are what the agency said about the item apart from it; `event` holds the other takes of its event; `routed` says
    which rules caught it and why. `story` is what one of the versions became, `mine` whether it was this one.
    """

    news: NewsItem | None
    body: SafeString
    paragraphs: int
    byline_names: tuple[str, ...]
    terms: tuple[tuple[str, str], ...]
    killed: bool
    chain: tuple[Version, ...]
    changes: Comparison | None
    messages: tuple[WireItem, ...]
    event: Event | None
    routed: tuple[tuple[str, tuple[str, ...]], ...]
    story: Story | None
    mine: bool
    spike: Spike | None


def item_page(item: WireItem, against: int | None = None) -> ItemPage:
    """Everything about `item` that its screen shows; `against` is the key of the version to compare it with."""
    try:
        news: NewsItem | None = item.item
    except FormatError:
        news = None
    versions = WireItem.objects.filter(source_id=item.source_id, guid=item.guid).defer("document")
    chain = newest_first(list(versions.select_related("source").order_by("-received_at", "-id")[:VERSIONS]))
    taken = {take.wire_item_id: take.story for take in Take.objects.filter(wire_item__in=chain).select_related("story")}
    late = {each.pk for each in came_late(chain)}
    draft = draft_of(news) if news else None
    row = rows_of([item])[0]
    return ItemPage(
        news=news,
        body=_body(news) if news else SafeString(""),
        paragraphs=sum(block["type"] == "paragraph" for block in draft.body) if draft else 0,
        byline_names=draft.byline_names if draft else (),
        terms=tuple((words_for(right), right.get("because", "")) for right in item.rights),
        killed=is_killed(item),
        chain=tuple(Version(each, not each.superseded, each.pk in late, taken.get(each.pk)) for each in chain),
        changes=_changes(item, chain, taken, against),
        messages=tuple(_messages(item)),
        event=row.event,
        routed=tuple((each.get("rule", ""), tuple(each.get("because", ()))) for each in item.routed),
        story=row.story,
        mine=item.pk in taken,
        spike=Spike.objects.filter(wire_item=item).select_related("spiked_by").first(),
    )


def body_of(item: WireItem) -> SafeString:
    """The text of an item as safe HTML; empty when it cannot be read any more."""
    try:
        return _body(item.item)
    except FormatError:
        return SafeString("")


def _changes(
    item: WireItem, chain: Sequence[WireItem], taken: Mapping[int, Story], against: int | None
) -> Comparison | None:
    """Against the version asked for, else the newest one that a story was made of, else the one before."""
    older = chain[[each.pk for each in chain].index(item.pk) + 1 :] if item in chain else []
    asked = next((each for each in chain if each.pk == against and each.pk != item.pk), None)
    other = asked or next((each for each in older if each.pk in taken), None) or next(iter(older), None)
    return compare(other, item) if other is not None else None


def _messages(item: WireItem) -> QuerySet[WireItem]:
    said = WireItem.objects.filter(about__source_id=item.source_id, about__guid=item.guid, superseded=False)
    said = said.exclude(guid=item.guid).select_related("source").defer("document")
    return said.order_by("-received_at", "-id")[:VERSIONS]


def _body(news: NewsItem) -> SafeString:
    markup = sanitise(news.body_html) if news.body_html else from_text(news.body_text or "")
    # The allow-list has been through it; what is left out here is only what would be fetched from elsewhere.
    return mark_safe(nh3.clean(markup, tags=_SHOWN, link_rel="noopener noreferrer nofollow"))  # noqa: S308
