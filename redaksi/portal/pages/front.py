"""The front page: one dominant story, up to four seconds, the river, a block for each rubric, what is most read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from redaksi.discovery.popular import DAY, HOUR, WEEK, choose, remembered
from redaksi.newsroom.models import Identity
from redaksi.portal import structured
from redaksi.portal.look import Look
from redaksi.portal.pages.advertisement import AdView, ad_view, turn
from redaksi.portal.pages.frame import Answer, Frame, Ground, Head, absolute, absolute_size, frame, listing_keys
from redaksi.stories import fronts, keys, queries
from redaksi.stories.fields import Fields
from redaksi.stories.fronts import Pin
from redaksi.stories.listed import Listed
from redaksi.stories.models import AdSlot, Section
from redaksi.stories.present import CardView, LinkView

STYLES: Final = ("list", "pages", "front")
BLOCK, POPULAR = 4, 5
PICTURED: Final = 3  # lead and two seconds; the others of the top are words alone


@dataclass(frozen=True, slots=True)
class BreakingView:
    """The breaking bar; `url` empty when it leads nowhere."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Block(Fields):
    """A rubric on the front: its first story and the lines under it."""

    section: LinkView
    first: CardView
    lines: tuple[CardView, ...]


@dataclass(frozen=True, slots=True)
class Window(Fields):
    """What was read most within some time; `first` is the one that stands open."""

    name: str
    cards: tuple[CardView, ...]
    first: bool


@dataclass(frozen=True, slots=True)
class FrontPage(Fields):
    frame: Frame
    head: Head
    breaking: BreakingView | None
    lead: CardView | None
    seconds: tuple[CardView, ...]
    river: tuple[CardView, ...]
    windows: tuple[Window, ...]
    blocks: tuple[Block, ...]
    ad: AdView | None


def front_page(
    now: datetime, pins: Iterable[Pin] | None = None, dressed: tuple[Identity, Look] | None = None
) -> Answer:
    """The front at `now`; a rubric's block leaves out what already stands above it.

    For previews: `pins` instead of those saved, `dressed` in another look.
    """
    pinned = fronts.pinned(None, now) if pins is None else fronts.shown(pins, now)
    top, river = fronts.arrange(pinned, queries.newest(now, fronts.PLACES + len(pinned)))
    rubrics = queries.sections_with_newest(now, BLOCK, [story.pk for story in (*top, *river)])
    ground = Ground.load(now, [section for section, _ids in rubrics], dressed)
    below = {pk for section, ids in rubrics if section.in_menu for pk in ids}
    opened = {hours: remembered(hours, now) for hours in (DAY, HOUR, WEEK)}
    wanted = below.union(*opened.values())
    gathered = queries.gather(now, ground.sections, wanted, POPULAR)
    stories = {story.pk: story for story in gathered if story.pk in below}
    most_read = {hours: choose(order, gathered, POPULAR, fill=hours == DAY) for hours, order in opened.items()}
    queries.with_pictures([*top, *river, *stories.values()])
    notice = queries.breaking(now)
    leading = ground.cards(top[:PICTURED]) + ground.cards(top[PICTURED:], pictures=False)
    page = FrontPage(
        frame=frame(ground, STYLES),
        head=_head(ground, leading),
        breaking=BreakingView(notice.text, notice.story.get_absolute_url() if notice.story else "") if notice else None,
        lead=leading[0] if leading else None,
        seconds=leading[1:],
        river=ground.cards(river),
        windows=tuple(_windows(ground, most_read)),
        blocks=tuple(_blocks(ground, rubrics, stories)),
        ad=ad_view(ground.ads_at(AdSlot.Place.FRONT), turn(now)),
    )
    names = (keys.section_name(section.pk) for section, _ids in rubrics)
    shown = listing_keys(top, river, *most_read.values(), stories.values())
    return Answer("portal/front.html", page, (keys.FRONT, keys.ADS, *names, *shown))


def _windows(ground: Ground, most_read: dict[int, list[Listed]]) -> Iterable[Window]:
    names = {DAY: _("24 hours"), HOUR: _("1 hour"), WEEK: _("7 days")}
    for hours, stories in most_read.items():
        if stories:
            yield Window(names[hours], ground.cards(stories, pictures=False), hours == DAY)


def _blocks(ground: Ground, rubrics: list[tuple[Section, list[int]]], stories: dict[int, Listed]) -> Iterable[Block]:
    for section, ids in rubrics:
        own = [stories[pk] for pk in ids if pk in stories] if section.in_menu else []
        if own:
            first = next((story for story in own if story.picture_id), own[0])
            lines = [story for story in own if story is not first]
            shown = ground.cards([first, *lines])
            yield Block(LinkView(section.name, section.get_absolute_url()), shown[0], shown[1:])


def _head(ground: Ground, top: Iterable[CardView]) -> Head:
    identity = ground.identity
    shared = next((card.picture for card in top if card.picture), None)
    language = (get_language() or "id").split("-")[0]
    return Head(
        title=f"{identity.brand} - {identity.tagline}" if identity.tagline else identity.brand,
        description=identity.tagline or identity.brand,
        canonical=absolute("/"),
        image=absolute_size(shared.share) if shared else None,
        image_alt=shared.alt if shared else "",
        feed="/rss.xml",
        json_ld=(structured.website(identity, language), structured.organisation(ground)),
    )
