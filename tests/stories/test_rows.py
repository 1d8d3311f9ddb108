"""Rows of another table inside a query, as JSON."""

from __future__ import annotations

import pytest

from redaksi.stories.models import Section, Topic
from redaksi.stories.rows import Rows
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
