from datetime import timedelta

import pytest

from redaksi.delivery.readership import add_waiting, forget_old
from redaksi.delivery.reads import ReadCounter
from redaksi.discovery.models import ReadCount
from tests.factories import make_story

pytestmark = pytest.mark.django_db
PHONE = "Mozilla/5.0 (Linux; Android 14) Chrome/130 Mobile"


def test_what_an_edge_counted_is_added_up_by_hour_and_its_files_removed(tmp_path, now):
    story, counter = make_story(), ReadCounter(tmp_path)
    for _ in range(3):
        counter.note(story.pk, PHONE)
    counter.note(story.pk, "Googlebot/2.1 (+http://www.google.com/bot.html)")
    counter.flush(now.timestamp())
    counter.note(story.pk, PHONE)
    counter.flush(now.timestamp() + 60)
    assert add_waiting(now, tmp_path) == 2
    assert ReadCount.objects.get().count == 4
    assert not list(tmp_path.iterdir())


def test_a_missing_folder_counts_nothing(tmp_path, now):
    assert add_waiting(now, tmp_path / "none") == 0


def test_counts_that_no_window_needs_are_forgotten(tmp_path, now):
    story, counter = make_story(), ReadCounter(tmp_path)
    counter.note(story.pk, PHONE)
    counter.flush(now.timestamp())
    add_waiting(now, tmp_path)
    assert forget_old(now + timedelta(days=7)) == 0
    assert forget_old(now + timedelta(days=9)) == 1
