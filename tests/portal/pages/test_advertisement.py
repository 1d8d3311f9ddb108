"""An advertisement as readers see it."""

from __future__ import annotations

import pytest

from redaksi.portal.pages.advertisement import ad_view
from redaksi.stories.models import AdSlot
from tests.factories import make_picture


def test_no_advertisement_is_no_view():
    assert ad_view(None) is None


@pytest.mark.django_db
def test_a_picture_reserves_its_space():
    view = ad_view(AdSlot(name="Uji", text="Belilah", url="https://toko.example/", picture=make_picture()))
    assert (view.width, view.height) == (1200, 800)
    assert ad_view(AdSlot(name="Uji", text="Belilah", url="https://toko.example/")).picture == ""
