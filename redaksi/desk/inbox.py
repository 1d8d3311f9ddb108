"""The inbox: newest versions of wire items that nobody took or spiked; a query, never a folder.

One row for one event: an item is listed where no newer one of its event is (`events` tells of the others). Pages are
found by the last row of the page before (keyset), so that the archive is never counted nor skipped over.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Final, Literal

from django.db.models import Exists, OuterRef, Q, QuerySet

from redaksi.desk.events import Event, events_of
from redaksi.desk.models import Spike, Take
from redaksi.desk.proposals import propose_sections
from redaksi.stories.models import Section, Story
from redaksi.wire.models import RawFile, WireItem

PAGE_SIZE: Final = 40
SEARCHED: Final = 5000
"""Words are looked for in that many newest items: a scan that does not grow with the archive."""

TOGETHER: Final = 200
"""Items of one event that one act puts aside at most."""

KILL: Final = Q(status="canceled") | Q(signal=WireItem.Signal.KILL)
"""Items by which an agency takes something back: a version of the item itself, or a message about it."""

SPIKED: Final = 2000
"""Newest spiked items that the tab of them goes through."""

Tab = Literal["inbox", "spiked"]


@dataclass(frozen=True, slots=True)
class Filters:
    """What the desk wants to see; empty means everything. `urgency` keeps items at least that urgent (1 is flash),
    `marked` what a rule watches (`pantau`) or puts first (`prioritas`).
    """

    tab: Tab = "inbox"
    source: int | None = None
    section: str = ""
    urgency: int | None = None
    status: str = ""
    words: str = ""
    marked: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the inbox: `versions` of the item so far, `story` that an earlier version became.

    `event` tells of the other takes of the same event, None when the item stands alone; `section` is the rubric that
    a take would propose.
    """

    item: WireItem
    versions: int
    story: Story | None
    event: Event | None = None
    section: Section | None = None

    @property
    def urgency(self) -> int | None:
        """Of its event, else of the item itself."""
        return self.event.urgency if self.event else self.item.urgency


@dataclass(frozen=True, slots=True)
class Page:
    """A page of rows, newest first; `after` asks for the next one, None at the end."""

    rows: list[Row]
    after: str | None


def page(filters: Filters, zone: tzinfo, after: str = "", size: int = PAGE_SIZE) -> Page:
    """One page behind the row that `after` names; a cursor that makes no sense starts at the top."""
    wanted = _filtered(_items(filters.tab), filters, zone)
    leading = _leading(wanted)
    if filters.words:
        leading = leading.filter(pk__in=WireItem.objects.order_by("-received_at", "-id").values("pk")[:SEARCHED])
    items = list(behind(leading, after)[: size + 1])
    more = len(items) > size
    rows = rows_of(items[:size])
    return Page(rows, cursor_of(rows[-1].item) if more else None)


def waiting() -> QuerySet[WireItem]:
    """Everything in the inbox, newest first."""
    untouched = ~Exists(Take.objects.filter(wire_item=OuterRef("pk"))) & ~Exists(
        Spike.objects.filter(wire_item=OuterRef("pk"))
    )
    return _listed(WireItem.objects.filter(untouched, superseded=False))


def behind(items: QuerySet[WireItem], after: str) -> QuerySet[WireItem]:
    """Those of `items` that stand behind the row that `after` names; all of them for a cursor without sense."""
    moment, _, number = after.partition("_")
    try:
        received, pk = datetime.fromtimestamp(int(moment) / 1_000_000, tz=UTC), int(number)
    except (ValueError, OverflowError, OSError):
        return items
    # The first condition follows from the second, but only a bound of its own lets the index begin there.
    return items.filter(Q(received_at__lt=received) | Q(received_at=received, pk__lt=pk), received_at__lte=received)


def cursor_of(item: WireItem) -> str:
    """The cursor that names `item`, see `behind`."""
    since = item.received_at - datetime.fromtimestamp(0, tz=UTC)
    return f"{since // timedelta(microseconds=1)}_{item.pk}"


def rows_of(items: Iterable[WireItem]) -> list[Row]:
    """`items` with what the list says beside them, in a fixed number of queries whatever their number."""
    items = list(items)
    events, sections = events_of(items), propose_sections(items)
    guids = {item.guid for item in items}
    versions = Counter(WireItem.objects.filter(guid__in=guids).values_list("source_id", "guid"))
    taken = Take.objects.filter(wire_item__guid__in=guids).select_related("story", "wire_item").order_by("taken_at")
    stories = {(take.wire_item.source_id, take.wire_item.guid): take.story for take in taken}
    keys = {item.pk: (item.source_id, item.guid) for item in items}
    return [
        Row(item, versions[key], stories.get(key), events.get(item.pk), sections[item.pk])
        for item, key in ((item, keys[item.pk]) for item in items)
    ]


def together(item: WireItem) -> list[WireItem]:
    """`item` and what else waits in the inbox of its event, newest first: what a row of the inbox stands for."""
    if item.event_id is None:
        return [item]
    others = waiting().filter(event=item.event_id).exclude(pk=item.pk)
    return [item, *others[:TOGETHER]]


def spiked_together(item: WireItem) -> list[WireItem]:
    """`item` and what else was spiked of its event."""
    if item.event_id is None:
        return [item]
    others = _listed(WireItem.objects.filter(spike__isnull=False, event=item.event_id)).exclude(pk=item.pk)
    return [item, *others[:TOGETHER]]


def mark() -> int:
    """The key of the newest item there is: what comes later has a higher one."""
    return WireItem.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def put_aside() -> QuerySet[RawFile]:
    """Deliveries that could not be read and that an editor needs no more, newest first."""
    return RawFile.objects.filter(state=RawFile.State.ASIDE).select_related("source").order_by("-received_at")


def quarantine() -> QuerySet[RawFile]:
    """Deliveries that could not be read, newest first."""
    return RawFile.objects.filter(state=RawFile.State.QUARANTINED).select_related("source").order_by("-received_at")


def is_killed(item: WireItem) -> bool:
    """Whether the agency has taken `item` back: by its newest version or by a message about any of its versions."""
    kills = WireItem.objects.filter(KILL)
    return (
        kills.filter(source_id=item.source_id, guid=item.guid, superseded=False).exists()
        or kills.filter(about__source_id=item.source_id, about__guid=item.guid).exists()
    )


def _items(tab: Tab) -> QuerySet[WireItem]:
    if tab == "inbox":
        return waiting()
    return _listed(
        WireItem.objects.filter(pk__in=Spike.objects.order_by("-spiked_at", "-id").values("wire_item")[:SPIKED])
    )


def _listed(items: QuerySet[WireItem]) -> QuerySet[WireItem]:
    return items.select_related("source").defer("document").order_by("-received_at", "-id")


def _filtered(items: QuerySet[WireItem], filters: Filters, zone: tzinfo) -> QuerySet[WireItem]:
    if filters.source:
        items = items.filter(source_id=filters.source)
    if filters.section:
        routed, usual = Q(section=filters.section), Q(section="", source__default_section=filters.section)
        items = items.filter(routed | usual)
    if filters.urgency:
        items = items.filter(urgency__lte=filters.urgency)
    if filters.status:
        items = items.filter(status=filters.status)
    if filters.marked:
        items = items.filter(watched=True) if filters.marked == "pantau" else items.filter(priority__gt=0)
    if filters.day:
        start = datetime.combine(filters.day, time(), zone)
        items = items.filter(received_at__gte=start, received_at__lt=start + timedelta(days=1))
    for word in filters.words.split():
        items = items.filter(Q(headline__icontains=word) | Q(summary__icontains=word))
    return items


def _leading(items: QuerySet[WireItem]) -> QuerySet[WireItem]:
    """The newest of `items` of each event; what belongs to none stands for itself."""
    newer = Q(received_at__gt=OuterRef("received_at")) | Q(received_at=OuterRef("received_at"), pk__gt=OuterRef("pk"))
    return items.filter(~Exists(items.order_by().filter(newer, event=OuterRef("event"))))
