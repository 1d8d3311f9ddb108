import pytest

from redaksi.accountability.actions import correct, withdraw
from redaksi.delivery.models import Outbox
from redaksi.newsroom.models import Identity
from redaksi.portal.setup import create_standing_pages
from redaksi.stories import keys
from redaksi.stories.models import AdSlot, Slot
from tests.factories import make_draft, make_person, make_picture, make_section, make_story, make_topic, make_user

pytestmark = pytest.mark.django_db


def posted() -> set[str]:
    return {key for row in Outbox.objects.all() for key in row.changed}


@pytest.fixture
def story():
    made = make_story()
    Outbox.objects.all().delete()
    return made


def test_a_draft_purges_nothing():
    make_section()
    make_person()
    make_person("Wira Adi", "WIR")
    Outbox.objects.all().delete()
    make_draft().save_revision()
    assert posted() == set()


def test_a_correction_touches_the_story_and_the_list_of_corrections(story):
    correct(story, "ralat", "Salah.", make_user())
    assert {keys.story(story.pk), keys.CORRECTIONS} <= posted()


def test_a_withdrawal_makes_the_page_gone(story):
    withdraw(story, "sara", "Sebab.", make_user())
    assert any(keys.story(story.pk) in row.gone for row in Outbox.objects.all())
    assert keys.listed(story.pk) in posted()


def test_the_identity_stands_on_every_page(story):
    Identity.load().save()
    assert posted() == {keys.EVERYTHING}


def test_a_standing_page_that_comes_or_goes_touches_the_footer_of_every_page(story):
    page = create_standing_pages("Kabar Uji")[0]
    Outbox.objects.all().delete()
    page.unpublish()
    assert posted() == {keys.EVERYTHING}
    Outbox.objects.all().delete()
    page.save_revision().publish()
    assert posted() == {keys.EVERYTHING}
    Outbox.objects.all().delete()
    page.delete()
    assert posted() == {keys.EVERYTHING}


def test_a_renamed_topic_touches_all_that_name_it(story):
    topic = make_topic()
    assert posted() == {keys.topic_list(topic.pk), keys.topic_name(topic.pk)}


def test_a_changed_picture_touches_the_stories_that_show_it():
    picture = make_picture()
    story = make_story(picture=picture)
    Outbox.objects.all().delete()
    picture.credit = "Redaksi/Lain"
    picture.save()
    assert posted() == {keys.story(story.pk), keys.listed(story.pk)}


def test_a_pin_touches_its_front_only(story):
    Slot.objects.create(story=story, section=story.section)
    assert posted() == {keys.section_front(story.section_id)}
    Outbox.objects.all().delete()
    Slot.objects.create(story=story)
    assert posted() == {keys.FRONT}


def test_an_advertisement_touches_the_pages_that_can_hold_one(story):
    AdSlot.objects.create(name="Bank", place="front", text="Menabung", url="https://bank.example/")
    assert posted() == {keys.ADS}
