"""The screens of single acts on a story: correct, withdraw, the checklist, and what one picks from by typing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_safe
from wagtail.admin import messages
from wagtail.permissions import policy_registry

from redaksi.accountability.models import Correction, Withdrawal
from redaksi.desk import actions
from redaksi.desk.actions import NotAllowed
from redaksi.desk.front_form import pinnable
from redaksi.desk.permissions import account, may
from redaksi.desk.preflight import check
from redaksi.discovery.search import search
from redaksi.newsroom.models import Person
from redaksi.newsroom.roles import FRONT, PUBLISH, STRUCTURE, WITHDRAW, WRITE
from redaksi.stories.models import Story, Topic

PICKED = 20


class CorrectForm(forms.ModelForm[Correction]):
    class Meta:
        model = Correction
        fields = ["kind", "text"]
        widgets = {"kind": forms.RadioSelect, "text": forms.Textarea(attrs={"rows": 5})}


class WithdrawForm(forms.ModelForm[Withdrawal]):
    sure = forms.BooleanField(
        label=gettext_lazy("I have read the explanation as readers will see it."),
        error_messages={"required": gettext_lazy("Confirm that the explanation may be read by everyone.")},
    )

    class Meta:
        model = Withdrawal
        fields = ["reason", "explanation"]
        widgets = {"reason": forms.RadioSelect, "explanation": forms.Textarea(attrs={"rows": 5})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # No ground is chosen beforehand, and no line of dashes stands for none.
        self.fields["reason"].choices = Withdrawal.Reason.choices  # type: ignore[attr-defined]


def correct_story(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a correction; readers see it at once, under /koreksi/ too."""
    story = _public_story(request, pk, PUBLISH)
    form = CorrectForm(request.POST or None, instance=Correction(story=story))
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct(story, account(request), form.cleaned_data["kind"], form.cleaned_data["text"])
        except NotAllowed as refused:
            raise PermissionDenied(str(refused)) from None
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("The correction is public."))
            return _back(story)
    posted = list(story.corrections.select_related("posted_by"))
    context = {**story_furniture(story, _("Correct")), "form": form, "posted": posted, "now": timezone.now()}
    return render(request, "desk/correct.html", context)


def withdraw_story(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw a story; its address then tells readers why."""
    story = _public_story(request, pk, WITHDRAW)
    form = WithdrawForm(request.POST or None, instance=Withdrawal(story=story))
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw(story, account(request), form.cleaned_data["reason"], form.cleaned_data["explanation"])
        except NotAllowed as refused:
            raise PermissionDenied(str(refused)) from None
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("The story is withdrawn; its address tells readers why."))
            return _back(story)
    context = {**story_furniture(story, _("Withdraw")), "form": form, "now": timezone.now()}
    return render(request, "desk/withdraw.html", context)


@require_safe
def checklist(request: HttpRequest, pk: int) -> HttpResponse:
    """The checklist of a story as it was last saved, for the form that is open on it."""
    story = get_object_or_404(Story, pk=pk)
    if not policy_registry.get_by_type(Story).user_has_permission_for_instance(request.user, "change", story):
        raise PermissionDenied
    draft = story.get_latest_revision_as_object()
    findings = check(draft, draft.go_live_at or timezone.now())
    return render(request, "desk/includes/findings.html", {"findings": findings})


@require_safe
def picks(request: HttpRequest, kind: str) -> JsonResponse:
    """Rows of `kind` that answer to what was typed: [{id, label, note}]."""
    if not any(may(request.user, act) for act in (WRITE, FRONT, STRUCTURE)):
        raise PermissionDenied
    words = request.GET.get("q", "").strip()
    find = {"topik": _topics, "orang": _people, "naskah": _stories, "sematan": _pinnable}.get(kind)
    if find is None:
        raise Http404
    return JsonResponse({"rows": find(words)})


def _topics(words: str) -> list[dict[str, Any]]:
    rows = Topic.objects.filter(name__icontains=words).order_by("name")
    first = sorted(rows[: PICKED * 5], key=lambda topic: not topic.name.casefold().startswith(words.casefold()))
    return [{"id": row.pk, "label": row.name, "note": row.get_kind_display()} for row in first[:PICKED]]


def _people(words: str) -> list[dict[str, Any]]:
    rows = Person.objects.filter(Q(name__icontains=words) | Q(initials__istartswith=words)).order_by("name")
    return [{"id": row.pk, "label": row.name, "note": row.initials} for row in rows[:PICKED]]


def _stories(words: str) -> list[dict[str, Any]]:
    stories = Story.objects.public().select_related("section").defer("body", "notes").order_by("-published_at")
    if words:
        stories = stories.filter(pk__in=[hit.story_id for hit in search(words, order="newest", limit=PICKED)])
    return [{"id": row.pk, "label": str(row), "note": str(row.section or "")} for row in stories[:PICKED]]


def _pinnable(words: str) -> list[dict[str, Any]]:
    stories = pinnable()
    if words:
        stories = stories.filter(pk__in=[hit.story_id for hit in search(words, order="newest", limit=PICKED)])
    return [{"id": row.pk, "label": str(row), "note": str(row.section or "")} for row in stories[:PICKED]]


def _public_story(request: HttpRequest, pk: int, act: str) -> Story:
    story = get_object_or_404(Story, pk=pk)
    if not may(request.user, act):
        raise PermissionDenied
    if not story.live:
        raise Http404
    return story


def _back(story: Story) -> HttpResponse:
    return redirect("wagtailsnippets_stories_story:edit", story.pk)


def story_furniture(story: Story, label: str) -> dict[str, Any]:
    """What every screen of an act on `story` has: title and way back."""
    return {
        "story": story,
        "header_title": f"{label}: {story}",
        "header_icon": "doc-full",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("wagtailsnippets_stories_story:list"), "label": pgettext("desk", "Stories")},
            {"url": reverse("wagtailsnippets_stories_story:edit", args=[story.pk]), "label": str(story)},
            {"url": "", "label": label},
        ],
    }
