"""Rows of another table inside a query of this one, as JSON: a page's few related rows cost no query of their own."""

from __future__ import annotations

from typing import Any, Final

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, F, Func, JSONField, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.db.models.sql.compiler import SQLCompiler

SQLITE: Final = "(SELECT json_group_array(json(each.item)) FROM (%(subquery)s) each)"
POSTGRESQL: Final = "(SELECT coalesce(jsonb_agg(each.item), '[]') FROM (%(subquery)s) each)"


class Rows(Subquery):
    """The rows of `queryset` as a list of dictionaries of `columns` (name -> lookup), in the queryset's order.

    Times and files come as the text that the database keeps.
    """

    def __init__(self, queryset: QuerySet[Any], **columns: str) -> None:
        item = JSONObject(**{name: F(lookup) for name, lookup in columns.items()})
        super().__init__(queryset.values(item=item), output_field=JSONField())

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, template: str | None = None, **context: Any
    ) -> tuple[str, tuple[Any, ...]]:
        return super().as_sql(compiler, connection, template=template or SQLITE, **context)

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any
    ) -> tuple[str, tuple[Any, ...]]:
        return super().as_sql(compiler, connection, template=POSTGRESQL, **context)


class Among(Func):
    """Whether a row's number is among the few that `queryset` gives, for conditions that are joined by OR.

    As an IN beside others PostgreSQL reads the whole table and looks each row up; an array it takes to the index.
    """

    template = "%(expressions)s"
    arg_joiner = " IN "

    def __init__(self, queryset: QuerySet[Any]) -> None:
        super().__init__(F("pk"), Subquery(queryset.values("pk")), output_field=BooleanField())

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any
    ) -> tuple[str, tuple[Any, ...]]:
        sql, values = super().as_sql(compiler, connection, arg_joiner=" = ANY (ARRAY", **context)
        return f"{sql})", tuple(values)
