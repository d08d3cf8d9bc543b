"""A release's tables as Parquet files, read as far as they are needed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import polars as pl
import pyarrow.parquet

from schemas import TABLES


class Stored(Mapping[str, pl.DataFrame]):
    """The tables of a release by name. None is held: a table may be larger than memory.

    Args:
        folder: where `<table>.parquet` lies for every table of `schemas.TABLES`.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __getitem__(self, name: str) -> pl.DataFrame:
        """A whole table, for those that are small whatever the corpus: dimensions and aggregates."""
        return pl.read_parquet(self.path(name))

    def __iter__(self) -> Iterator[str]:
        return iter(TABLES)

    def __len__(self) -> int:
        return len(TABLES)

    def path(self, name: str) -> Path:
        """A table's file."""
        return self.folder / f"{name}.parquet"

    def height(self, name: str) -> int:
        """Number of a table's rows."""
        return int(pyarrow.parquet.read_metadata(self.path(name)).num_rows)

    def scan(self, name: str) -> pl.LazyFrame:
        """A table as a query, whose result is collected by the streaming engine."""
        return pl.scan_parquet(self.path(name))

    def slices(self, name: str) -> Iterator[pl.DataFrame]:
        """A table's rows in order, a row group at a time; at least one frame, which is empty where the table is."""
        with pyarrow.parquet.ParquetFile(self.path(name)) as file:
            for number in range(file.num_row_groups):
                yield _as_declared(name, file.read_row_group(number))
            if not file.num_row_groups:
                yield _as_declared(name, file.read())


def _as_declared(name: str, rows: pyarrow.Table) -> pl.DataFrame:
    frame = pl.DataFrame(rows)
    return frame if frame.width else pl.DataFrame(schema=TABLES[name].polars_schema)
