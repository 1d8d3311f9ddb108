"""Lists of stories: only what is public, in order, at the same number of queries whatever the archive holds."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from redaksi.newsroom.models import Identity
from redaksi.stories import queries
from redaksi.stories.models import AdSlot, BreakingNotice, Story
from redaksi.stories.pictures import ADVERTISEMENT, CARD, picture_view
from tests.factories import make_draft, make_person, make_picture, make_section, make_story, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive(now) -> list[Story]:
    """Twelve stories of Dunia, an hour apart, newest last."""
    return [make_story(f"Berita {n}", at=now - timedelta(hours=12 - n)) for n in range(12)]


def test_a_page_knows_whether_older_ones_follow_without_counting(archive, now, django_assert_num_queries):
    section = make_section()
    with django_assert_num_queries(1):
        first = queries.in_section(section, now, 1, 5)
    last = queries.in_section(section, now, 3, 5)
    assert [story.headline for story in first.stories][:2] == ["Berita 11", "Berita 10"]
    assert (first.has_older, last.has_older, len(last.stories)) == (True, False, 2)


def test_lists_leave_bodies_in_the_database(archive, now):
    with CaptureQueriesContext(connection) as asked:
        queries.newest(now, 1)
        queries.in_section(make_section(), now, 1, 5)
    assert not any('"body"' in query["sql"] for query in asked.captured_queries)


def test_what_is_not_public_is_in_no_list(now):
    topic, person = make_topic(), make_person()
    make_draft("Draf")
    make_story("Belum Waktunya", at=now + timedelta(minutes=1), topics=(topic,))
    ended = make_story("Sudah Berakhir", at=now - timedelta(days=1), topics=(topic,))
    Story.objects.filter(pk=ended.pk).update(expire_at=now)
    zone = Identity().tzinfo
    lists = [
        queries.newest(now, 50),
        queries.in_section(make_section(), now, 1, 50).stories,
        queries.by_topic(topic, now, 1, 50).stories,
        queries.by_person(person, now, 1, 50).stories,
        queries.on_day(now.date(), zone, now, 1, 50).stories,
        queries.by_ids([ended.pk], now),
        queries.newest_whole(now, 50),
        queries.news_sitemap(now),
        list(queries.sitemap_rows(now - timedelta(days=30), now + timedelta(days=30), now)),
        [pk for _section, ids in queries.sections_with_newest(now, 4) for pk in ids],
    ]
    assert lists == [[]] * len(lists)


def test_is_public_says_the_same_as_the_database(now):
    for story in (make_story(at=now), make_story(at=now + timedelta(seconds=1)), make_draft()):
        assert queries.is_public(story, now) == Story.objects.public(now).filter(pk=story.pk).exists()


def test_a_day_is_a_day_of_the_newsrooms_zone(now):
    zone = Identity().tzinfo
    late = make_story("Lewat Tengah Malam WIB", at=now.replace(hour=17, minute=30))
    assert queries.on_day(now.date(), zone, now + timedelta(days=1), 1, 9).stories == []
    assert queries.on_day((now + timedelta(days=1)).date(), zone, now + timedelta(days=1), 1, 9).stories == [late]


def test_what_surrounds_a_story_comes_in_one_query(archive, now, django_assert_num_queries):
    economy = make_section("Ekonomi")
    elsewhere = make_story("Rubrik Lain", at=now, section=economy)
    paid = make_story("Berbayar", at=now, label=Story.Label.ADVERTORIAL)
    hidden = make_draft("Draf")
    sections = queries.sections()
    with django_assert_num_queries(1):
        found = queries.around(archive[-1], sections, [archive[0].pk, hidden.pk], now, 3)
        assert [story.get_absolute_url() for story in found]
    assert found == [elsewhere, *archive[-2:-5:-1], archive[0]]
    assert paid in queries.around(archive[-1], sections, [paid.pk], now, 3)


def test_a_story_comes_with_names_topics_and_other_rows_in_one_query(now, django_assert_num_queries):
    story = make_story(at=now, topics=(make_topic("Rusia"), make_topic("Pakistan")))
    with django_assert_num_queries(1):
        found = queries.whole(story.pk, rubrics=lambda _pk: queries.section_rows())
        assert [byline.person.name for byline in found.bylines.all()] == ["Ratna Wulandari"]
        assert [topic.name for topic in found.topics.all()] == ["Pakistan", "Rusia"]
        assert [row["name"] for row in found.rubrics] == ["Dunia"]
    assert queries.whole(0) is None


def test_pictures_of_many_stories_take_two_queries(now, django_assert_num_queries):
    inside = make_picture()
    stories = [make_story(at=now, picture=make_picture()) for _ in range(3)]
    bare = queries.gather(now, queries.sections(), [story.pk for story in stories])
    with django_assert_num_queries(2):
        found = queries.with_pictures(bare, [inside.pk])
        assert all(picture_view(story.picture, CARD).webp == () for story in bare)
    assert set(found) == {inside.pk, *(story.picture_id for story in stories)}


def test_rubrics_come_with_their_newest_in_one_query(archive, now, django_assert_num_queries):
    make_section("Ekonomi")
    with django_assert_num_queries(1):
        found = queries.sections_with_newest(now, 3)
    by_name = {section.name: ids for section, ids in found}
    assert by_name["Dunia"] == [story.pk for story in archive[:-4:-1]]
    assert by_name["Ekonomi"] == []
    left = dict(queries.sections_with_newest(now, 3, [story.pk for story in archive[-2:]]))
    assert left[make_section()] == [story.pk for story in archive[-3:-6:-1]]


def test_a_breaking_notice_ends_and_never_leads_to_what_is_hidden(now):
    hidden = make_draft()
    BreakingNotice.objects.create(text="Lama", starts_at=now - timedelta(days=2), expires_at=now)
    assert queries.breaking(now) is None
    hour = timedelta(hours=1)
    BreakingNotice.objects.create(text="Baru", story=hidden, starts_at=now - hour, expires_at=now + hour)
    assert queries.breaking(now).text == "Baru"
    assert queries.breaking(now).story is None


def test_the_advertisements_that_run_now_come_inside_another_query(now, django_assert_num_queries):
    dunia = make_section("Dunia")
    for hours, name, section in ((3, "lama", None), (2, "dunia", dunia), (-1, "nanti", None)):
        AdSlot.objects.create(
            name=name,
            place="story-end",
            text=name,
            url="https://toko.example/",
            starts_at=now - timedelta(hours=hours),
            section=section,
        )
    AdSlot.objects.create(name="x", place="front", text="x", url="https://toko.example/", ends_at=now)
    Identity.load()
    with django_assert_num_queries(1):
        ads = queries.ads_of(Identity.objects.annotate(rows=queries.ad_rows(now)).get().rows)
    assert [(ad.text, ad.section_id, ad.picture) for ad in ads] == [("dunia", dunia.pk, None), ("lama", None, None)]


@pytest.mark.filterwarnings("ignore:.*SpooledTemporaryFile")
def test_an_advertisement_shows_the_size_made_for_it_else_its_upload(now):
    picture = make_picture(size=(1200, 800))
    AdSlot.objects.create(
        name="a", place="front", text="a", url="https://toko.example/", picture=picture, starts_at=now
    )
    Identity.load()

    def shown() -> tuple[str, int, int]:
        (ad,) = queries.ads_of(Identity.objects.annotate(rows=queries.ad_rows(now)).get().rows)
        return ad.picture.file.url, ad.picture.width, ad.picture.height

    assert shown() == (picture.file.url, 1200, 800)
    made = picture.get_rendition(ADVERTISEMENT)
    assert shown() == (made.url, made.width, made.height)
    assert made.width == 640


def test_the_news_sitemap_holds_two_days_and_nothing_paid(now):
    inside = make_story(at=now - timedelta(hours=47))
    make_story(at=now - timedelta(hours=48))
    make_story(at=now, label=Story.Label.SPONSORED)
    assert queries.news_sitemap(now) == [inside]


def test_sizes_of_all_pictures_take_one_query(now, django_assert_num_queries):
    for _ in range(3):
        make_story(at=now, picture=make_picture())
    stories = queries.newest(now, 3)
    with django_assert_num_queries(1):
        queries.with_renditions(stories)
        assert [picture_view(story.picture, CARD).webp for story in stories] == [(), (), ()]


def test_the_archive_knows_its_beginning(archive, now):
    assert queries.first_published(now) == archive[0].published_at
    assert queries.pictures([]) == {}


def test_an_old_day_or_month_is_looked_up_and_not_walked_to(now):
    """Two upper bounds on one column would let SQLite choose the wrong one, and walk from now to then."""
    zone, long_ago = Identity().tzinfo, now - timedelta(days=3000)
    make_story("Sudah Lama", at=long_ago)
    make_story("Baru Saja", at=now)
    with CaptureQueriesContext(connection) as asked:
        day = queries.on_day(long_ago.astimezone(zone).date(), zone, now, 1, 9).stories
        months = list(queries.months_with_stories(now, zone))
        month = list(queries.sitemap_rows(long_ago - timedelta(days=9), long_ago + timedelta(days=9), now))
    assert ([each.headline for each in day], len(months), len(month)) == (["Sudah Lama"], 2, 1)
    assert {query["sql"].count('"published_at" <') for query in asked.captured_queries} == {1}
