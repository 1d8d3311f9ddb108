"""Search as a reader meets it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from redaksi.discovery.index import forget, remember
from redaksi.portal import pages
from redaksi.portal.pages.search import Asked
from tests.factories import make_story

pytestmark = pytest.mark.django_db


def shown(**values: str):
    return pages.search_page(pages.Ground.load(timezone.now()), values)


def test_found_words_are_marked(newsroom):
    make_story("Pencarian Kapal Dilanjutkan")
    answer = shown(q="mencari kapal")
    assert ("Kapal", True) in answer.page.found[0].headline
    assert not answer.stored
    assert answer.page.head.robots == "noindex"


def test_nothing_asked_finds_nothing(archive):
    assert shown().page.found == ()
    assert shown(q="yang-tak-ada-di-mana-pun").page.found == ()


@pytest.mark.parametrize("order", ["terbaru", "relevan"])
def test_pages_follow_each_other_without_a_gap(archive, order):
    first = shown(q="kabar", urut=order).page
    second = shown(q="kabar", urut=order, halaman="2").page
    assert (len(first.found), len(second.found)) == (20, 10)
    assert not {hit.card.id for hit in first.found} & {hit.card.id for hit in second.found}
    assert first.pager.older.endswith("&halaman=2")
    assert (second.pager.newer, second.pager.older) == (first.pager.older.removesuffix("&halaman=2"), "")


def test_a_rubric_narrows_the_search(archive):
    found = shown(q="kabar", rubrik="ekonomi").page.found
    assert {hit.card.section.name for hit in found} == {"Ekonomi"}


@pytest.mark.parametrize("order", ["terbaru", "relevan"])
def test_days_bound_the_search_in_the_newsrooms_zone(newsroom, now, order):
    late = now.replace(hour=17, minute=30)  # half past midnight of the next day in Jakarta
    before, after = make_story("Kapal Berangkat", at=now), make_story("Kapal Tiba", at=late)
    for story in (before, after):  # as an import would: the public time came after the index
        forget(story.pk)
        remember(story)
    ground = pages.Ground.load(now + timedelta(days=2))

    def ids(**values: str) -> list[int]:
        return [h.card.id for h in pages.search_page(ground, {"q": "kapal", "urut": order, **values}).page.found]

    assert ids(sampai="2026-11-19") == [before.pk]
    assert ids(dari="2026-11-20") == [after.pk]
    assert ids(dari="2026-11-20", sampai="2026-11-19") == []
    assert len(ids(dari="2026-11-19", sampai="2026-11-20")) == 2


def test_where_nothing_is_found_the_latest_are_offered(archive):
    page = shown(q="yang-tak-ada-di-mana-pun").page
    assert [card.id for card in page.latest] == [story.pk for story in archive[:-6:-1]]


@pytest.mark.parametrize("value", ["' OR 1=1 --", '"', "*", "a" * 5000, "\x00\x00", "NEAR(", "{}", "﷽"])
def test_any_query_is_answered(client, archive, value):
    assert (
        client.get("/cari", {"q": value, "rubrik": value, "urut": value, "dari": value, "halaman": value}).status_code
        == 200
    )


def test_what_is_unknown_counts_as_nothing(newsroom):
    values = {"q": "a", "rubrik": "x", "dari": "2026-02-30", "sampai": "0001-01-01", "halaman": "-5"}
    asked = Asked.of(values, pages.Ground.load(timezone.now()))
    assert (asked.rubric, asked.order, asked.section_id) == ("", "relevance", None)
    assert (asked.since, asked.until, asked.number) == (None, None, 1)
