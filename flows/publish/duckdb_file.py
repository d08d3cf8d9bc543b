"""One DuckDB file with every table: keys (in all but large releases), comments, and the views of `schemas.star`."""

from __future__ import annotations

import hashlib
import struct
from pathlib import Path
from typing import TYPE_CHECKING

from flows.publish.stored import Stored
from schemas import TABLES, Table
from schemas.ddl import comments, create_table, in_order, references, told
from schemas.dialects import DUCKDB, Dialect, Names, literal, quoted
from schemas.star import views

if TYPE_CHECKING:
    import duckdb

STORAGE = "STORAGE_VERSION 'v1.3.0', BLOCK_SIZE {}"
"""DuckDB 1.3 and later read it."""

SMALL_BLOCK, BLOCK = 16_384, 262_144
"""Bytes. A column fills a block at least, so small ones suit a small release; they take a large one twice as long."""

SMALL = 100_000
"""Rows up to which a release is small."""

KEYED = 400_000
"""Rows up to which tables have keys in the file: DuckDB holds the indexes of all keys in memory while it writes."""

MEMORY = "400MB"
"""What DuckDB may take for the tables of a larger release."""

_CHECKSUM = slice(0, 8)
_MAGIC = slice(8, 12)
_IDENTIFIER = slice(124, 140)
_HEADER = 4096


def write_duckdb(version: str, tables: Stored, path: Path) -> None:
    """Write the file from the tables' Parquet files; the same rows give the same bytes.

    Args:
        version: the release's version.
        tables: its tables.
        path: file to write, in the release's folder.
    """
    import duckdb

    path.unlink(missing_ok=True)
    rows = sum(map(tables.height, tables))
    block = SMALL_BLOCK if rows <= SMALL else BLOCK
    dialect = DUCKDB._replace(has_late_keys=rows > KEYED)  # they were checked before, and none are added
    with duckdb.connect(config={"threads": 1}) as connection:
        if rows > KEYED:
            connection.execute(f"SET memory_limit = '{MEMORY}'")
        connection.execute(f"ATTACH {literal(str(path))} AS release ({STORAGE.format(block)})")
        connection.execute("USE release; BEGIN")
        for table in in_order(TABLES[name] for name in tables):
            create_and_fill(connection, table, tables.path(table.name), quoted, dialect)
        create_views(connection, quoted)
        connection.execute("COMMIT; CHECKPOINT release; USE memory; DETACH release")
    _settle_identifier(path)


def create_and_fill(
    connection: duckdb.DuckDBPyConnection, table: Table, parquet: Path, names: Names, dialect: Dialect = DUCKDB
) -> int:
    """Create a table with keys and comments and fill it from a Parquet file.

    Args:
        connection: an open transaction.
        table: the table; those that it refers to are there.
        parquet: file with its columns.
        names: identifiers of tables.
        dialect: DuckDB's, with keys or without.

    Returns:
        Number of rows.

    Raises:
        duckdb.Error: the rows don't hold to types, checks or keys.
    """
    name, key = names(table.name), quoted(table.key)
    connection.execute(create_table(table, dialect, names))
    source = f"read_parquet({literal(str(parquet))})"
    columns = ", ".join(quoted(column.name) for column in table.columns)
    insert = f"INSERT INTO {name} SELECT {columns} FROM {source}"  # noqa: S608 -- names of the registry
    parent = next((quoted(column) for column, target, _ in references(table) if target == table.name), None)
    if parent is None or dialect.has_late_keys:
        count = _changed(connection, insert)
    else:  # a row's parent must be there before it
        there = f"(SELECT {key} FROM {name})"  # noqa: S608
        count = added = _changed(connection, f"{insert} WHERE {parent} IS NULL")
        while added:
            added = _changed(connection, f"{insert} WHERE {parent} IN {there} AND {key} NOT IN {there}")
            count += added
        connection.execute(f"{insert} WHERE {key} NOT IN {there}")  # an orphan breaks the foreign key here
    about = [(column.name, told(column)) for column in table.columns]
    connection.execute(";".join(comments("TABLE", name, told(table), about)))
    return count


def create_views(connection: duckdb.DuckDBPyConnection, names: Names) -> None:
    """Create the star schema's views with their comments."""
    for view in views():
        name = names(view.name)
        connection.execute(f"CREATE VIEW {name} AS {view.select(names)}")
        about = [(column.name, column.about) for column in view.columns]
        connection.execute(";".join(comments("VIEW", name, view.about, about)))


def _changed(connection: duckdb.DuckDBPyConnection, statement: str) -> int:
    row = connection.execute(statement).fetchone()
    return int(row[0]) if row else 0


def _settle_identifier(path: Path) -> None:
    """Put a hash of the content for the 16 random bytes by which DuckDB tells files apart.

    Raises:
        ValueError: the file's header is not the one known here.
    """
    with path.open("r+b") as file:
        header = bytearray(file.read(_HEADER))
        stored = int.from_bytes(header[_CHECKSUM], "little")
        if header[_MAGIC] != b"DUCK" or stored != _checksum(header[8:]):
            raise ValueError(f"{path}: DuckDB's header has changed; see flows/publish/duckdb_file.py")
        rest = hashlib.file_digest(file, "sha256").digest()
        header[_IDENTIFIER] = rest[:16]
        header[_CHECKSUM] = _checksum(header[8:]).to_bytes(8, "little")
        file.seek(0)
        file.write(header)


def _checksum(data: bytes | bytearray) -> int:
    """DuckDB's checksum of whole 8-byte words (`src/common/checksum.cpp`)."""
    result = 5381
    for (word,) in struct.iter_unpack("<Q", data):
        result ^= word * 0xBF58476D1CE4E5B9 & 0xFFFFFFFFFFFFFFFF
    return result
