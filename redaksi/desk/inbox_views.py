"""The screens of the inbox: list, one item, take, spike, restore."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from redaksi.desk import actions, inbox
from redaksi.desk.actions import AlreadyTaken, NotAllowed
from redaksi.desk.comparison import compare
from redaksi.desk.item_page import item_page
from redaksi.desk.models import Take
from redaksi.desk.permissions import account, may
from redaksi.newsroom.models import Identity
from redaksi.newsroom.roles import EDIT, WRITE
from redaksi.stories.models import Section, Story
from redaksi.wire.models import Source, WireItem


class FilterForm(forms.Form):
    kata = forms.CharField(label=gettext_lazy("Words"), required=False, max_length=100)
    sumber = forms.ModelChoiceField(
        label=gettext_lazy("Source"), queryset=Source.objects.all(), required=False, empty_label=gettext_lazy("All")
    )
    rubrik = forms.ModelChoiceField(
        label=gettext_lazy("Rubric"),
        queryset=Section.objects.all(),
        required=False,
        to_field_name="slug",
        empty_label=gettext_lazy("All"),
    )
    urgensi = forms.TypedChoiceField(
        label=gettext_lazy("Urgency"),
        choices=[("", gettext_lazy("All")), *((n, f"1–{n}" if n > 1 else "1") for n in range(1, 7))],
        coerce=int,
        empty_value=None,
        required=False,
    )
    status = forms.ChoiceField(
        label=gettext_lazy("Status"),
        choices=[
            ("", gettext_lazy("All")),
            ("usable", gettext_lazy("usable")),
            ("withheld", gettext_lazy("withheld")),
            ("canceled", gettext_lazy("killed")),
        ],
        required=False,
    )
    tanda = forms.ChoiceField(
        label=gettext_lazy("By rules"),
        choices=[
            ("", gettext_lazy("All")),
            ("pantau", gettext_lazy("watched")),
            ("prioritas", gettext_lazy("with priority")),
        ],
        required=False,
    )
    tanggal = forms.DateField(label=gettext_lazy("Date"), required=False, widget=forms.DateInput({"type": "date"}))

    def filters(self, tab: inbox.Tab) -> inbox.Filters:
        """What was asked for; a field that makes no sense is left out."""
        self.full_clean()
        given = self.cleaned_data
        source, section, day = given.get("sumber"), given.get("rubrik"), given.get("tanggal")
        return inbox.Filters(
            tab=tab,
            source=source.pk if source else None,
            section=section.slug if section else "",
            urgency=given.get("urgensi"),
            status=given.get("status") or "",
            words=given.get("kata") or "",
            marked=given.get("tanda") or "",
            day=day if isinstance(day, date) else None,
        )


@require_safe
def inbox_list(request: HttpRequest, tab: inbox.Tab = "inbox") -> HttpResponse:
    """The list of one tab, a page at a time."""
    _may_read(request)
    form = FilterForm(request.GET)
    filters = form.filters(tab)
    page = inbox.page(filters, Identity.load().tzinfo, request.GET.get("sesudah", ""))
    asked = {key: str(value) for key, value in request.GET.items() if key != "sesudah" and value}
    context = {
        **furniture(request, tab),
        "form": form,
        "page": page,
        "filtering": bool(asked),
        "narrowed": bool(set(asked) - {"kata"}),
        "mark": inbox.mark() if tab == "inbox" and "sesudah" not in request.GET else None,
        "older": urlencode({**asked, "sesudah": page.after}) if page.after else "",
    }
    return render(request, "desk/inbox.html", context)


@require_safe
def item_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One item: a page of its own, or only its inside for the pane beside the list."""
    _may_read(request)
    item = get_object_or_404(WireItem.objects.select_related("source"), pk=pk)
    asked = request.GET.get("banding", "")
    detail = item_page(item, int(asked) if asked.isdecimal() and len(asked) < 19 else None)
    context = {**furniture(request, ""), "item": item, "detail": detail}
    pane = request.headers.get("X-Desk-Pane") == "1"
    return render(request, "desk/includes/item.html" if pane else "desk/item.html", context)


@require_POST
def take_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an item and open its draft; asks when another version of it is a story already."""
    item = get_object_or_404(WireItem, pk=pk)
    try:
        story = actions.take(item, account(request), anew="baru" in request.POST)
    except NotAllowed as refused:
        raise PermissionDenied(str(refused)) from None
    except AlreadyTaken:
        return redirect("desk_item_again", pk)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("desk_item", pk)
    return _open(story)


def take_again(request: HttpRequest, pk: int) -> HttpResponse:
    """An earlier version is a story: see what changed, note that the story has seen this version, or make a second."""
    _may_read(request)
    item = get_object_or_404(WireItem.objects.select_related("source"), pk=pk)
    row = inbox.rows_of([item])[0]
    if row.story is None:
        return redirect("desk_item", pk)
    if request.method == "POST":
        try:
            actions.catch_up(row.story, item, account(request))
        except NotAllowed as refused:
            raise PermissionDenied(str(refused)) from None
        return _open(row.story)
    last = Take.objects.filter(story=row.story, wire_item__source=item.source_id, wire_item__guid=item.guid)
    taken = last.select_related("wire_item").exclude(wire_item=item).first()
    changes = compare(taken.wire_item, item) if taken else None
    context = {"item": item, "story": row.story, "changes": changes, "killed": inbox.is_killed(item)}
    return render(request, "desk/again.html", {**furniture(request, ""), **context})


@require_POST
def spike_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Put an item aside; with `peristiwa`, what else waits of its event as well."""
    item = get_object_or_404(WireItem, pk=pk)
    items = inbox.together(item) if "peristiwa" in request.GET else [item]
    try:
        for each in items:
            actions.spike(each, account(request), request.POST.get("alasan", ""))
    except NotAllowed as refused:
        raise PermissionDenied(str(refused)) from None
    return _done(
        request, _moved(items, _("“%(headline)s” was spiked."), _("%(number)s takes of one event were spiked."))
    )


@require_POST
def restore_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring a spiked item back; with `peristiwa`, all of its event that was spiked."""
    item = get_object_or_404(WireItem, pk=pk)
    items = inbox.spiked_together(item) if "peristiwa" in request.GET else [item]
    try:
        for each in items:
            actions.restore(each, account(request))
    except NotAllowed as refused:
        raise PermissionDenied(str(refused)) from None
    back = _("“%(headline)s” is back in the inbox."), _("%(number)s takes of one event are back in the inbox.")
    return _done(request, _moved(items, *back))


def _moved(items: Sequence[WireItem], one: str, many: str) -> str:
    return one % {"headline": items[0]} if len(items) == 1 else many % {"number": len(items)}


def _may_read(request: HttpRequest) -> None:
    if not may(request.user, WRITE):
        raise PermissionDenied


def _open(story: Story) -> HttpResponse:
    return redirect("wagtailsnippets_stories_story:edit", story.pk)


def _done(request: HttpRequest, said: str) -> HttpResponse:
    if request.headers.get("X-Desk-Pane") == "1":
        return HttpResponse(said, content_type="text/plain; charset=utf-8")
    messages.success(request, said)
    return redirect("desk_inbox")


def furniture(request: HttpRequest, tab: str) -> dict[str, Any]:
    """What all screens of the inbox have: title, way back, tabs, and what this user may do."""
    names = (
        ("inbox", _("Inbox"), "desk_inbox"),
        ("spiked", _("Spiked"), "desk_spiked"),
        ("quarantine", _("Quarantine"), "desk_quarantine"),
        ("paste", _("Paste a story"), "desk_paste"),
        ("sources", _("Sources"), "sumber:index"),
        ("rules", _("Rules"), "desk_rules"),
    )
    label = next((label for key, label, _url in names if key == tab), _("Wire item"))
    crumbs = [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": reverse("desk_inbox"), "label": _("Inbox")},
    ]
    return {
        "tab": tab,
        "tabs": [{"label": name, "url": reverse(url), "current": key == tab} for key, name, url in names],
        "header_title": label,
        "header_icon": "mail",
        "breadcrumbs_items": crumbs if tab == "inbox" else [*crumbs, {"url": "", "label": label}],
        "may_spike": may(request.user, EDIT),
    }
