"""Checks across tables: foreign keys, and that segments lie inside their document."""

from __future__ import annotations

import polars as pl

from schemas.checks import Failure
from schemas.registry import TABLES


def relate(frames: dict[str, pl.DataFrame]) -> tuple[dict[str, pl.DataFrame], list[Failure]]:
    """Take out the rows that refer to a row which isn't there, until none is left.

    Args:
        frames: checked frames by table name, with `documents`; tables that are absent are not referred to.

    Returns:
        The frames without those rows, and a failure for each.
    """
    frames = dict(frames)
    failures: list[Failure] = []
    while True:
        found: list[Failure] = []
        for name, frame in frames.items():
            bad = _dangling(name, frame, frames) + _outside(name, frame, frames["documents"])
            if bad:
                ids = pl.Series([failure.row_id for failure in bad])
                frames[name] = frame.filter(~pl.col(TABLES[name].key).is_in(ids.implode()))
                found += bad
        if not found:
            return frames, failures
        failures += found


def _dangling(name: str, frame: pl.DataFrame, frames: dict[str, pl.DataFrame]) -> list[Failure]:
    failures = []
    for column in TABLES[name].columns:
        if not column.references:
            continue
        target, key = column.references.split(".")
        if target not in frames:
            continue
        lost = frame.filter(pl.col(column.name).is_not_null()).join(
            frames[target].select(pl.col(key).alias(column.name)), on=column.name, how="anti", maintain_order="left"
        )
        failures += [
            Failure(name, row[TABLES[name].key], column.name, "foreign_key", row[column.name])
            for row in lost.select(TABLES[name].key, column.name).to_dicts()
        ]
    return failures


def _outside(name: str, frame: pl.DataFrame, documents: pl.DataFrame) -> list[Failure]:
    places = next((c for c in ("segments", "mentions") if c in frame.columns), None)
    if places is None:
        return []
    key = TABLES[name].key
    ends = frame.select(
        key,
        "document_id",
        pl.col(places).list.eval(pl.element().struct.field("end")).list.max().alias("last"),
        pl.col(places).list.eval(pl.element().struct.field("start")).list.min().alias("first"),
        pl.col(places)
        .list.eval(pl.element().struct.field("end") > pl.element().struct.field("start"))
        .list.all()
        .alias("forward"),
    ).join(documents.select("document_id", "character_count"), on="document_id", maintain_order="left")
    wrong = ends.filter(
        (pl.col("last") > pl.col("character_count"))
        | (pl.col("first") < 0)
        | ~pl.col("forward")
        | pl.col("last").is_null()
    )
    return [
        Failure(name, row[key], places, "segments_in_document", f"{row['first']}..{row['last']}")
        for row in wrong.to_dicts()
    ]
