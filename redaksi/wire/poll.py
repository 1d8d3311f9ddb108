"""Asking sources for what is new: who is due, one at a time for each source, and what came of it.

The state stands in rows: a source is claimed for a while before it is asked, so two workers never ask together and a
worker that was killed is replaced when its claim runs out. The clock only starts threads; it never waits for a sender.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import DatabaseError, close_old_connections, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.module_loading import import_string

from redaksi.wire import folders, ftp, mailbox, web, websub
from redaksi.wire.claims import claim, free_orphaned
from redaksi.wire.fetch import FetchError, Policy
from redaksi.wire.gather import SourceStopped, TryLater, policy_of, without_credentials
from redaksi.wire.health import health_of, pause
from redaksi.wire.ingest import Delivery, IngestResult, ingest_batch
from redaksi.wire.models import FetchRecord, Source, SourceHealth

logger = logging.getLogger(__name__)

Gatherer = Callable[[Source, SourceHealth, datetime, Policy], Iterator[list[Delivery]]]


def _sftp(source: Source, health: SourceHealth, now: datetime, policy: Policy) -> Iterator[list[Delivery]]:
    # Its library weighs 20 MB in every process: only a newsroom with such a source loads it.
    gather: Gatherer = import_string("redaksi.wire.sftp.gather")
    yield from gather(source, health, now, policy)


GATHERERS: Final[dict[str, Gatherer]] = {
    Source.Kind.HTTP: web.gather,
    Source.Kind.WEBSUB: websub.gather,
    Source.Kind.FOLDER: folders.gather,
    Source.Kind.FTP: ftp.gather,
    Source.Kind.SFTP: _sftp,
    Source.Kind.IMAP: mailbox.gather,
}
# Sources asked at once by one worker: more would only wait for each other's commits.
THREADS = 4

_free = threading.BoundedSemaphore(THREADS)


@dataclass(slots=True)
class Tally:
    """What one fetch brought."""

    deliveries: int = 0
    new: int = 0
    quarantined: int = 0
    size: int = 0
    reason: str = ""

    def add(self, deliveries: list[Delivery], results: list[IngestResult]) -> None:
        self.deliveries += len(deliveries)
        self.size += sum(len(each.data) for each in deliveries)
        self.new += sum(result.new for result in results)
        for result in results:
            if result.reason:
                self.quarantined += 1
                self.reason = f"in quarantine: {result.reason}"


def due(now: datetime) -> QuerySet[Source]:
    """Sources whose time has come, the longest waiting first."""
    going = Q(health__isnull=True) | Q(health__stopped="") | ~Q(health__address=F("url"))
    timely = Q(health__isnull=True) | Q(health__next_due__isnull=True) | Q(health__next_due__lte=now)
    free = Q(health__isnull=True) | Q(health__claimed_until__isnull=True) | Q(health__claimed_until__lt=now)
    asked = Source.objects.filter(going, timely, free, active=True, kind__in=Source.POLLED)
    return asked.order_by(F("health__next_due").asc(nulls_first=True))


def poll(source: Source, now: datetime | None = None, policy: Policy | None = None) -> FetchRecord:
    """Ask one source now, whatever its schedule says, and take in what it has; never raises for what a sender does.

    The record says what came; health and the next due time are kept.
    """
    now = now or timezone.now()
    health, tally, started = health_of(source), Tally(), time.monotonic()
    failure: Exception | None = None
    try:
        for deliveries in GATHERERS[source.kind](source, health, now, policy or policy_of(source)):
            tally.add(deliveries, ingest_batch(deliveries, source=source, now=now))
    except (FetchError, OSError) as error:
        failure = error
    except DatabaseError:
        # Nothing of ours can be written either: the claim runs out and the source is asked again.
        raise
    except Exception as error:
        logger.exception("asking source %s failed", source.slug)
        failure = FetchError(f"the fetch failed: {type(error).__name__}")
    return _conclude(source, health, tally, failure, (now, time.monotonic() - started))


def poll_sources(now: datetime | None = None, name: str | None = None) -> Iterator[FetchRecord]:
    """Ask what is due, several at once, or the source with this name although it is not due; one record each.

    Raises LookupError for a name that no source has, that is not asked for copy, or that somebody asks just now.
    """
    now = now or timezone.now()
    free_orphaned(now)
    if name is not None:
        source = named(name)
        if not claim(source, now):
            raise LookupError(f"{name} is being asked at this moment")
        yield poll(source, now)
        return
    with ThreadPoolExecutor(THREADS, thread_name_prefix="wire") as pool:
        for record in pool.map(lambda source: _poll_claimed(source, now), list(due(now))):
            if record is not None:
                yield record


def named(name: str) -> Source:
    """The source with this name or short name; raises LookupError for one that is not or is not asked for copy."""
    source = Source.objects.filter(Q(name=name) | Q(slug=name)).first()
    if source is None:
        raise LookupError(f"there is no source called {name}")
    if source.kind not in GATHERERS:
        raise LookupError(f"{name} is not asked for copy: it comes {source.get_kind_display()}")
    return source


def poll_due(now: datetime) -> int:
    """Start asking what is due, each source in a thread of its own; returns how many (the clock's duty)."""
    started = 0
    free_orphaned(now)
    for source in due(now)[:THREADS]:
        if not _free.acquire(blocking=False):
            break
        if not claim(source, now, only_due=True):
            _free.release()
            continue
        threading.Thread(target=_poll_apart, args=(source, now), name=f"wire-{source.pk}", daemon=True).start()
        started += 1
    return started


def wait_for_threads(seconds: float = 30.0) -> bool:
    """Whether every asking that `poll_due` started has ended within `seconds`."""
    deadline = time.monotonic() + seconds
    held = 0
    for _ in range(THREADS):
        if _free.acquire(timeout=max(0.0, deadline - time.monotonic())):
            held += 1
    for _ in range(held):
        _free.release()
    return held == THREADS


def _poll_claimed(source: Source, now: datetime) -> FetchRecord | None:
    """In a thread of a pool: None when somebody else has asked in the meantime, or nothing could be written."""
    try:
        return poll(source, now) if claim(source, now, only_due=True) else None
    except DatabaseError:
        logger.exception("asking source %s failed", source.slug)
        return None
    finally:
        close_old_connections()
        transaction.get_connection().close()


def _poll_apart(source: Source, now: datetime) -> None:
    try:
        poll(source, now)
    except Exception:
        logger.exception("asking source %s failed", source.slug)
    finally:
        close_old_connections()
        transaction.get_connection().close()
        _free.release()


def _conclude(
    source: Source, health: SourceHealth, tally: Tally, failure: Exception | None, when: tuple[datetime, float]
) -> FetchRecord:
    now = when[0]
    reason = without_credentials(_said(failure) if failure else tally.reason or health.note, source)
    health.last_attempt, health.claimed_until, health.claimed_by = now, None, ""
    if isinstance(failure, SourceStopped):
        health.stopped = reason
    health.failures = health.failures + 1 if failure else 0
    if reason:
        health.last_error, health.last_error_at = reason, now
    if failure is None:
        health.last_success = now
    seconds = max(pause(source.interval, health.failures), failure.seconds if isinstance(failure, TryLater) else 0.0)
    health.next_due = now + timedelta(seconds=seconds)
    fields = "last_attempt claimed_until claimed_by stopped failures last_error last_error_at last_success next_due"
    health.save(update_fields=fields.split())
    return _record(source, tally, failure, reason, when)


def _record(
    source: Source, tally: Tally, failure: Exception | None, reason: str, when: tuple[datetime, float]
) -> FetchRecord:
    outcome = FetchRecord.Outcome.NEW if tally.new or tally.quarantined else FetchRecord.Outcome.UNCHANGED
    if failure:
        stopped = isinstance(failure, SourceStopped)
        outcome = FetchRecord.Outcome.STOPPED if stopped else FetchRecord.Outcome.FAILED
    record = FetchRecord.objects.create(
        source=source,
        at=when[0],
        took_ms=int(when[1] * 1000),
        outcome=outcome,
        deliveries=tally.deliveries,
        new_items=tally.new,
        quarantined=tally.quarantined,
        size=tally.size,
        reason=reason,
    )
    old = FetchRecord.objects.filter(source=source).order_by("-id").values_list("pk", flat=True)
    if boundary := old[FetchRecord.KEPT : FetchRecord.KEPT + 1].first():
        FetchRecord.objects.filter(source=source, pk__lte=boundary).delete()
    return record


def _said(failure: Exception) -> str:
    if isinstance(failure, OSError):
        return failure.strerror or str(failure) or type(failure).__name__
    return str(failure)
