"""Every page that a change alters is old afterwards, and what it does not alter stays as it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from redaksi.accountability.actions import correct, withdraw
from redaksi.conf import config
from redaksi.delivery.outbox import journal
from redaksi.delivery.press import press
from redaksi.delivery.store import Page, PageStore
from redaksi.newsroom.models import Identity
from redaksi.stories.models import Slot, Story
from tests.factories import make_draft, make_person, make_section, make_story, make_topic, make_user, publish

pytestmark = pytest.mark.django_db


class Site:
    """Two rubrics, two topics, four stories; `old` are the pages as they stood before the change."""

    def __init__(self) -> None:
        Identity.load().save()
        self.world, self.sport = make_section("Dunia"), make_section("Olahraga")
        self.topic, self.other_topic = make_topic("Pakistan"), make_topic("Sepak bola")
        self.person = make_person("Ratna Wulandari", "RWD")
        day = timezone.now() - timedelta(hours=5)
        self.story = make_story("Jembatan dibuka", section=self.world, topics=(self.topic,), at=day)
        self.second = make_story("Pasar ramai", section=self.world, at=day + timedelta(hours=1))
        self.match = make_story("Laga usai", section=self.sport, topics=(self.other_topic,), at=day)
        self.draft = make_draft("Kabar baru", section=self.world)
        self.lists = ["/", "/dunia/", "/olahraga/", "/topik/pakistan", "/topik/sepak-bola", "/indeks/", "/koreksi/"]
        self.lists += ["/penulis/ratna-wulandari", "/rss.xml", "/dunia/rss.xml", "/olahraga/rss.xml", "/feed.json"]
        self.lists += ["/sitemap.xml", "/sitemap-news.xml"]
        self.pages = [story.get_absolute_url() for story in (self.story, self.second, self.match)]
        self.old = {path: self.pressed(path) for path in (*self.lists, *self.pages)}

    @staticmethod
    def pressed(path: str) -> Page:
        PageStore.at(config.home).delete(path)
        press(path)
        page = PageStore.at(config.home).get(path)
        assert page is not None, path
        return page

    def touched(self) -> set[str]:
        view = journal().view()
        return {path for path, page in self.old.items() if view.judge(page.generation, page.keys) != "fresh"}

    def altered(self) -> set[str]:
        """The addresses that would show something else now, or nothing any more."""
        found = set()
        for path, old in self.old.items():
            PageStore.at(config.home).delete(path)
            press(path)
            new = PageStore.at(config.home).get(path)
            if new is None or new.identity != old.identity:
                found.add(path)
        return found


def with_headline(site: Site) -> None:
    site.story.headline = "Jembatan ditutup lagi"
    publish(site.story)


def with_slug(site: Site) -> None:
    site.story.slug = "jembatan-itu"
    publish(site.story)


def with_rubric(site: Site) -> None:
    site.story.section = site.sport
    publish(site.story)


def with_topic(site: Site) -> None:
    site.story.topics.set([site.other_topic])
    publish(site.story)


def with_renamed_topic(site: Site) -> None:
    site.topic.name = "Republik Pakistan"
    site.topic.save()


def with_renamed_person(site: Site) -> None:
    site.person.name = "Ratna W. Sari"
    site.person.save()


def with_pin(site: Site) -> None:
    Slot.objects.create(story=site.story, section=None, position=1, starts_at=timezone.now() - timedelta(minutes=1))


def with_identity(site: Site) -> None:
    identity = Identity.load()
    identity.brand = "Kabar Baru"
    identity.save()


def with_correction(site: Site) -> None:
    correct(site.story, "ralat", "Jumlahnya tiga, bukan dua.", make_user())


MOVES = (with_rubric, with_topic)
# What each change must leave alone: a publish costs the same however many pages there are.
CHANGES: list[tuple[Callable[[Site], object], set[str]]] = [
    (with_headline, {"/olahraga/rss.xml", "/topik/sepak-bola", "/koreksi/"}),
    (with_slug, {"/topik/sepak-bola", "/koreksi/"}),
    (with_rubric, {"/topik/sepak-bola", "/koreksi/"}),
    (with_topic, {"/olahraga/rss.xml", "/koreksi/"}),
    (with_renamed_topic, {"/olahraga/", "/topik/sepak-bola", "/koreksi/"}),
    (with_renamed_person, {"/topik/sepak-bola", "/koreksi/"}),
    (with_pin, {"/olahraga/", "/topik/pakistan", "/koreksi/", "/rss.xml"}),
    (with_identity, set()),
    (with_correction, {"/olahraga/rss.xml", "/topik/sepak-bola"}),
]


@pytest.mark.parametrize(("change", "spared"), CHANGES, ids=[change.__name__ for change, _ in CHANGES])
def test_a_change_makes_old_what_it_alters_and_spares_the_rest(change, spared, django_capture_on_commit_callbacks):
    site = Site()
    with django_capture_on_commit_callbacks(execute=True):
        change(site)
    touched = site.touched()
    altered = site.altered()
    assert altered, "this change alters nothing, so it proves nothing"
    # Where a story comes into a list on another story's page, that page refreshes by age.
    ageing = {site.second.get_absolute_url(), site.match.get_absolute_url()} if change in MOVES else set()
    assert altered - ageing <= touched
    assert not spared & touched


def test_a_publish_makes_every_list_it_enters_old_and_other_stories_only_by_age(django_capture_on_commit_callbacks):
    site = Site()
    with django_capture_on_commit_callbacks(execute=True):
        publish(site.draft)
    touched = site.touched()
    # What is read most stands on every rubric's front, and refreshes by age.
    assert site.altered() & set(site.lists) - {"/olahraga/"} <= touched
    assert not touched & {*site.pages, "/topik/pakistan", "/olahraga/", "/olahraga/rss.xml", "/koreksi/"}


def test_a_withdrawn_story_is_gone_and_no_list_that_points_to_it_is_served(django_capture_on_commit_callbacks):
    site = Site()
    address = site.story.get_absolute_url()
    pointing = {path for path, page in site.old.items() if address.encode() in page.identity and path != address}
    assert {"/", "/dunia/", "/topik/pakistan", "/rss.xml", "/sitemap-news.xml"} <= pointing
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(site.story, "sara", "Sebab.", None)
    view, page = journal().view(), site.old[address]
    assert view.judge(page.generation, page.keys) == "gone"
    assert pointing <= site.touched()
    # Lists first: whoever reads the journal half way sees no list pointing to a page that is gone.
    assert all(
        max(view.changed[key] for key in site.old[path].keys if key in view.changed)
        < view.gone[f"story-{site.story.pk}"]
        for path in pointing
    )
    assert not Story.objects.public().filter(pk=site.story.pk).exists()
