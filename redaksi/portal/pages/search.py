"""Search: a form that works without a script, what was found, the words marked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final, Literal
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from redaksi.discovery.search import LAST, before, search
from redaksi.discovery.terms import highlight
from redaksi.portal.pages.frame import Answer, Frame, Ground, Head, absolute, frame
from redaksi.portal.pages.lists import Pager
from redaksi.stories import queries
from redaksi.stories.fields import Fields
from redaksi.stories.listed import Listed
from redaksi.stories.present import CardView

STYLES: Final = ("list", "pages", "search")
SIZE: Final = 20
LONGEST: Final = 120
LATEST: Final = 5
PAGES: Final = frozenset(str(number) for number in range(1, queries.LAST_PAGE + 1))
EARLIEST, LATEST_DAY = date(1970, 1, 2), date(9999, 12, 30)
Marked = tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Found(Fields):
    """A story found; headline and deck cut into (words, whether to mark them)."""

    card: CardView
    headline: Marked
    deck: Marked


@dataclass(frozen=True, slots=True)
class Choice(Fields):
    value: str
    name: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class SearchPage(Fields):
    """`since` and `until` are days as forms write them (2026-11-24); `latest` stands where nothing was found."""

    frame: Frame
    head: Head
    query: str
    rubrics: tuple[Choice, ...]
    since: str
    until: str
    orders: tuple[Choice, ...]
    found: tuple[Found, ...]
    latest: tuple[CardView, ...]
    pager: Pager


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader asked for, cleaned: unknown rubrics, days and orders count as none."""

    query: str
    rubric: str
    section_id: int | None
    since: date | None
    until: date | None
    order: Literal["relevance", "newest"]
    number: int

    @classmethod
    def of(cls, values: Mapping[str, str], ground: Ground) -> Asked:
        slug = values.get("rubrik", "")
        section = next((s for s in ground.sections if s.slug == slug), None)
        number = values.get("halaman", "")
        return cls(
            query=" ".join(values.get("q", "").replace("\x00", " ").split())[:LONGEST],
            rubric=slug if section else "",
            section_id=section.pk if section else None,
            since=_day(values.get("dari", "")),
            until=_day(values.get("sampai", "")),
            order="newest" if values.get("urut") == "terbaru" else "relevance",
            number=int(number) if number in PAGES else 1,
        )

    @property
    def address(self) -> str:
        """The address of the first page of what was asked for."""
        values = {
            "q": self.query,
            "rubrik": self.rubric,
            "dari": self.since.isoformat() if self.since else "",
            "sampai": self.until.isoformat() if self.until else "",
            "urut": "terbaru" if self.order == "newest" else "",
        }
        return f"/cari?{urlencode({name: value for name, value in values.items() if value})}"


def search_page(ground: Ground, values: Mapping[str, str]) -> Answer:
    """The form, and what `values` (q, rubrik, dari, sampai, urut, halaman) find; never stored, never indexed."""
    asked = Asked.of(values, ground)
    stories, has_older = _stories(ground, asked)
    latest = [] if stories or not asked.query else queries.newest(ground.now, LATEST)
    queries.with_renditions(stories)
    title = f"{_('Search')}: {asked.query}" if asked.query else _("Search")
    newest = asked.order == "newest"
    page = SearchPage(
        frame=frame(ground, STYLES),
        head=Head(f"{title} - {ground.identity.brand}", title, absolute("/cari"), robots="noindex"),
        query=asked.query,
        rubrics=_choices(asked.rubric, {"": _("All rubrics"), **{s.slug: s.name for s in ground.sections}}),
        since=asked.since.isoformat() if asked.since else "",
        until=asked.until.isoformat() if asked.until else "",
        orders=_choices("terbaru" if newest else "", {"": _("Most relevant"), "terbaru": _("Newest first")}),
        found=tuple(_found(card, asked.query) for card in ground.cards(stories)),
        latest=ground.cards(latest, pictures=False),
        pager=Pager(
            number=asked.number,
            newer=_paged(asked, asked.number - 1) if asked.number > 1 else "",
            older=_paged(asked, asked.number + 1) if has_older else "",
            archive=False,
        ),
    )
    return Answer("portal/search.html", page, (), stored=False)


def _stories(ground: Ground, asked: Asked) -> tuple[list[Listed], bool]:
    """The stories of the page asked for, paid copy not among them, and whether another page follows."""
    zone = ground.house.zone
    hits = search(
        asked.query,
        section_id=asked.section_id,
        since=datetime.combine(asked.since, time.min, zone) if asked.since else None,
        order=asked.order,
        limit=asked.number * SIZE + 1,
        below=before(datetime.combine(asked.until + timedelta(days=1), time.min, zone)) if asked.until else LAST,
    )
    shown = hits[(asked.number - 1) * SIZE : asked.number * SIZE]
    has_older = len(hits) > asked.number * SIZE and asked.number < queries.LAST_PAGE
    stories = queries.by_ids((hit.story_id for hit in shown), ground.now)
    return [story for story in stories if story.label not in queries.PAID], has_older


def _day(text: str) -> date | None:
    """A day as a form writes it, 2026-11-24; None for anything else."""
    try:
        day = date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None
    return day if day and EARLIEST <= day <= LATEST_DAY else None


def _choices(chosen: str, names: dict[str, str]) -> tuple[Choice, ...]:
    return tuple(Choice(value, name, value == chosen) for value, name in names.items())


def _found(card: CardView, query: str) -> Found:
    return Found(card, tuple(highlight(card.headline, query)), tuple(highlight(card.deck, query)))


def _paged(asked: Asked, number: int) -> str:
    return asked.address if number <= 1 else f"{asked.address}&halaman={number}"
