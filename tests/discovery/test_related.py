from datetime import timedelta

import pytest

from redaksi.discovery.related import recommend, related
from tests.factories import make_draft, make_section, make_story, make_topic

pytestmark = pytest.mark.django_db


def test_a_shared_topic_weighs_more_than_a_shared_rubric():
    pakistan = make_topic("Pakistan")
    story = make_story("Kunjungan Menteri", topics=(pakistan,))
    same_rubric = make_story("Pasar Kota Ramai")
    same_topic = make_story("Pipa Gas Dibahas", topics=(pakistan,), section=make_section("Ekonomi"))
    assert related(story)[:2] == [same_topic, same_rubric]


def test_the_desk_can_see_why():
    topic = make_topic("Rusia")
    story = make_story("Latihan Militer Bersama", topics=(topic,))
    make_story("Latihan Militer Selesai", topics=(topic,))
    assert recommend(story)[0].reasons[0] == "Rusia"
    assert "latih" in recommend(story)[0].reasons


def test_neither_itself_nor_drafts_nor_advertisements_are_recommended():
    story = make_story("Rumah Murah")
    make_draft("Rumah Murah Lagi")
    make_story("Rumah Murah Promosi", label="advertorial")
    assert related(story) == []


def test_of_two_equals_the_fresher_comes_first(now):
    story = make_story("Kereta Cepat", at=now)
    old = make_story("Kereta Tiba", at=now - timedelta(days=60))
    new = make_story("Kereta Tiba", at=now - timedelta(hours=1))
    assert [each.story for each in recommend(story, now=now)] == [new, old]
