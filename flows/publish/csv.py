"""CSV files: UTF-8 without a byte-order mark, RFC 4180, lists as JSON."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from flows.publish.stored import Stored
from schemas import TABLES, Table


def write_csv(version: str, tables: Stored, path: Path) -> None:
    """Write a file a table; the same rows give the same bytes.

    Args:
        version: the release's version.
        tables: its tables.
        path: folder to write.
    """
    path.mkdir()
    for name in tables:
        with (path / f"{name}.csv").open("wb") as file:
            for number, rows in enumerate(tables.slices(name)):
                texts = lists_as_json(TABLES[name], rows)
                texts.write_csv(file, include_header=not number, line_terminator="\r\n", quote_style="necessary")


def lists_as_json(table: Table, frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with its lists as JSON texts, for formats without lists."""
    lists = [column.name for column in table.columns if isinstance(column.dtype, pl.List)]
    return frame.with_columns(_json(name) for name in lists)


def _json(name: str) -> pl.Expr:
    """A column of lists as compact JSON: polars writes it of structs alone, so it goes into one and out of its text."""
    return pl.struct(pl.col(name).alias("_")).struct.json_encode().str.strip_prefix('{"_":').str.strip_suffix("}").alias(name)
