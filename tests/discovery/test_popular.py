from datetime import timedelta

import pytest

from redaksi.discovery.popular import (
    add_reads,
    choose,
    forget_before,
    forget_remembered,
    most_opened,
    popular,
    remembered,
)
from redaksi.stories.models import Story
from tests.factories import make_story

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def counted_anew():
    forget_remembered()


def test_the_most_opened_within_the_window_come_first(now):
    quiet, loud = make_story("Sepi", at=now), make_story("Ramai", at=now)
    hour = now.replace(minute=0)
    add_reads({(quiet.pk, hour): 3, (loud.pk, hour): 10})
    assert popular(24, 2, now) == [loud, quiet]


def test_counts_add_up_and_old_ones_do_not_count(now):
    old, new = make_story("Lama", at=now), make_story("Baru", at=now)
    add_reads({(old.pk, now - timedelta(days=3)): 99, (new.pk, now): 1})
    add_reads({(new.pk, now): 2})
    assert popular(24, 1, now) == [new]


def test_too_few_reads_are_filled_up_with_the_newest(now):
    old, new = make_story(at=now - timedelta(hours=2)), make_story(at=now - timedelta(hours=1))
    assert popular(24, 5, now) == [new, old]


def test_an_advertorial_is_never_popular(now):
    advertorial = make_story("Promosi", at=now, label="advertorial")
    add_reads({(advertorial.pk, now): 1000})
    assert popular(24, 5, now) == []


def test_reads_of_unknown_stories_are_left_out(now):
    add_reads({(999, now): 5})
    assert forget_before(now + timedelta(hours=1)) == 0


def test_counts_are_remembered_for_a_minute_but_not_who_may_see(now, django_assert_num_queries):
    story = make_story("Ramai", at=now)
    add_reads({(story.pk, now): 5})
    assert remembered(24, now) == [story.pk]
    with django_assert_num_queries(0):
        assert remembered(24, now + timedelta(seconds=59)) == [story.pk]
    Story.objects.filter(pk=story.pk).update(live=False)
    assert popular(24, 5, now) == []


def test_windows_are_an_hour_a_day_and_a_week(now):
    hour, day, week = (make_story(at=now) for _ in range(3))
    add_reads({(hour.pk, now): 1, (day.pk, now - timedelta(hours=20)): 2, (week.pk, now - timedelta(days=6)): 3})
    assert most_opened(1, now) == [hour.pk]
    assert most_opened(24, now) == [day.pk, hour.pk]
    assert most_opened(168, now) == [week.pk, day.pk, hour.pk]


def test_without_filling_only_what_was_read_is_chosen(now):
    read, unread = make_story(at=now), make_story(at=now)
    assert choose([read.pk], [unread, read], 5, fill=False) == [read]
