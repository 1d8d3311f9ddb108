from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import ModelLogEntry

from redaksi.desk import actions
from redaksi.desk.actions import AlreadyTaken, NotAllowed
from redaksi.desk.models import Spike, Take
from redaksi.formats.item import Dateline, ItemPicture, Related, Subject
from redaksi.newsroom.models import Person
from redaksi.stories.models import Story
from tests.desk.conftest import staff, wire_item
from tests.factories import make_draft, make_person, make_section, make_story, make_topic

pytestmark = pytest.mark.django_db


def test_taking_an_item_makes_a_draft_that_keeps_where_it_came_from() -> None:
    user = staff("reporter")
    item = wire_item(credit="Xinhua", dateline=Dateline("Islamabad"), summary="Rute lama dibuka lagi.")
    story = Story.objects.get(pk=actions.take(item, user).pk)
    assert not story.live
    assert story.headline == item.headline
    assert story.deck == "Rute lama dibuka lagi."
    assert story.dateline_city == "Islamabad"
    assert [block["type"] for block in story.body.raw_data] == ["paragraph", "paragraph"]
    assert (story.provenance_agency, story.credit) == ("Xinhua", "Xinhua")
    assert (story.provenance_guid, story.provenance_version) == (item.guid, item.version)
    assert story.published_at is None
    assert story.created_by == user
    assert story.latest_revision is not None
    assert Take.objects.get(story=story).wire_item == item


def test_a_second_take_of_the_same_item_gives_the_same_draft() -> None:
    item, user = wire_item(), staff("reporter")
    assert actions.take(item, user).pk == actions.take(item, staff("editor")).pk
    assert Story.objects.count() == 1


def test_a_later_version_asks_before_it_becomes_a_second_story() -> None:
    user = staff("reporter")
    story = actions.take(wire_item(version="1"), user)
    later = wire_item(version="2", headline="Kapal Perintis Tertunda")
    with pytest.raises(AlreadyTaken) as asked:
        actions.take(later, user)
    assert asked.value.story == story
    assert actions.take(later, user, anew=True).pk != story.pk


def test_a_story_can_catch_up_with_a_later_version() -> None:
    user = staff("reporter")
    story = actions.take(wire_item(version="1"), user)
    later = wire_item(version="2", headline="Kapal Perintis Tertunda")
    actions.catch_up(story, later, user)
    assert actions.take(later, user) == story


def test_a_killed_item_cannot_be_taken() -> None:
    item = wire_item(status="canceled")
    with pytest.raises(ValidationError):
        actions.take(item, staff("redaktur"))
    assert not Story.objects.exists()


def test_an_embargo_travels_with_the_draft() -> None:
    until = datetime(2026, 12, 1, 5, 0, tzinfo=UTC)
    assert actions.take(wire_item(status="withheld", embargoed=until), staff("reporter")).embargo_until == until


def test_bylines_are_matched_to_people_and_nobody_is_created() -> None:
    make_person("Sandani Wijaya", "SWJ")
    story = actions.take(wire_item(byline="sandani wijaya dan Orang Asing"), staff("reporter"))
    assert [byline.person.name for byline in story.bylines.all()] == ["Sandani Wijaya"]
    assert not Person.objects.filter(name__icontains="asing").exists()


def test_the_initials_are_those_of_our_editor() -> None:
    user = staff("editor")
    person = make_person("Wira Adi", "WIR", account=user)
    assert actions.take(wire_item(editor_initials="abc"), staff("reporter")).editor is None
    assert actions.take(wire_item(2, editor_initials="abc"), type(user).objects.get(pk=user.pk)).editor == person


def test_rubric_and_topics_are_proposed_from_what_the_item_says() -> None:
    section, topic = make_section("Ekonomi"), make_topic("Pelabuhan Ratu")
    make_topic("Kereta")
    item = wire_item(subjects=(Subject("ekonomi"),), body_html="<p>Kapal berlabuh di Pelabuhan Ratu.</p>")
    story = actions.take(item, staff("reporter"))
    assert story.section == section
    assert list(story.topics.all()) == [topic]


def test_the_note_to_editors_and_pictures_stand_in_the_notes_and_not_in_the_body() -> None:
    item = wire_item(
        editorial_note="Jangan dimuat sebelum rapat", pictures=(ItemPicture("https://foto.example/a.jpg", "Kapal"),)
    )
    story = actions.take(item, staff("reporter"))
    assert "rapat" in story.notes
    assert "foto.example" in story.notes
    assert "rapat" not in str(story.body.raw_data)


def test_leads_never_become_stories() -> None:
    actions.take(wire_item(related=(Related("Berita lain"),)), staff("reporter"))
    assert Story.objects.count() == 1


def test_spiking_and_restoring_is_logged_and_repeatable() -> None:
    item, editor = wire_item(), staff("editor")
    actions.spike(item, editor, "basi")
    actions.spike(item, editor)
    assert Spike.objects.get().reason == "basi"
    actions.restore(item, editor)
    actions.restore(item, editor)
    assert not Spike.objects.exists()
    logged = ModelLogEntry.objects.filter(action__in=["redaksi.spike", "redaksi.restore"])
    assert sorted(logged.values_list("action", flat=True)) == ["redaksi.restore", "redaksi.spike"]


def test_taking_a_spiked_item_restores_it() -> None:
    item = wire_item()
    actions.spike(item, staff("editor"))
    actions.take(item, staff("reporter"))
    assert not Spike.objects.exists()


@pytest.mark.parametrize("role", ["reporter", "admin"])
def test_who_may_not_spike_is_refused(role: str) -> None:
    with pytest.raises(NotAllowed):
        actions.spike(wire_item(), staff(role))


def test_the_administrator_takes_nothing() -> None:
    with pytest.raises(NotAllowed):
        actions.take(wire_item(), staff("admin"))


def test_a_draft_is_submitted_returned_and_submitted_again() -> None:
    reporter, editor = staff("reporter"), staff("editor")
    story = make_draft(created_by=reporter)
    actions.submit(story, reporter)
    story = Story.objects.get(pk=story.pk)
    assert story.workflow_in_progress
    with pytest.raises(ValidationError):
        actions.submit(story, reporter)
    actions.return_story(story, editor, "Konfirmasi dinas belum ada.")
    story = Story.objects.get(pk=story.pk)
    assert not story.workflow_in_progress
    actions.submit(story, reporter)
    assert Story.objects.get(pk=story.pk).workflow_in_progress


def test_returning_wants_a_word_and_a_role() -> None:
    reporter = staff("reporter")
    story = make_draft(created_by=reporter)
    actions.submit(story, reporter)
    story = Story.objects.get(pk=story.pk)
    with pytest.raises(ValidationError):
        actions.return_story(story, staff("editor"), "  ")
    with pytest.raises(NotAllowed):
        actions.return_story(story, reporter, "ya")


def test_nobody_submits_the_draft_of_a_colleague_but_editors() -> None:
    story = make_draft(created_by=staff("reporter"))
    with pytest.raises(NotAllowed):
        actions.submit(story, staff("reporter"))
    actions.submit(story, staff("editor"))


def test_correcting_and_withdrawing_ask_for_their_roles() -> None:
    story = make_story()
    with pytest.raises(NotAllowed):
        actions.correct(story, staff("editor"), "ralat", "Seharusnya 18.")
    with pytest.raises(NotAllowed):
        actions.withdraw(story, staff("redaktur"), "sara", "Melanggar pedoman.")
    actions.correct(story, staff("redaktur"), "ralat", "Seharusnya 18.")
    actions.withdraw(story, staff("redaktur-pelaksana"), "sara", "Melanggar pedoman.")
    assert not Story.objects.get(pk=story.pk).live
