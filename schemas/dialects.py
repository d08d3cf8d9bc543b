"""What tells the SQL of the three databases apart: types of lists and keys, when keys are made, comments."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import polars as pl

from schemas.registry import Column

Names = Callable[[str], str]
"""From a table's name to the SQL identifier that it has in a database, quoted and with its schema."""

_SCALARS: dict[pl.DataType, str] = {pl.String(): "TEXT", pl.Int64(): "BIGINT", pl.Float64(): "DOUBLE PRECISION"}


class Dialect(NamedTuple):
    """SQL of one database.

    Attributes:
        name: of the database.
        list_type: SQL type of a column of lists.
        key_type: SQL type of a text column that is or refers to a key.
        has_late_keys: keys are added after the rows, which is faster; else they stand in `CREATE TABLE`.
        has_indexes: foreign keys want an index of their own.
        has_comments: `COMMENT ON` is understood.
    """

    name: str
    list_type: Callable[[pl.DataType], str]
    key_type: str
    has_late_keys: bool
    has_indexes: bool
    has_comments: bool

    def type_of(self, column: Column) -> str:
        """SQL type of a column."""
        if isinstance(column.dtype, pl.List):
            return self.list_type(column.dtype)
        if column.dtype == pl.String and (column.key or column.references):
            return self.key_type
        return _SCALARS[column.dtype]


def quoted(name: str) -> str:
    """A name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def _nested(dtype: pl.DataType) -> str:
    """DuckDB's type of lists and structs."""
    if isinstance(dtype, pl.List):
        return f"{_nested(dtype.inner)}[]"  # type: ignore[arg-type]
    if isinstance(dtype, pl.Struct):
        fields = (f"{quoted(field.name)} {_nested(field.dtype)}" for field in dtype.fields)  # type: ignore[arg-type]
        return f"STRUCT({', '.join(fields)})"
    return _SCALARS[dtype]


DUCKDB = Dialect("duckdb", _nested, "TEXT", has_late_keys=False, has_indexes=False, has_comments=True)
"""Lists are lists; a key brings its own index."""

SQLITE = Dialect("sqlite", lambda _: "TEXT", "TEXT", has_late_keys=False, has_indexes=True, has_comments=False)
"""Lists are JSON; the table `data_dictionary` stands for the comments."""

POSTGRESQL = Dialect(
    "postgresql", lambda _: "JSONB", 'TEXT COLLATE "C"', has_late_keys=True, has_indexes=True, has_comments=True
)
"""Lists are JSON. Keys are ASCII mostly and are sorted by bytes, which is several times faster than by a language."""
