"""Every list of stories. Each begins at `Story.objects.public(now)`, none counts the archive, none asks once per row.

Lists give whole `Story` rows without their bodies, rubric and picture joined; `with_renditions` fetches the sizes of
all pictures of a page in one go.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any, Final

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery, prefetch_related_objects

from redaksi.newsroom.models import Person, Picture
from redaksi.stories.models import AdSlot, BreakingNotice, Byline, Section, Slot, Story, StoryQuerySet, Topic

NEWEST_FIRST: Final = ("-published_at", "-id")
PAID: Final = (Story.Label.ADVERTORIAL, Story.Label.SPONSORED)
CARD_FIELDS: Final = (
    *("headline", "slug", "kicker", "deck", "label", "published_at"),
    *("section__name", "section__slug", "picture__title", "picture__file", "picture__width", "picture__height"),
    *("picture__description", "picture__caption", "picture__credit", "picture__origin"),
)
LAST_PAGE: Final = 50  # deeper lists are read by day: an offset costs as much as it skips
NEWS_SITEMAP_HOURS: Final = 48
NEWS_SITEMAP_ROWS: Final = 1000


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list: its stories, its number from 1 and whether an older one follows."""

    stories: list[Story]
    number: int
    has_older: bool


def cards(stories: StoryQuerySet) -> QuerySet[Story]:
    """`stories` with what a card shows and no other column: half of a list's time is spent on columns."""
    return stories.select_related("section", "picture").only(*CARD_FIELDS)


def newest(now: datetime, limit: int, excluding: Collection[int] = ()) -> list[Story]:
    """The latest public stories."""
    found = _newest(now)[: limit + len(excluding)]
    return [story for story in found if story.pk not in excluding][:limit]


def by_ids(ids: Iterable[int], now: datetime) -> list[Story]:
    """Those of `ids` that are public, in the order of `ids`."""
    wanted = list(dict.fromkeys(ids))
    if not wanted:
        return []
    found = {story.pk: story for story in cards(Story.objects.public(now).filter(pk__in=wanted, section__isnull=False))}
    return [found[pk] for pk in wanted if pk in found]


def in_section(section: Section, now: datetime, page: int, size: int) -> Page:
    """A page of a rubric's stories, newest first."""
    return _page(_newest(now).filter(section=section), page, size)


def by_topic(topic: Topic, now: datetime, page: int, size: int) -> Page:
    """A page of the stories about `topic`, newest first."""
    return _page(_newest(now).filter(topics=topic), page, size)


def by_person(person: Person, now: datetime, page: int, size: int) -> Page:
    """A page of the stories under `person`'s name, newest first."""
    signed = Byline.objects.filter(person=person).values("story")
    return _page(_newest(now).filter(pk__in=signed), page, size)


def on_day(day: date, zone: tzinfo, now: datetime, page: int, size: int) -> Page:
    """A page of what was published on `day` of `zone`, newest first."""
    start = datetime.combine(day, time.min, zone)
    end = datetime.combine(day + timedelta(days=1), time.min, zone)
    return _page(_newest(now).filter(published_at__gte=start, published_at__lt=end), page, size)


def other_news(story: Story, now: datetime, limit: int = 10) -> list[Story]:
    """The newest of the same rubric, never the story itself, never paid copy (R23)."""
    same = _newest(now).filter(section_id=story.section_id).exclude(label__in=PAID)
    return list(same.exclude(pk=story.pk)[:limit])


def pinned(section: Section | None, now: datetime) -> list[Story]:
    """The stories pinned to a front (None: the front page) by position; of two in one position the newer pin."""
    held = Slot.objects.filter(section=section, starts_at__lte=now).filter(Q(ends_at=None) | Q(ends_at__gt=now))
    public = held.filter(story__in=Story.objects.public(now), story__section__isnull=False)
    fields = ("position", *(f"story__{name}" for name in CARD_FIELDS))
    rows = public.select_related("story__section", "story__picture").only(*fields)
    by_position: dict[int, Story] = {}
    for slot in rows.order_by("position", "-starts_at"):
        if slot.story not in by_position.values():
            by_position.setdefault(slot.position, slot.story)
    return list(by_position.values())


def sections() -> list[Section]:
    """All rubrics in their order."""
    return list(Section.objects.all())


def sections_with_newest(now: datetime, each: int, excluding: Collection[int] = ()) -> list[tuple[Section, list[int]]]:
    """All rubrics with the ids of their newest stories: one query, `each` steps down an index per rubric."""
    own = Story.objects.public(now).filter(section=OuterRef("pk")).exclude(pk__in=excluding)
    ids = own.order_by(*NEWEST_FIRST).values("pk")
    places: dict[str, Any] = {f"newest_{n}": Subquery(ids[n : n + 1]) for n in range(each)}
    return [
        (section, [pk for name in places if (pk := getattr(section, name)) is not None])
        for section in Section.objects.annotate(**places)
    ]


def breaking(now: datetime) -> BreakingNotice | None:
    """The breaking notice that holds now; its story only if readers may see it."""
    holds = BreakingNotice.objects.filter(starts_at__lte=now, expires_at__gt=now)
    return holds.prefetch_related(Prefetch("story", Story.objects.public(now).select_related("section"))).first()


def advertisements(now: datetime, places: Collection[str]) -> dict[str, AdSlot]:
    """The newest advertisement of each place that runs now."""
    running = AdSlot.objects.filter(place__in=places, starts_at__lte=now)
    running = running.filter(Q(ends_at=None) | Q(ends_at__gt=now)).select_related("picture")
    return {ad.place: ad for ad in running.order_by("starts_at")}


def is_public(story: Story, now: datetime) -> bool:
    """Whether readers may see a story that is at hand; the same rule as `Story.objects.public(now)`."""
    begun = story.live and story.published_at is not None and story.published_at <= now
    return begun and (story.expire_at is None or story.expire_at > now)


def whole(pk: int) -> Story | None:
    """One story, public or not, with all that its page shows of it; who asks decides who may see it."""
    return _whole(Story.objects.filter(pk=pk)).first()


def newest_whole(now: datetime, limit: int, section: Section | None = None) -> list[Story]:
    """The newest stories with bodies and names, for feeds."""
    public = Story.objects.public(now).filter(section__isnull=False).order_by(*NEWEST_FIRST)
    return list(_whole(public.filter(section=section) if section else public)[:limit])


def with_renditions(stories: Iterable[Story]) -> None:
    """Fetch the sizes of the pictures of all `stories` in one query."""
    prefetch_related_objects([story for story in stories if story.picture_id], "picture__renditions")


def pictures(ids: Collection[int]) -> dict[int, Picture]:
    """Pictures with their sizes, by id."""
    if not ids:
        return {}
    return {picture.pk: picture for picture in Picture.objects.filter(pk__in=ids).prefetch_related("renditions")}


def news_sitemap(now: datetime) -> list[Story]:
    """What a news sitemap may hold: the last 48 hours, at most 1,000, nothing paid (R23)."""
    since = now - timedelta(hours=NEWS_SITEMAP_HOURS)
    rows = Story.objects.public(now).filter(section__isnull=False, published_at__gt=since).exclude(label__in=PAID)
    fields = ("headline", "slug", "published_at", "language", "section__slug")
    return list(rows.select_related("section").only(*fields).order_by(*NEWEST_FIRST)[:NEWS_SITEMAP_ROWS])


def first_published(now: datetime) -> datetime | None:
    """When the oldest public story was published."""
    oldest = Story.objects.public(now).order_by("published_at", "id").values_list("published_at", flat=True)
    return oldest.first()


def sitemap_rows(start: datetime, end: datetime, now: datetime) -> Iterator[tuple[str, int, str, datetime]]:
    """(rubric, id, slug, last change) of what was published from `start` until before `end`, oldest first."""
    rows = Story.objects.public(now).filter(section__isnull=False, published_at__gte=start, published_at__lt=end)
    names = ("section__slug", "pk", "slug", "published_at", "revised_at")
    for section, pk, slug, published, revised in rows.order_by("published_at", "id").values_list(*names).iterator():
        yield section, pk, slug, max(published, revised or published)


def _newest(now: datetime) -> QuerySet[Story]:
    return cards(Story.objects.public(now).filter(section__isnull=False)).order_by(*NEWEST_FIRST)


def _whole(stories: StoryQuerySet) -> QuerySet[Story]:
    names = Prefetch("bylines", Byline.objects.select_related("person"))
    return stories.select_related("section", "editor", "picture").prefetch_related(names, "topics")


def _page(stories: QuerySet[Story], number: int, size: int) -> Page:
    start = (number - 1) * size
    found = list(stories[start : start + size + 1])
    return Page(found[:size], number, has_older=len(found) > size and number < LAST_PAGE)
