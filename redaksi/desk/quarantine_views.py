"""The quarantine: deliveries that could not be read, why, what they hold, and reading them again."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.log_actions import log

from redaksi.desk import inbox
from redaksi.desk.excerpt import Excerpt, excerpt
from redaksi.desk.inbox_views import furniture
from redaksi.desk.permissions import account, may
from redaksi.desk.reasons import in_words
from redaksi.newsroom.models import User
from redaksi.newsroom.roles import EDIT, WRITE
from redaksi.wire import raw as raw_store
from redaksi.wire.ingest import reparse
from redaksi.wire.models import RawFile, Source

PATIENCE: Final = 15.0
"""Seconds after which reading all again stops for this time: somebody waits for the answer."""
LISTED: Final = 100


@dataclass(frozen=True, slots=True)
class Held:
    """One delivery of the list, its reason in words."""

    raw: RawFile
    why: str


@require_safe
def quarantine_list(request: HttpRequest) -> HttpResponse:
    """Deliveries that could not be read, those put aside on request, those of one source on request."""
    _may(request, WRITE)
    aside = request.GET.get("lihat") == "kesamping"
    files = inbox.put_aside() if aside else inbox.quarantine()
    asked = request.GET.get("sumber", "")
    source = (
        Source.objects.filter(pk=int(asked)).first()
        if asked.isascii() and asked.isdigit() and len(asked) < 19
        else None
    )
    if source is not None:
        files = files.filter(source=source)
    context = {
        **furniture(request, "quarantine"),
        "files": [Held(raw, in_words(raw.reason)) for raw in files[:LISTED]],
        "total": files.count(),
        "listed": LISTED,
        "aside": aside,
        "aside_total": inbox.put_aside().count(),
        "source": source,
        "go_on": go_on if _is_key(go_on := request.GET.get("lanjut", "")) else "",
    }
    return render(request, "desk/quarantine.html", context)


@require_safe
def quarantined_file(request: HttpRequest, pk: int) -> HttpResponse:
    """One delivery: the reason, the place in it, the beginning of its bytes."""
    _may(request, WRITE)
    raw = get_object_or_404(RawFile.objects.select_related("source"), pk=pk)
    context = {
        **furniture(request, "quarantine"),
        "header_title": str(raw),
        "raw": raw,
        "why": in_words(raw.reason),
        "held": raw.state in (RawFile.State.QUARANTINED, RawFile.State.ASIDE),
        "excerpt": _excerpt(raw),
    }
    context["breadcrumbs_items"] = [
        *context["breadcrumbs_items"][:-1],
        {"url": reverse("desk_quarantine"), "label": _("Quarantine")},
        {"url": "", "label": str(raw)},
    ]
    return render(request, "desk/quarantined.html", context)


@require_safe
def download(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The bytes as they came, to be saved and never shown: no browser guesses what they are."""
    _may(request, WRITE)
    raw = get_object_or_404(RawFile, pk=pk)
    try:
        data = raw_store.load(raw.sha256)
    except (OSError, ValueError) as error:
        messages.error(request, in_words(str(error)))
        return redirect("desk_quarantined", pk)
    name = "".join(letter for letter in raw.name.rpartition("/")[2] if letter.isprintable()) or f"{raw.sha256[:12]}.bin"
    return HttpResponse(
        data,
        content_type="application/octet-stream",
        headers={
            "Content-Disposition": content_disposition_header(True, name) or "attachment",
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "Cache-Control": "private, no-store",
        },
    )


@require_POST
def reparse_files(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Read one delivery again, or all that wait, newest first, for as long as somebody can be kept waiting.

    What time does not suffice for is read on from `sebelum`, so that no delivery hides those behind it.
    """
    _may(request, EDIT)
    waiting = RawFile.objects.filter(pk=pk) if pk else _behind(request.POST.get("sebelum", ""))
    until = time.monotonic() + PATIENCE
    read, tried, new, last = 0, 0, 0, 0
    for last in list(waiting.values_list("pk", flat=True)):
        found = _read_again(RawFile.objects.select_related("source").get(pk=last), account(request))
        tried, read, new = tried + 1, read + (found is not None), new + (found or 0)
        if time.monotonic() > until:
            break
    left = 0 if pk else _behind(str(last)).count()
    _tell(request, (read, tried, new), left)
    if pk and not read:
        return redirect("desk_quarantined", pk)
    return redirect(reverse("desk_quarantine") + (f"?lanjut={last}" if left else ""))


@require_POST
def move_file(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Put a delivery aside that nobody needs, or bring it back."""
    _may(request, EDIT)
    if act not in ("kesamping", "pulihkan"):
        raise Http404
    before, after = RawFile.State.QUARANTINED, RawFile.State.ASIDE
    if act == "pulihkan":
        before, after = after, before
    raw = get_object_or_404(RawFile, pk=pk)
    with transaction.atomic():
        if RawFile.objects.filter(pk=pk, state=before).update(state=after):
            log(instance=raw, action="redaksi.aside" if act == "kesamping" else "redaksi.aside_back")
    said = _("“%(name)s” was put aside.") if act == "kesamping" else _("“%(name)s” waits in quarantine again.")
    messages.success(request, said % {"name": raw})
    return redirect("desk_quarantine")


def _read_again(raw: RawFile, user: User) -> int | None:
    """How many new items it gave; None when it cannot be read."""
    try:
        result = reparse(raw)
    except (OSError, ValueError) as error:
        RawFile.objects.filter(pk=raw.pk).update(reason=str(error))
        return None
    log(instance=raw, action="redaksi.reparse", user=user, data={"read": result.reason is None})
    return result.new if result.reason is None else None


def _behind(key: str) -> QuerySet[RawFile]:
    """What waits in quarantine and came before the delivery with this key; all of it for a key without sense."""
    waiting = inbox.quarantine().order_by("-pk")
    return waiting.filter(pk__lt=int(key)) if _is_key(key) else waiting


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19


def _tell(request: HttpRequest, counts: tuple[int, int, int], left: int) -> None:
    read, tried, new = counts
    said = _("Read again: %(read)s of %(all)s.") % {"read": read, "all": tried}
    if new:
        said += " " + ngettext("%(new)s new item is in the inbox.", "%(new)s new items are in the inbox.", new) % {
            "new": new
        }
    if left:
        said += " " + _("%(left)s more wait: press again.") % {"left": left}
    (messages.success if read == tried else messages.warning)(request, said)


def _excerpt(raw: RawFile) -> Excerpt | None:
    try:
        return excerpt(raw_store.load(raw.sha256), raw.line)
    except (OSError, ValueError):
        return None


def _may(request: HttpRequest, act: str) -> None:
    if not may(request.user, act):
        raise PermissionDenied
