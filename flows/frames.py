"""Rows as frames: columns are filled as lists and handed over whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate, chain
from typing import Any

import polars as pl
import pyarrow as arrow


def frame(names: Sequence[str], rows: Sequence[tuple[Any, ...]], schema: Mapping[str, pl.DataType]) -> pl.DataFrame:
    """Rows as a frame.

    Args:
        names: what the values of a row are; of two with one name the later counts.
        rows: the rows; a list in them holds strings, or structs as tuples.
        schema: the frame's columns and types. One that isn't among the names is null.
    """
    columns = dict(zip(names, zip(*rows, strict=True), strict=True)) if rows else dict.fromkeys(names, ())
    unknown = [None] * len(rows)
    return pl.DataFrame([_series(name, dtype, columns.get(name, unknown)) for name, dtype in schema.items()])


def _series(name: str, dtype: pl.DataType, values: Sequence[Any]) -> pl.Series:
    """A column. Lists are put together from flat columns, in which polars is faster."""
    if not isinstance(dtype, pl.List):
        return pl.Series(name, values, dtype)
    offsets = arrow.array(list(accumulate(map(len, values), initial=0)), arrow.int64())
    items = _items(dtype.inner, list(chain.from_iterable(values)))
    return pl.Series(name, arrow.LargeListArray.from_arrays(offsets, items), dtype)


def _items(dtype: Any, items: list[Any]) -> arrow.Array:
    if not isinstance(dtype, pl.Struct):
        return pl.Series(items, dtype=dtype).to_arrow()
    columns = zip(*items, strict=True) if items else [()] * len(dtype.fields)
    fields = [pl.Series(v, dtype=field.dtype).to_arrow() for field, v in zip(dtype.fields, columns, strict=True)]
    return arrow.StructArray.from_arrays(fields, [field.name for field in dtype.fields])
