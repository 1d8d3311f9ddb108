"""Purges as rows: written with the change, carried out after its commit, repeated until they were.

One row for our own journal (and the other machines), one for each cache in front. The journal is written before the
desk gets its answer; caches in front are told by a thread, so that a slow one holds up nobody.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import cache, partial

from django.db import DatabaseError, connection, transaction
from django.db.models import Q
from django.utils import timezone

from redaksi.conf import config
from redaksi.delivery import front_caches, sharing
from redaksi.delivery.addresses import of_keys
from redaksi.delivery.affected import Purge
from redaksi.delivery.front_caches import CacheRefused
from redaksi.delivery.journal import PurgeJournal
from redaksi.delivery.models import Outbox

logger = logging.getLogger(__name__)
LONGEST_WAIT = timedelta(minutes=10)
# A cache in front may ask a machine that has not learnt of the change yet, and keep the old page: it is told twice.
ONCE_MORE = timedelta(seconds=3)


@cache
def journal() -> PurgeJournal:
    """The purge journal of this newsroom, mapped once per process."""
    return PurgeJournal.at(config.home)


def last_change() -> datetime:
    """When something was last purged: generations are milliseconds of a clock that never goes back."""
    return datetime.fromtimestamp(journal().generation() / 1000, UTC)


def post(purge: Purge) -> None:
    """Decide a purge within the transaction at hand; it is carried out as soon as that commits."""
    if not purge:
        return
    row, *others = [
        Outbox.objects.create(
            target=target,
            changed=sorted(purge.changed),
            gone=sorted(purge.gone),
            addresses=sorted(purge.addresses),
            again=bool(target) and sharing.is_shared(),
        )
        for target in ("", *front_caches.targets())
    ]
    transaction.on_commit(partial(carry_out, row))
    if others:
        transaction.on_commit(partial(_tell, [other.pk for other in others]))


def carry_out(row: Outbox, now: datetime | None = None) -> bool:
    """Do one purge; False when it failed and waits for its next try."""
    try:
        if row.target:
            keys = {*row.changed, *row.gone}
            front_caches.purge(row.target, keys, {*row.addresses, *of_keys(keys)})
        else:
            _write(row)
    except (OSError, CacheRefused, DatabaseError) as error:
        logger.exception("purge waits")
        _postpone(row, str(error), now or timezone.now())
        return False
    try:
        if row.again:
            Outbox.objects.filter(pk=row.pk).update(again=False, next_at=(now or timezone.now()) + ONCE_MORE)
        else:
            row.delete()
    except DatabaseError:
        # What was decided is done; doing it once more does no harm.
        logger.exception("a purge that was done is done again")
    return True


def replay(now: datetime | None = None) -> int:
    """Carry out every purge that is due, as after a crash between commit and purge; returns how many were done.

    One that is due later than we ever wait was written by a clock that has been set back since: it is due.
    """
    now = now or timezone.now()
    due = Outbox.objects.filter(Q(next_at__lte=now) | Q(next_at__gt=now + LONGEST_WAIT)).order_by("pk")
    return sum(carry_out(row, now) for row in due)


def _write(row: Outbox) -> None:
    """Into our own journal and to the other machines; a failure of one does not keep the other from being done."""
    failed: DatabaseError | None = None
    try:
        sharing.announce(row.changed, row.gone)
    except DatabaseError as error:
        failed = error
    # Lists first: no list is served that points to a page that is already gone.
    written = journal()
    if row.changed:
        written.purge(row.changed)
    if row.gone:
        written.purge(row.gone, gone=True)
    if failed is not None:
        raise failed


def _tell(ids: Iterable[int]) -> None:
    threading.Thread(target=_tell_now, args=(list(ids),), name="purge", daemon=True).start()


def _tell_now(ids: list[int]) -> None:
    try:
        for row in Outbox.objects.filter(pk__in=ids):
            carry_out(row)
    except DatabaseError:
        logger.exception("caches in front are told by the clock")
    finally:
        connection.close()


def _postpone(row: Outbox, error: str, now: datetime) -> None:
    row.attempts += 1
    row.error = error
    row.next_at = now + min(timedelta(seconds=2**row.attempts), LONGEST_WAIT)
    try:
        row.save(update_fields=["attempts", "error", "next_at"])
    except DatabaseError:
        logger.exception("the purge is due again at once")
