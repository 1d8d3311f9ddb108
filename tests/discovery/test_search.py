from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from redaksi.accountability.actions import withdraw
from redaksi.discovery.search import search
from redaksi.stories.models import Story
from tests.factories import make_draft, make_section, make_story, make_user, publish

pytestmark = pytest.mark.django_db


def found(query: str, **options) -> list[int]:
    return [hit.story_id for hit in search(query, **options)]


def test_a_published_story_is_found_by_any_form_of_its_words():
    story = make_story("Polisi Mencari Perahu Hilang")
    assert found("pencarian perahu") == [story.pk]
    assert found("dicari") == [story.pk]
    assert found("kapal") == []


def test_every_word_must_be_there():
    make_story("Harga Cabai Turun")
    assert found("cabai naik") == []


def test_drafts_and_withdrawn_stories_are_never_found():
    make_draft("Rahasia Dapur")
    story = make_story("Rahasia Laut")
    withdraw(story, "sara", "Sebab.", make_user())
    assert found("rahasia") == []


def test_a_new_headline_replaces_the_old_words():
    story = make_story("Panen Padi Melimpah")
    story.headline = "Panen Jagung Melimpah"
    publish(story)
    assert found("padi") == []
    assert found("jagung") == [story.pk]


def test_a_headline_counts_more_than_a_body():
    in_body = make_story("Kabar Pagi", paragraphs=("Festival perahu digelar di danau.",))
    in_headline = make_story("Festival Perahu Dibuka")
    assert found("perahu") == [in_headline.pk, in_body.pk]


def test_newest_first_pages_by_rank():
    stories = [make_story(f"Banjir Hari Ke-{number}") for number in range(5)]
    first = search("banjir", order="newest", limit=2)
    rest = search("banjir", order="newest", limit=9, below=first[-1].rank)
    assert [hit.story_id for hit in [*first, *rest]] == [story.pk for story in reversed(stories)]


def test_a_rubric_narrows_the_search():
    make_story("Kopi Gayo", section=make_section("Ekonomi"))
    culture = make_section("Budaya")
    story = make_story("Kopi dan Sastra", section=culture)
    assert found("kopi", section_id=culture.pk) == [story.pk]


def test_relevance_can_be_bounded_to_newer_stories():
    story = make_story("Gempa Kecil")
    assert found("gempa", since=story.published_at + timedelta(days=1)) == []


def test_an_empty_query_finds_nothing():
    make_story()
    assert search("") == search("  ?! ") == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(max_size=80))
def test_no_query_breaks_the_search(query):
    search(query)
    search(query, order="newest")


def test_the_index_follows_a_rolled_back_publish():
    assert Story.objects.count() == 0
    assert found("jembatan") == []
