"""Search as a reader meets it."""

from __future__ import annotations

import pytest
from django.utils import timezone

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


def test_newest_first_goes_on_below_the_last(archive):
    first = shown(q="kabar", urut="terbaru").page
    below = first.older.rpartition("sebelum=")[2]
    second = shown(q="kabar", urut="terbaru", sebelum=below).page
    assert len(first.found) == 20
    assert len(second.found) == 10
    assert not {hit.card.id for hit in first.found} & {hit.card.id for hit in second.found}


def test_a_rubric_and_a_time_narrow_the_search(archive):
    found = shown(q="kabar", rubrik="ekonomi", kurun="hari").page.found
    assert {hit.card.section.name for hit in found} == {"Ekonomi"}


@pytest.mark.parametrize("value", ["' OR 1=1 --", '"', "*", "a" * 5000, "\x00\x00", "NEAR(", "{}", "﷽"])
def test_any_query_is_answered(client, archive, value):
    assert client.get("/cari", {"q": value, "rubrik": value, "urut": value, "sebelum": value}).status_code == 200


def test_what_is_unknown_counts_as_nothing(newsroom):
    asked = Asked.of({"q": "a", "rubrik": "x", "kurun": "x", "sebelum": "-5"}, pages.Ground.load(timezone.now()))
    assert (asked.rubric, asked.period, asked.order, asked.section_id) == ("", "", "relevance", None)
