"""Arranging a front: who may, what is refused, how pins move, and the way back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import ModelLogEntry

from redaksi.desk import fronts
from redaksi.desk.actions import NotAllowed
from redaksi.desk.models import FrontChange
from redaksi.stories import fronts as placing
from redaksi.stories.fronts import PLACES, Pin
from redaksi.stories.models import Slot
from tests.desk.conftest import staff
from tests.factories import make_draft, make_section, make_story

START = timezone.now().replace(microsecond=0)


def pin(place: int, story: int, hours: int = 0) -> Pin:
    return Pin(place, story, START + timedelta(hours=hours), START + timedelta(hours=hours + 24))


def places(pins: list[Pin]) -> dict[int, int]:
    return {each.story_id: each.position for each in pins}


def test_a_pin_that_is_moved_pushes_the_others_down_as_far_as_needed():
    pins = [pin(1, 11), pin(2, 12), pin(4, 14)]
    assert places(fronts.moved(pins, 2, 1)) == {14: 1, 11: 2, 12: 3}
    assert places(fronts.moved(pins, 0, 3)) == {11: 3, 12: 2, 14: 4}
    assert places(fronts.moved(pins, 0, 99))[11] == PLACES


def test_neighbours_exchange_their_places_and_the_ends_hold():
    pins = [pin(1, 11), pin(2, 12), pin(2, 22, hours=48)]
    assert places(fronts.exchanged(pins, 1, -1)) == {12: 1, 11: 2, 22: 2}
    assert fronts.exchanged(pins, 0, -1) == pins
    assert places(fronts.exchanged(pins, 1, 1)) == {11: 1, 12: 3, 22: 2}


@given(st.lists(st.integers(1, PLACES), min_size=1, max_size=PLACES, unique=True), st.data())
def test_moving_loses_nobody_and_lands_where_it_was_asked_to(taken, data):
    pins = [pin(place, 100 + number) for number, place in enumerate(taken)]
    number, place = data.draw(st.integers(0, len(pins) - 1)), data.draw(st.integers(1, PLACES))
    after = fronts.moved(pins, number, place)
    assert after[number].position == place
    assert {each.story_id for each in after} == {each.story_id for each in pins}


@pytest.mark.django_db
def test_saving_writes_only_what_changed_and_leaves_a_line_in_the_log(now):
    user, one, two = staff("redaktur"), make_story(), make_story()
    kept = Slot.objects.create(position=1, story=one)
    before = placing.pins(None, timezone.now())
    change = fronts.save(None, [*before, pin(2, two.pk)], user, fronts.stamp(before), timezone.now())
    assert change is not None
    assert Slot.objects.filter(pk=kept.pk).exists()
    assert places(placing.pins(None, timezone.now())) == {one.pk: 1, two.pk: 2}
    line = ModelLogEntry.objects.get(action="redaksi.front")
    assert (line.user, len(line.data["after"])) == (user, 2)
    again = placing.pins(None, timezone.now())
    assert fronts.save(None, again, user, fronts.stamp(again), timezone.now()) is None
    assert FrontChange.objects.count() == 1


@pytest.mark.django_db
def test_the_last_change_is_undone_and_undoing_again_brings_it_back():
    user, story, section = staff("redaktur"), make_story(), make_section()
    now = timezone.now()
    fronts.save(section, [pin(3, story.pk)], user, fronts.stamp([]), now)
    assert fronts.undo(section, user, now) is not None
    assert placing.pins(section, now) == []
    fronts.undo(section, user, now)
    assert placing.pins(section, now) == [pin(3, story.pk)]
    assert fronts.undo(None, user, now) is None
    Slot.objects.create(section=section, position=1, story=make_story())
    with pytest.raises(fronts.ChangedMeanwhile):
        fronts.undo(section, user, now)


@pytest.mark.django_db
def test_who_saves_over_somebody_else_is_told():
    user, story = staff("redaktur"), make_story()
    seen = fronts.stamp([])
    Slot.objects.create(position=1, story=make_story())
    with pytest.raises(fronts.ChangedMeanwhile):
        fronts.save(None, [pin(1, story.pk)], user, seen, timezone.now())
    assert Slot.objects.count() == 1


@pytest.mark.django_db
def test_nothing_is_pinned_that_readers_may_not_see_or_that_is_paid():
    user, story, now = staff("redaktur"), make_story(), timezone.now()
    for refused in (
        pin(1, make_draft().pk),
        pin(1, make_story(at=now + timedelta(hours=1)).pk),
        pin(1, make_story(label="advertorial").pk),
        pin(1, 999_999),
        Pin(1, story.pk, START, START - timedelta(hours=1)),
        pin(PLACES + 1, story.pk),
    ):
        assert fronts.objections([refused], now)
        with pytest.raises(ValidationError):
            fronts.save(None, [refused], user, fronts.stamp([]), now)
    assert list(fronts.objections([pin(1, story.pk), pin(2, story.pk)], now)) == [1]
    assert fronts.objections([pin(1, story.pk), pin(2, story.pk, hours=24)], now) == {}
    assert not Slot.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["reporter", "editor", "admin"])
def test_who_may_not_arrange_fronts_neither_saves_nor_undoes(role):
    user = staff(role)
    with pytest.raises(NotAllowed):
        fronts.save(None, [], user, fronts.stamp([]), timezone.now())
    with pytest.raises(NotAllowed):
        fronts.undo(None, user, timezone.now())
