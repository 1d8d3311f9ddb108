from datetime import timedelta

import pytest

from redaksi.delivery.readership import add_advertisements, add_waiting, forget_old
from redaksi.delivery.reads import ReadCounter
from redaksi.discovery.models import AdCount, ReadCount
from redaksi.stories.models import AdSlot
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


def test_what_an_edge_counted_of_advertisements_stands_on_the_newsrooms_day(tmp_path, now):
    ad = AdSlot.objects.create(name="Bank", place="front", text="Menabung", url="https://bank.example/")
    views, clicks = ReadCounter(tmp_path / "views"), ReadCounter(tmp_path / "clicks")
    for _ in range(3):
        views.note(ad.pk, PHONE)
    clicks.note(ad.pk, PHONE)
    late = now.replace(hour=18)  # one o'clock of the next day in Jakarta
    views.flush(late.timestamp())
    clicks.flush(late.timestamp())
    assert add_advertisements(late, tmp_path) == 2
    row = AdCount.objects.get()
    assert (row.ad, row.views, row.clicks, row.day) == (ad, 3, 1, (late + timedelta(hours=7)).date())
    assert not list(tmp_path.glob("*/*"))
