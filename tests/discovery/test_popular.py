from datetime import timedelta

import pytest

from redaksi.discovery.popular import add_reads, forget_before, popular
from tests.factories import make_story

pytestmark = pytest.mark.django_db


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
