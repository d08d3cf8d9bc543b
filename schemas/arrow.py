"""Arrow schema of a table: plain strings for BI readers, descriptions in both languages in the metadata."""

from __future__ import annotations

import polars as pl
import pyarrow as pa

from schemas.registry import SCHEMA_VERSION, Table

_SCALARS: dict[pl.DataType, pa.DataType] = {
    pl.String(): pa.string(),
    pl.Int64(): pa.int64(),
    pl.Float64(): pa.float64(),
}


def arrow_type(dtype: pl.DataType) -> pa.DataType:
    """Arrow type of a column's polars type.

    Raises:
        TypeError: a type that no table has.
    """
    if isinstance(dtype, pl.List):
        return pa.list_(pa.field("element", arrow_type(dtype.inner)))  # type: ignore[arg-type]
    if isinstance(dtype, pl.Struct):
        return pa.struct([pa.field(field.name, arrow_type(field.dtype)) for field in dtype.fields])  # type: ignore[arg-type]
    if dtype not in _SCALARS:
        raise TypeError(f"{dtype} has no Arrow type in schemas/arrow.py; add it there")
    return _SCALARS[dtype]


def arrow_schema(table: Table) -> pa.Schema:
    """Arrow schema with titles and descriptions as field metadata."""
    fields = [
        pa.field(
            column.name,
            arrow_type(column.dtype),
            nullable=column.nullable,
            metadata={
                "title": column.title,
                "title_zh": column.title_zh,
                "description": column.description,
                "description_zh": column.description_zh,
                **({"unit": column.unit} if column.unit else {}),
            },
        )
        for column in table.columns
    ]
    about = {"description": table.description, "description_zh": table.description_zh, "version": SCHEMA_VERSION}
    return pa.schema(fields, metadata=about)
