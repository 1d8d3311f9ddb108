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
        keys.translations(7),
        keys.section_list(3),
        keys.topic_list(5),
        keys.person_list(9),
        keys.day(date(2026, 11, 20)),
    }
    assert not purge.gone


def test_a_translation_that_appears_or_goes_renews_the_pages_that_point_to_it():
    translation = replace(FACTS, translation_of=3)
    assert keys.translations(3) in by_story(None, translation, WIB).changed
    assert keys.translations(3) in by_story(translation, None, WIB).changed
    assert keys.translations(3) in by_story(translation, FACTS, WIB).changed


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


def test_the_addresses_before_and_after_are_known_for_caches_that_know_no_keys():
    before, after = replace(FACTS, address="/dunia/7/lama"), replace(FACTS, address="/dunia/7/baru")
    assert by_story(before, after, WIB).addresses == {"/dunia/7/lama", "/dunia/7/baru"}
    assert by_story(before, None, WIB).addresses == {"/dunia/7/lama"}
    assert by_story(before, before, WIB).addresses == {"/dunia/7/lama"}


def test_each_change_touches_exactly_its_own_keys():
    own = {keys.story(7), keys.FEEDS, keys.SITEMAPS}
    lists = {keys.FRONT, keys.day(date(2026, 11, 20)), keys.section_list(3), keys.topic_list(5), keys.person_list(9)}
    known = {keys.listed(7), keys.translations(7)}
    slug = replace(FACTS, card=("Judul", "alamat-baru"))
    assert by_story(FACTS, slug, WIB).changed == own | lists | known
    assert by_story(FACTS, replace(FACTS, section_id=4), WIB).changed == own | lists | known | {keys.section_list(4)}
    topic = replace(FACTS, topic_ids=frozenset({6}))
    assert by_story(FACTS, topic, WIB).changed == own | lists | known | {keys.topic_list(6)}
    name = replace(FACTS, person_ids=frozenset({8, 9}))
    assert by_story(FACTS, name, WIB).changed == own | lists | known | {keys.person_list(8)}
    withdrawn = by_story(FACTS, None, WIB)
    assert (withdrawn.changed, withdrawn.gone) == (own | lists | known, {keys.story(7)})
