"""The data dictionary in both languages, as Markdown."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from schemas.registry import Column, Table


def type_name(column: Column) -> str:
    """Type of a column as people say it."""
    if isinstance(column.dtype, pl.List):
        inner = column.dtype.inner
        if isinstance(inner, pl.Struct):
            return "list of {" + ", ".join(field.name for field in inner.fields) + "}"
        return "list of string"
    return {"String": "string", "Int64": "integer", "Float64": "number"}[str(column.dtype)]


def describe(table: Table) -> str:
    """One table's dictionary as a Markdown section."""
    lines = [
        f"### {table.name}",
        "",
        f"{table.description} {table.description_zh}",
        "",
        "| column 列 | type 类型 | meaning | 含义 | example 例 |",
        "|---|---|---|---|---|",
    ]
    for column in table.columns:
        notes = [column.description]
        if column.references:
            notes.append(f"Refers to `{column.references}`.")
        if column.allowed:
            notes.append("One of " + ", ".join(f"`{value}`" for value in column.allowed) + ".")
        kind = type_name(column) + (" (key)" if column.key else "") + ("" if column.nullable else ", required")
        cells = [f"`{column.name}`", kind, " ".join(notes), column.description_zh, f"`{column.example}`"]
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines) + "\n"


def dictionary(tables: Iterable[Table]) -> str:
    """The dictionary of several tables."""
    return "\n".join(describe(table) for table in tables)
