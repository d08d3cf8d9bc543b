"""CSV files: UTF-8 without a byte-order mark, RFC 4180, lists as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl

from schemas import Table


def write_csv(table: Table, frame: pl.DataFrame, path: Path) -> None:
    """Write a table; the same rows give the same bytes."""
    lists = [column.name for column in table.columns if isinstance(column.dtype, pl.List)]
    texts = [
        pl.Series(
            name, [json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in frame[name].to_list()]
        )
        for name in lists
    ]
    frame.with_columns(pl.Series(s.name, s, dtype=pl.String) for s in texts).write_csv(
        path, line_terminator="\r\n", quote_style="necessary"
    )
