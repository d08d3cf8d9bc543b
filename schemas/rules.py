"""A model's checks as polars expressions: one pass over a table tells which rows may break one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, reduce
from operator import or_
from typing import Any

import pandera.polars as pa
import polars as pl

from schemas.registry import Table

_HOLDS: Mapping[str, Callable[[pl.Expr, dict[str, Any]], pl.Expr]] = {
    "isin": lambda value, said: value.is_in(said["allowed_values"]),
    "str_matches": lambda value, said: value.str.contains(said["pattern"]),
    "str_length": lambda value, said: value.str.len_chars() >= said["min_value"],
    "greater_than": lambda value, said: value > said["min_value"],
    "greater_than_or_equal_to": lambda value, said: value >= said["min_value"],
    "less_than_or_equal_to": lambda value, said: value <= said["max_value"],
}
"""Pandera's checks by name, given what they state (`pandera/backends/polars/builtin_checks.py`)."""


@cache
def breaks(table: Table) -> pl.Expr:
    """Whether a row breaks a check of its table's model, as one expression over the table's columns.

    Raises:
        KeyError: the model has a check that isn't known here; it is one line above.
    """
    return reduce(or_, (term for column in table.schema.columns.values() for term in _terms(column)))


def _terms(column: Any) -> list[pl.Expr]:
    value = pl.col(column.name)
    terms = [] if column.nullable else [value.is_null()]
    if not column.nullable and column.dtype.type.is_float():
        terms.append(value.is_nan())
    return terms + [_term(value, check) for check in column.checks]


def _term(value: pl.Expr, check: pa.Check) -> pl.Expr:
    return _HOLDS[str(check.name)](value, check.statistics or {}).not_().fill_null(value=False)
