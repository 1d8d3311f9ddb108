from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError

from redaksi.stories.placements import AdSlot, BreakingNotice, Slot
from tests.factories import make_draft, make_picture, make_section, make_story

pytestmark = pytest.mark.django_db
LINK = "https://iklan.example/"


def test_pins_are_listed_by_front_and_place_with_the_newer_first(now: datetime) -> None:
    story, dunia = make_story("Kapal Perintis"), make_section("Dunia")
    second = Slot.objects.create(section=dunia, position=2, story=story, starts_at=now)
    older = Slot.objects.create(section=dunia, position=1, story=story, starts_at=now - timedelta(hours=2))
    newer = Slot.objects.create(section=dunia, position=1, story=story, starts_at=now)
    assert list(Slot.objects.filter(section=dunia)) == [newer, older, second]
    assert str(second) == "2. Kapal Perintis"


def test_a_pin_goes_with_its_story_or_its_front_and_takes_neither_along() -> None:
    draft, public, section = make_draft(), make_story(), make_section("Olahraga")
    Slot.objects.create(story=draft)
    Slot.objects.create(story=public, section=section)
    draft.delete()
    section.delete()
    public.refresh_from_db()
    assert not Slot.objects.exists()
    assert public.live


def test_a_breaking_line_stays_when_the_draft_it_points_to_is_deleted(now: datetime) -> None:
    draft = make_draft()
    notice = BreakingNotice.objects.create(text="Gempa di Palu", story=draft, starts_at=now, expires_at=now)
    draft.delete()
    notice.refresh_from_db()
    assert (notice.story, str(notice)) == (None, "Gempa di Palu")


def test_a_picture_in_an_advertisement_cannot_be_deleted_under_it() -> None:
    picture = make_picture()
    ad = AdSlot.objects.create(name="Bank", place=AdSlot.Place.FRONT, text="Menabung", url=LINK, picture=picture)
    with pytest.raises(ProtectedError):
        picture.delete()
    assert str(ad) == "Bank"


@pytest.mark.parametrize("place", ["", "header", "story"])
def test_an_advertisement_stands_in_a_reserved_place_or_nowhere(place: str) -> None:
    with pytest.raises(ValidationError) as refused:
        AdSlot(name="Bank", place=place, text="Menabung", url=LINK).full_clean()
    assert list(refused.value.message_dict) == ["place"]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "iklan", ""])
def test_an_advertisement_leads_to_a_web_address(url: str) -> None:
    with pytest.raises(ValidationError) as refused:
        AdSlot(name="Bank", place=AdSlot.Place.FRONT, text="Menabung", url=url).full_clean()
    assert list(refused.value.message_dict) == ["url"]


def test_what_would_end_before_it_begins_is_refused(now: datetime) -> None:
    story = make_story()
    ad = AdSlot(name="Bank", place=AdSlot.Place.FRONT, text="Menabung", url=LINK, starts_at=now, ends_at=now)
    before = now - timedelta(minutes=1)
    pin = Slot(story=story, starts_at=now, ends_at=before)
    notice = BreakingNotice(text="Gempa", starts_at=now, expires_at=before)
    for placed, field in ((pin, "ends_at"), (notice, "expires_at"), (ad, "ends_at")):
        with pytest.raises(ValidationError) as refused:
            placed.full_clean()
        assert list(refused.value.message_dict) == [field]
    ad.ends_at = None
    notice.expires_at = now + timedelta(hours=1)
    ad.full_clean()
    notice.full_clean()


@pytest.mark.parametrize(
    ("kind", "wanted"), [("house", {"text", "url"}), ("picture", {"picture", "alt", "url"}), ("tag", {"code", "size"})]
)
def test_each_kind_of_advertisement_says_what_it_lacks(kind: str, wanted: set[str]) -> None:
    with pytest.raises(ValidationError) as refused:
        AdSlot(name="Bank", kind=kind, place=AdSlot.Place.FRONT).full_clean()
    assert set(refused.value.message_dict) == wanted


def test_an_advertisement_knows_its_space_and_its_state(now: datetime) -> None:
    ad = AdSlot(size="300x250", starts_at=now, ends_at=now + timedelta(hours=1))
    assert ad.space == (300, 250)
    assert AdSlot().space == (0, 0)
    states = [ad.state(now + timedelta(minutes=minutes)) for minutes in (-1, 0, 60)]
    assert len(set(states)) == 3
