"""Looks at the newsroom from outside: is the public served what was pressed, or what somebody else put there?

Each address is asked for as a reader's browser and as a search engine's robot that comes from a search, since injected
pages are often shown to the latter only. A finding stands on the desk's first screen until the address is clean again.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

import httpx
from django.utils import timezone
from django_tasks import task

from redaksi.conf import config
from redaksi.delivery.mirror import current
from redaksi.delivery.models import Finding, Lease
from redaksi.delivery.outbox import journal
from redaksi.delivery.press import press, standing_paths
from redaksi.delivery.store import PageStore
from redaksi.delivery.tampering import Reason, injected, led_away
from redaksi.stories import queries
from redaksi.stories.slots import present

logger = logging.getLogger(__name__)
LATEST: Final = 5
SECONDS: Final = 10.0
LARGEST: Final = 8 * 2**20
VISITORS: Final = (
    {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"},
    {
        "User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Referer": "https://www.google.com/",
    },
)


@dataclass(frozen=True, slots=True)
class Served:
    """What one visitor was given."""

    status: int
    body: bytes
    location: str


def look(addresses: Iterable[str] | None = None) -> Iterator[tuple[str, list[Reason]]]:
    """Compare each address (none: the doors of the house and its latest stories); yields (address, reasons for alarm)
    and keeps the findings. An address that does not answer is no finding: others watch over that."""
    with httpx.Client(timeout=SECONDS, follow_redirects=False, trust_env=False) as client:
        for address in addresses if addresses is not None else watched():
            reasons: list[Reason] = []
            for visitor in VISITORS:
                reasons += [reason for reason in _compare(client, address, visitor) if reason not in reasons]
            _keep(address, reasons)
            yield address, reasons


def watched() -> list[str]:
    """Where somebody who got in puts things: fronts, feeds, what robots read, the newest stories."""
    latest = [story.get_absolute_url() for story in queries.newest(present(), LATEST)]
    return list(dict.fromkeys([*standing_paths(), "/robots.txt", *latest]))


@task()
def look_around() -> None:
    """One round, for the worker."""
    for _ in look():
        pass


def look_when_due(now: datetime) -> int:
    """Duty of the clock: have the worker look every `REDAKSI_MONITOR_MINUTES`; 1 where it was told to."""
    if not config.monitor_minutes or not config.base_url:
        return 0
    turn, _ = Lease.objects.get_or_create(name="monitor", defaults={"holder": "", "until": now})
    following = now + timedelta(minutes=config.monitor_minutes)
    if not (turn.until <= now or turn.until > following):
        return 0
    Lease.objects.filter(pk=turn.pk).update(until=following)
    look_around.enqueue()
    return 1


def open_findings() -> list[Finding]:
    """What is served now that we did not press."""
    return list(Finding.objects.filter(cleared_at=None).order_by("first_seen"))


def _compare(client: httpx.Client, address: str, visitor: dict[str, str]) -> list[Reason]:
    reasons = _once(client, address, visitor)
    if reasons:
        # It may have been published between our look and theirs: both look again.
        press(address)
        reasons = _once(client, address, visitor)
    return reasons


def _once(client: httpx.Client, address: str, visitor: dict[str, str]) -> list[Reason]:
    served = _fetch(client, address, visitor)
    own = urlsplit(config.public_url).netloc
    if served is None:
        return []
    if served.location:
        return led_away(served.location, own)
    _, page = current(address, journal().view())
    page = page or PageStore.at(config.home).get(address)
    return injected(served.body, page.identity if page is not None else b"", own)


def _fetch(client: httpx.Client, address: str, visitor: dict[str, str]) -> Served | None:
    parts: list[bytes] = []
    try:
        with client.stream("GET", config.public_url + address, headers=visitor) as answer:
            for part in answer.iter_bytes():
                parts.append(part)
                if sum(map(len, parts)) > LARGEST:
                    break
            return Served(answer.status_code, b"".join(parts), answer.headers.get("location", ""))
    except httpx.HTTPError as error:
        logger.warning("%s could not be looked at: %s", address, error or type(error).__name__)
        return None


def _keep(address: str, reasons: list[Reason]) -> None:
    now = timezone.now()
    standing = Finding.objects.filter(address=address, cleared_at=None)
    if not reasons:
        standing.update(cleared_at=now)
    elif not standing.update(reasons=reasons, last_seen=now):
        Finding.objects.create(address=address, reasons=reasons, first_seen=now, last_seen=now)
        logger.error(
            "%s shows the public what we did not press: %s", address, "; ".join(" ".join(reason) for reason in reasons)
        )
