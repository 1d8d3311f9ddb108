import time
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from redaksi.stories.models import RESERVED_SLUGS, Section, Story
from redaksi.stories.slots import PublishRefused, slots
from tests.factories import make_draft, make_section, make_story, make_user, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def changes(monkeypatch):
    """What the slot was told, as pairs of (before, after) primary keys."""
    seen = []
    listener = lambda before, after: seen.append((before and before.pk, after and after.pk))  # noqa: E731
    monkeypatch.setattr(slots, "public_change", [*slots.public_change, listener])
    return seen


def test_publishing_sets_our_own_time_once_and_tells_the_slot(changes):
    story = publish(make_draft())
    first = Story.objects.get(pk=story.pk).published_at
    story.headline = "Judul Baru"
    story = publish(story)
    assert story.published_at == first
    assert story.revised_at is not None
    assert changes == [(None, story.pk), (story.pk, story.pk)]


def test_an_old_revision_brings_back_text_but_not_the_public_time():
    story = make_draft()
    revision = story.save_revision()
    publish(story)
    published_at = Story.objects.get(pk=story.pk).published_at
    revision.publish(skip_permission_checks=True)
    assert Story.objects.get(pk=story.pk).published_at == published_at


def test_a_gate_that_objects_stops_everything(monkeypatch, changes):
    monkeypatch.setattr(slots, "gates", [lambda story, user, at: ["Belum ada foto."]])
    story = make_draft()
    with pytest.raises(PublishRefused, match="Belum ada foto"):
        publish(story)
    assert not Story.objects.get(pk=story.pk).live
    assert changes == []


def test_a_scheduled_story_is_not_public_and_nobody_is_told(changes):
    story = make_draft()
    story.go_live_at = timezone.now() + timedelta(hours=1)
    publish(story)
    assert not Story.objects.public().filter(pk=story.pk).exists()
    assert Story.objects.get(pk=story.pk).published_at is None
    assert changes == []


def test_a_story_whose_moment_comes_while_it_is_checked_goes_out_at_once(monkeypatch, changes):
    moment = timezone.now() + timedelta(milliseconds=300)

    def slow(story, user, at):
        time.sleep(max(0, (moment - timezone.now()).total_seconds()) + 0.01)
        return []

    monkeypatch.setattr(slots, "gates", [slow])
    story = publish(make_draft(go_live_at=moment))
    assert Story.objects.public().filter(pk=story.pk).exists()
    assert len(changes) == 1


def test_expiry_holds_at_read_time_even_when_no_clock_runs():
    story = make_story()
    Story.objects.filter(pk=story.pk).update(expire_at=timezone.now() - timedelta(seconds=1))
    assert not Story.objects.public().filter(pk=story.pk).exists()


def test_a_public_story_never_just_vanishes():
    story = make_story()
    with pytest.raises(PublishRefused):
        story.unpublish()
    with pytest.raises(ValidationError):
        story.delete()
    with pytest.raises(ValidationError):
        Story.objects.filter(pk=story.pk).delete()
    assert Story.objects.public().filter(pk=story.pk).exists()


def test_a_draft_can_be_deleted():
    story = make_draft()
    Story.objects.filter(pk=story.pk).delete()
    assert not Story.objects.filter(pk=story.pk).exists()


def test_an_expired_story_leaves_through_the_slot(changes):
    story = make_story()
    changes.clear()
    story.unpublish(set_expired=True)
    assert changes == [(story.pk, None)]


def test_the_address_carries_rubric_id_and_slug():
    story = make_story("Harga Cabai Turun", section=make_section("Ekonomi"))
    assert story.get_absolute_url() == f"/ekonomi/{story.pk}/harga-cabai-turun"


@pytest.mark.parametrize("slug", sorted(RESERVED_SLUGS))
def test_a_rubric_cannot_take_an_address_of_the_site(slug):
    with pytest.raises(ValidationError):
        Section(name="X", slug=slug).full_clean()


def test_a_story_names_who_made_it_after_any_revision():
    author = make_user()
    story = make_draft(created_by=author)
    assert story.save_revision().as_object().created_by == author


def test_a_translation_is_another_story_in_another_language_and_points_to_the_original(db):
    original = make_story("Jembatan Dibuka")
    english = make_draft("Bridge Opens", language="en", translation_of=original)
    english.full_clean()
    malay = make_draft("Jambatan Dibuka", language="ms", translation_of=english)
    malay.full_clean()
    assert malay.translation_of_id == original.pk
    twin = make_draft("Jembatan Dibuka Lagi", translation_of=original)
    with pytest.raises(ValidationError) as refused:
        twin.full_clean()
    assert "translation_of" in refused.value.message_dict
