"""A front: pins on their places, the newest between them, nothing twice, nothing that readers may not see."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.accountability.actions import withdraw
from redaksi.stories import fronts
from redaksi.stories.fronts import PLACES, TOP, Pin, arrange
from redaksi.stories.models import Slot, Story
from tests.factories import make_draft, make_story


@pytest.fixture
def archive(now) -> list[Story]:
    """Twelve stories of Dunia, an hour apart, newest last."""
    return [make_story(f"Berita {n}", at=now - timedelta(hours=12 - n)) for n in range(12)]


@pytest.mark.django_db
def test_the_newer_pin_holds_a_place_and_hidden_stories_hold_none(archive, now, django_assert_num_queries):
    def pin(position: int, story: Story, **values: object) -> None:
        Slot.objects.create(position=position, story=story, starts_at=now - timedelta(hours=1), **values)

    pin(1, archive[0])
    Slot.objects.create(position=1, story=archive[1], starts_at=now - timedelta(minutes=5))
    pin(2, archive[2], ends_at=now)
    pin(3, make_draft("Draf"))
    pin(4, archive[3])
    pin(5, make_story("Promosi", label="advertorial"))
    pin(6, make_story("Disponsori", label="sponsored"))
    pin(1, archive[4], section=archive[0].section)
    Slot.objects.create(position=7, story=archive[5], starts_at=now + timedelta(minutes=5))
    with django_assert_num_queries(1):
        assert fronts.pinned(None, now) == {1: archive[1], 4: archive[3]}
    assert fronts.pinned(archive[0].section, now) == {1: archive[4]}
    assert fronts.shown(fronts.pins(None, now), now) == fronts.pinned(None, now)
    assert [pin.position for pin in fronts.pins(None, now)] == [1, 1, 3, 4, 5, 6, 7]


@pytest.mark.django_db
def test_what_leaves_public_view_leaves_its_place_to_the_newest(archive, now):
    Slot.objects.create(position=1, story=archive[0], starts_at=now - timedelta(hours=1))
    Slot.objects.create(position=2, story=archive[1], starts_at=now - timedelta(hours=1))
    withdraw(archive[0], "sara", "Sebab.", None)
    Story.objects.filter(pk=archive[1].pk).update(expire_at=now)
    assert fronts.pinned(None, now) == {}


def row(number: int, label: str = "", picture: int | None = None) -> Story:
    return Story(pk=number, label=label, picture_id=picture)


def test_a_pin_stands_on_its_own_place_and_the_newest_fill_the_others():
    newest = [row(number) for number in range(1, 20)]
    top, river = arrange({3: row(90), 7: row(15)}, newest)
    assert [story.pk for story in top] == [1, 2, 90, 3, 4]
    assert [story.pk for story in river] == [5, 15, 6, 7, 8, 9]


def test_without_a_pinned_lead_the_newest_story_with_a_picture_leads():
    newest = [row(1), row(2), row(3, picture=7), row(4)]
    assert [story.pk for story in arrange({}, newest)[0]] == [3, 1, 2, 4]
    assert [story.pk for story in arrange({2: row(3, picture=7)}, newest)[0]] == [1, 3, 2, 4]


def test_paid_copy_never_stands_on_top():
    newest = [row(1, "advertorial"), *(row(number) for number in range(2, 9))]
    top, river = arrange({}, newest, 20)
    assert [story.pk for story in top] == [2, 3, 4, 5, 6]
    assert [story.pk for story in river] == [1, 7, 8]


def test_fewer_stories_than_places():
    assert arrange({}, []) == ([], [])
    assert arrange({1: row(1)}, [row(1)]) == ([row(1)], [])
    assert [story.pk for story in arrange({9: row(1)}, [row(2)])[0]] == [2]


@given(
    st.dictionaries(st.integers(1, PLACES), st.integers(1, 30), max_size=PLACES),
    st.lists(st.integers(1, 30), unique=True, max_size=30),
)
def test_nothing_stands_twice_whatever_is_pinned(pinned, newest):
    unique = {place: pk for place, pk in pinned.items() if list(pinned.values()).index(pk) == list(pinned).index(place)}
    top, river = arrange({place: row(pk) for place, pk in unique.items()}, [row(pk) for pk in newest])
    standing = [story.pk for story in (*top, *river)]
    assert len(standing) == len(set(standing)) <= PLACES
    if len(top) == TOP:
        assert all(top[place - 1].pk == pk for place, pk in unique.items() if place <= TOP)


def test_a_pin_holds_from_its_first_moment_until_before_its_last(now):
    pin = Pin(1, 1, now, now + timedelta(hours=1))
    assert (pin.holds(now), pin.holds(now + timedelta(hours=1)), pin.is_over(now + timedelta(hours=1))) == (
        True,
        False,
        True,
    )
    assert Pin(1, 1, now).holds(now + timedelta(days=900))
