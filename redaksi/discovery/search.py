"""Search over what is public: the one interface behind which the index lives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from redaksi.discovery.index import WITHIN_SECOND, backend
from redaksi.discovery.models import Entry
from redaksi.discovery.terms import query_terms

LAST = 2**62


@dataclass(frozen=True, slots=True)
class Hit:
    """One story found; `rank` continues a newest-first list (`below=hit.rank`)."""

    story_id: int
    score: float
    rank: int


def before(moment: datetime) -> int:
    """The rank that all stories published before `moment` stay below."""
    return int(moment.timestamp()) * WITHIN_SECOND


def search(
    query: str,
    *,
    section_id: int | None = None,
    since: datetime | None = None,
    order: Literal["relevance", "newest"] = "relevance",
    limit: int = 20,
    below: int = LAST,
) -> list[Hit]:
    """Public stories that hold every word of `query`, best or newest first; an empty query finds nothing.

    `since` and `below` bound what is found: a time, and a rank (`hit.rank`, or `before` a time).
    """
    terms = query_terms(query)
    if not terms:
        return []
    facets = [f"section{section_id}"] if section_id else []
    above = int(since.timestamp()) * WITHIN_SECOND - 1 if since else 0
    if order == "newest":
        found = backend().newest(terms, facets, below, limit, above)
    else:
        found = backend().relevant(terms, facets, above, limit, below)
    story_ids = dict(Entry.objects.filter(rank__in=[rank for rank, _ in found]).values_list("rank", "story_id"))
    return [Hit(story_ids[rank], score, rank) for rank, score in found if rank in story_ids]
