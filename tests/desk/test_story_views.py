from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from redaksi.desk import actions
from redaksi.newsroom.models import User
from redaksi.stories.models import Story
from tests.desk.conftest import staff
from tests.factories import make_draft, make_person, make_section, make_story

pytestmark = pytest.mark.django_db
Login = Callable[[str], tuple[Client, User]]


def edit_url(story: Story) -> str:
    return reverse("wagtailsnippets_stories_story:edit", args=[story.pk])


def form(headline: str = "Pasar Ikan Dibuka Lagi", **values: Any) -> dict[str, Any]:
    """What the browser sends for a complete story."""
    return nested_form_data(
        {
            "headline": headline,
            "deck": "Pasar dibuka kembali.",
            "kicker": "",
            "section": make_section().pk,
            "topics": [],
            "bylines": inline_formset([{"person": make_person().pk, "role": "author"}]),
            "editor": "",
            "dateline_city": "Tual",
            "picture": "",
            "picture_caption": "",
            "body": streamfield([("paragraph", rich_text("<p>Pasar ikan dibuka.</p>"))]),
            "credit": "",
            "source_line": "",
            "label": "",
            "kind": "news",
            "embargo_until": "",
            "notes": "",
            "slug": "",
            "language": "id",
            "go_live_at": "",
            "expire_at": "",
            **values,
        }
    )


def again(story: Story, **values: Any) -> dict[str, Any]:
    byline = story.bylines.first()
    rows = [{"id": byline.pk, "person": byline.person_id, "role": "author"}] if byline else []
    return form(**{"headline": story.headline, "bylines": inline_formset(rows, initial=len(rows)), **values})


def test_a_story_written_from_nothing_is_published(login: Login) -> None:
    client, user = login("redaktur")
    answer = client.post(reverse("wagtailsnippets_stories_story:add"), {**form(), "action-publish": "1"})
    story = Story.objects.get()
    assert answer.status_code == 302
    assert story.live
    assert story.created_by == user
    assert story.slug == "pasar-ikan-dibuka-lagi"


def test_what_the_gate_refuses_is_told_and_the_draft_is_kept(login: Login) -> None:
    client, _ = login("redaktur")
    sent = form(section="", credit="", body=streamfield([]))
    answer = client.post(reverse("wagtailsnippets_stories_story:add"), {**sent, "action-publish": "1"}, follow=True)
    story = Story.objects.get()
    assert answer.status_code == 200
    assert not story.live
    page = answer.content.decode()
    assert "Rubrik belum dipilih." in page
    assert "Isi belum memuat satu paragraf pun." in page


def test_an_edit_that_the_gate_refuses_leaves_the_public_text_alone(login: Login) -> None:
    client, _ = login("redaktur")
    story = make_story("Judul Lama")
    sent = again(story, headline="Judul Baru", section="")
    answer = client.post(edit_url(story), {**sent, "action-publish": "1"}, follow=True)
    assert answer.status_code == 200
    story = Story.objects.get(pk=story.pk)
    assert (story.live, story.headline) == (True, "Judul Lama")
    assert story.get_latest_revision_as_object().headline == "Judul Baru"


def test_a_reporter_submits_and_the_desk_editor_approves(login: Login) -> None:
    reporter, _ = login("reporter")
    answer = reporter.post(reverse("wagtailsnippets_stories_story:add"), {**form(), "action-submit": "1"})
    assert answer.status_code == 302
    story = Story.objects.get()
    assert story.workflow_in_progress
    editor, _ = login("redaktur")
    sent = {**again(story), "action-workflow-action": "true", "workflow-action-name": "approve"}
    assert editor.post(edit_url(story), sent).status_code == 302
    assert Story.objects.get(pk=story.pk).live


def test_approval_that_the_gate_refuses_leaves_the_story_waiting(login: Login) -> None:
    author = staff("reporter")
    story = make_draft(created_by=author)
    story.section = None
    story.save()
    actions.submit(story, author)
    state = Story.objects.get(pk=story.pk).current_workflow_task_state
    client, _ = login("redaktur")
    url = reverse("wagtailsnippets_stories_story:workflow_action", args=[story.pk, "approve", state.pk])
    answer = client.post(url, {"comment": ""}, follow=True)
    assert answer.status_code == 200
    assert "Rubrik belum dipilih." in answer.content.decode()
    assert Story.objects.get(pk=story.pk).workflow_in_progress


def test_a_reporter_who_forges_publish_does_not_publish(login: Login) -> None:
    client, _ = login("reporter")
    client.post(reverse("wagtailsnippets_stories_story:add"), {**form(), "action-publish": "1"})
    assert not Story.objects.get().live


def test_a_story_is_scheduled_through_the_gate(login: Login) -> None:
    client, _ = login("redaktur")
    later = timezone.localtime(timezone.now() + timedelta(hours=3))
    sent = form(go_live_at=later.strftime("%Y-%m-%d %H:%M"), embargo_until=later.strftime("%Y-%m-%d %H:%M"))
    client.post(reverse("wagtailsnippets_stories_story:add"), {**sent, "action-publish": "1"})
    story = Story.objects.get()
    assert not story.live
    assert story.scheduled_revision is not None


@pytest.mark.parametrize("name", ["edit", "delete", "history", "usage", "workflow_history", "preview_on_edit"])
def test_a_reporter_is_kept_from_the_drafts_of_others(login: Login, name: str) -> None:
    client, _ = login("reporter")
    story = make_draft(created_by=staff("reporter"))
    answer = client.get(reverse(f"wagtailsnippets_stories_story:{name}", args=[story.pk]))
    assert answer.status_code in (302, 403)


def test_what_was_public_is_never_deleted_nor_unpublished(login: Login) -> None:
    client, _ = login("pemimpin-redaksi")
    story = make_story()
    client.post(reverse("wagtailsnippets_stories_story:delete", args=[story.pk]))
    answer = client.post(reverse("wagtailsnippets_stories_story:unpublish", args=[story.pk]))
    assert answer.url == reverse("desk_withdraw", args=[story.pk])
    bulk = reverse("wagtail_bulk_action", args=["stories", "story", "delete"])
    client.post(f"{bulk}?id={story.pk}")
    assert Story.objects.get(pk=story.pk).live


def test_a_draft_is_deleted_by_its_author(login: Login) -> None:
    client, user = login("reporter")
    story = make_draft(created_by=user)
    assert client.post(reverse("wagtailsnippets_stories_story:delete", args=[story.pk])).status_code == 302
    assert not Story.objects.filter(pk=story.pk).exists()


def test_history_and_compare_show_what_changed(login: Login) -> None:
    client, user = login("editor")
    story = make_draft()
    first = story.save_revision(user=user)
    story.headline = "Judul Sesudah Disunting"
    second = story.save_revision(user=user)
    assert client.get(reverse("wagtailsnippets_stories_story:history", args=[story.pk])).status_code == 200
    url = reverse("wagtailsnippets_stories_story:revisions_compare", args=[story.pk, first.pk, second.pk])
    answer = client.get(url)
    assert "Disunting" in answer.content.decode()


def test_provenance_survives_the_form_and_an_old_revision(login: Login) -> None:
    client, user = login("redaktur")
    story = make_draft(created_by=user, credit="Xinhua", provenance_agency="Xinhua", provenance_guid="urn:1")
    client.post(edit_url(story), {**again(story), "provenance_agency": "", "credit": ""})
    assert Story.objects.get(pk=story.pk).provenance_agency == "Xinhua"


def test_the_checklist_is_on_the_form_and_can_be_asked_for_again(login: Login) -> None:
    client, _ = login("redaktur")
    story = make_draft()
    story.section = None
    story.save()
    story.save_revision()
    assert "Rubrik belum dipilih." in client.get(edit_url(story)).content.decode()
    assert "Rubrik belum dipilih." in client.get(reverse("desk_checklist", args=[story.pk])).content.decode()
    other, _ = login("reporter")
    assert other.get(reverse("desk_checklist", args=[story.pk])).status_code == 302


def test_a_public_story_offers_correction_and_withdrawal_to_those_who_may(login: Login) -> None:
    story = make_story()
    chief = login("pemimpin-redaksi")[0].get(edit_url(story)).content.decode()
    editor = login("editor")[0].get(edit_url(story)).content.decode()
    assert reverse("desk_correct", args=[story.pk]) in chief
    assert reverse("desk_withdraw", args=[story.pk]) in chief
    assert reverse("desk_correct", args=[story.pk]) not in editor
    assert "action-unpublish" not in chief
