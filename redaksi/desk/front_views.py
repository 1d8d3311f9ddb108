"""The screen on which fronts are arranged: the list of places is the page, the page itself stands beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from redaksi.desk import front_form, fronts
from redaksi.desk.fronts import ChangedMeanwhile
from redaksi.desk.models import FrontChange
from redaksi.desk.permissions import account, may
from redaksi.newsroom.roles import FRONT
from redaksi.stories import fronts as placing
from redaksi.stories import queries
from redaksi.stories.fronts import Pin
from redaksi.stories.listed import Listable
from redaksi.stories.models import Section, Story
from redaksi.stories.slots import slots

CHANGES: Final = 5
AGAIN: Final = gettext_lazy("Somebody else has saved this front meanwhile. What they saved stands here now.")


@dataclass(frozen=True, slots=True)
class Line:
    """A place of the front, or a pin that does not show now. `number` is the pin's row in the form, None: automatic."""

    place: int
    story: Listable | None
    form: forms.Form | None = None
    number: int | None = None
    state: str = ""
    error: str = ""


class MomentForm(forms.Form):
    pada = forms.DateTimeField(label=gettext_lazy("Show the page as of"), widget=front_form.Moment, required=False)


def front(request: HttpRequest, slug: str = "") -> HttpResponse:
    """Arrange the front page, or a rubric's front; nothing is public before it is saved."""
    section, now = _section(request, slug), timezone.now()
    saved = placing.pins(section, now)
    if request.method != "POST":
        return _show(request, section, saved, saved, {})
    formset = front_form.PinFormSet(request.POST, prefix="pin")
    if not formset.is_valid():
        messages.error(request, _("A time could not be read; nothing was saved."))
        return _show(request, section, saved, saved, {})
    act = request.POST.get("act", "")
    pins = front_form.done(act, front_form.pins_of(formset, saved), request.POST, now)
    errors = {n: text for n, text in fronts.objections(pins, now).items() if pins[n] not in saved}
    if act != "save" or errors:
        return _show(request, section, pins, saved, errors)
    try:
        changed = fronts.save(section, pins, account(request), request.POST.get("seen", ""), now)
    except ChangedMeanwhile:
        messages.warning(request, AGAIN)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return _show(request, section, pins, saved, errors)
    else:
        messages.success(request, _("The front is public as arranged.") if changed else _("Nothing had changed."))
    return _back(section)


@require_POST
def front_undo(request: HttpRequest, slug: str = "") -> HttpResponse:
    """Take back the last change of a front."""
    section = _section(request, slug)
    try:
        done = fronts.undo(section, account(request), timezone.now())
    except ChangedMeanwhile:
        messages.warning(request, AGAIN)
    else:
        if done is None:
            messages.warning(request, _("There is nothing to undo."))
        else:
            messages.success(request, _("The last change is undone."))
    return _back(section)


@require_safe
def front_preview(request: HttpRequest, slug: str = "") -> HttpResponse:
    """A front with the pins of the address, for the frame beside the list."""
    section = _section(request, slug)
    if slots.front_preview is None:
        raise Http404
    form = MomentForm(request.GET)
    at = (form.cleaned_data["pada"] if form.is_valid() else None) or timezone.now()
    return slots.front_preview(section, front_form.read(request.GET.getlist("sematan")), at)


def _section(request: HttpRequest, slug: str) -> Section | None:
    if not may(request.user, FRONT):
        raise PermissionDenied
    return get_object_or_404(Section, slug=slug) if slug else None


def _back(section: Section | None) -> HttpResponse:
    return redirect(_url("desk_front", section))


def _url(name: str, section: Section | None) -> str:
    return reverse(f"{name}_section", args=[section.slug]) if section else reverse(name)


def _show(
    request: HttpRequest,
    section: Section | None,
    pins: Sequence[Pin],
    saved: Sequence[Pin],
    errors: Mapping[int, str],
) -> HttpResponse:
    now = timezone.now()
    moment = MomentForm(request.POST or None)
    at = (moment.cleaned_data["pada"] if moment.is_bound and moment.is_valid() else None) or now
    formset = front_form.formset_of(pins)
    lines, hidden = _lines(section, pins, formset, errors, at)
    looked_at = [("pada", timezone.localtime(at).strftime("%Y-%m-%dT%H:%M"))] if at != now else []
    address = urlencode([*front_form.written(pins), *looked_at])
    context = {
        "header_title": _("Fronts"),
        "header_icon": "thumbtack",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("desk_front"), "label": _("Fronts")},
            {"url": "", "label": section.name if section else _("Front page")},
        ],
        "section": section,
        "sections": queries.sections(),
        "formset": formset,
        "lines": lines,
        "hidden": hidden,
        "add": front_form.AddForm(),
        "moment": moment,
        "seen": request.POST.get("seen") or fronts.stamp(saved),
        "changed": set(pins) != set(saved),
        "preview": f"{_url('desk_front_preview', section)}?{address}",
        "undo_url": _url("desk_front_undo", section),
        "changes": _changes(section),
    }
    return render(request, "desk/front.html", context, status=422 if errors else 200)


def _lines(
    section: Section | None, pins: Sequence[Pin], formset: Any, errors: Mapping[int, str], at: datetime
) -> tuple[list[Line], list[Line]]:
    """(the places as the page shows them at `at`, pins that it does not show)."""
    most = placing.PLACES + len(pins)
    newest = queries.in_section(section, at, 1, most).stories if section else queries.newest(at, most)
    placed = placing.shown(pins, at)
    top, river = placing.arrange(placed, newest)
    forms_ = list(formset)
    on_page = {story.pk for story in placed.values()}
    numbers = {
        pin.story_id: n for n, pin in reversed(list(enumerate(pins))) if pin.holds(at) and pin.story_id in on_page
    }
    lines: list[Line] = []
    used: set[int] = set()
    for place, story in enumerate([*top, *river], start=1):
        number = numbers.get(story.pk)
        if number is None:
            lines.append(Line(place, story))
        else:
            used.add(number)
            lines.append(Line(place, story, forms_[number], number, error=errors.get(number, "")))
    rest = [(number, pin) for number, pin in enumerate(pins) if number not in used]
    known = Story.objects.select_related("section").defer("body", "notes").in_bulk([pin.story_id for _n, pin in rest])
    hidden = [
        Line(
            pin.position,
            known.get(pin.story_id),
            forms_[number],
            number,
            _state(pin, known.get(pin.story_id), at),
            errors.get(number, ""),
        )
        for number, pin in rest
    ]
    return lines, hidden


def _state(pin: Pin, story: Story | None, at: datetime) -> str:
    if pin.starts_at > at:
        return _("for later")
    if pin.is_over(at):
        return _("over")
    if story is None or not queries.is_public(story, at):
        return _("not shown: readers cannot see this story")
    return _("covered by a later pin")


def _changes(section: Section | None) -> list[dict[str, Any]]:
    """The last changes in words: who, when, what came and what went."""
    rows = list(FrontChange.objects.filter(section=section).select_related("by")[:CHANGES])
    moves = [({row[1] for row in each.before}, {row[1] for row in each.after}) for each in rows]
    ids = set().union(*(before ^ after for before, after in moves)) if moves else set()
    names = dict(Story.objects.filter(pk__in=ids).values_list("pk", "headline"))
    return [
        {
            "by": each.by,
            "at": each.at,
            "on": [names[pk] for pk in sorted(after - before) if pk in names],
            "off": [names[pk] for pk in sorted(before - after) if pk in names],
        }
        for each, (before, after) in zip(rows, moves, strict=True)
    ]
