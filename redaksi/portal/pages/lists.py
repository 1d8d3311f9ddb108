"""Lists by rubric and person, in pages of newest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from redaksi.discovery.popular import DAY, popular
from redaksi.newsroom.models import Person
from redaksi.portal import structured
from redaksi.portal.pages.advertisement import AdView, ad_view, turn
from redaksi.portal.pages.frame import Answer, Frame, Ground, Head, absolute, frame, listing_keys
from redaksi.portal.pages.front import PICTURED
from redaksi.stories import fronts, keys, queries
from redaksi.stories.fields import Fields
from redaksi.stories.fronts import Pin
from redaksi.stories.kinds import Presentation
from redaksi.stories.listed import Listed
from redaksi.stories.models import AdSlot, Section
from redaksi.stories.pictures import CARD, PictureView, picture_view
from redaksi.stories.present import CardView, LinkView, person_url

STYLES: Final = ("list", "pages", "front")
SIZE, POPULAR = 20, 5


@dataclass(frozen=True, slots=True)
class Pager(Fields):
    """Where the neighbouring pages are; an address is empty at an end of the list."""

    number: int
    newer: str
    older: str
    archive: bool


@dataclass(frozen=True, slots=True)
class Column(Fields):
    """An opinion: who writes comes first, with a face where there is one."""

    card: CardView
    author: str
    position: str
    url: str
    portrait: PictureView | None


@dataclass(frozen=True, slots=True)
class SectionPage(Fields):
    """A rubric's front; on later pages `lead` is None and `seconds` is empty.

    `tiles` stand instead of all others on fronts of photographs and videos, `columns` on those of opinion.
    """

    frame: Frame
    head: Head
    name: str
    description: str
    lead: CardView | None
    seconds: tuple[CardView, ...]
    river: tuple[CardView, ...]
    popular: tuple[CardView, ...]
    pager: Pager
    ad: AdView | None
    tiles: tuple[CardView, ...] = ()
    columns: tuple[Column, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonPage(Fields):
    frame: Frame
    head: Head
    name: str
    position: str
    bio: str
    email: str
    initials: str
    accounts: tuple[LinkView, ...]
    portrait: PictureView | None
    river: tuple[CardView, ...]
    pager: Pager


def section_page(ground: Ground, section: Section, number: int, pins: Iterable[Pin] | None = None) -> Answer:
    """Page `number` of a rubric; the first is its front with what is pinned there (`pins`: instead of those saved)."""
    found = queries.in_section(section, ground.now, number, SIZE)
    first = number == 1
    top, river = _first(section, ground.now, found.stories, pins) if first else ([], found.stories)
    tiles, columns = _special(ground, section, [*top, *river])
    if tiles or columns:
        top, river, shown, most_read = [], [], [*top, *river], []
    else:
        shown, most_read = [*top, *river], popular(DAY, POPULAR, ground.now, ground.sections)
        queries.with_renditions(shown)
    leading = ground.cards(top[:PICTURED]) + ground.cards(top[PICTURED:], pictures=False)
    url = section.get_absolute_url()
    description = section.description or _("News of %(rubric)s") % {"rubric": section.name}
    page = SectionPage(
        frame=frame(ground, STYLES, section.pk),
        head=list_head(ground, section.name, description, paged(url, number), f"{url}rss.xml"),
        name=section.name,
        description=section.description if first else "",
        lead=leading[0] if leading else None,
        seconds=leading[1 : fronts.TOP],
        river=ground.cards(river),
        popular=ground.cards(most_read, pictures=False),
        pager=pager(url, found),
        ad=ad_view(ground.ads_at(AdSlot.Place.SECTION, section.pk), turn(ground.now)),
        tiles=tiles,
        columns=columns,
    )
    own = [keys.section_list(section.pk), keys.section_name(section.pk), keys.ADS]
    if first:
        own.append(keys.section_front(section.pk))
    return Answer("portal/section.html", page, (*own, *listing_keys(shown, most_read)))


def person_page(ground: Ground, person: Person, number: int) -> Answer:
    """Page `number` of what stands under a person's name."""
    found = queries.by_person(person, ground.now, number, SIZE)
    queries.with_renditions(found.stories)
    url, face = person_url(person), picture_view(person.portrait, CARD) if person.portrait else None
    description = person.bio or _("Stories by %(name)s") % {"name": person.name}
    head = list_head(ground, person.name, description, paged(url, number), "/rss.xml")
    page = PersonPage(
        frame=frame(ground, STYLES),
        head=replace(head, kind="profile", json_ld=(structured.profile(ground, person, url, face), *head.json_ld)),
        name=person.name,
        position=person.position,
        bio=person.bio,
        email=person.email,
        initials=person.initials.upper(),
        accounts=tuple(LinkView(name, address) for name, address in person.social_accounts),
        portrait=face,
        river=ground.cards(found.stories),
        pager=pager(url, found),
    )
    own = (keys.person_list(person.pk), keys.person_name(person.pk))
    return Answer("portal/person.html", page, (*own, *shown_keys(found.stories)))


def _special(
    ground: Ground, section: Section, stories: list[Listed]
) -> tuple[tuple[CardView, ...], tuple[Column, ...]]:
    """(tiles, columns) of a rubric that is shown as photographs, videos or opinion; nothing for one of news."""
    if section.presentation in (Presentation.PHOTO, Presentation.VIDEO):
        queries.with_renditions(stories)
        return ground.cards(stories), ()
    if section.presentation == Presentation.OPINION:
        people = queries.authors(stories)
        queries.sizes(person.portrait for person in people.values() if person.portrait)
        cards = ground.cards(stories, pictures=False)
        return (), tuple(_column(card, people.get(card.id)) for card in cards)
    return (), ()


def _column(card: CardView, person: Person | None) -> Column:
    if person is None:
        return Column(card, "", "", "", None)
    face = picture_view(person.portrait, CARD) if person.portrait else None
    return Column(card, person.name, person.position, person_url(person), face)


def _first(
    section: Section, now: datetime, newest: list[Listed], pins: Iterable[Pin] | None
) -> tuple[list[Listed], list[Listed]]:
    pinned = fronts.pinned(section, now) if pins is None else fronts.shown(pins, now)
    return fronts.arrange(pinned, newest, SIZE)


def paged(url: str, number: int) -> str:
    """The one address of page `number`: the first has no number."""
    return url if number <= 1 else f"{url}?halaman={number}"


def pager(url: str, page: queries.Page) -> Pager:
    """Neighbours of `page`; where the pages end but the list does not, the index by day goes on."""
    return Pager(
        number=page.number,
        newer=paged(url, page.number - 1) if page.number > 1 else "",
        older=paged(url, page.number + 1) if page.has_older else "",
        archive=page.number >= queries.LAST_PAGE,
    )


def shown_keys(stories: list[Listed]) -> tuple[str, ...]:
    """Keys of `stories` in a list, and of the rubrics whose names stand there."""
    names = dict.fromkeys(keys.section_name(story.section_id) for story in stories if story.section_id)
    return (*names, *listing_keys(stories))


def list_head(ground: Ground, name: str, description: str, url: str, feed: str) -> Head:
    """The head of a list called `name`."""
    trail = (LinkView(ground.identity.brand, "/"), LinkView(name, url))
    return Head(
        title=f"{name} - {ground.identity.brand}",
        description=description,
        canonical=absolute(url),
        feed=feed,
        json_ld=(structured.breadcrumb(trail),),
    )
