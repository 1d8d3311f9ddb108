"""Wagtail's story screens, asking for the story at hand, and telling why when the gate refuses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.admin.utils import quote
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.permissions import policy_registry
from wagtail.snippets.views import snippets

from redaksi.desk.permissions import may
from redaksi.newsroom.roles import EDIT, PUBLISH, WITHDRAW
from redaksi.stories.models import Byline, Story
from redaksi.stories.slots import PublishRefused


def refusal(refused: PublishRefused) -> SafeString:
    """The gate's reasons as one message of the desk."""
    return format_html(
        "{}<ul class='desk-reasons'>{}</ul>",
        _("Not published. Put this right first; your draft is saved:"),
        format_html_join("", "<li>{}</li>", ((reason,) for reason in refused.reasons)),
    )


class AsksForStory:
    """A view on one story: `change` and `delete` are asked for that story, not for stories at large."""

    request: HttpRequest
    object: Story

    def user_has_permission(self, permission: str) -> bool:
        story = getattr(self, "live_object", None) or getattr(self, "object", None)
        if permission in ("change", "delete") and isinstance(story, Story) and story.pk:
            policy = policy_registry.get_by_type(Story)
            if not policy.user_has_permission_for_instance(self.request.user, permission, story):
                return False
        return bool(super().user_has_permission(permission))  # type: ignore[misc]


class SpeaksOnRefusal:
    """Publishing and approving tell why the gate refused; the draft that was just saved stays."""

    request: HttpRequest
    object: Story
    get_edit_url: Callable[[], str]

    def publish_action(self) -> HttpResponse | None:
        return self._through_gate("publish_action")

    def workflow_action_action(self) -> HttpResponse | None:
        return self._through_gate("workflow_action_action")

    def _through_gate(self, act: str) -> HttpResponse | None:
        try:
            with transaction.atomic():
                response: HttpResponse | None = getattr(super(), act)()
                return response
        except PublishRefused as refused:
            messages.error(self.request, refusal(refused))
            return redirect(self.get_edit_url())


class StoryCreateView(SpeaksOnRefusal, snippets.CreateView):
    def get_initial_form_instance(self) -> Story:
        user = self.request.user
        person = getattr(user, "person", None)
        story = Story(created_by=user, live=False)
        if person is not None and self.request.method == "GET":
            if may(user, EDIT):
                story.editor = person
            else:
                story.bylines.set([Byline(person=person)])
        return story


class StoryEditView(AsksForStory, SpeaksOnRefusal, snippets.EditView):
    @property
    def header_buttons(self) -> list[Button]:
        story, user = self.live_object, self.request.user
        buttons = []
        if story.live and may(user, PUBLISH):
            url = reverse("desk_correct", args=[story.pk])
            buttons.append(HeaderButton(_("Correct"), url=url, icon_name="edit", priority=10))
        if story.live and story.get_absolute_url():
            attrs = {"target": "_blank", "rel": "noreferrer"}
            url = story.get_absolute_url()
            buttons.append(HeaderButton(_("View live"), url=url, icon_name="link-external", priority=20, attrs=attrs))
        return buttons

    @property
    def header_more_buttons(self) -> list[Button]:
        buttons = list(super().header_more_buttons)
        if self.live_object.live and may(self.request.user, WITHDRAW):
            url = reverse("desk_withdraw", args=[self.live_object.pk])
            buttons.append(Button(_("Withdraw"), url=url, icon_name="no-view", priority=90))
        return buttons


class StoryDeleteView(AsksForStory, snippets.DeleteView):
    pass


class StoryUsageView(AsksForStory, snippets.UsageView):
    pass


class StoryHistoryView(AsksForStory, snippets.HistoryView):
    any_permission_required = ["change"]

    def user_has_any_permission(self, permissions: list[str]) -> bool:
        return any(self.user_has_permission(permission) for permission in permissions)


class StoryRevisionView(AsksForStory, snippets.PreviewRevisionView):
    pass


class StoryCompareView(AsksForStory, snippets.RevisionsCompareView):
    pass


class StoryWorkflowHistoryView(AsksForStory, snippets.WorkflowHistoryView):
    pass


class StoryWorkflowDetailView(AsksForStory, snippets.WorkflowHistoryDetailView):
    pass


class StoryUnpublishView(snippets.UnpublishView):
    """There is no quiet unpublishing: whoever asks for it is led to the withdrawal, with its public reason."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        messages.warning(request, _("A story that was public is withdrawn with a reason, never just unpublished."))
        url_name = "desk_withdraw" if may(request.user, WITHDRAW) else "wagtailsnippets_stories_story:edit"
        return redirect(url_name, quote(kwargs["pk"]))


class StoryWorkflowActionView(snippets.WorkflowActionView):
    """Approving from outside the form; XHR answers get their redirect, with the reasons waiting there."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            with transaction.atomic():
                return super().post(request, *args, **kwargs)
        except PublishRefused as refused:
            messages.error(request, refusal(refused))
            if request.headers.get("x-requested-with") == "XMLHttpRequest":
                return self.render_modal_json(request, {"step": "success", "redirect": self.redirect_url})
            return redirect(self.redirect_url)


class ConfirmCancellationView(snippets.ConfirmWorkflowCancellationView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm("stories.publish_story"):
            return redirect("wagtailadmin_home")
        return super().dispatch(request, *args, **kwargs)
