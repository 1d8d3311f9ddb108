"""A story alone as frozen values."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import timedelta

import pytest

from redaksi.newsroom.models import Identity
from redaksi.stories import present, queries
from redaksi.stories.models import Byline, Story
from tests.factories import make_draft, make_person, make_section, make_story, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> present.House:
    return present.House.of(Identity(brand="Kabar", dateline_template="{city}, {brand} -"))


def shown(pk: int, house, now) -> present.StoryView:
    story = queries.whole(pk)
    return present.whole(story, house, present.references([story], now), now)


def test_the_parts_of_a_story_stand_in_the_view(house, now):
    story = make_story(at=now, section=make_section("Dunia"), topics=(make_topic("Pakistan"),), source_line="Kabar")
    view = shown(story.pk, house, now)
    assert view.url == f"/dunia/{story.pk}/{story.slug}"
    assert [byline.name for byline in view.authors] == ["Ratna Wulandari"]
    assert view.authors[0].url == "/penulis/ratna-wulandari"
    assert view.initials == "WIR"
    assert view.closing == "(rwd/wir)"
    assert view.body[0].dateline == "Banjarmasin, Kabar -"
    assert view.topics == (present.LinkView("Pakistan", "/topik/pakistan", "theme"),)
    assert view.revised is None
    assert view.minutes == 1
    assert f"story-{story.pk}" in view.keys
    with pytest.raises(FrozenInstanceError):
        view.headline = "lain"


def test_without_a_city_there_is_no_dateline(house):
    assert house.dateline("", "Xinhua") == ""


def test_a_photographer_is_no_author(house, now):
    draft = make_draft()
    draft.bylines.add(Byline(person=make_person("Juru Foto", "JFO"), role=Byline.Role.PHOTOGRAPHER))
    draft.save()
    view = shown(draft.pk, house, now)
    assert [byline.name for byline in view.photographers] == ["Juru Foto"]
    assert "jfo" not in view.closing


def test_the_agency_stays_when_nobody_wrote_a_source(house, now):
    draft = make_draft(provenance_agency="Xinhua", credit="Xinhua")
    assert shown(draft.pk, house, now).source == "Xinhua"


def test_read_also_shows_public_stories_only(house, now):
    public = make_story("Yang Terbit", at=now - timedelta(hours=1))
    hidden = make_draft("Yang Masih Draf")
    story = make_draft()
    story.body = [{"type": "baca_juga", "value": public.pk}, {"type": "baca_juga", "value": hidden.pk}]
    story.save()
    view = shown(story.pk, house, now)
    assert [part.also.headline for part in view.body if part.also] == ["Yang Terbit"]


def test_a_draft_without_rubric_or_number_can_be_shown(house, now):
    story = Story(headline="Belum Disimpan")
    view = present.whole(story, house, present.references([story], now), now)
    assert (view.url, view.section.url) == ("", "/")


def test_paid_copy_is_labelled_on_cards(house, now):
    story = make_story(label=Story.Label.ADVERTORIAL, at=now)
    card = present.card(story, house, now)
    assert (card.label, card.paid) == ("advertorial", True)
