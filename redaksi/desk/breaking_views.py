"""The screen of the breaking bar: write a line, see what stands and what comes, end it with one click."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from redaksi.desk import breaking
from redaksi.desk.front_form import Moment, pinnable
from redaksi.desk.permissions import account, may
from redaksi.desk.widgets import OneLine, PickOne
from redaksi.newsroom.roles import FRONT
from redaksi.stories.models import BreakingNotice


class BreakingForm(forms.ModelForm[BreakingNotice]):
    """A line, the story it leads to if there is one, and its time: now for two hours unless said otherwise."""

    story = forms.ModelChoiceField(
        label=gettext_lazy("Leads to a story"), queryset=pinnable(), required=False, widget=PickOne("sematan")
    )
    starts_at = forms.DateTimeField(label=gettext_lazy("From"), required=False, widget=Moment)
    expires_at = forms.DateTimeField(label=gettext_lazy("Until"), required=False, widget=Moment)

    class Meta:
        model = BreakingNotice
        fields = ["text", "story", "starts_at", "expires_at"]
        widgets = {"text": OneLine(attrs={"maxlength": 160})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Asked for anew: what is public changes while the desk runs.
        self.fields["story"].queryset = pinnable()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        data["starts_at"] = data.get("starts_at") or timezone.now()
        data["expires_at"] = data.get("expires_at") or data["starts_at"] + breaking.STAYS
        if data["expires_at"] <= timezone.now():
            self.add_error("expires_at", _("This time has passed already."))
        return data


def breaking_list(request: HttpRequest) -> HttpResponse:
    """The bar's lines by state, and the form for a new one."""
    if not may(request.user, FRONT):
        raise PermissionDenied
    form = BreakingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        notice = breaking.post(form.save(commit=False), account(request))
        later = notice.starts_at > timezone.now()
        messages.success(
            request, _("The line will come at its time.") if later else _("The line is on the front page.")
        )
        return redirect("desk_breaking")
    context = {
        "header_title": _("Breaking bar"),
        "header_icon": "warning",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": "", "label": _("Breaking bar")},
        ],
        "form": form,
        "board": breaking.board(timezone.now()),
    }
    return render(request, "desk/breaking.html", context, status=422 if form.errors else 200)


@require_POST
def breaking_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a line now."""
    if not may(request.user, FRONT):
        raise PermissionDenied
    notice = get_object_or_404(BreakingNotice, pk=pk)
    if breaking.end(notice, account(request), timezone.now()):
        messages.success(request, _("The line is off the front page."))
    else:
        messages.warning(request, _("This line had ended already."))
    return redirect("desk_breaking")


@require_POST
def breaking_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring an ended line back."""
    if not may(request.user, FRONT):
        raise PermissionDenied
    notice = get_object_or_404(BreakingNotice, pk=pk)
    if breaking.again(notice, account(request), timezone.now()):
        messages.success(request, _("The line is on the front page."))
    return redirect("desk_breaking")
