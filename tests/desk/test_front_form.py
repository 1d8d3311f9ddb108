"""The buttons of a front's form, and the pins in the address of its preview."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from redaksi.desk.front_form import done, pinnable, read, written
from redaksi.stories.fronts import PLACES, Pin
from tests.factories import make_draft, make_story

MOMENT = datetime(2026, 11, 19, 12, 0, tzinfo=UTC)
PINS = [Pin(1, 11, MOMENT), Pin(3, 13, MOMENT, MOMENT + timedelta(hours=2))]


def after(act: str, data: str = "") -> list[tuple[int, int]]:
    return [(pin.position, pin.story_id) for pin in done(act, PINS, QueryDict(data), MOMENT)]


def test_each_button_does_what_it_says():
    assert after("up-1") == [(1, 11), (2, 13)]
    assert after("down-0") == [(2, 11), (3, 13)]
    assert after("to-1-1") == [(2, 11), (1, 13)]
    assert after("off-0") == [(3, 13)]
    assert after("pin-1-12") == [(2, 11), (3, 13), (1, 12)]
    assert done("pin-2-12", PINS, QueryDict(), MOMENT)[2].ends_at == MOMENT + timedelta(hours=24)


@given(st.text(max_size=20))
def test_a_button_that_is_none_changes_nothing_and_breaks_nothing(act):
    assert len(done(act, PINS, QueryDict(), MOMENT)) in {1, 2, 3}
    assert after(f"zz-{act}") == [(1, 11), (3, 13)]


@pytest.mark.django_db
def test_a_story_is_added_by_picking_it():
    story = make_story()
    assert after("add", f"add-story={story.pk}&add-place=2")[-1] == (2, story.pk)
    assert after("add", f"add-story={make_draft().pk}&add-place=2") == [(1, 11), (3, 13)]
    paid = make_story(label="sponsored")
    assert list(pinnable()) == [story]
    assert after("add", f"add-story={paid.pk}&add-place=2") == [(1, 11), (3, 13)]


moments = st.datetimes(datetime(2001, 1, 1), datetime(2099, 1, 1), timezones=st.just(UTC)).map(
    lambda moment: moment.replace(microsecond=0)
)
pins = st.builds(Pin, st.integers(1, PLACES), st.integers(1, 10**12), moments, st.none() | moments)


@given(st.lists(pins, max_size=40))
def test_pins_come_back_from_an_address_as_they_went_in(given_pins):
    assert read([value for _name, value in written(given_pins)]) == given_pins


@given(st.lists(st.text(max_size=30), max_size=5))
def test_what_is_no_pin_is_left_out(values):
    assert all(1 <= pin.position <= PLACES for pin in read(values))
    assert read(["0.1.1.1", "1.0.1.1", "1.1.x.1", "1.1", "1.1.99999999999999.0"]) == []
