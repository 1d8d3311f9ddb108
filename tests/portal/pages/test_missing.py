"""The page that was not found: it offers what the words of the address may have meant."""

from __future__ import annotations

import pytest
from django.utils import timezone

from redaksi.portal.pages import Ground, missing_page
from tests.factories import make_draft, make_story

pytestmark = pytest.mark.django_db


def test_the_words_of_the_address_find_the_story(newsroom):
    story = make_story("Harga Cabai Rawit Turun Tajam")
    make_story("Jembatan Gantung Diperbaiki")
    page = missing_page(Ground.load(timezone.now()), "/2019/05/harga-cabai-rawit-turun.html").page
    assert [card.id for card in page.suggested] == [story.pk]
    assert story.pk not in {card.id for card in page.latest}


def test_one_wrong_word_is_forgiven(newsroom):
    story = make_story("Harga Cabai Rawit Turun Tajam")
    page = missing_page(Ground.load(timezone.now()), "/ekonomi/999/cabai-rawit-zqxjk").page
    assert [card.id for card in page.suggested] == [story.pk]


@pytest.mark.parametrize("path", ["", "/", "/zqxjkvw/", "/12345/", "/" + "a" * 5000])
def test_an_address_without_known_words_suggests_nothing(newsroom, path):
    make_draft("Kabar Rahasia Draf")
    assert missing_page(Ground.load(timezone.now()), path).page.suggested == ()
