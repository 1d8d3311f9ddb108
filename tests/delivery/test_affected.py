from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from redaksi.delivery.affected import by_story
from redaksi.stories import keys
from redaksi.stories.facts import PublicFacts

WIB = ZoneInfo("Asia/Jakarta")
FACTS = PublicFacts(
    pk=7,
    section_id=3,
    topic_ids=frozenset({5}),
    country_ids=frozenset(),
    person_ids=frozenset({9}),
    published_at=datetime(2026, 11, 19, 18, 30, tzinfo=UTC),
    card=("Judul",),
)


def test_a_first_publish_touches_its_page_and_every_list_it_enters():
    purge = by_story(None, FACTS, WIB)
    assert purge.changed == {
        keys.story(7),
        keys.FRONT,
        keys.FEEDS,
        keys.SITEMAPS,
        keys.section_list(3),
        keys.topic_list(5),
        keys.person_list(9),
        keys.day(date(2026, 11, 20)),
    }
    assert not purge.gone


def test_a_change_of_words_alone_leaves_the_lists_alone():
    assert by_story(FACTS, FACTS, WIB).changed == {keys.story(7), keys.FEEDS, keys.SITEMAPS}


def test_a_new_headline_touches_every_page_that_lists_the_story():
    assert keys.listed(7) in by_story(FACTS, replace(FACTS, card=("Judul baru",)), WIB).changed


def test_a_move_touches_the_old_rubric_and_the_new():
    changed = by_story(FACTS, replace(FACTS, section_id=4), WIB).changed
    assert {keys.section_list(3), keys.section_list(4)} <= changed


def test_a_dropped_topic_is_touched_once_more():
    assert keys.topic_list(5) in by_story(FACTS, replace(FACTS, topic_ids=frozenset()), WIB).changed


def test_a_withdrawal_lets_the_old_page_never_be_served_again():
    purge = by_story(FACTS, None, WIB)
    assert purge.gone == {keys.story(7)}
    assert keys.listed(7) in purge.changed


def test_nothing_changed_is_nothing_to_purge():
    assert not by_story(None, None, WIB)
