"""An advertisement as readers see it: whose turn it is, and what stands where a third party is not allowed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from redaksi.portal.pages.advertisement import ad_view, turn
from redaksi.stories.models import AdSlot
from tests.factories import make_picture


def ad(pk: int, kind: str = "house", section: int | None = None, **values: object) -> AdSlot:
    return AdSlot(pk=pk, kind=kind, section_id=section, text=f"Iklan {pk}", url="https://toko.example/", **values)


def test_no_advertisement_is_no_view():
    assert ad_view([]) is None


def test_the_advertiser_goes_before_the_house_and_the_rubric_before_all():
    assert ad_view([ad(1), ad(2, "picture")]).id == 2
    assert ad_view([ad(1, section=7), ad(2)]).id == 1
    assert ad_view([ad(1, section=7), ad(2, "picture"), ad(3, "picture", 7)]).id == 3


def test_equals_take_turns():
    running = [ad(1), ad(2), ad(3)]
    assert [ad_view(running, number).id for number in range(4)] == [1, 2, 3, 1]
    assert turn(datetime(2026, 1, 1, 0, 1, tzinfo=UTC)) - turn(datetime(2026, 1, 1, tzinfo=UTC)) == 1


def test_a_third_party_has_a_frame_a_space_and_something_to_stand_there_instead():
    tag = ad(9, "tag", size="300x250", code="<script>alert(1)</script>")
    view = ad_view([tag, ad(1)])
    assert (view.frame, view.size.width, view.size.height, view.instead.id) == ("/iklan/9/bingkai", 300, 250, 1)
    assert "alert" not in repr(view)
    assert ad_view([tag]).instead is None


def test_every_advertisement_leads_on_by_our_own_address():
    assert ad_view([ad(4)]).url == "/iklan/4"


@pytest.mark.django_db
def test_a_picture_reserves_its_space():
    view = ad_view([ad(1, "picture", picture=make_picture(), alt="Bank Uji, bunga empat persen")])
    assert (view.picture.width, view.picture.height, view.alt) == (1200, 800, "Bank Uji, bunga empat persen")
    assert ad_view([ad(1)]).picture is None
