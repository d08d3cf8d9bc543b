"""Checks of a table's rows: what fails goes to `rejects` with the check's name and value."""

from __future__ import annotations

from typing import NamedTuple

import pandera.errors
import polars as pl

from schemas.registry import Table
from schemas.rules import breaks


class SchemaBrokenError(Exception):
    """A frame whose columns or types are not the table's: a defect of the code, never of the data."""


class Failure(NamedTuple):
    """A row that failed a check."""

    table_name: str
    row_id: str
    column_name: str | None
    reason: str
    value: str | None


def check(table: Table, frame: pl.DataFrame) -> tuple[pl.DataFrame, list[Failure]]:
    """Split a frame into the rows that hold and the failures of the others.

    Args:
        table: the table that the frame is to become.
        frame: collected rows in any order.

    Returns:
        The valid rows in their order, and one failure for each failed check of the others.

    Raises:
        SchemaBrokenError: a column is missing, too many, out of order or of another type.
    """
    if dict(frame.schema) != table.polars_schema or frame.columns != list(table.polars_schema):
        raise SchemaBrokenError(f"{table.name}: columns are {dict(frame.schema)}, expected {table.polars_schema}")
    failures: list[Failure] = []
    if frame[table.key].is_duplicated().any():
        failures = [
            Failure(table.name, str(row_id), table.key, "primary_key", str(row_id))
            for row_id in frame.filter(pl.col(table.key).is_duplicated())[table.key].unique(maintain_order=True)
        ]
        frame = frame.unique(table.key, keep="first", maintain_order=True)
    broken = frame.select(breaks(table)).to_series()
    if broken.any():
        failures += _told(table, frame.filter(broken))
        frame = frame.filter(~broken)
    return frame, failures


def _told(table: Table, broken: pl.DataFrame) -> list[Failure]:
    """The failures of rows that break a check, as pandera tells them."""
    try:
        table.schema.validate(broken, lazy=True)
    except pandera.errors.SchemaErrors as errors:
        cases = errors.failure_cases
        if cases["index"].null_count():
            raise SchemaBrokenError(f"{table.name}: {cases.filter(pl.col('index').is_null()).to_dicts()}") from errors
        ids = broken[table.key]
        return [
            Failure(
                table.name, str(ids[case["index"]]), case["column"], _name(case["check"]), _text(case["failure_case"])
            )
            for case in cases.sort("index", "column", "check").to_dicts()
        ]
    raise AssertionError(f"{table.name}: pandera finds nothing wrong with {broken[table.key].to_list()[:3]}")


def _name(check_text: str) -> str:
    return str(check_text).split("(", 1)[0]


def _text(value: object) -> str | None:
    return None if value is None else str(value)
