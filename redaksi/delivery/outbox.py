"""Purges as rows: written with the change, carried out after its commit, repeated until they were."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from functools import cache, partial

from django.db import transaction
from django.utils import timezone

from redaksi.conf import config
from redaksi.delivery.affected import Purge
from redaksi.delivery.journal import PurgeJournal
from redaksi.delivery.models import Outbox

logger = logging.getLogger(__name__)
LONGEST_WAIT = timedelta(minutes=10)


@cache
def journal() -> PurgeJournal:
    """The purge journal of this newsroom, mapped once per process."""
    return PurgeJournal.at(config.home)


def last_change() -> datetime:
    """When something was last purged: generations are milliseconds of a clock that never goes back."""
    return datetime.fromtimestamp(journal().generation() / 1000, UTC)


def post(purge: Purge) -> None:
    """Decide a purge within the transaction at hand; it is carried out as soon as that commits."""
    if purge:
        row = Outbox.objects.create(changed=sorted(purge.changed), gone=sorted(purge.gone))
        transaction.on_commit(partial(carry_out, row))


def carry_out(row: Outbox, now: datetime | None = None) -> bool:
    """Do one purge; False when it failed and waits for its next try."""
    try:
        # Lists first: no list is served that points to a page that is already gone.
        written = journal()
        if row.changed:
            written.purge(row.changed)
        if row.gone:
            written.purge(row.gone, gone=True)
    except OSError as error:
        logger.exception("purge waits")
        _postpone(row, str(error), now or timezone.now())
        return False
    row.delete()
    return True


def replay(now: datetime | None = None) -> int:
    """Carry out every purge that is due, as after a crash between commit and purge; returns how many were done."""
    now = now or timezone.now()
    return sum(carry_out(row, now) for row in Outbox.objects.filter(next_at__lte=now).order_by("pk"))


def _postpone(row: Outbox, error: str, now: datetime) -> None:
    row.attempts += 1
    row.error = error
    row.next_at = now + min(timedelta(seconds=2**row.attempts), LONGEST_WAIT)
    row.save(update_fields=["attempts", "error", "next_at"])
