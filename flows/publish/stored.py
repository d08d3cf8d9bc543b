"""A release's tables as Parquet files, read as far as they are needed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import polars as pl
import pyarrow.parquet

from schemas import TABLES, Table


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

    def publishers(self) -> pl.DataFrame:
        """Number of documents by `publisher` and `rights`, unknown ones last."""
        groups = self.scan("documents").group_by("publisher", "rights").len()
        return groups.sort("publisher", "rights", nulls_last=True).collect()

    def reasons(self) -> pl.DataFrame:
        """Number of rejects by `table_name` and `reason`."""
        return self.scan("rejects").group_by("table_name", "reason").len().sort("table_name", "reason").collect()

    def slices(self, name: str) -> Iterator[pl.DataFrame]:
        """A table's rows in order, as `row_groups` gives them."""
        return row_groups(TABLES[name], self.path(name))


def row_groups(table: Table, path: Path) -> Iterator[pl.DataFrame]:
    """A table's rows in order, a row group at a time; at least one frame, which is empty where the table is."""
    with pyarrow.parquet.ParquetFile(path) as file:
        for number in range(file.num_row_groups):
            yield pl.DataFrame(file.read_row_group(number))
        if not file.num_row_groups:
            yield pl.DataFrame(schema=table.polars_schema)
