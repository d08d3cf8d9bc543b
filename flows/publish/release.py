"""Checked tables to a folder of a release: written beside, named at the end."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pyarrow.parquet

from flows.publish.card import write_card
from flows.publish.changes import write_changes
from flows.publish.checksums import sums, write_sums
from flows.publish.citation import write_citation
from flows.publish.croissant import write_croissant
from flows.publish.csv import write_csv
from flows.publish.datapackage import write_datapackage
from flows.publish.duckdb_file import write_duckdb
from flows.publish.excel import write_workbook
from flows.publish.guard import guard
from flows.publish.site import write_site
from flows.publish.sqlite_file import write_sqlite
from flows.publish.stored import Stored
from flows.publish.versions import announce, choose_version, latest

RELEASE_FILES = {
    "csv": write_csv,
    "xinzhi.xlsx": write_workbook,
    "xinzhi.duckdb": write_duckdb,
    "xinzhi.sqlite": write_sqlite,
    "datapackage.json": write_datapackage,
    "croissant.json": write_croissant,
    "CITATION.cff": write_citation,
    "README.md": write_card,
    "site": write_site,
}
"""Writers from the tables' Parquet files, by name of file or folder. A new format is one module and one line here."""

UNLOCKED = ("csv", "xinzhi.xlsx", "xinzhi.duckdb")
"""Those whose work is done by libraries that leave Python's lock to others: they are written beside the others."""


@contextmanager
def staged(output: Path) -> Iterator[Path]:
    """A folder in which a release is made; what is left in it after an error is removed.

    Args:
        output: folder of all releases, whose lock the caller holds.
    """
    staging = output / ".staging"
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(parents=True)
    try:
        yield staging
    finally:  # what is left would fill a full disk further
        shutil.rmtree(staging, ignore_errors=True)


def publish(tables: Stored, output: Path, today: date, *, guarded: bool = True) -> tuple[str, bool]:
    """Write a release around its tables, unless the latest has the same.

    Args:
        tables: checked tables, in the folder `parquet` of what `staged` gave.
        output: folder of all releases, whose lock the caller holds.
        today: date whose year and month a new version carries.
        guarded: whether the bounds of `flows.publish.guard` hold.

    Returns:
        The version, and whether it is new.

    Raises:
        flows.publish.guard.GuardError: a bound is passed; nothing is released.
    """
    staging = tables.folder.parent
    version, is_new = choose_version(output, sums(staging), today)
    if not is_new:
        return version, False
    known = latest(output)
    before = output / known["version"] if known else None
    if guarded:
        guard(tables, _heights(before))
    write_changes(before, version, tables, staging)
    with ThreadPoolExecutor(1) as pool:
        beside = pool.submit(_write, UNLOCKED, version, tables, staging)
        _write([name for name in RELEASE_FILES if name not in UNLOCKED], version, tables, staging)
        beside.result()
    write_sums(staging)
    announce(staging, output, version)
    return version, True


def _write(names: Iterable[str], version: str, tables: Stored, staging: Path) -> None:
    for name in names:
        RELEASE_FILES[name](version, tables, staging / name)


def _heights(release: Path | None) -> dict[str, int]:
    paths = (release / "parquet").glob("*.parquet") if release else ()
    return {path.stem: pyarrow.parquet.read_metadata(path).num_rows for path in paths}
