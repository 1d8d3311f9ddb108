"""Arranging a front: what may be pinned, moving pins about, saving them with an undo, a line in the log for each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from redaksi.desk.actions import NotAllowed
from redaksi.desk.models import FrontChange
from redaksi.desk.permissions import may
from redaksi.newsroom.models import User
from redaksi.newsroom.roles import FRONT
from redaksi.stories import fronts, queries
from redaksi.stories.fronts import PLACES, Pin
from redaksi.stories.models import Section, Slot, Story

MOST: Final = 40
"""Pins on one front, those for later among them."""


class ChangedMeanwhile(Exception):
    """Somebody else has saved this front since it was shown."""


def stamp(pins: Iterable[Pin]) -> str:
    """A short word that differs when the pins do."""
    return sha256(json.dumps(_packed(pins)).encode()).hexdigest()[:12]


def objections(pins: Sequence[Pin], now: datetime) -> dict[int, str]:
    """What stands against each of `pins` (by its place in the list), in words for the editor; empty: nothing."""
    found = {story.pk: story for story in Story.objects.filter(pk__in=[pin.story_id for pin in pins]).defer("body")}
    refused: dict[int, str] = {}
    for number, pin in enumerate(pins):
        if reason := _refusal(pin, found.get(pin.story_id), now):
            refused[number] = reason
        elif any(_overlap(pin, other) and pin.story_id == other.story_id for other in pins[:number]):
            refused[number] = _("This story is pinned to another place at the same time.")
    return refused


def moved(pins: Sequence[Pin], number: int, place: int) -> list[Pin]:
    """Pin `number` on `place`; those in its way make room downwards, one place each, as far as needed."""
    place = max(1, min(PLACES, place))
    mine = replace(pins[number], position=place)
    arranged = [mine if at == number else pin for at, pin in enumerate(pins)]
    taken = place
    while taken <= PLACES:
        pushed = [
            at for at, pin in enumerate(arranged) if at != number and pin.position == taken and _overlap(pin, mine)
        ]
        if not pushed:
            break
        mine, number = replace(arranged[pushed[0]], position=min(taken + 1, PLACES)), pushed[0]
        arranged[number] = mine
        taken += 1
    return arranged


def exchanged(pins: Sequence[Pin], number: int, step: int) -> list[Pin]:
    """Pin `number` one place up (-1) or down (1); who stands there now takes its place."""
    mine = pins[number]
    there = mine.position + step
    if not 1 <= there <= PLACES:
        return list(pins)

    def place_of(pin: Pin) -> int:
        return mine.position if pin.position == there and _overlap(pin, mine) else pin.position

    return [replace(pin, position=there if at == number else place_of(pin)) for at, pin in enumerate(pins)]


def save(section: Section | None, pins: Sequence[Pin], user: User, seen: str, now: datetime) -> FrontChange | None:
    """Make `pins` the arrangement of a front (None: the front page); None where nothing changed.

    `seen` is the `stamp` of what `user` was shown. Raises NotAllowed, ChangedMeanwhile, or ValidationError for pins
    that `objections` refuses.
    """
    if not may(user, FRONT):
        raise NotAllowed(_("You may not arrange fronts."))
    with transaction.atomic():
        before = fronts.pins(section, now)
        if stamp(before) != seen:
            raise ChangedMeanwhile
        if len(pins) > MOST:
            raise ValidationError(_("At most %(most)s stories can be pinned to one front."), params={"most": MOST})
        # What stood there already may stay, even if its story has left public view: it just does not show.
        kept = set(before)
        if any(pins[number] not in kept for number in objections(pins, now)):
            raise ValidationError(_("Some pins cannot be saved."))
        return _write(section, before, pins, user, "redaksi.front")


def undo(section: Section | None, user: User, now: datetime) -> FrontChange | None:
    """Bring back what stood before the last change of a front; undoing again brings the change back.

    None where there is nothing to undo. Raises NotAllowed, or ChangedMeanwhile where pins have moved otherwise since.
    """
    if not may(user, FRONT):
        raise NotAllowed(_("You may not arrange fronts."))
    with transaction.atomic():
        last = FrontChange.objects.filter(section=section).first()
        if last is None:
            return None
        before = fronts.pins(section, now)
        if {pin for pin in unpacked(last.after) if not pin.is_over(now)} != set(before):
            raise ChangedMeanwhile
        wanted = [pin for pin in unpacked(last.before) if not pin.is_over(now)]
        known = set(Story.objects.filter(pk__in=[pin.story_id for pin in wanted]).values_list("pk", flat=True))
        back = [pin for pin in wanted if pin.story_id in known]
        return _write(section, before, back, user, "redaksi.front_undo")


def unpacked(rows: Iterable[Sequence[Any]]) -> list[Pin]:
    """Pins as a `FrontChange` keeps them."""
    return [
        Pin(place, pk, datetime.fromisoformat(start), datetime.fromisoformat(end) if end else None)
        for place, pk, start, end in rows
    ]


def _write(
    section: Section | None, before: Sequence[Pin], after: Sequence[Pin], user: User, action: str
) -> FrontChange | None:
    rows = list(Slot.objects.filter(section=section))
    left = list(after)
    for row in rows:
        pin = Pin(row.position, row.story_id, row.starts_at, row.ends_at)
        if pin in left:
            left.remove(pin)
        else:
            row.delete()
    for pin in left:
        Slot.objects.create(
            section=section,
            position=pin.position,
            story_id=pin.story_id,
            starts_at=pin.starts_at,
            ends_at=pin.ends_at,
        )
    if set(before) == set(after):
        return None
    change = FrontChange.objects.create(section=section, by=user, before=_packed(before), after=_packed(after))
    log(instance=change, action=action, user=user, data={"before": change.before, "after": change.after})
    return change


def _packed(pins: Iterable[Pin]) -> list[list[Any]]:
    ordered = sorted(pins, key=lambda pin: (pin.position, pin.starts_at, pin.story_id))
    return [
        [pin.position, pin.story_id, pin.starts_at.isoformat(), pin.ends_at.isoformat() if pin.ends_at else None]
        for pin in ordered
    ]


def _refusal(pin: Pin, story: Story | None, now: datetime) -> str:
    if story is None or not queries.is_public(story, now):
        return _("Readers cannot see this story.")
    if story.label in queries.PAID:
        return _("Paid copy is not pinned to a front.")
    if not 1 <= pin.position <= PLACES:
        return _("A front has places 1 to %(last)s.") % {"last": PLACES}
    if pin.ends_at is not None and pin.ends_at <= pin.starts_at:
        return _("This ends before it begins.")
    return ""


def _overlap(one: Pin, other: Pin) -> bool:
    return (one.ends_at is None or other.starts_at < one.ends_at) and (
        other.ends_at is None or one.starts_at < other.ends_at
    )
