"""Sitemaps as the protocol and the news service want them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from lxml import etree

from redaksi.newsroom.models import Identity
from redaksi.stories import queries
from redaksi.syndication import sitemaps
from tests.factories import make_story

pytestmark = pytest.mark.django_db
NAMES = {"s": sitemaps.SITEMAP, "n": sitemaps.NEWS}


def test_the_index_names_the_months_that_hold_stories():
    zone = Identity().tzinfo
    for moment in (datetime(2025, 11, 30, 18, tzinfo=UTC), datetime(2026, 1, 31, 18, tzinfo=UTC)):
        make_story(at=moment)
    found = queries.months_with_stories(datetime(2026, 2, 2, tzinfo=UTC), zone)
    root = etree.fromstring(sitemaps.index(found))
    names = [loc.rpartition("/")[2] for loc in root.xpath("//s:loc/text()", namespaces=NAMES)]
    assert names == ["sitemap-2026-02.xml", "sitemap-2025-12.xml"]


def test_a_month_holds_its_stories_with_their_last_change(stories, client):
    at = stories[0].published_at.astimezone(Identity().tzinfo)
    response = client.get(f"/sitemap-{at.year}-{at.month}.xml")
    root = etree.fromstring(response.content)
    locations = root.xpath("//s:loc/text()", namespaces=NAMES)
    assert any(loc.endswith(stories[0].get_absolute_url()) for loc in locations)
    changed = [datetime.fromisoformat(text) for text in root.xpath("//s:lastmod/text()", namespaces=NAMES)]
    assert stories[0].revised_at.replace(microsecond=0) in changed
    assert response["Surrogate-Key"] == "sitemaps"


def test_the_news_sitemap_tells_first_publication_and_nothing_paid(stories):
    root = etree.fromstring(sitemaps.news(Identity.load(), queries.news_sitemap(stories[0].revised_at)))
    assert root.xpath("//n:title/text()", namespaces=NAMES) == ["Kapal & <Pelabuhan>", "Rubrik Lain"]
    assert set(root.xpath("//n:language/text()", namespaces=NAMES)) == {"id"}
    dates = root.xpath("//n:publication_date/text()", namespaces=NAMES)
    assert datetime.fromisoformat(dates[0]) == stories[0].published_at


@pytest.mark.parametrize(("path", "schema"), [("news", "all.xsd"), ("index", "siteindex.xsd"), ("month", "all.xsd")])
def test_they_are_valid(stories, client, shared_dir, path, schema):
    at = stories[0].published_at.astimezone(Identity().tzinfo)
    address = {
        "news": "/sitemap-news.xml",
        "index": "/sitemap.xml",
        "month": f"/sitemap-{at.year}-{at.month}.xml",
    }[path]
    xsd = etree.XMLSchema(etree.parse(str(shared_dir / "schemas" / "sitemap" / schema)))
    xsd.assertValid(etree.fromstring(client.get(address).content))
