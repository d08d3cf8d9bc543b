"""Checks across tables: foreign keys, and that segments lie inside their document."""

from __future__ import annotations

from collections.abc import Collection

import polars as pl

from schemas.checks import Failure
from schemas.registry import TABLES

PLACES = ("segments", "mentions")
"""Columns that tell where in its document a row stands; a table has one of them, or none."""


def relate(
    frames: dict[str, pl.DataFrame], changed: Collection[str] | None = None
) -> tuple[dict[str, pl.DataFrame], list[Failure]]:
    """Take out the rows that refer to a row which isn't there, until none is left.

    Args:
        frames: checked frames by table name; tables that are absent are not referred to. Segments are checked where
            `documents` is among them.
        changed: tables that this function has not seen before as they are now, None for all of them; what lies between
            the others is known to hold.

    Returns:
        The frames without those rows, and a failure for each.
    """
    frames = dict(frames)
    failures: list[Failure] = []
    moved = set(frames if changed is None else changed)
    while moved:
        smaller: set[str] = set()
        for name, frame in frames.items():
            bad = _dangling(name, frame, frames, moved | smaller)
            if name in moved or "documents" in moved:
                bad += _outside(name, frame, frames)
            if bad:
                ids = pl.Series([failure.row_id for failure in bad])
                frames[name] = frame.filter(~pl.col(TABLES[name].key).is_in(ids.implode()))
                smaller.add(name)
                failures += bad
        moved = smaller
    return frames, failures


def _dangling(name: str, frame: pl.DataFrame, frames: dict[str, pl.DataFrame], moved: Collection[str]) -> list[Failure]:
    failures = []
    for column in TABLES[name].columns:
        if not column.references:
            continue
        target, key = column.references.split(".")
        if target not in frames or not (name in moved or target in moved):
            continue
        own = frame.select(pl.col(TABLES[name].key).alias("_id"), pl.col(column.name).alias(key)).drop_nulls(key)
        lost = own.join(frames[target].select(key), on=key, how="anti", maintain_order="left")
        failures += [Failure(name, row_id, column.name, "foreign_key", value) for row_id, value in lost.iter_rows()]
    return failures


def _outside(name: str, frame: pl.DataFrame, frames: dict[str, pl.DataFrame]) -> list[Failure]:
    places = next((c for c in PLACES if c in frame.columns), None)
    if places is None or "documents" not in frames:
        return []
    sizes = frames["documents"].select("document_id", "character_count")
    piece = pl.when(pl.col(places).list.len() > 0).then(places)  # an empty list explodes to one null, in all versions
    pieces = frame.select("document_id", piece).with_row_index("_row").explode(places)
    holds = (pl.col("start") >= 0) & (pl.col("start") < pl.col("end")) & (pl.col("end") <= pl.col("character_count"))
    wrong = (
        pieces.select("_row", "document_id", pl.col(places).struct.unnest())
        .join(sizes, on="document_id", maintain_order="left")
        .filter(~holds.fill_null(value=False))["_row"]
    )
    if wrong.is_empty():
        return []
    bad = frame[wrong.unique().sort()].select(
        TABLES[name].key,
        first=pl.col(places).list.eval(pl.element().struct.field("start")).list.min(),
        last=pl.col(places).list.eval(pl.element().struct.field("end")).list.max(),
    )
    return [Failure(name, row_id, places, "segments_in_document", f"{first}..{last}")
            for row_id, first, last in bad.iter_rows()]  # fmt: skip
