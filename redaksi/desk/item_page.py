"""What the desk sees of one wire item, as frozen values: its template asks for nothing more."""

from __future__ import annotations

from dataclasses import dataclass

import nh3
from django.utils.safestring import SafeString, mark_safe

from redaksi.desk.inbox import is_killed, rows_of
from redaksi.desk.models import Spike
from redaksi.desk.terms import words_for
from redaksi.formats.html import from_text, sanitise
from redaksi.formats.item import FormatError, NewsItem
from redaksi.stories.drafting import draft_of
from redaksi.stories.models import Story
from redaksi.wire.models import WireItem

_SHOWN = {"p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "table", "thead", "tbody", "tr", "td", "th", "caption"}
_SHOWN |= {"pre", "strong", "b", "em", "i", "a", "br", "sub", "sup", "cite"}


@dataclass(frozen=True, slots=True)
class ItemPage:
    """`body` is safe HTML without pictures (the desk loads nothing from outside); `news` is the item as it was read,
    None when this version of the program cannot read what an older one stored.

    `terms` are the agency's terms in words; `chain` holds all versions, newest first;
    `story` is what one of them became, `mine` whether it was this one.
    """

    news: NewsItem | None
    body: SafeString
    paragraphs: int
    byline_names: tuple[str, ...]
    terms: tuple[str, ...]
    killed: bool
    chain: tuple[WireItem, ...]
    story: Story | None
    mine: bool
    spike: Spike | None


def item_page(item: WireItem) -> ItemPage:
    """Everything about `item` that its screen shows."""
    try:
        news: NewsItem | None = item.item
    except FormatError:
        news = None
    chain = WireItem.objects.filter(source_id=item.source_id, guid=item.guid).defer("document")
    draft = draft_of(news) if news else None
    return ItemPage(
        news=news,
        body=_body(news) if news else SafeString(""),
        paragraphs=sum(block["type"] == "paragraph" for block in draft.body) if draft else 0,
        byline_names=draft.byline_names if draft else (),
        terms=tuple(words_for(right) for right in item.rights),
        killed=is_killed(item),
        chain=tuple(chain.select_related("source").order_by("-received_at", "-id")[:20]),
        story=rows_of([item])[0].story,
        mine=item.takes.exists(),
        spike=Spike.objects.filter(wire_item=item).select_related("spiked_by").first(),
    )


def _body(news: NewsItem) -> SafeString:
    markup = sanitise(news.body_html) if news.body_html else from_text(news.body_text or "")
    # The allow-list has been through it; what is left out here is only what would be fetched from elsewhere.
    return mark_safe(nh3.clean(markup, tags=_SHOWN, link_rel="noopener noreferrer nofollow"))  # noqa: S308
