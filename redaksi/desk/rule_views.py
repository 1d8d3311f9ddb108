"""The screens of routing rules: their order, one of them, and a dry run that says what each would catch and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from redaksi.desk import rules
from redaksi.desk.inbox_views import furniture
from redaksi.desk.permissions import account, may
from redaksi.desk.rule_form import RuleForm
from redaksi.newsroom.roles import STRUCTURE, WRITE
from redaksi.stories.models import Section, Topic
from redaksi.wire.models import RoutingRule, Source
from redaksi.wire.rehearsal import NEWEST, Rehearsed, rehearse, rehearse_all

_LABELS = ("source", "subject", "keyword", "words", "place", "language")


@dataclass(frozen=True, slots=True)
class Line:
    """One rule in the list: what it looks for and what it does in words; `caught` of the newest items, if asked."""

    rule: RoutingRule
    looks_for: tuple[tuple[str, str], ...]
    does: tuple[str, ...]
    caught: int | None = None


@require_safe
def rule_list(request: HttpRequest) -> HttpResponse:
    """All rules in their order; with `uji`, where they would send each of the newest items."""
    _may_read(request)
    tried = rehearse_all() if "uji" in request.GET else None
    context = {
        **furniture(request, "rules"),
        "lines": _lines(tried),
        "tried": tried,
        "caught": [each for each in tried or () if each.routing.because],
        "rubrics": dict(Section.objects.values_list("slug", "name")),
        "may_change": may(request.user, STRUCTURE),
    }
    return render(request, "desk/rules/list.html", context)


def rule_edit(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """A rule to change or a new one; `uji` tries it on the newest items and saves nothing."""
    _may_change(request)
    rule = get_object_or_404(RoutingRule, pk=pk) if pk else RoutingRule()
    form = RuleForm(request.POST or None, instance=rule)
    tried = None
    if request.method == "POST" and form.is_valid():
        if "uji" not in request.POST:
            rules.save(form.filled(), account(request))
            _say(request, _("The rule “%(name)s” is saved. It works on what comes in from now on.") % {"name": rule})
            return redirect("desk_rules")
        tried = rehearse(form.rule())
    context = {
        **furniture(request, "rules"),
        "form": form,
        "rule": rule,
        "tried": tried,
        "newest": NEWEST,
    }
    label = rule.name if pk else _("New routing rule")
    context["breadcrumbs_items"] = [
        *context["breadcrumbs_items"][:-1],
        {"url": reverse("desk_rules"), "label": _("Rules")},
        {"url": "", "label": label},
    ]
    return render(request, "desk/rules/edit.html", context, status=422 if form.errors else 200)


@require_POST
def rule_move(request: HttpRequest, pk: int) -> HttpResponse:
    """One place up or down."""
    _may_change(request)
    rules.move(get_object_or_404(RoutingRule, pk=pk), -1 if request.POST.get("ke") == "atas" else 1, account(request))
    return redirect(f"{reverse('desk_rules')}#aturan-{pk}")


@require_POST
def rule_switch(request: HttpRequest, pk: int) -> HttpResponse:
    """On or off."""
    _may_change(request)
    rule = get_object_or_404(RoutingRule, pk=pk)
    rule.active = not rule.active
    rules.save(rule, account(request))
    said = _("The rule “%(name)s” is used again.") if rule.active else _("The rule “%(name)s” is off.")
    _say(request, said % {"name": rule})
    return redirect(f"{reverse('desk_rules')}#aturan-{pk}")


def rule_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once, then delete."""
    _may_change(request)
    rule = get_object_or_404(RoutingRule, pk=pk)
    if request.method == "POST":
        rules.delete(rule, account(request))
        _say(request, _("The rule “%(name)s” is deleted.") % {"name": rule})
        return redirect("desk_rules")
    return render(request, "desk/rules/delete.html", {**furniture(request, "rules"), "rule": rule})


def _say(request: HttpRequest, said: str) -> None:
    """What was done to a rule, and the way to apply it to what is here already."""
    there = messages.button(reverse("desk_reroute"), _("Apply to what waits"))
    messages.success(request, said, buttons=[there])


def _may_read(request: HttpRequest) -> None:
    if not (may(request.user, WRITE) or may(request.user, STRUCTURE)):
        raise PermissionDenied


def _may_change(request: HttpRequest) -> None:
    if not may(request.user, STRUCTURE):
        raise PermissionDenied


def _lines(tried: list[Rehearsed] | None) -> list[Line]:
    counts = Counter(name for each in tried or () for name, _reasons in each.routing.because)
    names = _names()
    return [
        Line(rule, _looks_for(rule, names), _does(rule, names), counts[rule.name] if tried is not None else None)
        for rule in RoutingRule.objects.all()
    ]


def _names() -> dict[str, str]:
    """What slugs of rubrics, topics and sources are called."""
    rubrics = {f"section:{slug}": name for slug, name in Section.objects.values_list("slug", "name")}
    topics = RoutingRule.objects.exclude(topic="").values("topic")
    named = {f"topic:{slug}": name for slug, name in Topic.objects.filter(slug__in=topics).values_list("slug", "name")}
    sources = {f"source:{slug}": name for slug, name in Source.objects.values_list("slug", "name")}
    return {**rubrics, **named, **sources}


def _looks_for(rule: RoutingRule, names: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    fields = RuleForm.base_fields
    given: Mapping[str, Any] = rule.conditions if isinstance(rule.conditions, dict) else {}
    found = [
        (str(fields[name].label), ", ".join(names.get(f"{name}:{each}", str(each)) for each in given[name]))
        for name in _LABELS
        if isinstance(given.get(name), list)
    ]
    if given.get("urgency"):
        found.append((str(fields["urgency"].label), str(given["urgency"])))
    return tuple(found)


def _does(rule: RoutingRule, names: Mapping[str, str]) -> tuple[str, ...]:
    said = []
    if rule.section:
        said.append(_("rubric %(name)s") % {"name": names.get(f"section:{rule.section}", rule.section)})
    if rule.topic:
        said.append(_("topic %(name)s") % {"name": names.get(f"topic:{rule.topic}", rule.topic)})
    if rule.priority:
        said.append(_("high priority") if rule.priority == 1 else _("highest priority"))
    if rule.watch:
        said.append(_("tells the desk"))
    if rule.stop:
        said.append(_("no further rules"))
    return tuple(said)
