from datetime import timedelta

import pytest
from django.utils import timezone

from redaksi.delivery.horizon import Horizon, horizon
from redaksi.stories.models import Slot, Story
from tests.factories import make_section, make_story

pytestmark = pytest.mark.django_db


def expiring(moment):
    story = make_story()
    Story.objects.filter(pk=story.pk).update(expire_at=moment)
    return story


def test_a_page_of_nothing_that_ends_holds_for_ever():
    story = make_story()
    assert horizon([f"story-{story.pk}", f"listed-{story.pk}", "section-name-4"], timezone.now()) == Horizon()


def test_a_storys_own_page_is_gone_when_it_expires_and_what_lists_it_is_changed():
    now = timezone.now()
    first, second = expiring(now + timedelta(hours=2)), expiring(now + timedelta(hours=1))
    own = horizon([f"story-{first.pk}", f"listed-{second.pk}"], timezone.now())
    assert own.gone_at == (now + timedelta(hours=2)).timestamp()
    assert own.changed_at == (now + timedelta(hours=1)).timestamp()
    assert horizon([f"listed-{first.pk}"], now).gone_at == 0


def test_a_front_is_changed_when_a_pin_begins_or_ends(django_assert_num_queries):
    section = make_section()
    story = make_story(section=section)
    now = timezone.now()
    Slot.objects.create(story=story, section=section, starts_at=now - timedelta(1), ends_at=now + timedelta(minutes=5))
    Slot.objects.create(story=story, section=None, starts_at=now + timedelta(minutes=3))
    with django_assert_num_queries(2):
        rubric = horizon([f"section-{section.pk}", f"listed-{story.pk}"], now)
    assert rubric.changed_at == (now + timedelta(minutes=5)).timestamp()
    assert horizon(["front"], now).changed_at == (now + timedelta(minutes=3)).timestamp()
    assert horizon(["feeds"], now) == Horizon()
