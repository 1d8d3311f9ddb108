from datetime import timedelta

import pytest
from django.utils import timezone

from redaksi.stories.models import AdSlot, BreakingNotice, Slot, Story
from redaksi.stories.moments import expiries, next_on_fronts
from tests.factories import make_section, make_story

pytestmark = pytest.mark.django_db


def test_only_what_is_public_and_still_to_end_has_an_expiry():
    now = timezone.now()
    ends, ended, never = make_story(), make_story(), make_story()
    Story.objects.filter(pk=ends.pk).update(expire_at=now + timedelta(hours=1))
    Story.objects.filter(pk=ended.pk).update(expire_at=now - timedelta(hours=1))
    assert expiries([ends.pk, ended.pk, never.pk], now) == {ends.pk: now + timedelta(hours=1)}
    assert expiries([], now) == {}


def test_the_next_change_of_a_front_is_the_earliest_of_all_that_stands_there(django_assert_num_queries):
    section = make_section()
    story = make_story(section=section)
    now = timezone.now()
    assert next_on_fronts({section.pk}, True, now) is None

    def at(minutes: int):
        return now + timedelta(minutes=minutes)

    Story.objects.filter(pk=make_story().pk).update(published_at=at(60))
    assert next_on_fronts(set(), False, now) == at(60)
    AdSlot.objects.create(name="Iklan", place="front", text="Beli", url="https://a.example", starts_at=at(50))
    assert next_on_fronts(set(), False, now) == at(50)
    BreakingNotice.objects.create(text="Gempa", starts_at=at(-5), expires_at=at(40))
    Slot.objects.create(story=story, section=section, starts_at=at(-5), ends_at=at(30))
    with django_assert_num_queries(1):
        assert next_on_fronts(set(), True, now) == at(40)
    assert next_on_fronts({section.pk}, True, now) == at(30)
    assert next_on_fronts({section.pk + 1}, False, now) == at(50)
