"""The screens of alarms: the bar on top of every screen, and the page of one story where they are answered."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from redaksi.desk import actions, alarms, watch
from redaksi.desk.act_views import story_furniture
from redaksi.desk.actions import NotAllowed
from redaksi.desk.alarms import Alarm
from redaksi.desk.comparison import Comparison, compare
from redaksi.desk.item_page import body_of
from redaksi.desk.permissions import account, may
from redaksi.newsroom.roles import PUBLISH, WITHDRAW, WRITE
from redaksi.stories.models import Story
from redaksi.wire.models import WireItem


@dataclass(frozen=True, slots=True)
class Told:
    """An alarm with what its message says and, where it is a version of the item, what it changes."""

    alarm: Alarm
    body: str
    changes: Comparison | None


@require_safe
def bar(request: HttpRequest) -> HttpResponse:
    """The inside of the bar, asked for again and again by open screens; empty when nothing rings."""
    if not may(request.user, WRITE):
        raise PermissionDenied
    told = {"kills": alarms.killed_public(), **watch.told(request)}
    answer = render(request, "desk/includes/alarm_bar.html", told)
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
def watch_seen(request: HttpRequest) -> HttpResponse:
    """Take what is watched off the bar of this session; a browser without scripts goes on in the inbox."""
    if not may(request.user, WRITE):
        raise PermissionDenied
    last, again = (_number(request.POST.get(name, "")) for name in ("sampai", "ulang"))
    watch.note_seen(request, last, again)
    return redirect(f"{reverse('desk_inbox')}?tanda=pantau")


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 19 else 0


def story_alarms(request: HttpRequest, pk: int) -> HttpResponse:
    """All alarms of a story, answered ones as well, with the acts that answer them."""
    if not may(request.user, WRITE):
        raise PermissionDenied
    story = get_object_or_404(Story, pk=pk)
    refusal = ""
    if request.method == "POST":
        refusal = _acknowledge(request, story)
        if not refusal:
            messages.success(request, _("The alarm is answered; your reason is in the story's history."))
            return redirect("desk_alarms", pk)
    found = alarms.of_story(story, answered=True)
    context = {
        **story_furniture(story, _("Alarms of the agency")),
        "open": [_told(each) for each in found if each.answer is None],
        "answered": [each for each in found if each.answer is not None],
        "refusal": refusal,
        "given": request.POST.get("alasan", ""),
        "given_for": request.POST.get("pesan", ""),
        "may_answer": may(request.user, PUBLISH),
        "may_withdraw": may(request.user, WITHDRAW) and story.live,
    }
    return render(request, "desk/alarms.html", context, status=422 if refusal else 200)


def _acknowledge(request: HttpRequest, story: Story) -> str:
    number = request.POST.get("pesan", "")
    message = get_object_or_404(WireItem.objects.select_related("source"), pk=int(number) if number.isdecimal() else 0)
    try:
        actions.acknowledge(story, message, account(request), request.POST.get("alasan", ""))
    except NotAllowed as refused:
        raise PermissionDenied(str(refused)) from None
    except ValidationError as refused:
        return " ".join(refused.messages)
    return ""


def _told(alarm: Alarm) -> Told:
    changes = compare(alarm.take.wire_item, alarm.message) if alarm.is_version and alarm.kind != "kill" else None
    return Told(alarm, body_of(alarm.message), changes)
