"""Which items tell of one event: versions of several agencies stand together, and each says why.

An item is looked for by its most telling terms in an indexed table of the last 36 hours: few rows a term, so the cost
does not grow with the archive. Done by the clock after the ingest, so that a flood is not held up; only a new version
joins the event of its chain at once, since its row must not leave the event for a minute.
"""

from __future__ import annotations

import math
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from redaksi.formats.item import NewsItem
from redaksi.wire.models import EventTerm, WireItem
from redaksi.wire.terms import likeness, terms_of

WINDOW = timedelta(hours=36)
# Rows looked at for each term: a term with more is so common that it tells nothing.
ROWS_A_TERM = 60
SEARCHED_TERMS = 14
CANDIDATES = 12
THRESHOLD = 0.27
LEAST_SHARED = 4
# A duty of the clock ends after that many seconds and goes on at the next tick.
SECONDS = 0.4


@dataclass(frozen=True, slots=True)
class Match:
    """The item that another one resembles most: how much (0 to 1) and in which terms."""

    item_id: int
    event_id: int
    score: float
    shared: tuple[str, ...]


def group_new(now: datetime, seconds: float = SECONDS) -> int:
    """Find the event of items that nobody has looked at, oldest first; returns how many (the clock's duty)."""
    deadline = time.monotonic() + seconds
    done = 0
    while time.monotonic() < deadline:
        items = list(WireItem.objects.filter(event=None).order_by("id")[:20])
        if not items:
            break
        with transaction.atomic():
            for item in items:
                place(item)
        done += len(items)
    if done:
        EventTerm.objects.filter(received_at__lt=now - WINDOW - timedelta(hours=1)).delete()
    return done


def place(item: WireItem) -> Match | None:
    """Give an item its event: that of its earlier versions, of what it is about or resembles, else its own."""
    terms = terms_of(item.item)
    match = _by_chain(item) or _by_terms(item, terms)
    _join(item, match)
    item.save(update_fields=["event", "event_reason"])
    EventTerm.objects.bulk_create(_rows(item, terms))
    return match


def follow(item: WireItem, chain: Iterable[WireItem]) -> None:
    """Let an item that is not stored yet join the event of its chain (its versions, oldest first), if that has one."""
    before = [other for other in chain if other is not item and other.event_id]
    if before:
        _join(item, _version_of(before[-1]))


def note_terms(items: Iterable[tuple[WireItem, NewsItem]]) -> None:
    """Let stored items that have their event already be found by what they say, as `place` does for the others."""
    EventTerm.objects.bulk_create([row for item, read in items for row in _rows(item, terms_of(read))], batch_size=500)


def _rows(item: WireItem, terms: Iterable[str]) -> list[EventTerm]:
    return [EventTerm(item=item, term=term, received_at=item.received_at) for term in list(terms)[:SEARCHED_TERMS]]


def _join(item: WireItem, match: Match | None) -> None:
    item.event_id = match.event_id if match else item.pk
    item.event_reason = (
        {"with": match.item_id, "score": round(match.score, 3), "shared": list(match.shared)} if match else {}
    )


def _version_of(other: WireItem) -> Match:
    return Match(other.pk, other.event_id or other.pk, 1.0, ("version",))


def _by_chain(item: WireItem) -> Match | None:
    about = item.about or (
        WireItem.objects.filter(source=item.source_id, guid=item.guid, pk__lt=item.pk).order_by("-pk").first()
    )
    if about is None or about.event_id is None:
        return None
    return _version_of(about) if about.guid == item.guid else Match(about.pk, about.event_id, 1.0, ("about",))


def _by_terms(item: WireItem, terms: dict[str, float]) -> Match | None:
    hits, frequency = _found_by_terms(item, list(terms)[:SEARCHED_TERMS])
    best = [pk for pk, count in hits.most_common(CANDIDATES) if count >= LEAST_SHARED]
    if not best:
        return None
    total = max(frequency.values(), default=1) + 10
    rarity = {term: math.log(1 + total / (1 + count)) for term, count in frequency.items()}
    matches = []
    for other in WireItem.objects.filter(pk__in=best).exclude(event=None):
        theirs = terms_of(other.item)
        shared = sorted(terms.keys() & theirs.keys(), key=lambda term: (-terms[term] * rarity.get(term, 1.0), term))
        score = likeness(terms, theirs, rarity)
        if score >= THRESHOLD and len(shared) >= LEAST_SHARED and _same_language(item, other):
            matches.append(Match(other.pk, other.event_id or other.pk, score, tuple(shared[:8])))
    return max(matches, key=lambda match: (match.score, match.item_id), default=None)


def _found_by_terms(item: WireItem, terms: Sequence[str]) -> tuple[Counter[int], dict[str, int]]:
    hits: Counter[int] = Counter()
    frequency: dict[str, int] = defaultdict(int)
    for term in terms:
        rows = EventTerm.objects.filter(
            term=term, received_at__gte=item.received_at - WINDOW, received_at__lte=item.received_at + WINDOW
        ).order_by("-received_at")
        found = list(rows.values_list("item_id", flat=True)[:ROWS_A_TERM])
        frequency[term] = len(found)
        hits.update(pk for pk in found if pk != item.pk)
    return hits, frequency


def _same_language(one: WireItem, other: WireItem) -> bool:
    """Stems of two languages meet by chance: names alone would have to carry the likeness."""
    ours, theirs = one.document.get("language"), other.document.get("language")
    return not ours or not theirs or str(ours)[:2].lower() == str(theirs)[:2].lower()
