"""One SQLite file with every table: keys, foreign keys, indexes, the views of `schemas.star`, a table of columns."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

import polars as pl

from flows.publish.csv import lists_as_json
from flows.publish.stored import Stored
from schemas import TABLES, Table
from schemas.ddl import create_indexes, create_table, in_order
from schemas.dialects import SQLITE, Names, quoted
from schemas.dictionary import type_name
from schemas.star import views

DICTIONARY = "data_dictionary"
"""Table that stands for the comments that SQLite lacks: one row a column."""

_DICTIONARY_COLUMNS = (
    "table_name",
    "column_name",
    "type",
    "is_required",
    "allowed_values",
    "refers_to",
    "unit",
    "title",
    "title_zh",
    "description",
    "description_zh",
    "example",
)


_PROBE = 1 << 16
"""Bytes to write where SQLite couldn't: one of its pages at most."""


def write_sqlite(version: str, tables: Stored, path: Path) -> None:
    """Write the file; the same rows give the same bytes.

    Args:
        version: the release's version.
        tables: its tables.
        path: file to write.

    Raises:
        OSError: the file can't be written to.
        sqlite3.Error: SQLite can't write it for a reason of its own.
    """
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        # The file is written once and in a staging folder: nothing has to survive a crash here.
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA ignore_check_constraints = ON")  # the rows have passed them: schemas.checks
        connection.execute("PRAGMA cache_size = -65536")  # KiB; keys come in random order
        connection.execute("BEGIN")
        for table in in_order(TABLES[name] for name in tables):
            create_and_fill(connection, table, tables.slices(table.name), quoted)
        create_dictionary(connection, quoted)
        create_views(connection, quoted)
        check_keys(connection)
        connection.execute("COMMIT")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname.startswith("SQLITE_IOERR"):  # SQLite keeps the system's reason to itself
            with path.open("ab") as file:
                file.write(bytes(_PROBE))  # the system tells it again
        raise
    finally:
        connection.close()


def create_and_fill(
    connection: sqlite3.Connection, table: Table, frames: Iterable[pl.DataFrame], names: Names, prefix: str = ""
) -> int:
    """Create a table with keys and indexes and fill it; lists become JSON.

    Args:
        connection: an open transaction, foreign keys not enforced.
        table: the table.
        frames: its rows.
        names: identifiers of tables.
        prefix: of the names of indexes.

    Returns:
        Number of rows.
    """
    connection.execute(create_table(table, SQLITE, names))
    marks = ", ".join("?" * len(table.columns))
    insert = f"INSERT INTO {names(table.name)} VALUES ({marks})"  # noqa: S608 -- names of the registry
    count = 0
    for frame in frames:
        rows = lists_as_json(table, frame).select(column.name for column in table.columns)
        connection.executemany(insert, rows.iter_rows())
        count += rows.height
    for statement in create_indexes(table, SQLITE, names, prefix):
        connection.execute(statement)
    return count


def create_views(connection: sqlite3.Connection, names: Names) -> None:
    """Create the star schema's views."""
    for view in views():
        connection.execute(f"CREATE VIEW {names(view.name)} AS {view.select(names)}")


def create_dictionary(connection: sqlite3.Connection, names: Names) -> None:
    """Create the table of columns; a row without a column is about the table or view itself."""
    columns = ", ".join(f"{quoted(name)} TEXT" for name in _DICTIONARY_COLUMNS)
    connection.execute(f"CREATE TABLE {names(DICTIONARY)} ({columns})")
    marks = ", ".join("?" * len(_DICTIONARY_COLUMNS))
    rows = [row for table in TABLES.values() for row in _described(table)]
    connection.executemany(f"INSERT INTO {names(DICTIONARY)} VALUES ({marks})", rows)  # noqa: S608


def check_keys(connection: sqlite3.Connection) -> None:
    """Check every foreign key.

    Raises:
        sqlite3.IntegrityError: a row refers to a row that is not there.
    """
    broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    if broken:
        raise sqlite3.IntegrityError(f"{broken[0]}: row {broken[1]} refers to a row of {broken[2]} that is not there")


def _described(table: Table) -> list[tuple[str | None, ...]]:
    about = (table.title, table.title_zh, table.description, table.description_zh)
    rows: list[tuple[str | None, ...]] = [(table.name, None, "table", None, None, None, None, *about, None)]
    for c in table.columns:
        is_required = "no" if c.nullable else "yes"
        about = (c.title, c.title_zh, c.description, c.description_zh)
        allowed = ", ".join(c.allowed) or None
        rows.append((table.name, c.name, type_name(c), is_required, allowed, c.references, c.unit, *about, c.example))
    return rows
