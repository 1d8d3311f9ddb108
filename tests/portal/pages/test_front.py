"""The front: one lead, seconds, a river, blocks; nothing stands twice."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from redaksi.discovery.popular import add_reads, forget_remembered
from redaksi.portal import pages
from redaksi.stories.models import BreakingNotice, Slot
from tests.factories import make_story

pytestmark = pytest.mark.django_db


def shown() -> pages.Answer:
    return pages.front_page(timezone.now())


def test_a_pinned_story_leads_and_nothing_stands_twice(archive):
    Slot.objects.create(position=1, story=archive[3], starts_at=timezone.now() - timedelta(hours=1))
    page = shown().page
    assert page.lead.id == archive[3].pk
    ids = [page.lead.id, *(c.id for c in page.seconds), *(c.id for c in page.river)]
    ids += [c.id for block in page.blocks for c in (block.first, *block.lines)]
    assert len(ids) == len(set(ids))
    assert [block.section.name for block in page.blocks] == ["Dunia", "Ekonomi"]


def test_paid_copy_is_nowhere_on_the_front_even_where_it_is_pinned(archive, client):
    paid = [make_story(f"Promosi {label}", label=label) for label in ("advertorial", "sponsored")]
    Slot.objects.create(position=1, story=paid[0])
    Slot.objects.create(position=2, story=paid[1], section=paid[1].section)
    assert "Promosi" not in client.get("/").content.decode()
    rubric = pages.section_page(pages.Ground.load(timezone.now()), paid[1].section, 1).page
    assert {card.id for card in (rubric.lead, *rubric.seconds)} & {story.pk for story in paid} == set()
    assert [card.id for card in rubric.river if card.paid] == [paid[1].pk, paid[0].pk]


def test_without_a_pin_the_newest_story_with_a_picture_leads(archive):
    page = shown().page
    assert page.lead.picture is not None
    assert len(page.seconds) == 4


def test_an_empty_newsroom_has_a_front(newsroom, client):
    page = shown().page
    assert (page.lead, page.river, page.blocks) == (None, (), ())
    assert client.get("/").status_code == 200


def test_the_breaking_bar_names_its_story(archive, client):
    later = timezone.now() + timedelta(hours=1)
    BreakingNotice.objects.create(text="Gempa di laut", story=archive[0], expires_at=later)
    assert shown().page.breaking.url == archive[0].get_absolute_url()
    assert "Gempa di laut" in client.get("/").content.decode()


def test_the_keys_name_the_front_and_all_that_it_lists(archive):
    answer = shown()
    assert answer.keys[0] == "front"
    assert f"listed-{answer.page.lead.id}" in answer.keys
    assert all(f"listed-{card.id}" in answer.keys for block in answer.page.blocks for card in block.lines)


def test_what_is_read_most_stands_by_hour_day_and_week(archive, client):
    now = timezone.now()
    add_reads({(archive[1].pk, now): 9, (archive[2].pk, now - timedelta(days=5)): 50})
    forget_remembered()
    day, hour, week = shown().page.windows
    assert (day.first, day.cards[0].id, len(day.cards)) == (True, archive[1].pk, 5)
    assert [card.id for card in hour.cards] == [archive[1].pk]
    assert [card.id for card in week.cards] == [archive[2].pk, archive[1].pk]
    assert client.get("/").content.decode().count('<details class="span" name="pop"') == 3
