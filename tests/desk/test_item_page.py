from __future__ import annotations

import pytest

from redaksi.desk import actions
from redaksi.desk.item_page import item_page
from redaksi.wire.models import WireItem
from tests.desk.conftest import staff, wire_item

pytestmark = pytest.mark.django_db


def test_the_page_knows_versions_story_and_names() -> None:
    first = wire_item(version="1", byline="Sandani Wijaya")
    story = actions.take(first, staff("reporter"))
    page = item_page(wire_item(version="2", headline="Versi kedua"))
    assert [item.version for item in page.chain] == ["2", "1"]
    assert (page.story, page.mine, page.killed) == (story, False, False)
    assert item_page(first).byline_names == ("Sandani Wijaya",)
    assert item_page(first).paragraphs == 2


def test_an_item_that_cannot_be_read_any_more_still_has_a_page() -> None:
    item = wire_item()
    WireItem.objects.filter(pk=item.pk).update(document={"bentuk": "lain"})
    page = item_page(WireItem.objects.get(pk=item.pk))
    assert page.news is None
    assert page.body == ""
