"""Which of several deliveries of one item is the newest: pure, by what the sender says first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol, TypeVar


class Versioned(Protocol):
    """What is needed to order versions; `received_at` decides only between equals."""

    version: str
    version_created: datetime | None
    received_at: datetime


T = TypeVar("T", bound=Versioned)


def newest(items: Sequence[T]) -> T:
    """The newest of the versions of one guid: highest number, else latest sent, else latest received."""
    return max(items, key=_order(items))


def newest_first(items: Sequence[T]) -> list[T]:
    """The versions of one guid in their order, the one that counts first."""
    return sorted(items, key=_order(items), reverse=True)


def came_late(items: Sequence[T]) -> list[T]:
    """Those of the versions of one guid that arrived after a higher one: noted, never put in its place."""
    order = _order(items)
    return [
        item
        for item in items
        if any(other.received_at < item.received_at and order(other) > order(item) for other in items)
    ]


def _order(items: Sequence[T]) -> Callable[[T], tuple[float, ...]]:
    if all(item.version.isdigit() for item in items):
        return lambda item: (int(item.version), _moment(item), item.received_at.timestamp())
    return lambda item: (_moment(item), item.received_at.timestamp())


def _moment(item: Versioned) -> float:
    return item.version_created.timestamp() if item.version_created else 0.0
