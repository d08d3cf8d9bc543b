"""Parquet files: zstd, one explicit schema, dictionaries for repeated columns only."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Self

import polars as pl
import pyarrow.parquet

from schemas import Table
from schemas.arrow import arrow_schema

REPEATED = 0.5
"""A text column whose distinct values are at most this share of its first rows is stored with a dictionary."""

GROUP_ROWS = 100_000
"""Most rows in a row group; readers hold one at a time."""


class Growing:
    """A table's file that is written a frame at a time; the same frames give the same bytes.

    Args:
        table: the table.
        path: file to write.
    """

    def __init__(self, table: Table, path: Path) -> None:
        self._table = table
        self._path = path
        self._schema = arrow_schema(table)
        self._writer: pyarrow.parquet.ParquetWriter | None = None

    def add(self, frame: pl.DataFrame) -> None:
        """Add rows, as one row group unless there are more than `GROUP_ROWS`."""
        if not frame.height:
            return
        self._writer = self._writer or self._open(frame.head(GROUP_ROWS))
        for rows in frame.iter_slices(GROUP_ROWS):
            self._writer.write_table(rows.to_arrow().cast(self._schema))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _value: BaseException | None, _: TracebackType | None
    ) -> None:
        writer = self._writer or self._open(pl.DataFrame(schema=self._table.polars_schema))
        writer.close()

    def _open(self, first: pl.DataFrame) -> pyarrow.parquet.ParquetWriter:
        """The writer, with a row group without rows where the table has none."""
        repeated = _repeated(self._table, first)
        writer = pyarrow.parquet.ParquetWriter(
            self._path, self._schema, compression="zstd", use_dictionary=repeated, write_statistics=True
        )
        if first.is_empty():
            writer.write_table(first.to_arrow().cast(self._schema))
        return writer


def write_parquet(table: Table, frame: pl.DataFrame, path: Path) -> None:
    """Write a table that is held; the same rows give the same bytes."""
    with Growing(table, path) as file:
        file.add(frame)


def _repeated(table: Table, frame: pl.DataFrame) -> list[str]:
    texts = [column.name for column in table.columns if column.dtype == pl.String and frame.height]
    return [name for name in texts if frame[name].n_unique() <= REPEATED * frame.height]
