"""Purges between machines that share one PostgreSQL: each machine keeps a journal of its own and learns from the rest.

Every purge leaves a row that all machines read twice a second, from where they left off: that is what counts. With
`REDAKSI_CACHE_URL` the same row also travels through a cache of the Redis protocol, so that it arrives at once. The
listener is a thread of each machine's worker; the edge only ever looks at the journal of its own machine.
"""

from __future__ import annotations

import contextlib
import json
import logging
import threading
import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import redis
from django.db import close_old_connections, connection
from django.db.models import Max, Q
from django.utils import timezone

from redaksi.conf import config
from redaksi.delivery.journal import EVERYTHING, PurgeJournal
from redaksi.delivery.models import Announcement

logger = logging.getLogger(__name__)
CHANNEL = "redaksi:purges"
POLL_SECONDS = 0.5
# An insert that was numbered but not committed yet becomes visible behind later ones: looked for this long.
LATE_SECONDS = 60.0
KEPT = timedelta(days=7)
CONNECT_SECONDS = 0.3
# After a failure the cache is left alone for this long, so that it slows no publish.
REST_SECONDS = 5.0
MACHINE = "machine"


def is_shared() -> bool:
    """Whether other machines may stand on the same database; SQLite has one machine only."""
    return connection.vendor == "postgresql"


def machine(home: Path | None = None) -> str:
    """The name of this machine among those that share the database, made at first use."""
    path = (home or config.home) / MACHINE
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f"{MACHINE}~{uuid4().hex}")
        beside.write_text(uuid4().hex)
        # Never over a name that another process made meanwhile.
        with contextlib.suppress(FileExistsError):
            path.hardlink_to(beside)
        beside.unlink()
        return path.read_text().strip()


def announce(changed: list[str], gone: list[str]) -> None:
    """Tell the other machines of a purge. Raises DatabaseError where the row cannot be written."""
    if not is_shared():
        return
    row = Announcement.objects.create(origin=machine(), changed=changed, gone=gone)
    if config.cache_url:
        cache.publish(row)


def forget_old(now: datetime) -> int:
    """Drop announcements that every machine has read, or has to do without; returns how many."""
    return Announcement.objects.filter(created_at__lt=now - KEPT).delete()[0]


@dataclass(slots=True)
class Cache:
    """The cache between machines, as far as it is there; nobody waits long for one that is not."""

    _client: redis.Redis | None = None
    _rested: float = 0.0

    def publish(self, row: Announcement) -> bool:
        """Send `row` to all who listen; False where the cache is not there (the rows arrive all the same)."""
        if time.monotonic() < self._rested:
            return False
        message = {"id": row.pk, "origin": row.origin, "changed": row.changed, "gone": row.gone}
        try:
            self._client = self._client or connect()
            self._client.publish(CHANNEL, json.dumps(message))
        except (redis.RedisError, OSError, ValueError) as error:
            self._client, self._rested = None, time.monotonic() + REST_SECONDS
            logger.warning("the cache does not answer, other machines learn from the database: %s", error)
            return False
        return True


cache = Cache()


def connect() -> redis.Redis:
    """A client of the configured cache. Raises RedisError or ValueError where its address is no such address."""
    return redis.Redis.from_url(
        config.cache_url, socket_connect_timeout=CONNECT_SECONDS, socket_timeout=CONNECT_SECONDS, retry=None
    )


@dataclass(slots=True)
class Learner:
    """What this machine has read of the announcements, kept in `folder` so that a restart goes on from there."""

    journal: PurgeJournal
    folder: Path
    name: str
    _last: int = 0
    _late: dict[int, float] = field(default_factory=dict)
    _ahead: set[int] = field(default_factory=set)
    _kept: tuple[int, float] = (-1, 0.0)

    def begin(self, now: datetime | None = None) -> None:
        """Find where this machine left off. One that is new, or was away for longer than rows are kept, cannot know
        what it missed: all its pages are gone."""
        now = now or timezone.now()
        try:
            kept = json.loads((self.folder / "learned").read_bytes())
            if now.timestamp() - float(kept["at"]) < KEPT.total_seconds() / 2:
                self._last = int(kept["id"])
                return
        except (OSError, ValueError, TypeError, KeyError):
            pass
        self._last = Announcement.objects.aggregate(last=Max("pk"))["last"] or 0
        self.journal.purge([EVERYTHING], gone=True)
        self._keep(now)

    def catch_up(self, now: datetime | None = None) -> int:
        """Read what was announced since; returns how many rows were new. Raises OSError where the journal cannot be
        written: then the same rows are read again."""
        rows = Announcement.objects.filter(Q(pk__gt=self._last) | Q(pk__in=list(self._late))).order_by("pk")
        found = list(rows[:1000])
        for row in found:
            self._apply(row.pk, row.origin, row.changed, row.gone)
            self._note(row.pk)
        horizon = time.monotonic() - LATE_SECONDS
        self._late = {pk: noticed for pk, noticed in self._late.items() if noticed > horizon}
        self._keep(now or timezone.now())
        return len(found)

    def hear(self, message: bytes) -> None:
        """Learn from what came through the cache; its row is met again in the database and then passed over."""
        said = json.loads(message)
        self._apply(int(said["id"]), said["origin"], said["changed"], said["gone"])
        self._ahead.add(int(said["id"]))

    def _apply(self, pk: int, origin: str, changed: list[str], gone: list[str]) -> None:
        if origin == self.name or pk in self._ahead:
            return
        self.journal.purge(changed)
        self.journal.purge(gone, gone=True)

    def _note(self, pk: int) -> None:
        self._ahead.discard(pk)
        if pk <= self._last:
            self._late.pop(pk, None)
            return
        missing = range(max(self._last + 1, pk - 200), pk)
        self._late |= dict.fromkeys(missing, time.monotonic())
        self._last = pk

    def _keep(self, now: datetime) -> None:
        oldest = min([self._last + 1, *self._late]) - 1
        if self._kept[0] == oldest and now.timestamp() - self._kept[1] < LATE_SECONDS:
            return
        self._kept = (oldest, now.timestamp())
        beside = self.folder / "learned~"
        beside.write_text(json.dumps({"id": oldest, "at": now.timestamp()}))
        beside.replace(self.folder / "learned")


class Listener(threading.Thread):
    """Learns until `stop()`: from the cache at once, from the database twice a second."""

    def __init__(self) -> None:
        super().__init__(name="listener", daemon=True)
        self.stopped = threading.Event()
        self._learner: Learner | None = None
        self._heard: Any = None

    def run(self) -> None:
        while not self.stopped.is_set():
            close_old_connections()
            try:
                self._learn()
            except Exception:
                # An unreachable database or a full disk: what was announced is read as soon as it is back.
                logger.exception("what other machines purged could not be read; trying again")
            self._wait(time.monotonic() + POLL_SECONDS)

    def stop(self) -> None:
        self.stopped.set()
        self.join(timeout=5)

    def _learn(self) -> None:
        if self._learner is None:
            journal = PurgeJournal.at(config.home)
            learner = Learner(journal, journal.folder, machine())
            learner.begin()
            self._learner = learner
        self._learner.catch_up()

    def _wait(self, until: float) -> None:
        if not config.cache_url or self._learner is None:
            self.stopped.wait(until - time.monotonic())
            return
        try:
            if self._heard is None:
                self._subscribe()
            while (left := until - time.monotonic()) > 0 and not self.stopped.is_set():
                message = self._heard.get_message(ignore_subscribe_messages=True, timeout=left)
                if message is not None:
                    self._learner.hear(message["data"])
        except (redis.RedisError, OSError, ValueError, KeyError, TypeError) as error:
            logger.warning("the cache is not heard: %s", error)
            self._heard = None
            self.stopped.wait(until - time.monotonic())

    def _subscribe(self) -> None:
        heard = connect().pubsub()
        heard.subscribe(CHANNEL)
        self._heard = heard
        logger.info("listening to the cache")
