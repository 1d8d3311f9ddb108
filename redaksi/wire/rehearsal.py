"""What routing rules would catch: a dry run over the newest items, with reasons and without changing anything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from redaksi.formats.item import FormatError
from redaksi.wire.models import WireItem
from redaksi.wire.routing import Routing, Rule, route, why
from redaksi.wire.storing import active_rules

NEWEST = 500


@dataclass(frozen=True, slots=True)
class Caught:
    """An item that a rule catches, and why."""

    item: WireItem
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """An item and where the rules together would send it."""

    item: WireItem
    routing: Routing


def rehearse(rule: Rule, limit: int = NEWEST) -> list[Caught]:
    """Which of the newest items this rule alone would catch, newest first."""
    caught = []
    for row in _newest(limit):
        because = _why(rule, row)
        if because is not None:
            caught.append(Caught(row, because))
    return caught


def rehearse_all(rules: Sequence[Rule] | None = None, limit: int = NEWEST) -> list[Rehearsed]:
    """Where the rules together (all active ones, unless given) would send each of the newest items."""
    asked = active_rules() if rules is None else rules
    return [Rehearsed(row, routing) for row in _newest(limit) if (routing := _route(asked, row)) is not None]


def _newest(limit: int) -> list[WireItem]:
    newest = WireItem.objects.filter(superseded=False).select_related("source")
    return list(newest.order_by("-received_at", "-id")[: min(limit, NEWEST)])


def _why(rule: Rule, row: WireItem) -> tuple[str, ...] | None:
    try:
        return why(rule, row.item, row.source.slug)
    except FormatError:
        # An item that an older version stored in another shape: the dry run goes on.
        return None


def _route(rules: Sequence[Rule], row: WireItem) -> Routing | None:
    try:
        return route(row.item, row.source.slug, rules)
    except FormatError:
        return None
