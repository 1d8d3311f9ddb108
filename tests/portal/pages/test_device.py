"""Pages that stand on the reader's device."""

from __future__ import annotations

import pytest
from django.utils import timezone

from redaksi.portal.pages import Ground, offline_page, saved_page

pytestmark = pytest.mark.django_db


def test_only_the_list_of_saved_stories_has_a_script_of_its_own(newsroom):
    ground = Ground.load(timezone.now())
    assert saved_page(ground).page.script.endswith("saved.js")
    assert offline_page(ground).page.script == ""
    assert saved_page(ground).keys == ("standing",)
