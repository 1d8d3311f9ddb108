"""The screens of sources: the list, one source's health as it changes, and the acts on it."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from redaksi.conf import config
from redaksi.desk import source_actions as acts
from redaksi.desk import sources
from redaksi.desk.actions import NotAllowed
from redaksi.desk.inbox_views import furniture
from redaksi.desk.permissions import account, may
from redaksi.newsroom.roles import WRITE
from redaksi.wire.models import FetchRecord, Source, WireItem

PATIENCE: Final = timedelta(seconds=20)
"""A worker that has not begun by then is probably not running."""


@require_safe
def source_list(request: HttpRequest) -> HttpResponse:
    """Every source with its state; only the table for a page that is open already."""
    _may_see(request)
    context = {**frame(request, _("Sources")), "lines": sources.lines(timezone.now())}
    if request.htmx:  # type: ignore[attr-defined]
        return _if_changed(request, "desk/sources/table.html", context)
    return render(request, "desk/sources/list.html", context)


@require_safe
def source_health(request: HttpRequest, pk: int) -> HttpResponse:
    """One source: state, newest items, fetches, settings, and what may be done; only its inside for an open page."""
    _may_see(request)
    source = get_object_or_404(Source, pk=pk)
    if request.htmx:  # type: ignore[attr-defined]
        return _if_changed(request, "desk/sources/live.html", _live(request, source))
    context = {**frame(request, source.name), **_live(request, source)}
    return render(request, "desk/sources/health.html", context)


@require_POST
def try_source(request: HttpRequest, pk: int) -> HttpResponse:
    """Have it asked at once; the page then watches for the answer."""
    source = get_object_or_404(Source, pk=pk)
    try:
        since = acts.try_now(source, account(request))
    except NotAllowed as refused:
        raise PermissionDenied(str(refused)) from None
    return redirect(address_of_page(source, since, request.POST.get("sejak", "")))


@require_POST
def act_on_source(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Pause, resume, end the token, accept a server's new key or settle missing numbers."""
    source = get_object_or_404(Source, pk=pk)
    done = {
        "jeda": (acts.pause, _("“%(name)s” is paused: nothing is fetched or accepted.")),
        "lanjut": (acts.resume, _("“%(name)s” runs again.")),
        "token-akhiri": (acts.end_token, _("The token of “%(name)s” has ended: nobody can deliver.")),
        "kunci": (acts.accept_key, _("The key that the server of “%(name)s” shows next is accepted.")),
        "nomor": (acts.settle_missed, _("The missing numbers of “%(name)s” are settled.")),
    }
    if act not in done:
        raise Http404
    do, said = done[act]
    try:
        do(source, account(request))
    except NotAllowed as refused:
        raise PermissionDenied(str(refused)) from None
    messages.success(request, said % {"name": source.name})
    return redirect(_home(source))


@never_cache
def source_token(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks before the old token ends; then shows the new one, this once."""
    if not acts.may_manage(account(request)):
        raise PermissionDenied
    source = get_object_or_404(Source, pk=pk)
    token = acts.give_token(source, account(request)) if request.method == "POST" else ""
    context = {
        **frame(request, _("Delivery token"), source),
        "source": source,
        "token": token,
        "address": f"{config.public_url}{reverse('wire:deliver', args=[source.slug])}",
    }
    return render(request, "desk/sources/token.html", context)


def address_of_page(source: Source, tried: datetime, seen: str = "") -> str:
    """The page of `source` that waits for the answer to what was asked at `tried`; items after `seen` are new."""
    asked = {"coba": str(_stamp(tried)), "sejak": seen or "0"}
    return f"{_home(source)}?{urlencode(asked)}"


def _live(request: HttpRequest, source: Source) -> dict[str, Any]:
    now, user = timezone.now(), account(request)
    newest = WireItem.objects.filter(source=source).order_by("-pk").values_list("pk", flat=True).first() or 0
    since = request.GET.get("sejak", "")
    since_pk = int(since) if since.isascii() and since.isdigit() and len(since) < 19 else newest
    trial = _trial(request, source, now)
    asked: dict[str, str | int] = {"sejak": since_pk, **({"coba": trial["stamp"]} if trial else {})}
    return {
        "live_url": f"{_home(source)}?{urlencode(asked)}",
        "page": sources.health_page(source, now),
        "source": source,
        "since": since_pk,
        "fresh": WireItem.objects.filter(source=source, pk__gt=since_pk).count(),
        "trial": trial,
        "may_ask": acts.may_ask(user),
        "may_manage": acts.may_manage(user),
        "may_read": may(user, WRITE),
    }


def _trial(request: HttpRequest, source: Source, now: datetime) -> dict[str, Any] | None:
    """How the try that somebody asked for stands: waiting, late, or its record; None when nobody asked."""
    stamp = request.GET.get("coba", "")
    if not (stamp.isascii() and stamp.isdigit() and len(stamp) < 17):
        return None
    since = datetime.fromtimestamp(int(stamp) / 1_000_000, tz=UTC)
    record = FetchRecord.objects.filter(source=source, at__gte=since).order_by("-id").first()
    if record is None and now - since > timedelta(minutes=10):
        return None
    fetch = sources.fetch_of(record) if record else None
    return {"stamp": stamp, "fetch": fetch, "late": fetch is None and now - since > PATIENCE}


def _if_changed(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """The part if it looks otherwise than what the page shows (204 if not): focus and selection stay where they are."""
    text = render_to_string(template, context, request)
    look = hashlib.sha256(text.encode()).hexdigest()[:16]
    if request.headers.get("X-Desk-Look") == look:
        return HttpResponse(status=204)
    return HttpResponse(text, headers={"X-Desk-Look": look, "Cache-Control": "no-store"})


def frame(request: HttpRequest, title: str, under: Source | None = None) -> dict[str, Any]:
    """Title, way back, tabs, and what this user may do: what all screens of sources have."""
    frame = furniture(request, "sources")
    crumbs = [{"url": reverse("wagtailadmin_home"), "label": _("Home")}]
    if title != _("Sources"):
        crumbs.append({"url": reverse("sumber:index"), "label": _("Sources")})
    if under is not None:
        crumbs.append({"url": _home(under), "label": under.name})
    user = account(request)
    return {
        **frame,
        "tabs": frame["tabs"] if may(user, WRITE) else [],
        "header_title": title,
        "header_icon": "download",
        "breadcrumbs_items": [*crumbs, {"url": "", "label": title}],
        "may_manage": acts.may_manage(user),
    }


def _home(source: Source) -> str:
    return reverse("sumber:health", args=[source.pk])


def _stamp(moment: datetime) -> int:
    return (moment - datetime.fromtimestamp(0, tz=UTC)) // timedelta(microseconds=1)


def _may_see(request: HttpRequest) -> None:
    if not acts.may_see(account(request)):
        raise PermissionDenied
