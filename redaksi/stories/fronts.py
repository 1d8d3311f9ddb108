"""How a front is put together: what an editor pinned to a place stands there, the newest fill the rest.

Places are numbered from 1, the lead; a story stands on one place only, paid copy on none (R23).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q

from redaksi.stories import queries
from redaksi.stories.models import Section, Slot, Story, public_at

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


def pinned(section: Section | None, now: datetime) -> dict[int, Story]:
    """Place -> public, unpaid story as pinned to a front (None: the front page) now; one query."""
    held = Slot.objects.filter(section=section, starts_at__lte=now).filter(Q(ends_at=None) | Q(ends_at__gt=now))
    public = held.filter(public_at(now, "story__"), story__section__isnull=False)
    fields = ("position", *(f"story__{name}" for name in queries.CARD_FIELDS))
    rows = public.exclude(story__label__in=queries.PAID).select_related("story__section", "story__picture")
    return _placed((row.position, row.story) for row in rows.only(*fields).order_by("position", "-starts_at", "-pk"))


def shown(given: Iterable[Pin], now: datetime) -> dict[int, Story]:
    """The same for pins that have not been saved."""
    holding = sorted((pin for pin in given if pin.holds(now)), key=lambda pin: pin.starts_at, reverse=True)
    holding.sort(key=lambda pin: pin.position)
    stories = {story.pk: story for story in queries.by_ids((pin.story_id for pin in holding), now)}
    free = ((pin.position, stories[pin.story_id]) for pin in holding if pin.story_id in stories)
    return _placed((place, story) for place, story in free if story.label not in queries.PAID)


def arrange(
    pinned: Mapping[int, Story], newest: Iterable[Story], river: int = RIVER
) -> tuple[list[Story], list[Story]]:
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


def _fill(pinned: Mapping[int, Story], rest: Iterable[Story], size: int) -> list[Story]:
    chosen = {story.pk for story in pinned.values()}
    automatic = (story for story in rest if story.pk not in chosen)
    filled: list[Story] = []
    for place in range(1, size + 1):
        story = pinned.get(place) or next(automatic, None)
        if story is not None:
            filled.append(story)
    return filled


def _placed(pairs: Iterable[tuple[int, Story]]) -> dict[int, Story]:
    """Of two pins on a place the first of `pairs`, of two of a story the upper one."""
    by_place: dict[int, Story] = {}
    for place, story in pairs:
        if story not in by_place.values():
            by_place.setdefault(place, story)
    return by_place
