"""Queries that are built once and then only asked.

Django builds and compiles a query anew each time. For a page's fixed questions that costs ten times what the database
needs to answer them, so a `Prepared` keeps the compiled statement and puts the values of the moment in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from copy import copy
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from django.db import connections
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler

# Stand in for values while a statement is compiled; no row has such a number, no story such a time.
NUMBER: Final = 4_000_000_000_000_000
MOMENT: Final = datetime(1801, 1, 1, tzinfo=UTC)
FEWEST: Final = 8


class Ids(tuple[int, ...]):
    """Numbers for an `__in`, filled up with zeros to a power of two, so that few statements serve every count."""

    def __new__(cls, values: Iterable[int]) -> Ids:
        given = tuple(values)
        size = FEWEST
        while size < len(given):
            size *= 2
        return super().__new__(cls, (*given, *[0] * (size - len(given))))


@dataclass(frozen=True, slots=True)
class Statement:
    """A compiled query: `places` says for each parameter which of the flattened values it is, or None: `fixed`.

    `converters` are what the database's values pass through; with the statement they are always the same.
    """

    compiler: SQLCompiler
    converters: dict[int, Any]
    queryset: QuerySet[Any, Any]
    sql: str
    fixed: tuple[Any, ...]
    places: tuple[int | None, ...]


class Prepared:
    """`build(*values)` gives the queryset; values are whole numbers, aware times and `Ids`, and may stand in
    conditions only: a limit or a condition that depends on a value needs a `Prepared` of its own."""

    def __init__(self, build: Callable[..., QuerySet[Any, Any]]) -> None:
        self.build = build
        self._statements: dict[tuple[Any, ...], Statement] = {}

    def __call__(self, *values: Any) -> list[Any]:
        """The rows for `values`, as the queryset would give them; prefetches are not carried out."""
        shape = tuple(len(value) if isinstance(value, Ids) else type(value) for value in values)
        connection = connections["default"]
        key = (connection.vendor, *shape)
        statement = self._statements.get(key)
        if statement is None:
            statement = self._statements[key] = _compile(self.build, values)
        flat = [_adapt(connection, value) for value in _flat(values)]
        bound = tuple(
            fixed if place is None else flat[place]
            for fixed, place in zip(statement.fixed, statement.places, strict=True)
        )
        compiler = copy(statement.compiler)
        compiler.connection = connection
        compiler.as_sql = lambda *_, **__: (statement.sql, bound)  # type: ignore[method-assign]
        compiler.get_converters = lambda *_: statement.converters  # type: ignore[method-assign]
        rows: Any = statement.queryset._iterable_class
        return list(rows(_Asked(statement.queryset, compiler)))


class _Asked:
    """What Django's row iterators read of a queryset, with a compiler that needs no compiling."""

    def __init__(self, queryset: QuerySet[Any, Any], compiler: SQLCompiler) -> None:
        self._queryset, self._compiler = queryset, compiler

    def __getattr__(self, name: str) -> Any:
        return getattr(self._queryset, name)

    @property
    def query(self) -> Any:
        return _Query(self._queryset.query, self._compiler)


class _Query:
    def __init__(self, query: Any, compiler: SQLCompiler) -> None:
        self._query, self._compiler = query, compiler

    def __getattr__(self, name: str) -> Any:
        return getattr(self._query, name)

    def get_compiler(self, *_: Any, **__: Any) -> SQLCompiler:
        return self._compiler


def _compile(build: Callable[..., QuerySet[Any, Any]], values: tuple[Any, ...]) -> Statement:
    numbers = iter(range(10_000))
    stand_ins = [_stand_in(value, numbers) for value in values]
    queryset = build(*stand_ins)
    connection = connections["default"]
    compiler = queryset.query.get_compiler(using="default")
    sql, parameters = compiler.as_sql()
    known = {_adapt(connection, value): place for place, value in enumerate(_flat(stand_ins))}
    places = tuple(known.get(each) if isinstance(each, int | str | datetime) else None for each in parameters)
    missing = set(known.values()) - set(places)
    if missing:
        raise ValueError(f"values {sorted(missing)} do not stand in the query as they are")
    converters = compiler.get_converters([chosen[0] for chosen in compiler.select[: compiler.col_count]])
    return Statement(compiler, converters, queryset, sql, tuple(parameters), places)


def _stand_in(value: Any, numbers: Iterator[int]) -> Any:
    if isinstance(value, Ids):
        return [NUMBER + next(numbers) for _ in value]
    if isinstance(value, datetime):
        return MOMENT + timedelta(days=next(numbers))
    if isinstance(value, int):
        return NUMBER + next(numbers)
    raise TypeError(f"{value!r} is no number, time or Ids")


def _flat(values: Iterable[Any]) -> Iterator[Any]:
    for value in values:
        if isinstance(value, list | tuple):
            yield from value
        else:
            yield value


def _adapt(connection: Any, value: Any) -> Any:
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value
