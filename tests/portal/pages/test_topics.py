"""Topics with their key facts, pairs of countries, timelines."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from redaksi.portal import pages
from redaksi.portal.pages.topics import described
from redaksi.stories.models import Topic
from tests.factories import make_draft, make_story, make_topic

pytestmark = pytest.mark.django_db

COUNTRY = Topic.Kind.COUNTRY


@pytest.fixture
def countries(newsroom) -> tuple[Topic, Topic, Topic]:
    """Pakistan and Rusia share two stories a month apart, Pakistan and Papua Nugini one."""
    now = timezone.now()
    pakistan, russia = make_topic("Pakistan", kind=COUNTRY), make_topic("Rusia", kind=COUNTRY)
    papua = make_topic("Papua Nugini", kind=COUNTRY)
    make_story("Pipa Gas Dibahas", at=now - timedelta(days=40), topics=(pakistan, russia))
    make_story("Latihan Bersama Digelar", at=now, topics=(pakistan, russia, make_topic("Militer")))
    make_story("Kopi Diekspor", at=now, topics=(pakistan, papua))
    return pakistan, russia, papua


def test_two_countries_share_a_timeline(client, countries):
    html = client.get("/topik/pakistan-rusia").content.decode()
    assert "<h1>Pakistan-Rusia</h1>" in html
    assert html.index("Latihan Bersama Digelar") < html.index("Pipa Gas Dibahas")
    assert "Kopi Diekspor" not in html
    assert html.count('<h2 class="hh">') == 2
    answer = pages.pair_page(pages.Ground.load(timezone.now()), countries[:2], 1)
    assert {f"topic-{topic.pk}" for topic in countries[:2]} <= set(answer.keys)


def test_a_pair_has_one_address_whatever_hyphens_its_countries_hold(client, countries):
    assert client.get("/topik/rusia-pakistan")["Location"] == "/topik/pakistan-rusia"
    assert client.get("/topik/pakistan-papua-nugini").status_code == 200
    assert client.get("/topik/papua-nugini-pakistan")["Location"] == "/topik/pakistan-papua-nugini"


@pytest.mark.parametrize(
    "path",
    [
        "/topik/papua-nugini-rusia",
        "/topik/pakistan-pakistan",
        "/topik/militer-pakistan",
        "/topik/pakistan-rusia?halaman=2",
    ],
)
def test_pairs_that_share_no_story_have_no_page(client, countries, path):
    assert client.get(path).status_code == 404


def test_a_country_leads_to_its_pairs_the_most_frequent_first(client, countries):
    pakistan = countries[0]
    related = pages.topic_page(pages.Ground.load(timezone.now()), pakistan, 1).page.related
    assert [link.name for link in related] == ["Pakistan-Rusia", "Pakistan-Papua Nugini"]
    assert all(client.get(link.url).status_code == 200 for link in related)


def test_what_is_hidden_makes_no_pair(client, countries):
    china = make_topic("Tiongkok", kind=COUNTRY)
    draft = make_draft("Rahasia")
    draft.topics.set((countries[0], china))
    draft.save()
    assert "Tiongkok" not in client.get("/topik/pakistan").content.decode()
    assert client.get("/topik/pakistan-tiongkok").status_code == 404


def test_a_country_asks_at_most_eight_questions(client, countries, django_assert_max_num_queries):
    client.get("/topik/rusia")
    for path in ("/topik/pakistan", "/topik/pakistan-rusia"):
        with django_assert_max_num_queries(8):
            assert client.get(path).status_code == 200


def test_lines_with_a_name_and_a_value_are_key_facts(client, newsroom):
    text = "Negara di Asia Selatan.\n\nIbu kota: Islamabad\n- Mata uang: rupee\nCatatan. Begini: panjang"
    assert described(text) == (
        ("Negara di Asia Selatan.", "Catatan. Begini: panjang"),
        (("Ibu kota", "Islamabad"), ("Mata uang", "rupee")),
    )
    make_topic("Pakistan", kind=COUNTRY, description=text)
    html = client.get("/topik/pakistan").content.decode()
    assert "<dt>Ibu kota</dt><dd>Islamabad</dd>" in html
