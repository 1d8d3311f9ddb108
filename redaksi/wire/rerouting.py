"""Routing of items that are here already: where they stand, where today's rules would send them, and writing that."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from redaksi.formats.item import FormatError
from redaksi.wire.models import WireItem
from redaksi.wire.routing import Rule
from redaksi.wire.storing import routing_of

FIELDS: Final = ("section", "priority", "topic", "watched", "routed")
"""What rules decide of an item; nobody sets any of it by hand."""


def standing(row: WireItem) -> dict[str, Any]:
    """How `row` is routed now, by the names of `FIELDS`."""
    return {name: getattr(row, name) for name in FIELDS}


def due(row: WireItem, rules: Sequence[Rule]) -> dict[str, Any]:
    """How `row` would be routed if it came in now; an item that an older version stored in another shape stays."""
    try:
        return routing_of(row.item, row.source, rules)
    except FormatError:
        return standing(row)


def differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[str, ...]:
    """Which of `FIELDS` differ, in their order."""
    return tuple(name for name in FIELDS if before[name] != after[name])


def put(routings: Iterable[tuple[WireItem, Mapping[str, Any]]]) -> int:
    """Write the routing of each row; returns how many there were. What was received is never touched.

    One statement for all rows with one outcome: rules know few, and somebody may wait for the same database.
    """
    outcomes: dict[str, tuple[Mapping[str, Any], list[int]]] = {}
    for row, values in routings:
        outcomes.setdefault(json.dumps(values, sort_keys=True), (values, []))[1].append(row.pk)
    return sum(WireItem.objects.filter(pk__in=keys).update(**values) for values, keys in outcomes.values())


def fingerprint(rules: Sequence[Rule]) -> str:
    """The same for the same rules in the same order, 64 hex digits."""
    return hashlib.sha256(repr(list(rules)).encode("utf-8", "replace")).hexdigest()
