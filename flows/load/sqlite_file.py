"""Into an SQLite file, which has no schemas: tables `v2026_11_1_quotes` …, views `quotes` …, one transaction."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import partial

from flows.load.newest import RELEASES, bring, identifier
from flows.load.release import Release, checked
from flows.load.targets import file_of
from flows.publish.sqlite_file import DICTIONARY, check_keys, create_and_fill, create_dictionary, create_views
from flows.publish.stored import row_groups
from schemas import TABLES
from schemas.ddl import in_order
from schemas.dialects import Names, quoted
from schemas.registry import SCHEMA_VERSION
from schemas.star import views

_LIST = (
    f"CREATE TABLE IF NOT EXISTS {RELEASES} (version TEXT PRIMARY KEY, schema_version TEXT NOT NULL, "
    "sha256 TEXT NOT NULL, loaded_at TEXT NOT NULL)"
)


def load_into(release: Release, address: str) -> tuple[dict[str, int], str]:
    """Load a release.

    Args:
        release: the release.
        address: `sqlite:///file`.

    Returns:
        Rows by table, empty where the release is there already, and the version that the views show.

    Raises:
        ValueError: a file is damaged, or another release has this version.
        RuntimeError: the database refused; nothing has changed in it.
    """
    try:
        with closing(sqlite3.connect(file_of(address), isolation_level=None)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(_LIST)
            done = bring(release, _known(connection), partial(_fill, connection), partial(_show, connection))
            connection.execute("COMMIT")
            return done
    except sqlite3.Error as error:
        raise RuntimeError(f"SQLite: {error}; nothing has been changed") from error


def _known(connection: sqlite3.Connection) -> dict[str, str]:
    """Digests by version; a version whose tables were dropped by hand is none."""
    there = "SELECT 1 FROM sqlite_master WHERE name = replace(version, '.', '_') || '_documents'"
    return dict(connection.execute(f"SELECT version, sha256 FROM {RELEASES} WHERE EXISTS ({there})"))  # noqa: S608


def _fill(connection: sqlite3.Connection, release: Release) -> dict[str, int]:
    names = _names(release.version)
    prefix = f"{identifier(release.version)}_"
    rows = {}
    for table in in_order(TABLES.values()):
        frames = row_groups(table, checked(release, f"parquet/{table.name}.parquet"))
        rows[table.name] = create_and_fill(connection, table, frames, names, prefix)
    create_dictionary(connection, names)
    create_views(connection, names)
    check_keys(connection)
    connection.execute(
        f"INSERT OR REPLACE INTO {RELEASES} VALUES (?, ?, ?, datetime('now'))",  # noqa: S608
        (release.version, SCHEMA_VERSION, release.digest),
    )
    return rows


def _show(connection: sqlite3.Connection, version: str) -> None:
    names = _names(version)
    for name in [*TABLES, DICTIONARY, *(view.name for view in views())]:
        connection.execute(f"DROP VIEW IF EXISTS {quoted(name)}")
        connection.execute(f"CREATE VIEW {quoted(name)} AS SELECT * FROM {names(name)}")  # noqa: S608


def _names(version: str) -> Names:
    return lambda name: quoted(f"{identifier(version)}_{name}")
