"""SQL of the tables: what creates them, their keys, indexes and comments."""

from __future__ import annotations

from collections.abc import Iterable

from schemas.dialects import SQLITE, Dialect, Names, literal, quoted
from schemas.registry import Column, Table

SMALL = ("regions", "functional_zones", "sector_taxonomy", "units")
"""Dimensions of few rows: a key that refers to them picks too many rows for an index to pay."""


def in_order(tables: Iterable[Table]) -> list[Table]:
    """Tables, one after those that it refers to.

    Raises:
        ValueError: tables refer to each other in a circle.
    """
    left = list(tables)
    done: list[Table] = []
    while left:
        ready = [t for t in left if {target for _, target, _ in references(t)} <= {d.name for d in done} | {t.name}]
        if not ready:
            raise ValueError(f"tables refer to each other in a circle: {[t.name for t in left]}")
        done += ready
        left = [t for t in left if t not in ready]
    return done


def references(table: Table) -> list[tuple[str, str, str]]:
    """Foreign keys of a table: its column, the table and the key that the column refers to."""
    pairs = ((column.name, column.references) for column in table.columns if column.references)
    return [(name, *target.split(".")) for name, target in pairs]  # type: ignore[misc]


def create_table(table: Table, dialect: Dialect, names: Names) -> str:
    """`CREATE TABLE` with allowed values and, unless the dialect adds them late, keys."""
    lines = [_column(column, dialect) for column in table.columns]
    if not dialect.has_late_keys:
        lines += [_primary(table), *_foreign(table, names)]
    body = ",\n".join(f"  {line}" for line in lines)
    return f"CREATE TABLE {names(table.name)} (\n{body}\n)"


def primary_key(table: Table, names: Names) -> str:
    """`ALTER TABLE` that adds the primary key."""
    return f"ALTER TABLE {names(table.name)} ADD {_primary(table)}"


def foreign_keys(table: Table, names: Names) -> list[str]:
    """`ALTER TABLE` that adds all foreign keys; none where there are none."""
    keys = _foreign(table, names)
    return [f"ALTER TABLE {names(table.name)} " + ", ".join(f"ADD {key}" for key in keys)] if keys else []


def create_indexes(table: Table, names: Names, prefix: str = "") -> list[str]:
    """An index on each foreign key that picks few rows; rows without a value stay out of it.

    Args:
        table: the table.
        names: identifiers of tables.
        prefix: put before an index's name, where a database has one name space for all.
    """
    nullable = {column.name for column in table.columns if column.nullable}
    return [
        f"CREATE INDEX {quoted(f'{prefix}{table.name}_{name}')} ON {names(table.name)} ({quoted(name)})"
        + (f" WHERE {quoted(name)} IS NOT NULL" if name in nullable else "")
        for name, target, _ in references(table)
        if target not in SMALL
    ]


def comments(kind: str, name: str, about: str, columns: Iterable[tuple[str, str]]) -> list[str]:
    """`COMMENT ON` for a table or view and its columns.

    Args:
        kind: `TABLE` or `VIEW`.
        name: identifier.
        about: what one row is.
        columns: names and what their values mean.
    """
    lines = [f"COMMENT ON {kind} {name} IS {literal(about)}"]
    return lines + [f"COMMENT ON COLUMN {name}.{quoted(column)} IS {literal(text)}" for column, text in columns]


def told(about: Table | Column) -> str:
    """What a table or column means, in both languages."""
    return f"{about.description} {about.description_zh}"


def ddl(tables: Iterable[Table], dialect: Dialect = SQLITE, names: Names = quoted) -> str:
    """A script that creates all tables, a table after those that it refers to."""
    return "\n".join(f"-- {table.title}: {table.description}\n{create_table(table, dialect, names)};\n"
                     for table in in_order(tables))  # fmt: skip


def _column(column: Column, dialect: Dialect) -> str:
    parts = [quoted(column.name), dialect.type_of(column)]
    if not column.nullable:
        parts.append("NOT NULL")
    if column.allowed:
        parts.append(f"CHECK ({quoted(column.name)} IN ({', '.join(map(literal, column.allowed))}))")
    return " ".join(parts)


def _primary(table: Table) -> str:
    return f"PRIMARY KEY ({quoted(table.key)})"


def _foreign(table: Table, names: Names) -> list[str]:
    return [
        f"FOREIGN KEY ({quoted(name)}) REFERENCES {names(target)} ({quoted(key)})"
        for name, target, key in references(table)
    ]
