"""The story page's view-model."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import timezone

from redaksi.accountability.actions import correct
from redaksi.discovery.related import link_rows
from redaksi.portal import pages
from redaksi.portal.pages.story import share_links
from redaksi.stories import queries

pytestmark = pytest.mark.django_db


def shown(story) -> pages.Answer:
    return pages.story_page(pages.Ground.load(timezone.now()), queries.whole(story.pk))


def test_related_stories_share_a_topic_and_the_next_is_older(archive):
    story = archive[-2]
    page = pages.story_page(pages.Ground.load(timezone.now()), queries.whole(story.pk, links=link_rows)).page
    assert len(page.related) == 4
    assert page.following.time.iso <= page.story.published.iso
    assert page.following.section == page.story.section
    shown = [card.id for card in (*page.related, page.following, *page.recommended, *page.others, *page.latest)]
    assert len(shown) == len(set(shown))


def test_without_topics_nothing_is_called_related(archive):
    page = shown(archive[-2]).page
    assert page.related == ()
    assert page.following is not None


def test_other_news_are_ten_of_the_same_rubric(archive):
    page = shown(archive[-2]).page
    assert len(page.others) == 10
    assert {card.section.name for card in page.others} == {"Dunia"}
    assert archive[-2].pk not in {card.id for card in page.others}
    assert len(page.recommended) == 4
    assert len(page.popular) == 5


def test_the_latest_repeat_no_other_list(archive):
    page = shown(archive[-1]).page
    others = {card.id for card in (*page.others, *page.recommended, *page.popular)}
    assert len(page.latest) == 5
    assert not others & {card.id for card in page.latest}
    assert archive[-1].pk not in {card.id for card in page.latest}


def test_the_keys_name_every_story_that_is_listed(archive):
    answer = shown(archive[-1])
    page = answer.page
    listed = {card.id for card in (page.following, *page.others, *page.recommended, *page.popular, *page.latest)}
    assert {f"listed-{pk}" for pk in listed} <= set(answer.keys)


def test_a_correction_dates_the_page(archive):
    correct(archive[-1], "ralat", "Salah hitung.", None)
    page = shown(archive[-1]).page
    assert page.corrections[0].text == "Salah hitung."
    assert page.story.revised is not None
    assert page.head.modified == page.story.revised.iso


def test_share_links_carry_address_and_title_whole():
    url, title = "https://kabar.example/dunia/1/a", "Harga naik 5% & ongkos turun?"
    whatsapp, facebook, x, telegram = share_links(url, title)
    assert parse_qs(urlsplit(whatsapp.url).query)["text"] == [f"{title} {url}"]
    assert parse_qs(urlsplit(facebook.url).query)["u"] == [url]
    assert parse_qs(urlsplit(x.url).query)["text"] == [title]
    assert parse_qs(urlsplit(telegram.url).query)["url"] == [url]
