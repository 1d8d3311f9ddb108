"""One row of the inbox for one event: its takes from all agencies, and why they stand together.

`wire.clusters` finds events and keeps the reason; here it is read for a page of rows, in a fixed number of queries.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext as _

from redaksi.desk.models import Spike, Take
from redaksi.stories.models import Story
from redaksi.wire.models import WireItem
from redaksi.wire.terms import stem

_WORD: Final = re.compile(r"\w+(?:[.,-]\w+)*")
SHOWN: Final = 12
"""Takes of one event that a row shows; of the others it says how many there are."""


@dataclass(frozen=True, slots=True)
class EventTake:
    """One item of an event: `why` it stands here in words, the `story` it became, whether it was `spiked`."""

    item: WireItem
    why: str
    story: Story | None = None
    spiked: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """The newest versions of all items of one event, newest first; `total` counts those not shown as well.

    `story` is the newest one that any of them became.
    """

    takes: tuple[EventTake, ...] = ()
    total: int = 0
    agencies: tuple[str, ...] = ()
    story: Story | None = None

    @property
    def signals(self) -> frozenset[str]:
        """What agencies take back, correct or say about it: `kill`, `correction`, `advisory`."""
        return frozenset(str(take.item.signal) for take in self.takes) - {"none"}

    @property
    def urgency(self) -> int | None:
        """The highest urgency (1 is flash) that any agency gave it."""
        return min((take.item.urgency for take in self.takes if take.item.urgency), default=None)

    @property
    def more(self) -> int:
        return self.total - len(self.takes)


@dataclass(slots=True)
class _Found:
    """What the queries brought, by the key of the item or event."""

    items: dict[int, list[WireItem]] = field(default_factory=lambda: defaultdict(list))
    totals: dict[int, int] = field(default_factory=dict)
    stories: dict[int, Story] = field(default_factory=dict)
    spiked: frozenset[int] = frozenset()


def events_of(items: Iterable[WireItem]) -> dict[int, Event]:
    """The event of each of `items` by the item's key, in four queries; an item that stands alone has none."""
    items = list(items)
    keys = {item.event_id for item in items if item.event_id is not None}
    found = _find(keys)
    events = {key: _event(found, key) for key in keys if found.totals.get(key, 0) > 1}
    return {item.pk: events[item.event_id] for item in items if item.event_id in events}


def because(reason: Mapping[str, Any], names: Mapping[int, str] | None = None, text: str = "") -> str:
    """Why an item belongs to its event (`WireItem.event_reason`), in words; empty for the first one of an event.

    `names` are the agencies of the items that reasons point at; `text` is where the item's words stand as they were
    written: what is shared are their stems.
    """
    shared = list(reason.get("shared") or ())
    if not shared:
        return ""
    if shared == ["version"]:
        return _("another version of the same item")
    if shared == ["about"]:
        return _("a message about another item")
    said = {
        "score": round(100 * float(reason.get("score") or 0)),
        "words": ", ".join(_as_written(map(str, shared), text)),
    }
    name = (names or {}).get(int(reason.get("with") or 0))
    if name:
        return _("%(score)s%% like the take of %(agency)s: %(words)s") % {**said, "agency": name}
    return _("%(score)s%% alike: %(words)s") % said


def _as_written(terms: Iterable[str], text: str) -> list[str]:
    written: dict[str, str] = {}
    for word in _WORD.findall(text.lower()):
        written.setdefault(stem(word, "id"), word)
    return [written.get(term, term) for term in terms]


def _find(keys: Iterable[int]) -> _Found:
    found = _Found()
    keys = list(keys)
    if not keys:
        return found
    current = WireItem.objects.filter(event__in=keys, superseded=False)
    newest_first = Window(RowNumber(), partition_by=F("event"), order_by=[F("received_at").desc(), F("id").desc()])
    rows = current.annotate(place=newest_first).filter(place__lte=SHOWN)
    for item in rows.select_related("source").defer("document").order_by("-received_at", "-id"):
        found.items[item.event_id or 0].append(item)
    found.totals = dict(current.order_by().values_list("event").annotate(Count("pk")))
    shown = [item.pk for items in found.items.values() for item in items]
    takes = Take.objects.filter(wire_item__event__in=keys).select_related("story").defer("story__body", "story__notes")
    for take in takes.order_by("taken_at", "id"):
        found.stories[take.wire_item_id] = take.story
    found.spiked = frozenset(Spike.objects.filter(wire_item__in=shown).values_list("wire_item_id", flat=True))
    return found


def _event(found: _Found, key: int) -> Event:
    items: Sequence[WireItem] = found.items[key]
    names = {item.pk: item.credit or item.source.name for item in items}
    takes = tuple(
        EventTake(
            item,
            because(item.event_reason, names, f"{item.headline} {item.summary}"),
            found.stories.get(item.pk),
            item.pk in found.spiked,
        )
        for item in items
    )
    stories = [take.story for take in takes if take.story is not None]
    return Event(takes, found.totals[key], tuple(dict.fromkeys(names.values())), stories[0] if stories else None)
