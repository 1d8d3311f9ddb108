"""What others need to know of a story's public state, as values, so that before and after can be compared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class PublicFacts:
    """A story as it stands in lists: where it is listed, its card there, its public address, its original."""

    pk: int
    section_id: int | None
    topic_ids: frozenset[int]
    country_ids: frozenset[int]
    person_ids: frozenset[int]
    published_at: datetime
    card: tuple[object, ...]
    address: str = ""
    translation_of: int | None = None
