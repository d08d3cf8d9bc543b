"""Rows as frames: columns are filled as lists and handed over whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from schemas.columns import series


def frame(names: Sequence[str], rows: Sequence[tuple[Any, ...]], schema: Mapping[str, pl.DataType]) -> pl.DataFrame:
    """Rows as a frame.

    Args:
        names: what the values of a row are; of two with one name the later counts.
        rows: the rows; a list in them holds strings, or structs as tuples.
        schema: the frame's columns and types. One that isn't among the names is null.
    """
    columns = dict(zip(names, zip(*rows, strict=True), strict=True)) if rows else dict.fromkeys(names, ())
    unknown = [None] * len(rows)
    return pl.DataFrame([series(name, dtype, columns.get(name, unknown)) for name, dtype in schema.items()])
