"""CSV files: UTF-8 without a byte-order mark, RFC 4180, lists as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl

from schemas import Table


def write_csv(table: Table, frame: pl.DataFrame, path: Path) -> None:
    """Write a table; the same rows give the same bytes."""
    lists_as_json(table, frame).write_csv(path, line_terminator="\r\n", quote_style="necessary")


def lists_as_json(table: Table, frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with its lists as JSON texts, for formats without lists."""
    lists = [column.name for column in table.columns if isinstance(column.dtype, pl.List)]
    texts = [
        pl.Series(
            name, [json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in frame[name].to_list()]
        )
        for name in lists
    ]
    return frame.with_columns(pl.Series(s.name, s, dtype=pl.String) for s in texts)
