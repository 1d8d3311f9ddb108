"""Feeds, sitemaps and the files at the root, with the keys by which a publish renews them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from redaksi.newsroom.models import Identity
from redaksi.newsroom.standing import public_pages
from redaksi.stories import keys, queries
from redaksi.stories.models import Section
from redaksi.stories.slots import present
from redaksi.syndication import feeds, sitemaps
from redaksi.syndication import oembed as embeds
from redaksi.syndication import robots as texts
from redaksi.syndication.entries import Feed, feed
from redaksi.syndication.models import MachineSettings

EDGE_CACHE: Final = "max-age=60, stale-while-revalidate=540"
BROWSER_CACHE: Final = "public, max-age=0, must-revalidate"
POLICY: Final = "default-src 'none'; frame-ancestors 'none'"


@require_safe
def rss(request: HttpRequest) -> HttpResponse:
    return _feed(feed("/rss.xml", None), feeds.rss, "application/rss+xml")


@require_safe
def section_rss(request: HttpRequest, slug: str) -> HttpResponse:
    section = get_object_or_404(Section, slug=slug)
    return _feed(feed(f"/{section.slug}/rss.xml", section), feeds.rss, "application/rss+xml")


@require_safe
def atom(request: HttpRequest) -> HttpResponse:
    return _feed(feed("/atom.xml", None), feeds.atom, "application/atom+xml")


@require_safe
def json_feed(request: HttpRequest) -> HttpResponse:
    return _feed(feed("/feed.json", None), feeds.json_feed, "application/feed+json")


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    now = present()
    body = sitemaps.index(queries.months_with_stories(now, _identity().tzinfo))
    return _answer(body, "application/xml", (keys.SITEMAPS,))


@require_safe
def sitemap_month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    now, zone = present(), _identity().tzinfo
    today = now.astimezone(zone)
    if not (year >= 1945 and 1 <= month <= 12 and (year, month) <= (today.year, today.month)):
        raise Http404
    return _answer(sitemaps.month(year, month, zone, now), "application/xml", (keys.SITEMAPS,))


@require_safe
def sitemap_news(request: HttpRequest) -> HttpResponse:
    stories = queries.news_sitemap(present())
    shown = (keys.SITEMAPS, *(keys.listed(story.pk) for story in stories))
    return _answer(sitemaps.news(_identity(), stories), "application/xml", shown)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    return _text(texts.robots(_machines().crawlers))


@require_safe
def ads(request: HttpRequest) -> HttpResponse:
    return _text(texts.ads(_machines().ads_txt))


@require_safe
def llms(request: HttpRequest) -> HttpResponse:
    """llms.txt, only where the newsroom wants one."""
    if not _machines().llms_txt:
        raise Http404
    standing = set(public_pages().values_list("slug", flat=True))
    return _text(texts.llms(_identity(), queries.sections(), standing))


@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    """What another site may show of a story: 400 without an address, 404 for none of ours, 501 for another format."""
    kind = request.GET.get("format", "json")
    try:
        width, height = (embeds.limit(request.GET.get(name)) for name in ("maxwidth", "maxheight"))
    except ValueError as error:
        return HttpResponse(str(error), status=400, content_type="text/plain")
    if not request.GET.get("url"):
        return HttpResponse("url is missing", status=400, content_type="text/plain")
    if kind not in {"json", "xml"}:
        return HttpResponse("json and xml are spoken here", status=501, content_type="text/plain")
    now = present()
    story = embeds.story_at(request.GET["url"], now)
    if story is None:
        return HttpResponse("no such story", status=404, content_type="text/plain")
    values = embeds.describe(story, _identity(), now, width, height)
    body = json.dumps(values, ensure_ascii=False).encode() if kind == "json" else embeds.as_xml(values)
    response = HttpResponse(body, content_type="application/json" if kind == "json" else "text/xml; charset=utf-8")
    response["Cache-Control"] = f"public, max-age={embeds.CACHE_SECONDS}"
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _machines() -> MachineSettings:
    return MachineSettings.objects.first() or MachineSettings()


def _text(text: str) -> HttpResponse:
    return _answer(text.encode(), "text/plain", (keys.STANDING,))


def _identity() -> Identity:
    return Identity.objects.first() or Identity()


def _feed(found: Feed, write: Callable[[Feed], bytes], kind: str) -> HttpResponse:
    return _answer(write(found), kind, found.keys)


def _answer(body: bytes, kind: str, shown: tuple[str, ...]) -> HttpResponse:
    response = HttpResponse(body, content_type=f"{kind}; charset=utf-8")
    response["Cache-Control"] = BROWSER_CACHE
    response["Surrogate-Control"] = EDGE_CACHE
    response["Surrogate-Key"] = " ".join(shown)
    response["Content-Security-Policy"] = POLICY
    return response
