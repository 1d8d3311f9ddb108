from __future__ import annotations

import re

import pytest
from django.urls import reverse

from redaksi.desk.story_panels import STORY_FORM
from redaksi.stories.models import Story

pytestmark = pytest.mark.django_db


def test_every_field_that_a_desk_may_write_is_on_the_form() -> None:
    form = STORY_FORM.bind_to_model(Story).get_form_class()
    kept_by_the_house = {"id", "live", "locked", "locked_at", "locked_by", "expired", "has_unpublished_changes"}
    kept_by_the_house |= {"latest_revision", "live_revision", "first_published_at", "last_published_at"}
    written = {field.name for field in Story._meta.fields if field.editable} - kept_by_the_house
    assert written <= set(form._meta.fields)
    assert not [name for name in form._meta.fields if name.startswith("provenance_")]
    assert "bylines" in form.formsets


def test_an_empty_form_says_where_the_headline_goes(login) -> None:
    client, _ = login("reporter")
    page = client.get(reverse(f"{Story.snippet_viewset.get_url_name('add')}")).content.decode()
    assert page.count('placeholder="Judul"') == 1
    assert re.search(r'<textarea name="headline"[^>]*placeholder="Judul"', page)
