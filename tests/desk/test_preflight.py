from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from redaksi.accountability import actions as accountability
from redaksi.desk import actions
from redaksi.desk.preflight import check, gate
from redaksi.newsroom.models import Picture
from redaksi.stories.models import Story
from redaksi.stories.slots import PublishRefused
from redaksi.wire.models import WireItem
from tests.desk.conftest import staff, wire_item
from tests.factories import make_draft, make_person, make_picture, make_section, make_story, make_user, publish

pytestmark = pytest.mark.django_db


def hard(story: Story, at: datetime | None = None) -> set[str]:
    return {finding.field for finding in check(story, at or timezone.now()) if finding.hard}


def test_a_complete_story_passes() -> None:
    assert gate(make_draft(), staff("redaktur"), timezone.now()) == []


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("headline", {"headline": "  "}),
        ("section", {"section": None}),
        ("body", {"body": []}),
        ("label", {"kicker": "Advertorial"}),
        ("credit", {"provenance_agency": "Xinhua", "credit": ""}),
        ("embargo_until", {"embargo_until": timezone.now() + timedelta(hours=1)}),
    ],
)
def test_what_is_missing_is_named_with_its_field(field: str, change: dict[str, Any]) -> None:
    story = make_draft()
    for name, value in change.items():
        setattr(story, name, value)
    assert hard(story) == {field}


def test_a_review_is_reminded_to_say_what_it_reviews_and_may_go_out_without() -> None:
    story = make_draft(kind="review")
    assert any("resensi" in finding.text.lower() for finding in check(story, timezone.now()))
    assert hard(story) == set()
    value = {"kind": "Book", "name": "Laut", "maker": "", "rating": "", "verdict": ""}
    story.body = [*story.body.raw_data, {"type": "review", "value": value}]
    assert not any("resensi" in finding.text.lower() for finding in check(story, timezone.now()))


def test_a_story_of_nobody_is_refused_but_an_agency_may_sign() -> None:
    story = make_draft()
    story.bylines.set([])
    assert hard(story) == {"bylines"}
    story.credit = "Xinhua"
    assert hard(story) == set()


def test_an_embargo_passes_at_its_hour_and_not_a_minute_before() -> None:
    until = datetime(2026, 12, 1, 5, 0, tzinfo=UTC)
    story = make_draft(embargo_until=until)
    assert hard(story, until - timedelta(minutes=1)) == {"embargo_until"}
    assert hard(story, until) == set()


def test_a_picture_needs_a_credit_and_is_reminded_of_its_text() -> None:
    picture = make_picture()
    Picture.objects.filter(pk=picture.pk).update(credit="", description="")
    story = make_draft(picture=Picture.objects.get(pk=picture.pk))
    findings = [finding for finding in check(story, timezone.now()) if finding.field == "picture"]
    assert [finding.hard for finding in findings] == [True, False]


def test_a_labelled_advertisement_passes() -> None:
    assert hard(make_draft(kicker="Advertorial", label=Story.Label.ADVERTORIAL)) == set()


def test_the_credit_of_an_agency_cannot_be_stripped() -> None:
    story = actions.take(wire_item(credit="Xinhua"), staff("reporter"))
    story.section, story.credit = make_section(), ""
    story.bylines.set([])
    with pytest.raises(PublishRefused):
        publish(story)
    assert not Story.objects.get(pk=story.pk).live


def test_a_kill_after_the_take_stops_the_story() -> None:
    story = actions.take(wire_item(version="1"), staff("reporter"))
    story.section = make_section()
    wire_item(version="2", status="canceled", headline="BATAL")
    assert len([finding for finding in check(story, timezone.now()) if finding.hard]) == 1


def test_a_later_version_is_told_and_does_not_stop() -> None:
    story = actions.take(wire_item(version="1"), staff("reporter"))
    story.section = make_section()
    wire_item(version="2", headline="Versi baru")
    assert hard(story) == set()
    assert any("2" in finding.text for finding in check(story, timezone.now()) if not finding.field)


def test_a_withheld_item_without_a_time_waits_for_one() -> None:
    story = actions.take(wire_item(status="withheld"), staff("reporter"))
    story.section = make_section()
    assert hard(story) == {"embargo_until"}


def test_names_that_are_nobody_here_are_proposed() -> None:
    story = actions.take(wire_item(byline="Orang Asing"), staff("reporter"))
    assert any("Orang Asing" in finding.text for finding in check(story, timezone.now()))
    make_person("Orang Asing", "OAS")
    assert not any("Orang Asing" in finding.text for finding in check(story, timezone.now()))


def test_a_withdrawn_story_does_not_come_back() -> None:
    story = make_story()
    accountability.withdraw(story, "sara", "Melanggar pedoman.", None)
    with pytest.raises(PublishRefused):
        publish(Story.objects.get(pk=story.pk))


def test_a_reporter_does_not_publish_and_the_clock_does() -> None:
    story = make_draft()
    assert gate(story, staff("reporter"), timezone.now())
    assert gate(story, make_user(is_superuser=True), timezone.now()) == []
    assert gate(story, None, timezone.now()) == []


def test_terms_that_forbid_publishing_stop_and_others_are_told() -> None:
    story = actions.take(wire_item(1), staff("reporter"))
    story.section = make_section()
    item = story.takes.get().wire_item
    item.rights = [{"flag": "no-social", "value": None, "because": "no social media"}]
    item.save()
    assert hard(story) == set()
    assert any("media sosial" in finding.text for finding in check(story, timezone.now()))
    item.rights = [{"flag": "online-excluded", "value": None, "because": "print only"}]
    item.save()
    assert [finding.text for finding in check(story, timezone.now()) if finding.hard]


def test_a_message_that_kills_another_item_stops_its_story() -> None:
    story = actions.take(wire_item(1), staff("reporter"))
    story.section = make_section()
    item, message = story.takes.get().wire_item, wire_item(2, headline="KILL")
    WireItem.objects.filter(pk=message.pk).update(signal="kill", about=item)
    assert len([finding for finding in check(story, timezone.now()) if finding.hard]) == 1


def test_permission_that_has_ended_stops_the_story() -> None:
    story = actions.take(wire_item(1), staff("reporter"))
    story.section = make_section()
    WireItem.objects.update(expires=timezone.now() - timedelta(days=1))
    assert len([finding for finding in check(story, timezone.now()) if finding.hard]) == 1


def with_gallery(**shown: Any) -> tuple[Story, Picture]:
    """A story whose gallery has one picture that lacks nothing, and a second one as `shown` says."""
    whole, second = make_picture(), make_picture("Dermaga", credit=shown.get("credit", "Redaksi/Uji"))
    Picture.objects.filter(pk=second.pk).update(description=shown.get("description", ""))
    story = make_draft()
    pictures = [{"picture": whole.pk, "caption": "", "alt": ""}]
    pictures.append({"picture": second.pk, "caption": "", "alt": shown.get("alt", "")})
    gallery = {"type": "gallery", "value": {"title": "", "pictures": pictures}}
    story.body = [*story.body.raw_data, gallery]
    story.save()
    return Story.objects.get(pk=story.pk), second


def test_every_picture_of_a_gallery_needs_its_credit() -> None:
    story, picture = with_gallery(credit=" ", description="Dermaga kayu")
    assert [finding.field for finding in check(story, timezone.now()) if finding.hard] == ["picture"]
    with pytest.raises(PublishRefused):
        publish(story)
    Picture.objects.filter(pk=picture.pk).update(credit="Redaksi/Uji")
    assert hard(story) == set()


def test_a_picture_of_a_gallery_without_words_is_pointed_at_unless_they_stand_beside_it() -> None:
    def silent(story: Story) -> list[str]:
        return [str(each.text) for each in check(story, timezone.now()) if each.field == "picture" and not each.hard]

    assert len(silent(with_gallery()[0])) == 1
    assert "Dermaga" in silent(with_gallery()[0])[0]
    assert silent(with_gallery(description="Dermaga kayu di muara")[0]) == []
    assert silent(with_gallery(alt="Dermaga kayu di muara")[0]) == []
    # As the lead picture it has no other words than its own.
    story, picture = with_gallery(alt="Dermaga kayu di muara")
    story.picture = Picture.objects.get(pk=picture.pk)
    assert len(silent(story)) >= 1
