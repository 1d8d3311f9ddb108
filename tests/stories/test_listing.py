"""What lists ask: the same rows, whichever values are put in."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from redaksi.stories import listing
from redaksi.stories.listed import ROW, of_rows
from redaksi.stories.models import Story
from tests.factories import make_picture, make_section, make_story

pytestmark = pytest.mark.django_db


def test_rows_bring_rubric_and_picture_along(django_assert_num_queries):
    picture = make_picture()
    pictured, bare = make_story("Bergambar", picture=picture), make_story("Tanpa Gambar")
    now, section = timezone.now(), make_section()
    with django_assert_num_queries(1):
        stories = {each.pk: each for each in of_rows(listing.in_section(now, section.pk))}
        assert stories[pictured.pk].section.get_absolute_url() == section.get_absolute_url()
    assert (stories[pictured.pk].picture.pk, stories[pictured.pk].picture.file) == (picture.pk, picture.file.name)
    assert (stories[bare.pk].picture, stories[bare.pk].picture_id) == (None, None)
    assert set(stories) == {pictured.pk, bare.pk}


def test_a_cut_is_kept_and_asked_with_other_values():
    one, other = make_story(section=make_section("Dunia")), make_story(section=make_section("Ekonomi"))
    now = timezone.now()
    cut = listing.cut(listing.in_section, 0, 5)
    assert cut is listing.cut(listing.in_section, 0, 5)
    assert of_rows(cut(now, one.section_id)) == [one]
    assert of_rows(cut(now, other.section_id)) == [other]
    assert of_rows(cut(now - timedelta(days=9999), one.section_id)) == []


def test_a_day_that_is_over_has_one_upper_bound_and_today_ends_now():
    now = timezone.now()
    yesterday, today = make_story(at=now - timedelta(days=1)), make_story(at=now - timedelta(minutes=1))
    make_story(at=now + timedelta(hours=1))
    start, end = now - timedelta(days=2), now - timedelta(hours=12)
    assert of_rows(listing.on_day(start, end, now)) == [yesterday]
    assert of_rows(listing.since(end, now)) == [today]


def test_paid_copy_is_not_among_the_unpaid():
    make_story(label=Story.Label.SPONSORED)
    news = make_story()
    assert list(listing.unpaid(timezone.now())) == [news]
    assert of_rows(listing.newest(5)(timezone.now())) == [news]
    assert len(ROW) == len(set(ROW))
