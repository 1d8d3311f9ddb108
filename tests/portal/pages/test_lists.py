"""Lists by rubric, topic and person, page by page."""

from __future__ import annotations

import pytest
from django.utils import timezone

from redaksi.portal import pages
from redaksi.portal.pages.lists import paged, pager
from redaksi.stories.models import Topic
from redaksi.stories.queries import LAST_PAGE, Page
from tests.factories import make_person, make_section

pytestmark = pytest.mark.django_db


def test_pages_of_a_rubric_follow_each_other_without_a_gap(archive):
    ground = pages.Ground.load(timezone.now())
    section = make_section("Dunia")
    first, second = (pages.section_page(ground, section, number).page for number in (1, 2))
    ids = [first.lead.id, *(card.id for page in (first, second) for card in (*page.seconds, *page.river))]
    assert sorted(ids) == sorted(story.pk for story in archive if story.section_id == section.pk)
    assert second.lead is None
    assert (first.pager.newer, first.pager.older) == ("", "/dunia/?halaman=2")
    assert (second.pager.newer, second.pager.older) == ("/dunia/", "")


def test_a_topic_and_a_person_list_their_stories(archive):
    ground = pages.Ground.load(timezone.now())
    topic = pages.topic_page(ground, Topic.objects.get(), 1).page
    person = pages.person_page(ground, make_person(), 2).page
    assert len(topic.river) == 20
    assert len(person.river) == 10
    assert person.pager.newer == "/penulis/ratna-wulandari"


def test_after_the_last_page_the_index_goes_on():
    assert paged("/dunia/", 1) == "/dunia/"
    assert pager("/dunia/", Page([], LAST_PAGE, has_older=False)).archive
