import pytest

from redaksi.delivery.addresses import of_keys
from redaksi.stories import keys
from tests.factories import make_person, make_section, make_story, make_topic

pytestmark = pytest.mark.django_db


def test_the_keys_of_a_change_lead_to_the_pages_they_are_about():
    section, topic, person = make_section("Dunia"), make_topic("Pakistan"), make_person("Ratna Wulandari")
    story = make_story(section=section)
    found = of_keys(
        [
            keys.story(story.pk),
            keys.listed(story.pk),
            keys.section_list(section.pk),
            keys.topic_list(topic.pk),
            keys.person_list(person.pk),
            "day-2026-11-20",
            keys.FRONT,
            keys.FEEDS,
        ]
    )
    assert found == sorted(
        [
            story.get_absolute_url(),
            "/dunia/",
            "/dunia/rss.xml",
            "/topik/pakistan",
            "/penulis/ratna-wulandari",
            "/indeks/",
            "/indeks/2026/11/20/",
            "/",
            "/rss.xml",
            "/atom.xml",
            "/feed.json",
        ]
    )


def test_what_touches_everything_names_the_doors_of_the_house():
    make_section("Dunia")
    assert {"/", "/dunia/", "/rss.xml", "/sitemap.xml", "/koreksi/", "/robots.txt"} <= set(of_keys([keys.EVERYTHING]))


def test_keys_of_what_is_no_longer_there_lead_nowhere():
    assert of_keys(["story-999", "section-999", "topic-name-3", "apa-saja"]) == []
