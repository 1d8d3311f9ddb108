"""The living style page asks no story."""

from __future__ import annotations

import pytest
from django.utils import timezone

from redaksi.portal.look import Look
from redaksi.portal.pages import Ground, specimen_page
from redaksi.portal.respond import respond

pytestmark = pytest.mark.django_db


def test_it_stands_in_an_empty_newsroom_and_is_never_stored(newsroom):
    answer = specimen_page(Ground.load(timezone.now()), Look(scheme="night"))
    assert not answer.stored
    html = respond(answer).content.decode()
    assert html.count("<article") >= 12
    assert "@media all{" in html
