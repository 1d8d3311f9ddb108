"""A story in a list stands for the story itself."""

from __future__ import annotations

import pytest
from django.utils import timezone

from redaksi.stories import queries
from redaksi.stories.models import Story
from tests.factories import make_section, make_story

pytestmark = pytest.mark.django_db


def test_it_answers_as_the_story_does():
    story = make_story(section=make_section("Opini"), label=Story.Label.OPINION, kicker="Kolom")
    (listed,) = queries.gather(timezone.now(), queries.sections(), [story.pk])
    for name in ("pk", "headline", "deck", "kicker", "label", "published_at", "section", "section_id", "picture_id"):
        assert getattr(listed, name) == getattr(story, name)
    assert listed.get_absolute_url() == story.get_absolute_url()
    assert listed.get_label_display() == str(story.get_label_display())


def test_it_equals_its_story_and_no_other():
    one, other = make_story(), make_story()
    listed = {each.pk: each for each in queries.gather(timezone.now(), queries.sections(), [one.pk, other.pk])}
    assert listed[one.pk] == one
    assert one == listed[one.pk]
    assert listed[one.pk] != other
    assert len({one, listed[one.pk], other}) == 2
