"""Which of several deliveries of one item is the newest: pure, by what the sender says first."""

from __future__ import annotations

from collections.abc import Sequence
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
    numbered = all(item.version.isdigit() for item in items)
    if numbered:
        return max(items, key=lambda item: (int(item.version), _moment(item), item.received_at.timestamp()))
    return max(items, key=lambda item: (_moment(item), item.received_at.timestamp()))


def _moment(item: Versioned) -> float:
    return item.version_created.timestamp() if item.version_created else 0.0
