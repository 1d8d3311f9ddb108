"""From items read to rows: chains by (source, guid), signals, rights and routing; a batch at a time, few queries.

Called inside a transaction. What is here already is found by (source, guid, version, digest) and left alone.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from urllib.parse import urljoin

from redaksi.formats.item import NewsItem
from redaksi.wire.clusters import follow, note_terms
from redaksi.wire.models import RawFile, RoutingRule, Source, WireItem, WirePicture
from redaksi.wire.rights import as_rows, flags_of
from redaksi.wire.routing import Routing, Rule, RuleError, route
from redaksi.wire.signals import signal_of, without_signal
from redaksi.wire.versions import newest

# What an item says: two deliveries with these equal are the same delivery.
DIGEST_FIELDS = (
    "status headline summary body_html byline credit embargoed expires editorial_note usage_terms pictures".split()
)
# A message about another item (KILL, RALAT) follows it within this time.
ABOUT_WITHIN = timedelta(days=7)
MAX_PICTURES = 20
_CHAIN_FIELDS = "id source_id raw_id guid version digest version_created received_at superseded event_id".split()
_QUOTED = re.compile(r"[\"\u201c\u201d']([^\"\u201c\u201d']{12,200})[\"\u201c\u201d']")

Key = tuple[int, str]


@dataclass(slots=True)
class Stored:
    """The rows of one delivery in the order of its items, and how many were not seen before."""

    rows: list[WireItem] = field(default_factory=list)
    new: int = 0


def store(readings: Sequence[tuple[RawFile, Sequence[NewsItem]]], now: datetime) -> list[Stored]:
    """Store the items of several deliveries; results in the same order."""
    chains = _chains(readings)
    rules = active_rules()
    results, fresh = [], []
    for raw, items in readings:
        stored = Stored()
        for item in items:
            row, created = _place(raw, item, chains[raw.source_id, item.guid[:500]], rules, now)
            stored.rows.append(row)
            if created:
                stored.new += 1
                fresh.append((row, item))
        results.append(stored)
    touched = {(row.source_id, row.guid) for row, _ in fresh}
    _supersede([chains[key] for key in touched])
    for row, _ in fresh:
        follow(row, chains[row.source_id, row.guid])
    WireItem.objects.bulk_create([row for row, _ in fresh], batch_size=200)
    note_terms((row, item) for row, item in fresh if row.event_id)
    for row, item in fresh:
        if row.signal != WireItem.Signal.NONE and len(chains[row.source_id, row.guid]) == 1:
            _point(row, item, now)
    _await_pictures(fresh, now)
    return results


def active_rules() -> list[Rule]:
    """The routing rules in their order; one whose conditions cannot be understood is passed over."""
    rules = []
    for row in RoutingRule.objects.filter(active=True):
        try:
            rules.append(row.rule)
        except RuleError:
            continue
    return rules


def digest_of(item: NewsItem) -> str:
    """A hash of what the item says, without how and when it was delivered."""
    return _digest(item.to_json())


def thread_of(text: str | None) -> str:
    """A headline brought to its letters and digits, without the words that make it a signal."""
    return " ".join(re.findall(r"\w+", without_signal(text).lower()))[:80]


def _chains(readings: Sequence[tuple[RawFile, Sequence[NewsItem]]]) -> dict[Key, list[WireItem]]:
    guids = {item.guid[:500] for _, items in readings for item in items}
    sources = {raw.source_id for raw, _ in readings}
    chains: dict[Key, list[WireItem]] = defaultdict(list)
    known = WireItem.objects.filter(guid__in=guids, source__in=sources).only(*_CHAIN_FIELDS)
    for row in known.order_by("id"):
        chains[row.source_id, row.guid].append(row)
    return chains


def _place(
    raw: RawFile, item: NewsItem, chain: list[WireItem], rules: Sequence[Rule], now: datetime
) -> tuple[WireItem, bool]:
    document = item.to_json()
    version, digest = item.version[:120], _digest(document)
    for row in chain:
        if (row.version, row.digest) == (version, digest):
            return row, False
    row = WireItem(
        raw=raw,
        source=raw.source,
        guid=item.guid[:500],
        version=version,
        digest=digest,
        conflict=any(other.version == version for other in chain),
        received_at=now,
        document=document,
        **_columns(item, raw.source),
        **routing_of(item, raw.source, rules),
    )
    chain.append(row)
    return row, True


def _columns(item: NewsItem, source: Source) -> dict[str, object]:
    signal = signal_of(item)
    return {
        "status": item.status,
        "kind": item.kind,
        "headline": (item.headline or item.slugline or "")[:500],
        "summary": item.summary or (item.body_text or "")[:300],
        "credit": (item.credit or source.credit_line or item.source or "")[:200],
        "urgency": item.urgency,
        "version_created": _moment(item.version_created or item.published),
        "embargoed": item.embargoed,
        "expires": _moment(item.expires),
        "signal": signal.kind,
        "signal_reason": signal.because[:200],
        "thread": thread_of(item.headline or item.slugline),
        "rights": as_rows(flags_of(item, source.rights)),
    }


def routing_of(item: NewsItem, source: Source, rules: Sequence[Rule]) -> dict[str, Any]:
    """The columns of a `WireItem` that `rules` decide, and the usual rubric of its source where they name none."""
    routing = route(item, source.slug, rules) if rules else Routing()
    return {
        "section": (routing.section or source.default_section)[:60],
        "priority": routing.priority,
        "topic": routing.topic,
        "watched": routing.watch,
        "routed": routing.rows(),
    }


def _supersede(chains: Iterable[list[WireItem]]) -> None:
    changed: dict[bool, list[int]] = {True: [], False: []}
    for chain in chains:
        last = newest(chain)
        for row in chain:
            old = row is not last
            if row.superseded != old:
                row.superseded = old
                if row.pk:
                    changed[old].append(row.pk)
    for old, keys in changed.items():
        if keys:
            WireItem.objects.filter(pk__in=keys).update(superseded=old)


def _point(row: WireItem, item: NewsItem, now: datetime) -> None:
    """Find the newest item of the same source that a message of its own is about: by headline, or by a quoted one."""
    spoken = (item.body_text or item.summary or item.editorial_note or "")[:1000]
    threads = {row.thread, *(thread_of(quoted) for quoted in _QUOTED.findall(spoken))} - {""}
    about = WireItem.objects.filter(source=row.source_id, thread__in=threads, received_at__gte=now - ABOUT_WITHIN)
    row.about_id = about.exclude(guid=row.guid).order_by("-received_at", "-id").values_list("pk", flat=True).first()
    if row.about_id:
        row.save(update_fields=["about"])


def _await_pictures(fresh: Sequence[tuple[WireItem, NewsItem]], now: datetime) -> None:
    waiting = [
        WirePicture(item=row, position=position, href=urljoin(row.source.url, picture.href)[:1000], next_try=now)
        for row, item in fresh
        if row.source.fetch_pictures
        for position, picture in enumerate(item.pictures[:MAX_PICTURES])
    ]
    if waiting:
        WirePicture.objects.bulk_create(waiting, batch_size=200)


def _digest(document: Mapping[str, Any]) -> str:
    said = {name: document.get(name) for name in DIGEST_FIELDS}
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode("utf-8", "replace")).hexdigest()


def _moment(value: datetime | date | None) -> datetime | None:
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=UTC)
    return datetime.combine(value, time(), UTC) if value else None
