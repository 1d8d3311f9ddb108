"""The breaking bar: a line now, for later, or ended early; each act in the log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _
from wagtail.log_actions import log

from redaksi.desk.actions import NotAllowed
from redaksi.desk.permissions import may
from redaksi.newsroom.models import User
from redaksi.newsroom.roles import FRONT
from redaksi.stories.models import BreakingNotice

STAYS: Final = timedelta(hours=2)
"""How long a line stands unless the editor says otherwise: what is old is not breaking."""
ENDED: Final = 10


@dataclass(frozen=True, slots=True)
class Board:
    """Every line by its state; `now` is newest first, and readers see its first one only."""

    now: list[BreakingNotice]
    later: list[BreakingNotice]
    ended: list[BreakingNotice]


def board(now: datetime) -> Board:
    """What stands on the bar at `now`, what comes, and the last that ended."""
    rows = BreakingNotice.objects.select_related("story")
    running = rows.filter(starts_at__lte=now, expires_at__gt=now)
    return Board(
        now=list(running),
        later=list(rows.filter(starts_at__gt=now).order_by("starts_at")),
        ended=list(rows.filter(expires_at__lte=now).order_by("-expires_at")[:ENDED]),
    )


def post(notice: BreakingNotice, user: User) -> BreakingNotice:
    """Put a line on the bar. Raises NotAllowed, or ValidationError for a line that is none."""
    _allow(user)
    notice.full_clean()
    notice.save()
    log(instance=notice, action="wagtail.create", user=user)
    return notice


def again(notice: BreakingNotice, user: User, now: datetime) -> bool:
    """Bring a line back that has ended: for two hours from now. False where it stands already. Raises NotAllowed."""
    _allow(user)
    if notice.expires_at > now:
        return False
    notice.starts_at, notice.expires_at = now, now + STAYS
    notice.save(update_fields=["starts_at", "expires_at"])
    log(instance=notice, action="redaksi.breaking_again", user=user)
    return True


def end(notice: BreakingNotice, user: User, now: datetime) -> bool:
    """Take a line off the bar now; one for later never comes. False where it had ended already. Raises NotAllowed."""
    _allow(user)
    if notice.expires_at <= now:
        return False
    notice.starts_at = min(notice.starts_at, now)
    notice.expires_at = now
    notice.save(update_fields=["starts_at", "expires_at"])
    log(instance=notice, action="redaksi.breaking_end", user=user)
    return True


def _allow(user: User) -> None:
    if not may(user, FRONT):
        raise NotAllowed(_("You may not put lines on the breaking bar."))
