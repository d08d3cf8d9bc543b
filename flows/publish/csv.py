"""CSV files: UTF-8 without a byte-order mark, RFC 4180, lists as JSON."""

from __future__ import annotations

from collections.abc import Iterable
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
        write_file(TABLES[name], tables.slices(name), path / f"{name}.csv")


def write_file(table: Table, frames: Iterable[pl.DataFrame], path: Path) -> None:
    """Write one file; at least one frame is needed for its head."""
    with path.open("wb") as file:
        for number, frame in enumerate(frames):
            texts = lists_as_json(table, frame)
            texts.write_csv(file, include_header=not number, line_terminator="\r\n", quote_style="necessary")


def lists_as_json(table: Table, frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with its lists as JSON texts, for formats without lists."""
    lists = [column.name for column in table.columns if isinstance(column.dtype, pl.List)]
    return frame.with_columns(_json(name) for name in lists)


def _json(name: str) -> pl.Expr:
    """A column of lists as compact JSON: polars writes it of structs alone, so it goes into one and out of its text."""
    return (
        pl.struct(pl.col(name).alias("_"))
        .struct.json_encode()
        .str.strip_prefix('{"_":')
        .str.strip_suffix("}")
        .alias(name)
    )
