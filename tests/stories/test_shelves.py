"""Shelves: what stands under a topic, a name or a pair of countries."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, models
from django.db.migrations.executor import MigrationExecutor

from redaksi.stories import listing, queries
from redaksi.stories.models import Place, Story, Topic
from redaksi.stories.shelves import pair_number
from tests.factories import make_draft, make_person, make_story, make_topic, publish

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 19, 12, tzinfo=UTC)
TOPIC, PERSON, PAIR = Place.Kind.TOPIC, Place.Kind.PERSON, Place.Kind.PAIR


def shelf(kind: Place.Kind, number: int) -> list[int]:
    places = Place.objects.filter(kind=kind, number=number).order_by("-published_at")
    return list(places.values_list("story_id", flat=True))


def test_a_published_story_stands_under_its_topics_and_names():
    topic, person = make_topic("Pangan"), make_person()
    story = make_story(topics=(topic,))
    assert shelf(TOPIC, topic.pk) == shelf(PERSON, person.pk) == [story.pk]


def test_a_draft_stands_nowhere():
    make_draft()
    assert not Place.objects.exists()


def test_countries_make_a_pair_and_other_topics_do_not():
    pakistan, russia = (make_topic(name, kind=Topic.Kind.COUNTRY) for name in ("Pakistan", "Rusia"))
    story = make_story(topics=(russia, make_topic("Pipa Gas"), pakistan))
    assert shelf(PAIR, pair_number(pakistan.pk, russia.pk)) == [story.pk]
    assert Place.objects.filter(kind=PAIR).count() == 1
    assert pair_number(pakistan.pk, russia.pk) == pair_number(russia.pk, pakistan.pk)


def test_a_topic_that_becomes_a_country_is_paired_with_what_is_there():
    pakistan, bali = make_topic("Pakistan", kind=Topic.Kind.COUNTRY), make_topic("Timor Leste")
    story = make_story(topics=(pakistan, bali))
    make_story(topics=(bali,))
    bali.kind = Topic.Kind.COUNTRY
    bali.save()
    assert shelf(PAIR, pair_number(pakistan.pk, bali.pk)) == [story.pk]


def test_a_story_moves_to_the_shelf_of_its_new_topic():
    old, new = make_topic("Beras"), make_topic("Jagung")
    story = make_story(topics=(old,))
    publish(story, topics=(new,), at=story.published_at)
    assert (shelf(TOPIC, old.pk), shelf(TOPIC, new.pk)) == ([], [story.pk])


def test_a_withdrawn_story_leaves_every_shelf():
    story = make_story(topics=(make_topic(),))
    story.withdraw(None)
    assert not Place.objects.filter(story=story).exists()


def test_an_expired_story_is_not_listed_though_it_still_has_its_place():
    topic = make_topic()
    story = make_story(at=NOW, topics=(topic,))
    Story.objects.filter(pk=story.pk).update(expire_at=NOW + timedelta(hours=1))
    assert queries.by_topic(topic, NOW, 1, 5).stories == [story]
    assert queries.by_topic(topic, NOW + timedelta(hours=2), 1, 5).stories == []


def test_a_long_shelf_is_read_down_its_index():
    """SQLite steps down `place_newest` and sorts nothing: the cost is that of the page, not of the shelf."""
    topic = make_topic()
    found = listing.on_topic(NOW, topic.pk)[:20]
    plan = found.explain()
    if connection.vendor == "sqlite":
        assert "COVERING INDEX place_newest" in plan
        assert "TEMP B-TREE" not in plan


@pytest.mark.django_db(transaction=True)
def test_the_migration_shelves_what_is_public_already():
    countries = [make_topic(name, kind=Topic.Kind.COUNTRY) for name in ("Pakistan", "Rusia")]
    story = make_story(at=NOW, topics=(*countries, make_topic("Pipa Gas")))
    make_draft()
    wanted = set(Place.objects.values_list("kind", "number", "published_at", "story_id"))
    executor = MigrationExecutor(connection)
    newest = executor.loader.graph.leaf_nodes()
    executor.migrate([("stories", "0002_expiring")])
    MigrationExecutor(connection).migrate(newest)
    assert set(Place.objects.values_list("kind", "number", "published_at", "story_id")) == wanted
    assert Place.objects.aggregate(n=models.Count("id"))["n"] == 5
    assert story.pk in {place[3] for place in wanted}
