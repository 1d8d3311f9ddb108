"""The newsroom's clock: what falls due is done by one worker at a time, and every act can be repeated safely."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.db import close_old_connections, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from redaksi.delivery import monitor, outbox, readership, sharing
from redaksi.delivery.models import Lease
from redaksi.stories.models import Story
from redaksi.stories.slots import PublishRefused
from redaksi.wire.clusters import group_new
from redaksi.wire.ingest import finish_interrupted
from redaksi.wire.pictures import fetch_waiting
from redaksi.wire.poll import poll_due

logger = logging.getLogger(__name__)
LEASE = timedelta(seconds=30)
# A task that has been running this long belongs to a worker that was killed.
ORPHANED_AFTER = timedelta(minutes=15)


def take_lease(holder: str, now: datetime) -> bool:
    """Whether `holder` keeps the clock at `now`; the lease is prolonged, or taken over when it has run out."""
    with transaction.atomic():
        # A lease that runs longer than one can be taken for was taken before the clock of the machine was set back.
        lease, created = Lease.objects.select_for_update().get_or_create(
            name="clock", defaults={"holder": holder, "until": now + LEASE}
        )
        if created or lease.holder == holder or not now <= lease.until <= now + LEASE:
            Lease.objects.filter(pk=lease.pk).update(holder=holder, until=now + LEASE)
            return True
    return False


def publish_due(now: datetime) -> int:
    """Publish every story and page whose time has come; a story that the gate refuses is unscheduled and logged."""
    due = Revision.objects.filter(approved_go_live_at__lte=now).order_by("approved_go_live_at")
    done = 0
    for revision in due:
        try:
            revision.publish(log_action="wagtail.publish.scheduled")
            done += 1
        except PublishRefused as refused:
            Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
            story = revision.content_object
            log(instance=story, action="redaksi.schedule_refused", data={"reasons": refused.reasons})
            logger.warning("scheduled story %s was refused: %s", story.pk, refused)
    return done


def expire_due(now: datetime) -> int:
    """Take down what has expired; readers stopped seeing it at its moment already, through the query."""
    # In the order of the index of what expires: in that of the archive, SQLite reads the whole archive each second.
    expired = [
        *Story.objects.filter(live=True, expire_at__lte=now).order_by("expire_at"),
        *Page.objects.filter(live=True, expire_at__lte=now).order_by("expire_at"),
    ]
    for each in expired:
        each.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    return len(expired)


def requeue_orphans(now: datetime) -> int:
    """Give back tasks whose worker was killed while it ran them."""
    orphans = DBTaskResult.objects.filter(status="RUNNING", started_at__lt=now - ORPHANED_AFTER)
    return orphans.update(status="READY", started_at=None)


# What lies on this machine's own disk: every machine does it, whoever keeps the clock.
OWN_DUTIES: tuple[Callable[[datetime], int], ...] = (readership.add_waiting, readership.add_advertisements)
DUTIES: tuple[Callable[[datetime], int], ...] = (
    publish_due,
    expire_due,
    outbox.replay,
    readership.forget_old,
    sharing.forget_old,
    monitor.look_when_due,
    finish_interrupted,
    poll_due,
    group_new,
    fetch_waiting,
    requeue_orphans,
)


def tick(holder: str, now: datetime | None = None) -> bool:
    """Do everything that is due, if `holder` keeps the clock; a duty that fails does not stop the others."""
    now = now or timezone.now()
    _do(OWN_DUTIES, now)
    if not take_lease(holder, now):
        return False
    _do(DUTIES, now)
    return True


def _do(duties: Iterable[Callable[[datetime], int]], now: datetime) -> None:
    for duty in duties:
        try:
            duty(now)
        except Exception:
            logger.exception("the clock's duty %s failed", duty.__name__)


class Clock(threading.Thread):
    """Ticks every `interval` seconds until `stop()`."""

    def __init__(self, holder: str, interval: float = 1.0) -> None:
        super().__init__(name="clock", daemon=True)
        self.holder = holder
        self.interval = interval
        self.stopped = threading.Event()

    def run(self) -> None:
        while not self.stopped.wait(self.interval):
            close_old_connections()
            try:
                tick(self.holder)
            except Exception:
                # A locked or unreachable database: the next tick finds what is still due.
                logger.exception("the clock missed a tick")

    def stop(self) -> None:
        self.stopped.set()
        self.join(timeout=5)
