"""Every list of stories. Each begins at `Story.objects.public(now)`, none counts the archive, none asks once per row.

Lists give `Listed` stories, rubric and picture joined; `with_renditions` fetches the sizes of all pictures of a page
in one go.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from functools import cache
from typing import Any, Final, cast

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from redaksi.newsroom.models import Person, Picture, PictureRendition
from redaksi.stories import listing
from redaksi.stories.listed import WORDS, Listable, Listed, of_rows
from redaksi.stories.listing import NEWEST_FIRST, PAID
from redaksi.stories.models import AdSlot, BreakingNotice, Byline, Section, Story, Topic
from redaksi.stories.pictures import ADVERTISEMENT, PICTURE_FIELDS, AnyPicture, ListedPicture, SizeView, size_view
from redaksi.stories.prepared import Ids, Prepared
from redaksi.stories.rows import Among, Rows
from redaksi.stories.shelves import pair_number
from redaksi.stories.slots import present

GATHERED: Final = (*WORDS, "section_id", "picture_id")
PAIR_CUTS: Final = 12
PARTNER_LINKS: Final = 300  # the newest links of a country that are looked at for its partners
LAST_PAGE: Final = 50  # deeper lists are read by day: an offset costs as much as it skips
BYLINE: Final = {"role": "role", "id": "person_id", **{n: f"person__{n}" for n in ("name", "slug", "initials")}}
TOPIC: Final = {name: name for name in ("id", "name", "slug", "kind")}
SECTION: Final = {name: name for name in ("id", "name", "slug", "description", "order", "in_menu", "presentation")}
TRANSLATION: Final = {"id": "pk", "language": "language", "slug": "slug", "section": "section__slug"}
AD_FIELDS: Final = ("id", "kind", "place", "section_id", "text", "alt", "url", "size")
AD_PICTURE: Final = ("file", "width", "height")
SIZE: Final = ("filter_spec", *AD_PICTURE)
NEWS_SITEMAP_HOURS: Final = 48
NEWS_SITEMAP_ROWS: Final = 1000


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list: its stories, its number from 1 and whether an older one follows."""

    stories: list[Listed]
    number: int
    has_older: bool


def newest(now: datetime, limit: int, excluding: Collection[int] = ()) -> list[Listed]:
    """The latest public stories that are no paid copy."""
    found = of_rows(listing.newest(limit + len(excluding))(now))
    return [story for story in found if story.pk not in excluding][:limit]


def by_ids(ids: Iterable[int], now: datetime) -> list[Listed]:
    """Those of `ids` that are public, in the order of `ids`."""
    wanted = list(dict.fromkeys(ids))
    if not wanted:
        return []
    found = {story.pk: story for story in of_rows(listing.by_ids(now, Ids(wanted)))}
    return [found[pk] for pk in wanted if pk in found]


def in_section(section: Section, now: datetime, page: int, size: int) -> Page:
    """A page of a rubric's stories, newest first."""
    return _page(listing.in_section, page, size, now, section.pk)


def by_topic(topic: Topic, now: datetime, page: int, size: int) -> Page:
    """A page of the stories about `topic`, newest first, paid copy not among them."""
    return _page(listing.on_topic, page, size, now, topic.pk)


def by_pair(pair: tuple[Topic, Topic], now: datetime, page: int, size: int) -> Page:
    """A page of the stories that are about both topics, newest first."""
    return _page(listing.on_pair, page, size, now, pair_number(pair[0].pk, pair[1].pk))


def topic_pair(slug: str) -> tuple[Topic, Topic] | None:
    """The two countries whose addresses, joined by a hyphen, are `slug`; None for anything else."""
    words = slug.split("-")
    cuts = [("-".join(words[:at]), "-".join(words[at:])) for at in range(1, len(words))][:PAIR_CUTS]
    wanted = {name for cut in cuts for name in cut}
    found = {topic.slug: topic for topic in Topic.objects.filter(kind=Topic.Kind.COUNTRY, slug__in=wanted)}
    pairs = ((found[one], found[other]) for one, other in cuts if one in found and other in found and one != other)
    return next(pairs, None)


def partners(topic: Topic, now: datetime, limit: int) -> list[Topic]:
    """The other countries in the newest public stories about the country `topic`, the most frequent first."""
    links = Story.topics.through.objects
    newest = links.filter(topic=topic).order_by("-pk").values("story_id")[:PARTNER_LINKS]
    # Numbers, not a subquery: the database shall go from these stories to their topics, never from all topics.
    ids = list(Story.objects.public(now).filter(pk__in=newest, section__isnull=False).values_list("pk", flat=True))
    others = links.filter(story_id__in=ids, topic__kind=Topic.Kind.COUNTRY).exclude(topic=topic)
    counted = Counter(others.values_list("topic_id", "topic__name", "topic__slug"))
    ordered = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]
    return [Topic(pk=pk, name=name, slug=slug, kind=Topic.Kind.COUNTRY) for (pk, name, slug), _times in ordered]


def by_person(person: Person, now: datetime, page: int, size: int) -> Page:
    """A page of the stories under `person`'s name, newest first."""
    return _page(listing.by_person, page, size, now, person.pk)


def authors(stories: Iterable[Listable]) -> dict[int, Person]:
    """The first author of each of `stories`, by the story's id, portraits joined: one query."""
    ids = [story.pk for story in stories]
    rows = Byline.objects.filter(story_id__in=ids).exclude(role=Byline.Role.PHOTOGRAPHER)
    found: dict[int, Person] = {}
    for row in rows.select_related("person__portrait").order_by("story_id", "sort_order", "pk"):
        found.setdefault(row.story_id, row.person)
    return found


def on_day(day: date, zone: tzinfo, now: datetime, page: int, size: int) -> Page:
    """A page of what was published on `day` of `zone`, newest first."""
    start = datetime.combine(day, time.min, zone)
    end = datetime.combine(day + timedelta(days=1), time.min, zone)
    return (
        _page(listing.on_day, page, size, start, end, now)
        if end <= now
        else _page(listing.since, page, size, start, now)
    )


def sections() -> list[Section]:
    """All rubrics in their order."""
    return list(Section.objects.all())


def section_rows() -> Rows:
    """All rubrics in their order, as rows inside another query; `Section(**row)` makes one again."""
    return Rows(Section.objects.all(), **SECTION)


def sections_with_newest(now: datetime, each: int, excluding: Collection[int] = ()) -> list[tuple[Section, list[int]]]:
    """All rubrics with the ids of their newest unpaid stories: one query, `each` steps down an index per rubric."""
    rows = _with_newest(each)(now, Ids(excluding))
    return [(row, [pk for n in range(each) if (pk := getattr(row, f"newest_{n}")) is not None]) for row in rows]


@cache
def _with_newest(each: int) -> Prepared:
    def build(now: datetime, excluding: Collection[int]) -> QuerySet[Section]:
        own = Story.objects.public(now).filter(section=OuterRef("pk")).exclude(label__in=PAID).exclude(pk__in=excluding)
        ids = own.order_by(*NEWEST_FIRST).values("pk")
        places: dict[str, Any] = {f"newest_{n}": Subquery(ids[n : n + 1]) for n in range(each)}
        return Section.objects.annotate(**places)

    return Prepared(build)


def breaking(now: datetime) -> BreakingNotice | None:
    """The breaking notice that holds now; its story only if readers may see it."""
    notice = next(iter(_breaking(now)), None)
    if notice and notice.story and not is_public(notice.story, now):
        notice.story = None
    return cast("BreakingNotice | None", notice)


_breaking = Prepared(
    lambda now: (
        BreakingNotice.objects.filter(starts_at__lte=now, expires_at__gt=now)
        .select_related("story__section")
        .defer("story__body", "story__notes")[:1]
    )
)


def ad_rows(now: datetime) -> Rows:
    """The advertisements that run now, the newest first, as rows inside another query: `ads_of` reads them."""
    running = AdSlot.objects.filter(starts_at__lte=now).filter(Q(ends_at=None) | Q(ends_at__gt=now))
    sizes = PictureRendition.objects.filter(image=OuterRef("picture"), filter_spec=ADVERTISEMENT)
    made: dict[str, Any] = {f"made_{n}": Subquery(sizes.values(n)[:1]) for n in AD_PICTURE}
    columns = {name: name for name in (*AD_FIELDS, *made)} | {f"was_{name}": f"picture__{name}" for name in AD_PICTURE}
    return Rows(running.annotate(**made).order_by("-starts_at", "-pk"), **columns)


def ads_of(rows: Iterable[Mapping[str, Any]]) -> tuple[AdSlot, ...]:
    """The advertisements of `ad_rows`; of a picture in the size made for it, else as it was uploaded."""
    return tuple(_ad(row) for row in rows)


def _ad(row: Mapping[str, Any]) -> AdSlot:
    ad = AdSlot(**{name: row[name] for name in AD_FIELDS})
    size = "made" if row["made_file"] else "was"
    if row["was_file"]:
        ad.picture = Picture(**{name: row[f"{size}_{name}"] for name in AD_PICTURE})
    return ad


def is_public(story: Story, now: datetime) -> bool:
    """Whether readers may see a story that is at hand; the same rule as `Story.objects.public(now)`."""
    begun = story.live and story.published_at is not None and story.published_at <= now
    return begun and (story.expire_at is None or story.expire_at > now)


def whole(pk: int, **more: Callable[[int], Rows]) -> Story | None:
    """One story, public or not, with all that its page shows of it; who asks decides who may see it.

    Names and topics come in the same query; `more` makes other rows to bring along as attributes of the story.
    """
    story = next(iter(_whole_story(tuple(more.items()))(pk, present())), None)
    if story is not None:
        names = [Byline(role=row.pop("role"), person=Person(**row), story=story) for row in story.name_rows]
        _hold(story, "bylines", Byline.objects.all(), names)
        _hold(story, "topics", Topic.objects.all(), [Topic(**row) for row in story.topic_rows])
    return cast("Story | None", story)


@cache
def _whole_story(more: tuple[tuple[str, Callable[[int], Rows]], ...]) -> Prepared:
    def build(pk: int, now: datetime) -> QuerySet[Story]:
        names = Rows(Byline.objects.filter(story=pk), **BYLINE)
        topics = Rows(Topic.objects.filter(stories=pk), **TOPIC)
        known = {"name_rows": names, "topic_rows": topics, "translation_rows": Rows(_translations(now), **TRANSLATION)}
        joined = Story.objects.filter(pk=pk).select_related("section", "editor", "picture")
        return joined.annotate(**known, **{name: rows(pk) for name, rows in more})

    return Prepared(build)


def gather(
    now: datetime, sections: Iterable[Section], ids: Collection[int], newest: int = 0, rubric: int | None = None
) -> list[Listed]:
    """What several lists of a page need, in one query, newest first: `ids`, and of the unpaid stories the `newest` of
    all and the `newest` of `rubric`. Each story once.

    Rubrics come from `sections`, all of them; pictures are not joined (`with_pictures`).
    """
    known = {section.pk: section for section in sections}
    rows = _gathered(newest, rubric is not None)(now, Ids(ids), *([] if rubric is None else [rubric]))
    found = [
        Listed(pk, headline, slug, kicker, deck, label, kind, at, known[section], picture)
        for pk, headline, slug, kicker, deck, label, kind, at, section, picture in rows
        if section in known
    ]
    return sorted(found, key=lambda story: (story.published_at, story.pk), reverse=True)


@cache
def _gathered(newest: int, of_rubric: bool) -> Prepared:
    def build(now: datetime, ids: list[int], rubric: int | None = None) -> QuerySet[Story, Any]:
        wanted = Q(pk__in=ids)
        if newest:
            wanted |= Q(Among(listing.unpaid(now)[:newest]))
        if of_rubric:
            wanted |= Q(Among(listing.unpaid(now).filter(section_id=rubric)[:newest]))
        return Story.objects.public(now).filter(wanted).order_by().values_list(*GATHERED)

    return Prepared(build)


def around(story: Story, sections: Iterable[Section], also: Collection[int], now: datetime, limit: int) -> list[Listed]:
    """Unpaid stories of the same rubric and of all rubrics, the newest `limit` of each, and those of `also`."""
    found = gather(now, sections, also, limit + 1, story.section_id or 0)
    return [each for each in found if each.pk != story.pk]


def with_pictures(stories: Iterable[Listable], others: Collection[int] = ()) -> dict[int, AnyPicture]:
    """Fetch the pictures of `stories`, and those numbered `others`, with all their sizes: two queries; by id."""
    shown = [story for story in stories if story.picture_id]
    joined = (s.picture for s in shown if isinstance(s, Listed) or Story.picture.is_cached(s))
    at_hand: dict[int, AnyPicture] = {picture.pk: picture for picture in joined if picture is not None}
    wanted = {*others, *(s.picture_id for s in shown if s.picture_id and s.picture_id not in at_hand)}
    bare = (ListedPicture(*row) for row in _listed_pictures(Ids(wanted))) if wanted else ()
    found: dict[int, AnyPicture] = {**{picture.pk: picture for picture in bare}, **at_hand}
    sizes(found.values())
    for story in shown:
        if isinstance(story, Listed):
            story.picture = found.get(story.picture_id or 0)
    return found


def newest_whole(now: datetime, limit: int, section: Section | None = None) -> list[Story]:
    """The newest unpaid stories with bodies and names, for feeds."""
    public = listing.unpaid(now)
    return list(_whole(public.filter(section=section) if section else public)[:limit])


def with_renditions(stories: Iterable[Listable]) -> None:
    """Fetch the sizes of the pictures of all `stories` in one query."""
    sizes(story.picture for story in stories if story.picture)


def sizes(shown: Iterable[AnyPicture]) -> None:
    """Fetch the sizes of all `shown` pictures in one query."""
    asked = list(shown)
    made: dict[int, dict[str, SizeView]] = {picture.pk: {} for picture in asked}
    for image, spec, file, width, height in _sizes(Ids(made)) if made else ():
        made[image][spec] = size_view(file, width, height)
    for picture in asked:
        picture.held = made[picture.pk]


def pictures(ids: Collection[int]) -> dict[int, Picture]:
    """Pictures without their sizes (`sizes`), by id."""
    return {picture.pk: picture for picture in _pictures(Ids(ids))} if ids else {}


_sizes = Prepared(
    lambda ids: PictureRendition.objects.filter(image_id__in=ids).order_by("pk").values_list("image_id", *SIZE)
)
_pictures = Prepared(lambda ids: Picture.objects.filter(pk__in=ids))
_listed_pictures = Prepared(lambda ids: Picture.objects.filter(pk__in=ids).values_list(*PICTURE_FIELDS))


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


def months_with_stories(now: datetime, zone: tzinfo) -> Iterator[tuple[int, int]]:
    """(year, month) of `zone` in which public stories stand, newest first; one indexed question a month."""
    before = now + timedelta(microseconds=1)
    while True:
        times = Story.objects.public(now, before).order_by("-published_at").values_list("published_at", flat=True)
        if (newest := times.first()) is None:
            return
        local = newest.astimezone(zone)
        yield local.year, local.month
        before = datetime(local.year, local.month, 1, tzinfo=zone)


def sitemap_rows(start: datetime, end: datetime, now: datetime) -> Iterator[tuple[str, int, str, datetime]]:
    """(rubric, id, slug, last change) of what was published from `start` until before `end`, oldest first."""
    rows = Story.objects.public(now, end).filter(section__isnull=False, published_at__gte=start)
    names = ("section__slug", "pk", "slug", "published_at", "revised_at")
    for section, pk, slug, published, revised in rows.order_by("published_at", "id").values_list(*names).iterator():
        yield section, pk, slug, max(published, revised or published)


def _translations(now: datetime) -> QuerySet[Story]:
    """The public stories that say the same as the outer query's in other languages, itself among them."""
    original = Coalesce(OuterRef("translation_of"), OuterRef("pk"))
    group = Q(pk=original) | Q(translation_of=original)
    return Story.objects.public(now).filter(group, section__isnull=False).order_by("language", "pk")


def _hold(row: Story, name: str, rows: QuerySet[Any], held: list[Any]) -> None:
    """Let `row` answer for its related `name` with `held`, as a prefetch would."""
    rows._result_cache = held
    known: dict[str, Any] = getattr(row, "_prefetched_objects_cache", {})
    row._prefetched_objects_cache = {**known, name: rows}  # type: ignore[union-attr]


def _whole(stories: QuerySet[Story]) -> QuerySet[Story]:
    names = Prefetch("bylines", Byline.objects.select_related("person"))
    return stories.select_related("section", "editor", "picture").prefetch_related(names, "topics")


def _page(build: listing.Build, number: int, size: int, *values: Any) -> Page:
    found = of_rows(listing.cut(build, (number - 1) * size, size + 1)(*values))
    return Page(found[:size], number, has_older=len(found) > size and number < LAST_PAGE)
