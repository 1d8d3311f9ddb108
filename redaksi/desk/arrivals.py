"""What came into the inbox while somebody has it open: the rows to put on top, or nothing at little cost."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from redaksi.desk import inbox
from redaksi.desk.inbox_views import FilterForm
from redaksi.desk.permissions import may
from redaksi.newsroom.models import Identity
from redaksi.newsroom.roles import WRITE
from redaksi.wire.models import WireItem

REPLACED = 500
"""Older rows that one answer takes away at most."""


@never_cache
@require_safe
def arrivals(request: HttpRequest) -> HttpResponse:
    """Rows whose item came after `sejak` (a key), under the filters of the list; 204 when there is none.

    `gone` are keys of items whose row the new ones replace: older versions, other takes of the same event.
    """
    if not may(request.user, WRITE):
        raise PermissionDenied
    since, newest = request.GET.get("sejak", ""), inbox.mark()
    seen = int(since) if since.isascii() and since.isdigit() and len(since) < 19 else newest
    if newest <= seen:
        return HttpResponse(status=204)
    page = inbox.page(FilterForm(request.GET).filters("inbox"), Identity.load().tzinfo)
    rows = [row for row in page.rows if row.item.pk > seen]
    if not rows:
        return HttpResponse(status=204, headers={"X-Desk-Mark": str(newest)})
    context = {"rows": rows, "gone": _replaced(rows), "may_spike": False}
    answer = render(request, "desk/includes/arrivals.html", context)
    answer.headers["X-Desk-Mark"] = str(newest)
    return answer


def _replaced(rows: list[inbox.Row]) -> list[int]:
    events = {row.item.event_id for row in rows if row.item.event_id}
    guids = {row.item.guid for row in rows}
    others = WireItem.objects.filter(Q(event__in=events) | Q(guid__in=guids, superseded=True))
    new = {row.item.pk for row in rows}
    return [pk for pk in others.order_by("-pk").values_list("pk", flat=True)[:REPLACED] if pk not in new]
