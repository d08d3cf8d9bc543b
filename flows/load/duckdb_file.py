"""Into a DuckDB file: a schema a version from the release's Parquet files, views in `xinzhi`, one transaction."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from flows.load.newest import CREATE_LIST, RELEASES, SCHEMA, bring, identifier, shown
from flows.load.release import Release, checked
from flows.load.targets import file_of
from flows.publish.duckdb_file import create_and_fill, create_views
from schemas import TABLES
from schemas.ddl import comments, in_order
from schemas.dialects import quoted
from schemas.registry import SCHEMA_VERSION

if TYPE_CHECKING:
    import duckdb


def load_into(release: Release, address: str) -> tuple[dict[str, int], str]:
    """Load a release.

    Args:
        release: the release.
        address: `duckdb:///file`.

    Returns:
        Rows by table, empty where the release is there already, and the version that the views show.

    Raises:
        ValueError: a file is damaged, or another release has this version.
        RuntimeError: the database refused; nothing has changed in it.
    """
    import duckdb

    try:
        with duckdb.connect(_path(address)) as connection:
            connection.execute("BEGIN")
            connection.execute(CREATE_LIST)
            done = bring(release, _known(connection), partial(_fill, connection), partial(_show, connection))
            connection.execute("COMMIT")
            return done
    except duckdb.Error as error:
        raise RuntimeError(f"DuckDB: {error}; nothing has been changed") from error


def _path(address: str) -> Path:
    """The file.

    Raises:
        ValueError: its name is that of a schema, between which and the file DuckDB then can't tell.
    """
    path = file_of(address)
    if path.stem == SCHEMA:
        raise ValueError(f"{address}: DuckDB would take the schema {SCHEMA} for this file; choose another file name")
    return path


def _known(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Digests by version; a version whose schema was dropped by hand is none."""
    there = "SELECT schema_name FROM duckdb_schemas() WHERE database_name = current_database()"
    return dict(
        connection.execute(
            f"SELECT version, sha256 FROM {SCHEMA}.{RELEASES} WHERE replace(version, '.', '_') IN ({there})"  # noqa: S608
        ).fetchall()
    )


def _fill(connection: duckdb.DuckDBPyConnection, release: Release) -> dict[str, int]:
    schema = identifier(release.version)
    connection.execute(f"CREATE SCHEMA {schema}")
    rows = {}
    for table in in_order(TABLES.values()):
        parquet = checked(release, f"parquet/{table.name}.parquet")
        rows[table.name] = create_and_fill(connection, table, parquet, lambda name: f"{schema}.{quoted(name)}")
    create_views(connection, lambda name: f"{schema}.{quoted(name)}")
    connection.execute(
        f"INSERT OR REPLACE INTO {SCHEMA}.{RELEASES} VALUES (?, ?, ?, now())",  # noqa: S608
        (release.version, SCHEMA_VERSION, release.digest),
    )
    return rows


def _show(connection: duckdb.DuckDBPyConnection, version: str) -> None:
    schema = identifier(version)
    for name, about, columns in shown():
        view = f"{SCHEMA}.{quoted(name)}"
        connection.execute(f"CREATE OR REPLACE VIEW {view} AS SELECT * FROM {schema}.{quoted(name)}")  # noqa: S608
        connection.execute(";".join(comments("VIEW", view, about, columns)))
