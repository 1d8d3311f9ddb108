"""Files that machines ask for at the root."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.django_db

KINDS = {
    "/rss.xml": "application/rss+xml; charset=utf-8",
    "/dunia/rss.xml": "application/rss+xml; charset=utf-8",
    "/atom.xml": "application/atom+xml; charset=utf-8",
    "/feed.json": "application/feed+json; charset=utf-8",
    "/sitemap.xml": "application/xml; charset=utf-8",
    "/sitemap-news.xml": "application/xml; charset=utf-8",
    "/robots.txt": "text/plain; charset=utf-8",
    "/ads.txt": "text/plain; charset=utf-8",
}


@pytest.mark.parametrize("path", KINDS)
def test_each_says_what_it_is_and_how_long_it_may_be_kept(client, stories, path):
    response = client.get(path)
    assert (response.status_code, response["Content-Type"]) == (200, KINDS[path])
    assert response["Surrogate-Control"].startswith("max-age=60")
    assert response["Surrogate-Key"]
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_feed_names_every_story_in_it(client, stories):
    keys = client.get("/rss.xml")["Surrogate-Key"].split()
    assert {"feeds", *(f"listed-{story.pk}" for story in stories if not story.label)} <= set(keys)


@pytest.mark.parametrize(
    "path", ["/tak-ada/rss.xml", "/sitemap-2999-1.xml", "/sitemap-2026-13.xml", "/sitemap-1-1.xml"]
)
def test_what_does_not_exist_is_not_found(client, stories, path):
    assert client.get(path).status_code == 404


def test_robots_names_the_sitemaps_and_closes_the_desk(client):
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /desk/" in text
    assert text.count("Sitemap: http") == 2
