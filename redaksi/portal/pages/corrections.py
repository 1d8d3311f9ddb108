"""Corrections and withdrawals, newest first: what the newsroom put right, in the open (R11, R20)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from redaksi.accountability.models import Correction, Withdrawal
from redaksi.portal.pages.frame import Answer, Frame, Ground, Head, absolute, frame
from redaksi.portal.pages.lists import Pager, paged, pager
from redaksi.stories import keys, queries
from redaksi.stories.dates import TimeView
from redaksi.stories.models import Story

STYLES: Final = ("list", "pages", "index")
SIZE: Final = 30


@dataclass(frozen=True, slots=True)
class Entry:
    """One correction or withdrawal; a withdrawn story is named by its address only, never by its headline."""

    kind: str
    text: str
    reason: str
    time: TimeView
    headline: str
    url: str


@dataclass(frozen=True, slots=True)
class CorrectionsPage:
    frame: Frame
    head: Head
    entries: tuple[Entry, ...]
    email: str
    pager: Pager


def corrections_page(ground: Ground, number: int) -> Answer:
    """Page `number` of all corrections and withdrawals."""
    wanted = number * SIZE + 1
    # A question about each story, for joined SQLite may begin at all stories and sort what it finds.
    stories = Story.objects.public(ground.now).filter(pk=OuterRef("story"), section__isnull=False)
    corrections = Correction.objects.filter(Exists(stories)).select_related("story__section")
    # Numbers first: joined at once, SQLite would look through all stories for the few that have a withdrawal.
    latest = list(Withdrawal.objects.order_by("-withdrawn_at").values_list("pk", flat=True)[:wanted])
    withdrawals = Withdrawal.objects.filter(pk__in=latest).select_related("story__section")
    dated: list[tuple[datetime, Entry]] = [
        (each.posted_at, _corrected(ground, each)) for each in corrections.defer("story__body", "story__notes")[:wanted]
    ]
    dated += [
        (each.withdrawn_at, _withdrawn(ground, each)) for each in withdrawals.defer("story__body", "story__notes")
    ]
    dated.sort(key=lambda pair: pair[0], reverse=True)
    has_older = len(dated) > number * SIZE and number < queries.LAST_PAGE
    page = CorrectionsPage(
        frame=frame(ground, STYLES),
        head=Head(
            title=f"{_('Corrections')} - {ground.identity.brand}",
            description=_("Every correction and withdrawal, with its date and its reason"),
            canonical=absolute(paged("/koreksi/", number)),
            feed="/rss.xml",
        ),
        entries=tuple(entry for _moment, entry in dated[(number - 1) * SIZE : number * SIZE]),
        email=ground.identity.email,
        pager=pager("/koreksi/", queries.Page([], number, has_older)),
    )
    return Answer("portal/corrections.html", page, (keys.CORRECTIONS,))


def _corrected(ground: Ground, each: Correction) -> Entry:
    time = ground.house.time(each.posted_at)
    return Entry(str(each.get_kind_display()), each.text, "", time, each.story.headline, each.story.get_absolute_url())


def _withdrawn(ground: Ground, each: Withdrawal) -> Entry:
    time = ground.house.time(each.withdrawn_at)
    reason = str(each.get_reason_display())
    # The slug holds words of the headline, which the withdrawal may be about: the address without it.
    url = f"{each.story.section.get_absolute_url()}{each.story_id}/" if each.story.section else ""
    return Entry(_("withdrawal"), each.explanation, reason, time, "", url)
