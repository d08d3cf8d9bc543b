"""Checked tables to a folder of a release: written beside, named at the end."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import polars as pl
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
from flows.publish.parquet import write_parquet
from flows.publish.site import write_site
from flows.publish.sqlite_file import write_sqlite
from flows.publish.versions import announce, choose_version, latest
from schemas import TABLES

TABLE_FORMATS = {"parquet": write_parquet, "csv": write_csv}
"""Writers of one table by the name of their folder and ending. A new format is one module and one line here."""

RELEASE_FILES = {
    "xinzhi.xlsx": write_workbook,
    "xinzhi.duckdb": write_duckdb,
    "xinzhi.sqlite": write_sqlite,
    "datapackage.json": write_datapackage,
    "croissant.json": write_croissant,
    "CITATION.cff": write_citation,
    "README.md": write_card,
    "site": write_site,
}
"""Writers of what takes in the whole release, by name of file or folder. A new one is one module and one line here."""


def publish(frames: dict[str, pl.DataFrame], output: Path, today: date, *, guarded: bool = True) -> tuple[str, bool]:
    """Write a release.

    Args:
        frames: checked tables by name.
        output: folder of all releases, whose lock the caller holds.
        today: date whose year and month a new version carries.
        guarded: whether the bounds of `flows.publish.guard` hold.

    Returns:
        The version, and whether it is new.

    Raises:
        flows.publish.guard.GuardError: a bound is passed; nothing is released.
    """
    staging = output / ".staging"
    shutil.rmtree(staging, ignore_errors=True)
    try:
        return _publish(frames, output, staging, today, guarded)
    except BaseException:  # what is left would fill a full disk further
        shutil.rmtree(staging, ignore_errors=True)
        raise


def _publish(
    frames: dict[str, pl.DataFrame], output: Path, staging: Path, today: date, guarded: bool
) -> tuple[str, bool]:
    for name, write in TABLE_FORMATS.items():
        folder = staging / name
        folder.mkdir(parents=True)
        for table_name, frame in frames.items():
            write(TABLES[table_name], frame, folder / f"{table_name}.{name}")
    version, is_new = choose_version(output, sums(staging), today)
    if not is_new:
        shutil.rmtree(staging)
        return version, False
    known = latest(output)
    before = output / known["version"] if known else None
    if guarded:
        guard(frames, _heights(before))
    write_changes(before, version, frames, staging)
    for name, write_file in RELEASE_FILES.items():
        write_file(version, frames, staging / name)
    write_sums(staging)
    announce(staging, output, version)
    return version, True


def _heights(release: Path | None) -> dict[str, int]:
    paths = (release / "parquet").glob("*.parquet") if release else ()
    return {path.stem: pyarrow.parquet.read_metadata(path).num_rows for path in paths}
