"""Checked tables to a folder of a release: written beside, named at the end."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import polars as pl

from flows.publish.card import card
from flows.publish.checksums import sums, write_sums
from flows.publish.csv import write_csv
from flows.publish.parquet import write_parquet
from flows.publish.versions import announce, choose_version
from schemas import TABLES

FORMATS = {"parquet": write_parquet, "csv": write_csv}
"""Writers by the name of their folder and ending. A new format is one module and one line here."""


def publish(frames: dict[str, pl.DataFrame], output: Path, today: date) -> tuple[str, bool]:
    """Write a release.

    Args:
        frames: checked tables by name.
        output: folder of all releases, whose lock the caller holds.
        today: date whose year and month a new version carries.

    Returns:
        The version, and whether it is new.
    """
    staging = output / ".staging"
    shutil.rmtree(staging, ignore_errors=True)
    for name, write in FORMATS.items():
        folder = staging / name
        folder.mkdir(parents=True)
        for table_name, frame in frames.items():
            write(TABLES[table_name], frame, folder / f"{table_name}.{name}")
    version, is_new = choose_version(output, sums(staging), today)
    if is_new:
        (staging / "README.md").write_text(card(version, frames), encoding="utf-8")
        write_sums(staging)
        announce(staging, output, version)
    shutil.rmtree(staging, ignore_errors=True)
    return version, is_new
