"""How sources are doing, as data for the desk: one word, the reason, the times and the counts."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from redaksi.wire import numbers
from redaksi.wire.credentials import KEY_CHANGED, Unreadable
from redaksi.wire.models import FetchRecord, RawFile, Source, SourceHealth, WireItem

Word = Literal["ok", "waiting", "degraded", "silent", "stopped", "off"]
#: The words as the desk shows them.
WORDS = {
    "ok": _("all well"),
    "waiting": _("not fetched yet"),
    "degraded": _("troubled"),
    "silent": _("silent"),
    "stopped": _("stopped"),
    "off": _("switched off"),
}
LONGEST_PAUSE = 3600.0
_SHORTEST_PAUSE = 15.0
_random = random.SystemRandom()


@dataclass(frozen=True, slots=True)
class State:
    """A source's state in one word, and the reason where there is one."""

    word: Word
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What the health page shows of a source; `missed` are numbers that never came (`bdt 0062`)."""

    source: Source
    health: SourceHealth | None
    state: State
    items_today: int
    quarantined: int
    missed: list[str]


def health_of(source: Source) -> SourceHealth:
    """The source's health; when its address was changed, what belonged to the old one is void."""
    health, _ = SourceHealth.objects.get_or_create(source=source, defaults={"address": source.url})
    if health.address != source.url:
        health.address, health.etag, health.last_modified, health.stopped = source.url, "", "", ""
        health.cursor, health.failures = {}, 0
        health.save(update_fields=["address", "etag", "last_modified", "stopped", "cursor", "failures"])
    return health


def state_of(source: Source, health: SourceHealth | None, now: datetime) -> State:
    """The state at `now`; what is worst is said first."""
    if not source.active:
        return State("off")
    if isinstance(source.password, Unreadable) or isinstance(source.sealed_url, Unreadable):
        return State("degraded", KEY_CHANGED)
    if health and health.stopped and health.address == source.url:
        return State("stopped", health.stopped)
    if health and health.failures:
        return State("degraded", health.last_error)
    silent_since = (health.last_item_at if health else None) or (health.last_success if health else None)
    if source.silence_hours and silent_since and now - silent_since > timedelta(hours=source.silence_hours):
        return State("silent", f"{int((now - silent_since) / timedelta(hours=1))} h")
    if health and health.last_error_at and health.last_success and health.last_error_at >= health.last_success:
        return State("degraded", health.last_error)
    if source.kind in Source.POLLED and not (health and health.last_success):
        return State("waiting")
    return State("ok")


def reports(now: datetime, zone: str, only: Source | None = None) -> list[Report]:
    """Every source, or `only` one, with its state, in three queries whatever their number; `zone` says when today
    began."""
    today = now.astimezone(ZoneInfo(zone)).replace(hour=0, minute=0, second=0, microsecond=0)
    items, files = WireItem.objects.filter(received_at__gte=today), RawFile.objects.filter(state="quarantined")
    sources = Source.objects.select_related("health")
    if only is not None:
        items, files, sources = items.filter(source=only), files.filter(source=only), sources.filter(pk=only.pk)
    came = dict(items.values_list("source").annotate(Count("pk")).order_by())
    waiting = dict(files.values_list("source").annotate(Count("pk")).order_by())
    found = []
    for source in sources:
        health = getattr(source, "health", None)
        missed = numbers.missed(health.numbers) if health else []
        counts = came.get(source.pk, 0), waiting.get(source.pk, 0)
        found.append(Report(source, health, state_of(source, health, now), *counts, missed))
    return found


def recent_fetches(source: Source, limit: int = 20) -> list[FetchRecord]:
    """The newest fetches of a source, newest first."""
    return list(FetchRecord.objects.filter(source=source).order_by("-id")[:limit])


def restart(source: Source, now: datetime) -> None:
    """Ask a stopped or failing source again at once (the desk's button)."""
    health_of(source)
    SourceHealth.objects.filter(source=source).update(stopped="", failures=0, next_due=now)


def forget_missed(source: Source) -> None:
    """An editor has dealt with the missing numbers."""
    health = health_of(source)
    health.numbers = {service: {**known, "missed": []} for service, known in health.numbers.items()}
    health.save(update_fields=["numbers"])


def pause(interval: float, failures: int) -> float:
    """Seconds until the next try: the interval, doubled with each failure up to an hour, 20 % to and fro."""
    base = interval
    if failures:
        doubled = max(interval, _SHORTEST_PAUSE) * 2 ** min(failures, 12)
        base = min(doubled, max(LONGEST_PAUSE, interval))
    return base * _random.uniform(0.8, 1.2) if failures else base
