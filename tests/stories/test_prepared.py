"""Queries that are built once: they must say what the queryset says, for other values too."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db.models import F

from redaksi.stories.models import Section, Story
from redaksi.stories.prepared import FEWEST, Ids, Prepared
from tests.factories import make_section, make_story

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 19, 12, tzinfo=UTC)


def test_a_prepared_query_is_asked_with_new_values_and_built_once(django_assert_num_queries):
    built = []

    def build(now, section):
        built.append(now)
        return Story.objects.public(now).filter(section_id=section).select_related("section").order_by("-published_at")

    asked = Prepared(build)
    world, economy = make_section("Dunia"), make_section("Ekonomi")
    old, new = (make_story(at=NOW - timedelta(days=days), section=world) for days in (2, 1))
    other = make_story(at=NOW - timedelta(days=1), section=economy)
    with django_assert_num_queries(3):
        assert asked(NOW, world.pk) == [new, old]
        assert asked(NOW - timedelta(days=1, seconds=1), world.pk) == [old]
        (found,) = asked(NOW, economy.pk)
    assert (found, found.section.name, found.body.raw_data[0]["type"]) == (other, "Ekonomi", "paragraph")
    assert len(built) == 1


def test_numbers_for_a_list_come_in_any_count():
    asked = Prepared(lambda ids: Section.objects.filter(pk__in=ids).values_list("pk", "slug").order_by("pk"))
    made = [make_section(f"Rubrik {n}") for n in range(FEWEST + 3)]
    for count in (1, FEWEST, FEWEST + 3):
        assert asked(Ids(each.pk for each in made[:count])) == [(each.pk, each.slug) for each in made[:count]]
    assert (len(Ids([7])), len(Ids(range(FEWEST + 1)))) == (FEWEST, 2 * FEWEST)


def test_a_value_that_does_not_reach_the_statement_is_refused():
    asked = Prepared(lambda number: Section.objects.filter(order=number + 1))
    with pytest.raises(ValueError, match="do not stand in the query"):
        asked(3)


def test_only_numbers_and_times_can_be_put_in():
    with pytest.raises(TypeError, match="no number"):
        Prepared(lambda slug: Section.objects.filter(slug=slug))("dunia")


def test_expressions_and_their_converters_hold():
    asked = Prepared(lambda pk: Section.objects.filter(pk=pk).annotate(double=F("order") * 2))
    (section,) = asked(make_section("Dunia", order=21).pk)
    assert section.double == 42
