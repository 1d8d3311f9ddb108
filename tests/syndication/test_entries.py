"""A story as feeds carry it."""

from __future__ import annotations

import pytest

from redaksi.syndication.entries import feed

pytestmark = pytest.mark.django_db


def test_the_body_needs_no_page_around_it(stories):
    entry = feed("/rss.xml", None).entries[0]
    assert 'href="/' not in entry.html
    for part in (
        "<b>Banjarmasin, Kabar Uji -</b>",
        "<cite>Nakhoda</cite>",
        "<li>Satu</li>",
        "1 &lt; 2",
        "<h3>Fakta</h3>",
        "<p>Buku. Laut &amp; Dapur. Wira. ★★★★☆</p>",
    ):
        assert part in entry.html
    for part in ("/ekonomi/", "<h2>Sub</h2>", "<figure><img src=", "https://video.example/1", "Xinhua"):
        assert part in entry.html


def test_the_guid_outlives_headline_and_rubric(stories):
    before = feed("/rss.xml", None).entries[0]
    stories[0].slug = "alamat-baru"
    stories[0].save()
    after = feed("/rss.xml", None).entries[0]
    assert before.guid == after.guid
    assert before.url != after.url


def test_a_correction_moves_the_update_and_not_the_publication(stories):
    entry = feed("/rss.xml", None).entries[0]
    assert entry.published == stories[0].published_at
    assert entry.updated == stories[0].revised_at.replace(microsecond=0)


def test_a_rubric_has_its_own(stories):
    found = feed("/ekonomi/rss.xml", stories[1].section)
    assert [entry.title for entry in found.entries] == ["Rubrik Lain"]
    assert f"section-{stories[1].section_id}" in found.keys


def test_a_feed_asks_a_fixed_number_of_questions(stories, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        feed("/rss.xml", None)
