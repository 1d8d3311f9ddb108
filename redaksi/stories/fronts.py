"""How a front is put together: what an editor pinned to a place stands there, the newest fill the rest.

Places are numbered from 1, the lead; a story stands on one place only, paid copy on none (R23).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Final

from django.db.models import Q, QuerySet

from redaksi.stories import queries
from redaksi.stories.listed import ROW, Listed, of_rows
from redaksi.stories.models import Section, Slot, public_at
from redaksi.stories.prepared import Prepared

SECONDS, RIVER = 4, 6
TOP: Final = 1 + SECONDS
PLACES: Final = TOP + RIVER


@dataclass(frozen=True, slots=True)
class Pin:
    """A story on a place of a front from `starts_at` until `ends_at` (None: until it is taken off)."""

    position: int
    story_id: int
    starts_at: datetime
    ends_at: datetime | None = None

    def holds(self, now: datetime) -> bool:
        """Whether its time has come and not ended."""
        return self.starts_at <= now and not self.is_over(now)

    def is_over(self, now: datetime) -> bool:
        return self.ends_at is not None and self.ends_at <= now


def pins(section: Section | None, now: datetime) -> list[Pin]:
    """What is pinned to a front (None: the front page) now or later, by place, then by time."""
    rows = Slot.objects.filter(section=section).order_by("position", "starts_at", "pk")
    found = [Pin(row.position, row.story_id, row.starts_at, row.ends_at) for row in rows]
    return [pin for pin in found if not pin.is_over(now)]


def pinned(section: Section | None, now: datetime) -> dict[int, Listed]:
    """Place -> public, unpaid story as pinned to a front (None: the front page) now; one query."""
    rows = _pinned(section is None)(*([now] if section is None else [now, section.pk]))
    return _placed(zip((row[0] for row in rows), of_rows(row[1:] for row in rows), strict=True))


@cache
def _pinned(front_page: bool) -> Prepared:
    def build(now: datetime, section: int | None = None) -> QuerySet[Slot, Any]:
        held = Slot.objects.filter(section=section, starts_at__lte=now).filter(Q(ends_at=None) | Q(ends_at__gt=now))
        public = held.filter(public_at(now, "story__"), story__section__isnull=False)
        rows = public.exclude(story__label__in=queries.PAID).order_by("position", "-starts_at", "-pk")
        return rows.values_list("position", *(f"story__{name}" for name in ROW))

    return Prepared(build)


def shown(given: Iterable[Pin], now: datetime) -> dict[int, Listed]:
    """The same for pins that have not been saved."""
    holding = sorted((pin for pin in given if pin.holds(now)), key=lambda pin: pin.starts_at, reverse=True)
    holding.sort(key=lambda pin: pin.position)
    stories = {story.pk: story for story in queries.by_ids((pin.story_id for pin in holding), now)}
    free = ((pin.position, stories[pin.story_id]) for pin in holding if pin.story_id in stories)
    return _placed((place, story) for place, story in free if story.label not in queries.PAID)


def arrange(
    pinned: Mapping[int, Listed], newest: Iterable[Listed], river: int = RIVER
) -> tuple[list[Listed], list[Listed]]:
    """(lead and seconds, river): each pinned story on its place, the newest between them; nothing stands twice.

    Without a pinned lead the newest story with a picture leads, so that a front opens with a picture. Paid copy never
    stands on top. A place beyond the end of the list is its end.
    """
    taken = {story.pk for story in pinned.values()}
    rest = [story for story in newest if story.pk not in taken]
    free = [story for story in rest if story.label not in queries.PAID]
    if 1 not in pinned and free:
        lead = next((story for story in free[:TOP] if story.picture_id), free[0])
        pinned = {1: lead, **pinned}
    top = _fill({place: story for place, story in pinned.items() if place <= TOP}, free, TOP)
    standing = {story.pk for story in top}
    below = {place - TOP: story for place, story in pinned.items() if place > TOP and story.pk not in standing}
    return top, _fill(below, [story for story in rest if story.pk not in standing], river)


def _fill(pinned: Mapping[int, Listed], rest: Iterable[Listed], size: int) -> list[Listed]:
    chosen = {story.pk for story in pinned.values()}
    automatic = (story for story in rest if story.pk not in chosen)
    filled: list[Listed] = []
    for place in range(1, size + 1):
        story = pinned.get(place) or next(automatic, None)
        if story is not None:
            filled.append(story)
    return filled


def _placed(pairs: Iterable[tuple[int, Listed]]) -> dict[int, Listed]:
    """Of two pins on a place the first of `pairs`, of two of a story the upper one."""
    by_place: dict[int, Listed] = {}
    for place, story in pairs:
        if story not in by_place.values():
            by_place.setdefault(place, story)
    return by_place
