import pytest

from redaksi.discovery.index import forget, rank_of, remember
from redaksi.discovery.models import Entry
from redaksi.discovery.search import search
from tests.factories import make_story

pytestmark = pytest.mark.django_db


def test_a_later_story_ranks_higher_whatever_its_number(now):
    first, second = make_story(), make_story()
    first.published_at, second.published_at = now, now.replace(year=2020)
    assert rank_of(first) > rank_of(second)


def test_a_forgotten_story_leaves_no_word_behind():
    story = make_story("Kapal Perintis Berlayar")
    forget(story.pk)
    assert search("perintis") == []
    assert not Entry.objects.exists()
    remember(story)
    assert len(search("perintis")) == 1
