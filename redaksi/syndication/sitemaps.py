"""Sitemaps: an index of months, a file for each, and the news sitemap of the last 48 hours."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, tzinfo
from typing import Final

from redaksi.newsroom.models import Identity
from redaksi.stories import queries
from redaksi.stories.models import Story
from redaksi.syndication.entries import absolute
from redaksi.syndication.xml import Writer

SITEMAP: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS: Final = "http://www.google.com/schemas/sitemap-news/0.9"


def index(months: Iterable[tuple[int, int]]) -> bytes:
    """The index: one file for each (year, month) that holds stories."""
    xml = Writer()
    with xml.element("sitemapindex", {"xmlns": SITEMAP}):
        for year, month in months:
            with xml.element("sitemap"):
                xml.add("loc", absolute(f"/sitemap-{year}-{month:02d}.xml"))
    return xml.bytes()


def month(year: int, month: int, zone: tzinfo, now: datetime) -> bytes:
    """The stories published in a month of `zone`, with their last change."""
    start = datetime(year, month, 1, tzinfo=zone)
    end = datetime(year + month // 12, month % 12 + 1, 1, tzinfo=zone)
    xml = Writer()
    with xml.element("urlset", {"xmlns": SITEMAP}):
        for section, pk, slug, changed in queries.sitemap_rows(start, end, now):
            with xml.element("url"):
                xml.add("loc", absolute(f"/{section}/{pk}/{slug}"))
                xml.add("lastmod", changed.astimezone(zone).isoformat(timespec="seconds"))
    return xml.bytes()


def news(identity: Identity, stories: Iterable[Story]) -> bytes:
    """The news sitemap; the date is that of first publication, never of a later change."""
    xml = Writer()
    with xml.element("urlset", {"xmlns": SITEMAP, "xmlns:news": NEWS}):
        for story in stories:
            with xml.element("url"):
                xml.add("loc", absolute(story.get_absolute_url()))
                with xml.element("news:news"):
                    with xml.element("news:publication"):
                        xml.add("news:name", identity.brand)
                        xml.add("news:language", (story.language or "id").split("-")[0])
                    published = story.published_at.astimezone(identity.tzinfo) if story.published_at else None
                    xml.add("news:publication_date", published.isoformat(timespec="seconds") if published else "")
                    xml.add("news:title", story.headline)
    return xml.bytes()
