"""How the portal looks: choose ground, accent, letters and mark, see the page change, save for every page at once."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.admin import messages
from wagtail.images.widgets import AdminImageChooser
from wagtail.log_actions import log

from redaksi.desk.permissions import account, may
from redaksi.newsroom.models import Identity
from redaksi.newsroom.roles import FRONT, IDENTITY
from redaksi.stories.slots import slots

FIELDS: Final = ("accent", "paper", "headline_face", "body_face", "logo")
SCHEMES: Final = {"terang": "day", "gelap": "night"}


class LookForm(forms.ModelForm[Identity]):
    class Meta:
        model = Identity
        fields = FIELDS
        widgets = {
            "accent": forms.TextInput(attrs={"type": "color"}),
            "paper": forms.RadioSelect,
            "headline_face": forms.RadioSelect,
            "body_face": forms.RadioSelect,
            "logo": AdminImageChooser,
        }


def look(request: HttpRequest) -> HttpResponse:
    """The choices beside the page; saving makes every page anew."""
    if not may(request.user, IDENTITY):
        raise PermissionDenied
    form = LookForm(request.POST or None, instance=Identity.load())
    if request.method == "POST" and form.is_valid():
        identity = form.save()
        log(instance=identity, action="wagtail.edit", user=account(request), data={"fields": form.changed_data})
        messages.success(request, _("Saved: every page is made anew in this look."))
        return redirect("desk_look")
    context = {
        **furniture(_("Look of the portal"), "view"),
        "form": form,
        "preview": reverse("desk_look_preview"),
    }
    return render(request, "desk/look.html", context, status=422 if form.errors else 200)


@require_safe
def look_preview(request: HttpRequest) -> HttpResponse:
    """A page of readers in the look that the address describes; what is no choice stays as it is."""
    if not may(request.user, IDENTITY):
        raise PermissionDenied
    if slots.look_preview is None:
        raise Http404
    identity = Identity.load()
    form = LookForm(request.GET, instance=Identity.load())
    form.is_valid()
    for name in FIELDS:
        if name in request.GET and name in form.cleaned_data:
            setattr(identity, name, form.cleaned_data[name])
    return slots.look_preview(identity, request.GET.get("halaman", ""), SCHEMES.get(request.GET.get("cahaya", ""), ""))


@require_safe
def style_page(request: HttpRequest) -> HttpResponse:
    """Every part of the portal, living: as it is rendered today, by day and by night."""
    if not any(may(request.user, act) for act in (FRONT, IDENTITY)):
        raise PermissionDenied
    return render(request, "desk/style_page.html", furniture(_("Parts of the portal"), "view"))


@require_safe
def style_specimen(request: HttpRequest) -> HttpResponse:
    """The page in the frame of the style page."""
    if not any(may(request.user, act) for act in (FRONT, IDENTITY)):
        raise PermissionDenied
    if slots.specimen is None:
        raise Http404
    return slots.specimen(SCHEMES.get(request.GET.get("cahaya", ""), ""))


def furniture(title: str, icon: str) -> dict[str, Any]:
    """Title and way back of a screen."""
    return {
        "header_title": title,
        "header_icon": icon,
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": "", "label": title},
        ],
    }
