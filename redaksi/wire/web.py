"""Fetching a web address: asked with conditions, so that what did not change costs a few bytes (RFC 9110, 13)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from urllib.parse import urlsplit

from redaksi.wire.addresses import masked, may_replace
from redaksi.wire.credentials import without_account
from redaksi.wire.fetch import Answer, FetchError, Policy, Request, send
from redaksi.wire.gather import SourceStopped, TryLater, address_of, credentials
from redaksi.wire.ingest import Delivery
from redaksi.wire.models import Source, SourceHealth

LONGEST_PATIENCE = timedelta(days=1)
USUAL_PATIENCE = timedelta(minutes=5)


def gather(source: Source, health: SourceHealth, now: datetime, policy: Policy) -> Iterator[list[Delivery]]:
    """The document at the source's address, if it changed since the last time; raises FetchError."""
    answer = ask(source, health, now, policy)
    if answer.status == HTTPStatus.OK:
        yield [delivery_of(answer)]
        remember(source, health, answer)


def ask(source: Source, health: SourceHealth, now: datetime, policy: Policy) -> Answer:
    """The answer, which is 200 or 304; raises FetchError, SourceStopped (410) or TryLater (429, 503)."""
    conditions = {"If-None-Match": health.etag, "If-Modified-Since": health.last_modified}
    headers = {name: value for name, value in conditions.items() if value} | credentials(source)
    answer = send(Request(address_of(source), headers=headers), policy)
    host = urlsplit(answer.url).hostname
    if answer.status == HTTPStatus.GONE:
        raise SourceStopped(f"{host}: the address is gone for good (410)")
    if answer.status in {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE}:
        patience = retry_after(answer.headers.get("retry-after"), now)
        raise TryLater(f"{host}: asks for patience ({answer.status})", patience.total_seconds())
    if answer.status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
        raise FetchError(f"{host}: refuses us ({answer.status}); account or password may be wrong")
    if answer.status not in {HTTPStatus.OK, HTTPStatus.NOT_MODIFIED}:
        raise FetchError(f"{host}: answered {answer.status}")
    if answer.moved:
        move(source, health, answer.moved)
    return answer


def delivery_of(answer: Answer) -> Delivery:
    name = urlsplit(answer.url).path.rsplit("/", 1)[-1] or urlsplit(answer.url).hostname or ""
    return Delivery(name, answer.data, answer.charset or "")


def remember(source: Source, health: SourceHealth, answer: Answer) -> None:
    """Keep what makes the next question a conditional one."""
    health.etag = answer.headers.get("etag", "")
    health.last_modified = answer.headers.get("last-modified", "")
    # A validator that does not fit is not cut: half of it would never match.
    health.etag = health.etag if len(health.etag) <= 300 else ""
    health.last_modified = health.last_modified if len(health.last_modified) <= 100 else ""
    health.save(update_fields=["etag", "last_modified"])


def move(source: Source, health: SourceHealth, url: str) -> None:
    """A permanent redirect: the new address takes the old one's place (RFC 9110, 15.4.2 and 15.4.9).

    Not where account or key would have to go to another server, or where the new address lacks our key: then the
    old address is asked each time, and what is secret stays with the server it was given for.
    """
    url = without_account(url)[0]
    shown = masked(url)
    if len(shown) > 500 or not may_replace(address_of(source), url, bool(source.username)):
        return
    sealed = url if shown != url else ""
    Source.objects.filter(pk=source.pk, url=source.url).update(url=shown, sealed_url=sealed)
    source.url, source.sealed_url, health.address = shown, sealed, shown
    health.save(update_fields=["address"])


def retry_after(value: str | None, now: datetime) -> timedelta:
    """Retry-After in seconds or as a date (RFC 9110, 10.2.3); five minutes where it says nothing sensible."""
    if not value:
        return USUAL_PATIENCE
    try:
        wait = timedelta(seconds=int(value)) if value.strip().isdigit() else _until(value, now)
    except (ValueError, OverflowError):
        return USUAL_PATIENCE
    return min(max(wait, timedelta(seconds=1)), LONGEST_PATIENCE)


def _until(value: str, now: datetime) -> timedelta:
    moment = parsedate_to_datetime(value)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - now
