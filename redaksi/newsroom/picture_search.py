"""Wagtail's database search for pictures and pages, without the statistics that make every save read the whole index.

After each save Wagtail's backend averages the title length over its whole index (541 ms at 100,000 rows, see
docs/decisions/0004). Titles keep their default weight until `update_index` runs.
"""

from __future__ import annotations

from django.db import connection

if connection.vendor == "postgresql":
    from modelsearch.backends.database.postgres.postgres import PostgresIndex as DatabaseIndex
    from modelsearch.backends.database.postgres.postgres import PostgresSearchBackend as DatabaseBackend
else:
    from modelsearch.backends.database.sqlite.sqlite import SQLiteIndex as DatabaseIndex
    from modelsearch.backends.database.sqlite.sqlite import SQLiteSearchBackend as DatabaseBackend


class Index(DatabaseIndex):
    def _refresh_title_norms(self, full: bool = False) -> None:
        if full:
            super()._refresh_title_norms(full=True)


class SearchBackend(DatabaseBackend):
    index_class = Index
