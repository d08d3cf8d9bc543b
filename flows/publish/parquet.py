"""Parquet files: zstd, one explicit schema, dictionaries for repeated columns only."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pyarrow.parquet

from schemas import Table
from schemas.arrow import arrow_schema

REPEATED = 0.5
"""A text column whose distinct values are at most this share of its rows is stored with a dictionary."""


def write_parquet(table: Table, frame: pl.DataFrame, path: Path) -> None:
    """Write a table; the same rows give the same bytes."""
    repeated = [
        column.name
        for column in table.columns
        if column.dtype == pl.String and frame.height and frame[column.name].n_unique() <= REPEATED * frame.height
    ]
    pyarrow.parquet.write_table(
        frame.to_arrow().cast(arrow_schema(table)),
        path,
        compression="zstd",
        use_dictionary=repeated,
        write_statistics=True,
    )
