"""WebSub, the subscriber's half (W3C Recommendation, 23 January 2018): a hub tells us of a feed's change at once.

The feed is still fetched at its interval, seldom: what a hub fails to tell is found then. A subscription is asked for
when the feed names its hub, confirmed by the hub's question to our address, and renewed before its lease runs out.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import secrets
from collections.abc import Iterator
from datetime import datetime, timedelta
from html import unescape
from http import HTTPStatus
from urllib.parse import urlencode, urljoin, urlsplit

from redaksi.conf import config
from redaksi.wire import web
from redaksi.wire.addresses import secrets_of
from redaksi.wire.credentials import Unreadable
from redaksi.wire.fetch import Answer, FetchError, Policy, Request, send
from redaksi.wire.ingest import Delivery
from redaksi.wire.models import Source, SourceHealth, Subscription

LEASE = timedelta(days=10)
# A hub that was asked and has not answered is asked again after that.
PATIENCE = timedelta(minutes=15)
ALGORITHMS = {"sha1", "sha256", "sha384", "sha512"}
_LINK_TAG = re.compile(r"<(?:[\w.-]+:)?link\b([^<>]{1,2000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_LINK_HEADER = re.compile(r"<([^<>]{1,2000})>((?:\s*;\s*[\w*-]+\s*=\s*(?:\"[^\"]*\"|[^\s\",;]+))*)")


def gather(source: Source, health: SourceHealth, now: datetime, policy: Policy) -> Iterator[list[Delivery]]:
    """The feed if it changed, as from any web address; the subscription is looked after on the way."""
    subscription = Subscription.objects.filter(source=source).first()
    if subscription and isinstance(subscription.secret, Unreadable):
        # Sealed with another secret key: nothing that the hub signs can be checked any more, so it is asked anew.
        subscription.delete()
        subscription = None
    if subscription is None or urlsplit(source.url) != urlsplit(health.address):
        health.etag = health.last_modified = ""
    answer = web.ask(source, health, now, policy)
    if answer.status == HTTPStatus.OK:
        yield [web.delivery_of(answer)]
        web.remember(source, health, answer)
        subscription = _announced(source, answer, subscription)
    if subscription is None:
        keyed = bool(source.sealed_url) and hub_of(answer) is not None
        why = "the hub would learn the key in our address" if keyed else "the feed names no hub"
        health.note = f"{why}; it is fetched at its interval"
    elif wants_renewal(subscription, now):
        _ask(subscription, now, policy)


def hub_of(answer: Answer) -> tuple[str, str] | None:
    """Hub and topic that a feed announces, in its Link headers first (section 4); None if it names no hub."""
    links: dict[str, str] = {}
    for header in answer.headers.get_list("link"):
        for target, parameters in _LINK_HEADER.findall(header):
            found = re.search(r"rel\s*=\s*\"?([^\";]+)", parameters)
            for rel in found[1].lower().split() if found else ():
                links.setdefault(rel, target)
    for rel, target in _links_in(answer.data):
        links.setdefault(rel, target)
    if "hub" not in links:
        return None
    return urljoin(answer.url, links["hub"])[:500], urljoin(answer.url, links.get("self", answer.url))[:500]


def wants_renewal(subscription: Subscription, now: datetime) -> bool:
    """Whether the hub is to be asked: never yet, or the lease runs out soon, and not asked just now."""
    if subscription.asked_at and now - subscription.asked_at < PATIENCE:
        return False
    return subscription.lease_until is None or subscription.lease_until - now < LEASE / 5


def callback_of(source: Source) -> str:
    """Our address that the hub tells."""
    return f"{config.public_url}/api/v1/wire/{source.slug}/websub"


def confirm(subscription: Subscription, mode: str, topic: str, lease: str, now: datetime) -> bool:
    """The hub asks whether we meant it (section 5.3): only what we asked for is confirmed."""
    asked = subscription.asked_at is not None and now - subscription.asked_at < timedelta(days=1)
    if mode != "subscribe" or topic != subscription.topic or not asked:
        return False
    seconds = int(lease) if lease.isascii() and lease.isdigit() and len(lease) < 9 else int(LEASE.total_seconds())
    Subscription.objects.filter(pk=subscription.pk).update(
        verified_at=now, lease_until=now + timedelta(seconds=max(seconds, 60)), denied=""
    )
    return True


def deny(subscription: Subscription, topic: str, reason: str) -> None:
    """The hub refuses the subscription or ends it (section 5.2)."""
    if topic == subscription.topic:
        Subscription.objects.filter(pk=subscription.pk).update(denied=reason[:500] or "no reason", lease_until=None)


def is_signed(subscription: Subscription, data: bytes, signature: str) -> bool:
    """Whether X-Hub-Signature was made of these bytes with our secret (section 7.1), compared in constant time."""
    method, _, given = signature.strip().partition("=")
    if method not in ALGORITHMS or not subscription.secret:
        return False
    made = hmac.new(subscription.secret.encode(), data, getattr(hashlib, method)).hexdigest()
    return hmac.compare_digest(made.encode(), given.strip().lower().encode("utf-8", "replace"))


def _announced(source: Source, answer: Answer, known: Subscription | None) -> Subscription | None:
    found = hub_of(answer)
    if found is None or _tells(found[1], source):
        return known
    if known and (known.hub, known.topic) == found:
        return known
    fresh = {"hub": found[0], "topic": found[1], "secret": secrets.token_urlsafe(32)}
    nothing = {"asked_at": None, "verified_at": None, "lease_until": None, "denied": ""}
    return Subscription.objects.update_or_create(source=source, defaults={**fresh, **nothing})[0]


def _tells(topic: str, source: Source) -> bool:
    """Whether the hub would learn the key with which we ask: then the feed is fetched at its interval only."""
    return any(secret in topic for secret in secrets_of(source.sealed_url))


def _ask(subscription: Subscription, now: datetime, policy: Policy) -> None:
    # Written first: the hub may ask back before it answers.
    subscription.asked_at = now
    subscription.save(update_fields=["asked_at"])
    form = {
        "hub.mode": "subscribe",
        "hub.topic": subscription.topic,
        "hub.callback": callback_of(subscription.source),
        "hub.secret": subscription.secret,
        "hub.lease_seconds": str(int(LEASE.total_seconds())),
    }
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = send(Request(subscription.hub, "POST", headers, urlencode(form).encode()), policy)
    if not 200 <= answer.status < 300:
        raise FetchError(f"the hub {urlsplit(subscription.hub).hostname} answered {answer.status}")


def _links_in(data: bytes) -> Iterator[tuple[str, str]]:
    text = data[: 64 * 1024].decode("utf-8", "replace")
    if text.lstrip()[:1] == "{":
        yield from _links_in_json(data)
        return
    for tag in _LINK_TAG.findall(text):
        values = {name.lower(): unescape(one or two) for name, one, two in _ATTRIBUTE.findall(tag)}
        for rel in values.get("rel", "").lower().split():
            if values.get("href"):
                yield rel, values["href"]


def _links_in_json(data: bytes) -> Iterator[tuple[str, str]]:
    try:
        feed = json.loads(data)
    except (ValueError, RecursionError):
        return
    hubs = feed.get("hubs") if isinstance(feed, dict) else None
    for hub in hubs if isinstance(hubs, list) else ():
        if isinstance(hub, dict) and isinstance(hub.get("url"), str):
            yield "hub", hub["url"]
    if isinstance(feed, dict) and isinstance(feed.get("feed_url"), str):
        yield "self", feed["feed_url"]
