"""The embedded index: SQLite FTS5, contentless, in the story's own database and transaction (docs/decisions/0004)."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

from redaksi.discovery.document import Document

# Relevance is scored over this many newest matches only: bounded whatever the archive's size, and right for news.
SCORED = 1000
LAST = 2**62
CREATE = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS discovery_fts USING fts5("
    "headline, deck, body, facets, content='', tokenize=\"unicode61 remove_diacritics 2\")"
)
DROP = "DROP TABLE IF EXISTS discovery_fts"


def add(rank: int, document: Document) -> None:
    add_many([(rank, document)])


def add_many(documents: Iterable[tuple[int, Document]]) -> None:
    """Index documents by their rank; quickest in the order of their ranks."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO discovery_fts(rowid, headline, deck, body, facets) VALUES (%s, %s, %s, %s, %s)",
            [(rank, each.headline, each.deck, each.body, each.facets) for rank, each in documents],
        )


def remove(rank: int, document: Document) -> None:
    """Take a row out; contentless tables want its old terms back, word for word."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO discovery_fts(discovery_fts, rowid, headline, deck, body, facets)"
            " VALUES ('delete', %s, %s, %s, %s, %s)",
            [rank, document.headline, document.deck, document.body, document.facets],
        )


def newest(terms: list[str], facets: list[str], below: int, limit: int, above: int = 0) -> list[tuple[int, float]]:
    """(rank, 0.0) of matches with a rank over `above` and under `below`, newest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rowid FROM discovery_fts WHERE discovery_fts MATCH %s AND rowid > %s AND rowid < %s"
            " ORDER BY rowid DESC LIMIT %s",
            [_match(terms, facets), above, below, limit],
        )
        return [(rank, 0.0) for (rank,) in cursor.fetchall()]


def relevant(terms: list[str], facets: list[str], above: int, limit: int, below: int = LAST) -> list[tuple[int, float]]:
    """(rank, score) of the best of the newest matches between `above` and `below`; a higher score is better."""
    match = _match(terms, facets)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT MIN(rowid) FROM (SELECT rowid FROM discovery_fts WHERE discovery_fts MATCH %s AND rowid > %s"
            " AND rowid < %s ORDER BY rowid DESC LIMIT %s)",
            [match, above, below, SCORED],
        )
        (oldest,) = cursor.fetchone()
        if oldest is None:
            return []
        cursor.execute(
            "SELECT rowid, -bm25(discovery_fts, 8.0, 4.0, 1.0, 0.0) AS score FROM discovery_fts"
            " WHERE discovery_fts MATCH %s AND rowid >= %s AND rowid < %s ORDER BY score DESC, rowid DESC LIMIT %s",
            [match, oldest, below, limit],
        )
        return [(rank, score) for rank, score in cursor.fetchall()]


def _match(terms: list[str], facets: list[str]) -> str:
    asked = " AND ".join(f'{{headline deck body}} : "{term}"' for term in terms)
    return " AND ".join([asked, *(f'facets : "{facet}"' for facet in facets)])
