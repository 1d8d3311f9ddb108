"""What is wrong with the house, in sentences for the desk's first screen."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Max
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.ui.components import Component

from redaksi.conf import config
from redaksi.delivery import tampering, vitals
from redaksi.delivery.models import Lease, Outbox
from redaksi.delivery.monitor import open_findings
from redaksi.delivery.outbox import journal

# Purges are done within a second; one that is older has failed.
OVERDUE: Final = timedelta(minutes=1)
SILENT: Final = timedelta(minutes=2)
SENTENCES: Final = {
    vitals.DISK_FULL: gettext_lazy(
        "The disk is full: nothing can be saved. Readers are still served. Make room on the server."
    ),
    vitals.DISK_READ_ONLY: gettext_lazy(
        "The disk has become read-only: nothing can be saved. Readers are still served. Call whoever runs the server."
    ),
    vitals.DISK_BROKEN: gettext_lazy(
        "The disk does not take what is written. Readers are still served. Call whoever runs the server."
    ),
    vitals.DISK_LOW: gettext_lazy("The disk is nearly full. Make room on the server before nothing can be saved."),
    vitals.CLOCK_BEHIND: gettext_lazy(
        "The server's clock is behind what has been published. Times on new stories will be wrong: set the clock."
    ),
}
# Each takes what it is about, a host or a word.
REASONS: Final = {
    tampering.LEADS_TO: gettext_lazy("leads to %s"),
    tampering.LEADS_AWAY: gettext_lazy("sends readers away to %s"),
    tampering.SAYS: gettext_lazy("says “%s”"),
    tampering.SCRIPT: gettext_lazy("runs a script that is not ours%s"),
}


def sentences(now: datetime | None = None) -> list[str]:
    """Everything that is wrong at `now`, the worst first; empty where nothing is."""
    now = now or timezone.now()
    found = [
        _("The public sees something that we did not publish at %(address)s: %(reasons)s. Check the server at once.")
        % {"address": finding.address, "reasons": "; ".join(REASONS[kind] % about for kind, about in finding.reasons)}
        for finding in open_findings()
    ]
    found += [str(SENTENCES[word]) for word in vitals.troubles(config.home, journal())]
    overdue = Outbox.objects.filter(created_at__lt=now - OVERDUE)
    if count := overdue.count():
        reason = overdue.exclude(error="").values_list("error", flat=True).last() or ""
        sentence = ngettext(
            "%(count)d change has not reached every page yet, and is tried again.",
            "%(count)d changes have not reached every page yet, and are tried again.",
            count,
        ) % {"count": count}
        found.append(f"{sentence} {reason}".strip())
    ticked = Lease.objects.filter(name="clock").aggregate(until=Max("until"))["until"]
    if ticked is not None and ticked < now - SILENT:
        found.append(_("The newsroom's clock stands still: what is scheduled does not go out. Start the worker again."))
    return found


class HealthPanel(Component):
    """The box on the first screen; empty where nothing is wrong."""

    name = "health"
    order = 1
    template_name = "delivery/health_panel.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        request: HttpRequest = parent_context["request"]
        return {"found": sentences(), "request": request}
