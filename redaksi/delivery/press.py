"""Pressing pages ahead of the first reader: after a publish, and by `redaksi press`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from urllib.parse import urlsplit

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.test import RequestFactory
from django_tasks import task

from redaksi.conf import config, load_secret_key
from redaksi.delivery import edge_headers, outbox
from redaksi.delivery.affected import Purge
from redaksi.portal.pictures import ensure_renditions
from redaksi.stories import keys, queries
from redaksi.stories.body import reference_ids
from redaksi.stories.models import Section, Story


@cache
def _handler() -> WSGIHandler:
    return WSGIHandler()


def press(path: str) -> int:
    """Render the page at `path` into the store as if the edge had asked for it; returns its HTTP status."""
    response = _handler().get_response(_request(path))
    response.close()
    return response.status_code


def press_paths(paths: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Press each path; yields (path, status) as it goes."""
    for path in paths:
        yield path, press(path)


def standing_paths() -> list[str]:
    """The addresses that most readers enter by: front, rubrics, feeds, sitemaps."""
    fronts = [section.get_absolute_url() for section in Section.objects.all()]
    return ["/", *fronts, "/indeks/", "/rss.xml", "/sitemap.xml", "/sitemap-news.xml"]


@task()
def press_story(story_id: int) -> None:
    """After a publish: make the story's pictures in the sizes that pages ask for, then press where it shows."""
    story = Story.objects.public().filter(pk=story_id).select_related("section", "picture").first()
    if story is None:
        return
    shown = [
        *([story.picture] if story.picture else []),
        *queries.pictures(reference_ids(story.body.raw_data)[1]).values(),
    ]
    had = sum(picture.renditions.count() for picture in shown)
    if sum(ensure_renditions(picture) for picture in shown) > had:
        outbox.post(Purge(frozenset({keys.story(story.pk), keys.listed(story.pk)})))
    for path in (story.get_absolute_url(), "/", story.section.get_absolute_url() if story.section else "/"):
        press(path)


def _request(path: str) -> WSGIRequest:
    base = urlsplit(config.public_url)
    headers = {
        edge_headers.EDGE: edge_headers.edge_secret(load_secret_key(config)),
        edge_headers.PRESS: "1",
        "host": base.netloc,
        "x-forwarded-proto": base.scheme,
    }
    return RequestFactory(headers=headers).get(path)
