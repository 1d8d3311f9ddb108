"""The screens by which rules are applied to what waits: check, look at what would change, confirm, undo."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from redaksi.desk import rerouting
from redaksi.desk.inbox_views import furniture
from redaksi.desk.models import Rerouted, Rerouting
from redaksi.desk.permissions import account, may
from redaksi.desk.rule_form import PRIORITIES
from redaksi.newsroom.models import User
from redaksi.newsroom.roles import STRUCTURE
from redaksi.stories.models import Section, Topic

PATIENCE: Final = 1.5
"""Seconds that somebody is kept waiting for; the queue does the rest."""
STUCK: Final = timedelta(seconds=20)
"""A run that has not moved for that long lost its worker, or there is none."""
LISTED: Final = 50
FORMER: Final = 5

State = Rerouting.State


class DaysForm(forms.Form):
    hari = forms.TypedChoiceField(
        label=gettext_lazy("Items received within"),
        choices=[
            (1, gettext_lazy("the last 24 hours")),
            (3, gettext_lazy("the last 3 days")),
            (7, gettext_lazy("the last 7 days")),
            (30, gettext_lazy("the last 30 days")),
        ],
        coerce=int,
        initial=7,
    )


@dataclass(frozen=True, slots=True)
class Change:
    """One item of the list: what changes in words, as (label, before, after), and the rules with their reasons."""

    row: Rerouted
    says: tuple[tuple[str, str, str], ...]
    because: tuple[Mapping[str, Any], ...]


def reroute(request: HttpRequest) -> HttpResponse:
    """Ask how far back, and what was applied before; POST begins a check."""
    _may_change(request)
    form = DaysForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            run = rerouting.start(account(request), form.cleaned_data["hari"])
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
            return redirect("desk_reroute")
        rerouting.begin(run, PATIENCE)
        return redirect("desk_reroute_run", run.pk)
    at_work, waits = Q(state__in=rerouting.BUSY), Q(state=State.READY, changes__gt=0)
    former = Rerouting.objects.filter(state__in=(State.APPLYING, State.APPLIED, State.UNDOING, State.UNDONE))
    context = {
        **_furniture(request),
        "form": form,
        "open": Rerouting.objects.filter(at_work | waits).first(),
        "former": former.select_related("by", "undone_by")[:FORMER],
    }
    return render(request, "desk/rules/reroute.html", context, status=422 if form.errors else 200)


@require_safe
def reroute_run(request: HttpRequest, pk: int) -> HttpResponse:
    """One run: how far it is, what it would change or has changed, and what can be done about it."""
    _may_change(request)
    run = get_object_or_404(Rerouting.objects.select_related("by", "undone_by"), pk=pk)
    context = {**_furniture(request), **_progress(run)}
    if request.htmx:  # type: ignore[attr-defined]
        if not context["busy"]:
            return HttpResponse(headers={"HX-Refresh": "true"})
        return render(request, "desk/rules/reroute_progress.html", context)
    rows, older = _page(run, request.GET.get("sesudah", ""))
    context |= {
        "lines": _lines(rows),
        "older": older,
        "counts": [(label, run.counts[kind]) for kind, label in _kinds() if run.counts.get(kind)],
        "why_not": rerouting.why_not_undone(run) if run.state == State.APPLIED else "",
        "left": run.changes - run.changed if run.state != State.READY else 0,
        "not_restored": run.changed - run.restored,
    }
    return render(request, "desk/rules/reroute_run.html", context)


@require_POST
def reroute_act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Confirm a run, discard it, undo it, or go on with one that stands still."""
    _may_change(request)
    if act not in ("terapkan", "batal", "urungkan", "lanjut"):
        raise Http404
    run = get_object_or_404(Rerouting, pk=pk)
    if act == "batal":
        rerouting.discard(run)
        messages.success(request, _("Nothing was changed."))
        return redirect("desk_rules")
    try:
        _begin(run, act, account(request))
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        rerouting.begin(run, PATIENCE)
    return redirect("desk_reroute_run", pk)


def _begin(run: Rerouting, act: str, user: User) -> None:
    if act == "terapkan":
        rerouting.confirm(run, user)
    elif act == "urungkan":
        rerouting.undo(run, user)


def _may_change(request: HttpRequest) -> None:
    if not may(request.user, STRUCTURE):
        raise PermissionDenied


def _furniture(request: HttpRequest) -> dict[str, Any]:
    context = furniture(request, "rules")
    context["header_title"] = label = _("Apply the rules")
    context["breadcrumbs_items"] = [
        *context["breadcrumbs_items"][:-1],
        {"url": reverse("desk_rules"), "label": _("Rules")},
        {"url": "", "label": label},
    ]
    return context


def _progress(run: Rerouting) -> dict[str, Any]:
    of = {State.CHECKING: run.total, State.APPLYING: run.changes, State.UNDOING: run.changed}.get(State(run.state), 0)
    busy = run.state in rerouting.BUSY
    return {"run": run, "busy": busy, "of": of, "stuck": busy and timezone.now() - run.moved_at > STUCK}


def _page(run: Rerouting, after: str) -> tuple[list[Rerouted], int | None]:
    """Some changes of `run`, newest item first, and behind which one the next page begins; none while it checks."""
    if run.state in (State.CHECKING, State.STALE, State.DISCARDED):
        return [], None
    behind = int(after) if after.isascii() and after.isdigit() and len(after) < 19 else 0
    items = run.items.filter(pk__gt=behind).select_related("wire_item__source").defer("wire_item__document")
    if run.state != State.READY:
        items = items.filter(applied=True)
    rows = list(items.order_by("pk")[: LISTED + 1])
    return rows[:LISTED], rows[LISTED - 1].pk if len(rows) > LISTED else None


def _kinds() -> tuple[tuple[str, str], ...]:
    return (
        ("section", _("Rubric")),
        ("priority", _("Priority")),
        ("topic", _("Topic")),
        ("watched", _("Watched from now on")),
        ("unwatched", _("Watched no more")),
        ("reasons", _("Only the reason")),
    )


def _lines(rows: list[Rerouted]) -> list[Change]:
    topics = {side["topic"] for row in rows for side in (row.before, row.after)}
    words: dict[str, tuple[str, Mapping[Any, Any]]] = {
        "section": (_("Rubric"), dict(Section.objects.values_list("slug", "name"))),
        "priority": (_("Priority"), PRIORITIES),
        "topic": (_("Topic"), dict(Topic.objects.filter(slug__in=topics - {""}).values_list("slug", "name"))),
        "watched": (_("Watched"), {False: _("no"), True: _("yes")}),
    }
    return [
        Change(
            row,
            tuple(
                (label, _word(names, row.before[name]), _word(names, row.after[name]))
                for name, (label, names) in words.items()
                if row.before[name] != row.after[name]
            ),
            tuple(row.after["routed"]),
        )
        for row in rows
    ]


def _word(names: Mapping[Any, Any], value: Any) -> str:
    return str(names.get(value, value)) or _("none")
