"""SQL DDL of the tables, in the SQL that SQLite, DuckDB and PostgreSQL share."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from schemas.registry import Column, Table

_TYPES: dict[pl.DataType, str] = {pl.String(): "TEXT", pl.Int64(): "BIGINT", pl.Float64(): "DOUBLE PRECISION"}


def sql_type(column: Column) -> str:
    """SQL type of a column; lists are JSON in a TEXT."""
    return _TYPES.get(column.dtype, "TEXT")


def create_table(table: Table) -> str:
    """`CREATE TABLE` with primary key, foreign keys and allowed values."""
    lines = []
    for column in table.columns:
        parts = [f'"{column.name}"', sql_type(column)]
        if not column.nullable:
            parts.append("NOT NULL")
        if column.allowed:
            values = ", ".join(f"'{value}'" for value in column.allowed)
            parts.append(f'CHECK ("{column.name}" IN ({values}))')
        lines.append(" ".join(parts))
    lines.append(f'PRIMARY KEY ("{table.key}")')
    for column in table.columns:
        if column.references:
            target, key = column.references.split(".")
            lines.append(f'FOREIGN KEY ("{column.name}") REFERENCES "{target}" ("{key}")')
    body = ",\n".join(f"  {line}" for line in lines)
    return f'-- {table.title}: {table.description}\nCREATE TABLE "{table.name}" (\n{body}\n);\n'


def ddl(tables: Iterable[Table]) -> str:
    """Statements for all tables, a table after those that it refers to."""
    left = list(tables)
    done: list[Table] = []
    while left:
        ready = [t for t in left if _targets(t) <= {d.name for d in done} | {t.name}]
        if not ready:
            raise ValueError(f"tables refer to each other in a circle: {[t.name for t in left]}")
        done += ready
        left = [t for t in left if t not in ready]
    return "\n".join(create_table(table) for table in done)


def _targets(table: Table) -> set[str]:
    return {column.references.split(".")[0] for column in table.columns if column.references}
