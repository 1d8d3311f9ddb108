"""The index on PostgreSQL: a text-search vector of our own terms beside the rank, so both databases find the same."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

from redaksi.discovery.document import Document

SCORED = 1000
# So many of the newest stories are looked through before the index of words is asked: it gives all matches or none.
LOOKED_THROUGH = 400
LAST = 2**62
CREATE = (
    "CREATE TABLE IF NOT EXISTS discovery_fts (rank bigint PRIMARY KEY, vector tsvector NOT NULL);"
    "CREATE INDEX IF NOT EXISTS discovery_fts_vector ON discovery_fts USING gin (vector)"
)
DROP = "DROP TABLE IF EXISTS discovery_fts"
# Our terms are stems already: the `simple` configuration keeps them as they are. A weight is also a column here:
# facets are C, and what a reader asks for is looked up in the others only.
_VECTOR = (
    "setweight(to_tsvector('simple', %s), 'A') || setweight(to_tsvector('simple', %s), 'B')"
    " || setweight(to_tsvector('simple', %s), 'D') || setweight(to_tsvector('simple', %s), 'C')"
)


def add(rank: int, document: Document) -> None:
    add_many([(rank, document)])


def add_many(documents: Iterable[tuple[int, Document]]) -> None:
    """Index documents by their rank."""
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO discovery_fts(rank, vector) VALUES (%s, {_VECTOR})",  # noqa: S608 - a constant of ours
            [(rank, each.headline, each.deck, each.body, each.facets) for rank, each in documents],
        )


def remove(rank: int, document: Document) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM discovery_fts WHERE rank = %s", [rank])


def newest(terms: list[str], facets: list[str], below: int, limit: int, above: int = 0) -> list[tuple[int, float]]:
    """(rank, 0.0) of matches with a rank over `above` and under `below`, newest first."""
    words = _match(terms, facets)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rank FROM (SELECT rank, vector FROM discovery_fts WHERE rank > %s AND rank < %s"
            " ORDER BY rank DESC LIMIT %s) newest WHERE vector @@ to_tsquery('simple', %s)"
            " ORDER BY rank DESC LIMIT %s",
            [above, below, LOOKED_THROUGH, words, limit],
        )
        found = cursor.fetchall()
        if len(found) < limit:
            # A sum, for in the order of the plain column PostgreSQL would walk through all stories for a rare word.
            cursor.execute(
                "SELECT rank FROM discovery_fts WHERE vector @@ to_tsquery('simple', %s) AND rank > %s AND rank < %s"
                " ORDER BY rank + 0 DESC LIMIT %s",
                [words, above, below, limit],
            )
            found = cursor.fetchall()
        return [(rank, 0.0) for (rank,) in found]


def relevant(terms: list[str], facets: list[str], above: int, limit: int, below: int = LAST) -> list[tuple[int, float]]:
    """(rank, score) of the best of the newest matches between `above` and `below`; a higher score is better."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rank, ts_rank(vector, query, 1) AS score FROM (SELECT rank, vector, query FROM discovery_fts,"
            " to_tsquery('simple', %s) query WHERE vector @@ query AND rank > %s AND rank < %s"
            " ORDER BY rank DESC LIMIT %s) newest"
            " ORDER BY score DESC, rank DESC LIMIT %s",
            [_match(terms, facets), above, below, SCORED, limit],
        )
        return [(rank, score) for rank, score in cursor.fetchall()]


def _match(terms: list[str], facets: list[str]) -> str:
    return " & ".join([*(f"'{term}':ABD" for term in terms), *(f"'{facet}':C" for facet in facets)])
