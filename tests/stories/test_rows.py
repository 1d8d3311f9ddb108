"""Rows of another table inside a query, as JSON."""

from __future__ import annotations

import pytest
from django.db import connections
from django.db.backends.postgresql.base import DatabaseWrapper
from django.db.models import Q

from redaksi.stories.models import Section, Topic
from redaksi.stories.rows import Among, Rows
from tests.factories import make_section, make_topic

pytestmark = pytest.mark.django_db


def test_rows_keep_their_order_and_their_marks(django_assert_num_queries):
    make_topic("Zakat")
    make_topic('Nama "Petik" \\ dan é')
    section = make_section()
    with django_assert_num_queries(1):
        found = Section.objects.annotate(rows=Rows(Topic.objects.order_by("-name"), title="name")).get(pk=section.pk)
    assert found.rows == [{"title": "Zakat"}, {"title": 'Nama "Petik" \\ dan é'}]


def test_no_rows_are_an_empty_list():
    make_section()
    assert Section.objects.annotate(rows=Rows(Topic.objects.all(), title="name")).get().rows == []


def test_a_row_is_among_the_few_or_meets_the_other_condition():
    names = [make_topic(name).pk for name in ("Zakat", "Pangan", "Sawah", "Hujan")]
    last = Topic.objects.order_by("-pk")[:1]
    found = Topic.objects.filter(Q(pk=names[0]) | Q(Among(last))).order_by("pk")
    assert [topic.pk for topic in found] == [names[0], names[-1]]


def test_postgresql_is_given_an_array_that_it_takes_to_the_index():
    topics = Topic.objects.filter(Among(Topic.objects.order_by("-pk")[:1]))
    postgresql = DatabaseWrapper({**connections["default"].settings_dict, "OPTIONS": {}})
    sql, _values = topics.query.get_compiler(connection=postgresql).as_sql()
    assert '"stories_topic"."id" = ANY (ARRAY(SELECT U0."id"' in sql
    assert "LIMIT 1))" in sql
