"""How the database goes about what the pages ask: at a million stories nothing is read through, nothing big is sorted.

The plans are those that SQLite makes for an empty copy of the schema with the statistics of a million stories, and for
one without statistics, as a newsroom has that never counted.
"""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks import archive
from benchmarks.archive_load import Loader
from redaksi.conf import config
from redaksi.discovery.popular import forget_remembered
from redaksi.stories.models import Section, Story
from tests.plans import MILLION, faults, schema
from tests.portal.conftest import furnish

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="plans of SQLite"),
]
STORIES = 200


@pytest.fixture
def asked() -> dict[str, str]:
    """Every question of every kind of page: statement with its values -> the page's address."""
    furnish()
    loader = Loader(archive.Plan(STORIES, 1001, time.time() - 60))
    loader.pictures = [None]
    loader.load(range(STORIES))
    forget_remembered()
    found: dict[str, str] = {}
    for address in addresses():
        with CaptureQueriesContext(connection) as captured:
            answer = Client().get(address)
        assert answer.status_code == (404 if address == "/tidak-ada/" else 200), address
        found |= {query["sql"]: address for query in captured.captured_queries if query["sql"].startswith("SELECT")}
    return found


def addresses() -> list[str]:
    story = Story.objects.select_related("section").earliest("published_at")
    translated = Story.objects.select_related("section").latest("published_at")
    Story.objects.filter(pk=translated.pk).update(translation_of=story, language="en")
    section, day = Section.objects.first(), story.published_at - timedelta(days=1)
    assert section is not None
    return [
        *(story.get_absolute_url(), translated.get_absolute_url(), "/", "/tidak-ada/", "/koreksi/"),
        *(f"/{section.slug}/", f"/{section.slug}/?halaman=2", f"/{section.slug}/rss.xml"),
        *("/topik/pakistan", "/topik/pakistan-rusia", "/penulis/penulis-0", "/indeks/", f"/indeks/{day:%Y/%m/%d}/"),
        *("/cari?q=desa", "/cari?q=desa&urut=terbaru", f"/cari?q=zzz&rubrik={section.slug}&dari=2020-01-01"),
        *("/rss.xml", "/atom.xml", "/feed.json", "/sitemap.xml", "/sitemap-news.xml", f"/sitemap-{day:%Y-%m}.xml"),
        f"/api/v1/oembed?url={config.public_url}{story.get_absolute_url()}",
    ]


@pytest.mark.parametrize("statistics", [MILLION, ""], ids=["counted", "never counted"])
def test_no_page_reads_through_or_sorts_what_grows_with_the_archive(asked, statistics):
    empty = schema(statistics)
    slow = {address: found for sql, address in asked.items() if (found := faults(empty, sql))}
    assert slow == {}
    assert len(asked) > 40


def test_a_question_that_reads_everything_is_noticed():
    empty = schema(MILLION)
    assert faults(empty, 'SELECT "stories_story"."deck" FROM "stories_story" WHERE "stories_story"."deck" = 1')
    newest = 'SELECT U0."deck" FROM "stories_story" U0 WHERE U0."live" AND U0."published_at" < 9 ORDER BY U0."deck"'
    assert faults(empty, newest)
    expired = (
        'SELECT "id" FROM "stories_story" WHERE "live" AND "expire_at" < 9 ORDER BY "published_at" DESC, "id" DESC'
    )
    assert faults(empty, expired)
    assert not faults(empty, expired.replace('ORDER BY "published_at" DESC, "id" DESC', 'ORDER BY "expire_at"'))
