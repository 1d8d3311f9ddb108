from datetime import timedelta

import pytest

from redaksi.discovery.advertising import add, by_day, figures
from redaksi.discovery.models import AdCount
from redaksi.stories.models import AdSlot

pytestmark = pytest.mark.django_db


def make_ad(name: str) -> AdSlot:
    return AdSlot.objects.create(name=name, place="front", text=name, url="https://toko.example/")


def test_what_was_seen_and_followed_adds_up_by_day(now):
    bank, toko, today = make_ad("Bank"), make_ad("Toko"), now.date()
    add("views", {bank.pk: 40, toko.pk: 5, 999: 7}, today)
    add("views", {bank.pk: 10}, today)
    add("clicks", {bank.pk: 2}, today)
    add("views", {bank.pk: 100}, today - timedelta(days=1))
    shown = figures(today, today)
    assert [(each.ad, each.views, each.clicks, each.rate) for each in shown] == [(bank, 50, 2, 4.0), (toko, 5, 0, 0.0)]
    assert [(each.day, each.views) for each in by_day(bank, today - timedelta(days=9), today)] == [
        (today, 50),
        (today - timedelta(days=1), 100),
    ]
    assert figures(today - timedelta(days=9), today)[0].views == 150
    assert AdCount.objects.count() == 3


def test_clicks_without_a_view_have_no_rate(now):
    ad = make_ad("Bank")
    add("clicks", {ad.pk: 1}, now.date())
    assert figures(now.date(), now.date())[0].rate is None


def test_counts_go_with_their_advertisement(now):
    ad = make_ad("Bank")
    add("views", {ad.pk: 1}, now.date())
    ad.delete()
    assert not AdCount.objects.exists()
