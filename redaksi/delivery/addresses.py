"""The addresses that stand behind surrogate keys, for caches in front that know addresses only."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from datetime import date

from redaksi.newsroom.models import Person
from redaksi.portal.models import StandingPage
from redaksi.stories import keys
from redaksi.stories.models import Section, Story, Topic

FIXED = {
    keys.FRONT: ("/",),
    keys.FEEDS: ("/rss.xml", "/atom.xml", "/feed.json"),
    keys.SITEMAPS: ("/sitemap.xml", "/sitemap-news.xml"),
    keys.CORRECTIONS: ("/koreksi/",),
}
_NUMBERED = re.compile(r"(story|section|topic|person)-(\d{1,18})", re.ASCII)
_DAY = re.compile(r"day-(\d{4})-(\d\d)-(\d\d)", re.ASCII)


def of_keys(names: Collection[str]) -> list[str]:
    """The pages that the keys are about: stories, fronts, lists, feeds; not every page that mentions one of them."""
    if keys.EVERYTHING in names:
        names = {*names, *FIXED, keys.STANDING, *(keys.section_list(pk) for pk in _all(Section))}
    found = {address for name in names for address in FIXED.get(name, ())}
    found |= {_index(date(*map(int, day.groups()))) for name in names if (day := _DAY.fullmatch(name))}
    found |= {"/indeks/"} if any(name.startswith("day-") for name in names) else set()
    if keys.STANDING in names:
        found |= {f"/{slug}/" for slug in StandingPage.objects.live().values_list("slug", flat=True)}
        found |= {"/robots.txt", "/ads.txt"}
    numbered: dict[str, set[int]] = {}
    for name in names:
        if parts := _NUMBERED.fullmatch(name):
            numbered.setdefault(parts[1], set()).add(int(parts[2]))
    for kind, ids in numbered.items():
        found.update(WHERE[kind](ids))
    return sorted(found)


def _stories(ids: set[int]) -> Iterable[str]:
    rows = Story.objects.filter(pk__in=ids, section__isnull=False).select_related("section")
    return [story.get_absolute_url() for story in rows.only("slug", "section__slug")]


def _sections(ids: set[int]) -> Iterable[str]:
    urls = [section.get_absolute_url() for section in Section.objects.filter(pk__in=ids)]
    return [*urls, *(f"{url}rss.xml" for url in urls)]


def _topics(ids: set[int]) -> Iterable[str]:
    return [topic.get_absolute_url() for topic in Topic.objects.filter(pk__in=ids)]


def _persons(ids: set[int]) -> Iterable[str]:
    return [f"/penulis/{slug}" for slug in Person.objects.filter(pk__in=ids).values_list("slug", flat=True)]


def _index(day: date) -> str:
    return f"/indeks/{day:%Y/%m/%d}/"


def _all(model: type[Section]) -> Iterable[int]:
    return model.objects.values_list("pk", flat=True)


WHERE: dict[str, Callable[[set[int]], Iterable[str]]] = {
    "story": _stories,
    "section": _sections,
    "topic": _topics,
    "person": _persons,
}
