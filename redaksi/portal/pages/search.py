"""Search: a form that works without a script, what was found, the words marked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, Literal
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from redaksi.discovery.search import LAST, search
from redaksi.discovery.terms import highlight
from redaksi.portal.pages.frame import Answer, Frame, Ground, Head, absolute, frame
from redaksi.stories import queries
from redaksi.stories.present import CardView

STYLES: Final = ("list", "search")
SIZE: Final = 20
LONGEST: Final = 120
PERIODS: Final = {"hari": 1, "pekan": 7, "bulan": 30, "tahun": 365}
Marked = tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A story found; headline and deck cut into (words, whether to mark them)."""

    card: CardView
    headline: Marked
    deck: Marked


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    name: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class SearchPage:
    frame: Frame
    head: Head
    query: str
    rubrics: tuple[Choice, ...]
    periods: tuple[Choice, ...]
    orders: tuple[Choice, ...]
    found: tuple[Found, ...]
    older: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader asked for, cleaned: unknown rubrics, periods and orders count as none."""

    query: str
    rubric: str
    section_id: int | None
    period: str
    order: Literal["relevance", "newest"]
    below: int

    @classmethod
    def of(cls, values: Mapping[str, str], ground: Ground) -> Asked:
        slug = values.get("rubrik", "")
        section = next((s for s in ground.sections if s.slug == slug), None)
        below = values.get("sebelum", "")
        return cls(
            query=" ".join(values.get("q", "").replace("\x00", " ").split())[:LONGEST],
            rubric=slug if section else "",
            section_id=section.pk if section else None,
            period=values.get("kurun", "") if values.get("kurun") in PERIODS else "",
            order="newest" if values.get("urut") == "terbaru" else "relevance",
            below=min(int(below), LAST) if below.isascii() and below.isdigit() and len(below) < 20 else LAST,
        )


def search_page(ground: Ground, values: Mapping[str, str]) -> Answer:
    """The form, and what `values` (q, rubrik, kurun, urut, sebelum) find; never stored, never indexed."""
    asked = Asked.of(values, ground)
    since = ground.now - timedelta(days=PERIODS[asked.period]) if asked.period else None
    hits = search(
        asked.query,
        section_id=asked.section_id,
        since=since,
        order=asked.order,
        limit=SIZE + 1,
        below=asked.below,
    )
    stories = queries.by_ids((hit.story_id for hit in hits[:SIZE]), ground.now)
    if since:
        stories = [story for story in stories if story.published_at and story.published_at >= since]
    queries.with_renditions(stories)
    title = f"{_('Search')}: {asked.query}" if asked.query else _("Search")
    page = SearchPage(
        frame=frame(ground, STYLES),
        head=Head(f"{title} - {ground.identity.brand}", title, absolute("/cari"), robots="noindex"),
        query=asked.query,
        rubrics=_choices(asked.rubric, {"": _("All rubrics"), **{s.slug: s.name for s in ground.sections}}),
        periods=_choices(asked.period, _periods()),
        orders=_choices(
            "terbaru" if asked.order == "newest" else "", {"": _("Most relevant"), "terbaru": _("Newest first")}
        ),
        found=tuple(_found(card, asked.query) for card in ground.cards(stories)),
        older=_older(asked, hits[SIZE - 1].rank) if asked.order == "newest" and len(hits) > SIZE else "",
    )
    return Answer("portal/search.html", page, (), stored=False)


def _periods() -> dict[str, str]:
    return {
        "": _("Any time"),
        "hari": _("Last day"),
        "pekan": _("Last week"),
        "bulan": _("Last month"),
        "tahun": _("Last year"),
    }


def _choices(chosen: str, names: dict[str, str]) -> tuple[Choice, ...]:
    return tuple(Choice(value, name, value == chosen) for value, name in names.items())


def _found(card: CardView, query: str) -> Found:
    return Found(card, tuple(highlight(card.headline, query)), tuple(highlight(card.deck, query)))


def _older(asked: Asked, rank: int) -> str:
    values = {
        "q": asked.query,
        "rubrik": asked.rubric,
        "kurun": asked.period,
        "urut": "terbaru",
        "sebelum": str(rank),
    }
    return f"/cari?{urlencode({name: value for name, value in values.items() if value})}"
