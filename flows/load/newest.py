"""Which versions a database holds, and which one its views show."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flows.load.release import Release
from flows.publish.versions import version_order
from schemas import TABLES
from schemas.ddl import told
from schemas.star import views

SCHEMA = "xinzhi"
"""Schema of the views that always show the newest version, and of the list of releases."""

RELEASES = "releases"
"""Table of the versions that the database holds."""


CREATE_LIST = f"""
CREATE SCHEMA IF NOT EXISTS {SCHEMA};
CREATE TABLE IF NOT EXISTS {SCHEMA}.{RELEASES} (
  version TEXT PRIMARY KEY, schema_version TEXT NOT NULL, sha256 TEXT NOT NULL, loaded_at TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE {SCHEMA}.{RELEASES} IS
  'Versions in this database; the views show the newest. 本库所含版本；视图总显示最新版。'
"""
"""Script for the databases that have schemas. A version whose schema was dropped by hand leaves its line there."""


def shown() -> list[tuple[str, str, list[tuple[str, str]]]]:
    """What the views show: name of a table or star view, what one row is, its columns and what they mean."""
    tables = [(table.name, told(table), [(c.name, told(c)) for c in table.columns]) for table in TABLES.values()]
    return tables + [(view.name, view.about, [(c.name, c.about) for c in view.columns]) for view in views()]


def identifier(version: str) -> str:
    """Name of a version's schema, which needs no quotation marks: `v2026.11.1` → `v2026_11_1`."""
    return version.replace(".", "_")


def bring(
    release: Release,
    known: Mapping[str, str],
    fill: Callable[[Release], dict[str, int]],
    show: Callable[[str], None],
) -> tuple[dict[str, int], str]:
    """Fill in a release that is not there, and show it where it is the newest.

    Args:
        release: the release.
        known: digests by version of what the database holds.
        fill: creates the release's tables; gives their rows by table.
        show: points the views at a version.

    Returns:
        Rows by table, empty where the release is there already, and the version that the views show.

    Raises:
        ValueError: the database holds another release under this version.
    """
    if known.get(release.version, release.digest) != release.digest:
        raise ValueError(
            f"the database holds another release as {release.version}; a release is never overwritten: load into "
            f"another database, or drop {identifier(release.version)} first"
        )
    rows = {} if release.version in known else fill(release)
    latest = max({*known, release.version}, key=version_order)
    if rows and latest == release.version:
        show(latest)
    return rows, latest
