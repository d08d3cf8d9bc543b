"""Rows of the table `rejects`: what did not enter, and why."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import polars as pl

from flows.parts import ORIGIN, REJECTS
from schemas import TABLES
from schemas.checks import Failure

_SAID = ("table_name", "reason", "file_name", "row_id", "column_name", "value", "detail")
"""Columns that tell a reject from all others."""

_DETAILS = {"withheld": "Nothing of the document may be published: its `publication` is none."}


def unread(parts: Sequence[Path]) -> pl.DataFrame:
    """What could not be read or extracted, as the parts tell it."""
    paths = [part / "rejects.parquet" for part in parts]
    found = pl.read_parquet(paths, glob=False) if paths else pl.DataFrame(schema=REJECTS)
    return _rejects(found.with_columns(table_name=pl.lit("documents")))


def read_twice(documents: pl.DataFrame, kept: pl.DataFrame) -> pl.DataFrame:
    """Documents that were read before under another name.

    Args:
        documents: `document_id` and `flows.parts.ORIGIN` of all.
        kept: those that enter.
    """
    first = kept.select("document_id", _first=ORIGIN)
    again = documents.join(kept, on=["document_id", ORIGIN], how="anti").join(first, on="document_id")
    return _rejects(
        again.select(
            table_name=pl.lit("documents"),
            reason=pl.lit("duplicate"),
            file_name=ORIGIN,
            row_id="document_id",
            detail=pl.format("Same text as {}.", "_first"),
        )
    )


def failed(failures: Iterable[Failure], file_names: Mapping[str, str]) -> pl.DataFrame:
    """Rows that failed a check.

    Args:
        failures: the failures.
        file_names: file by id of the rows that come from one document.
    """
    rows = [
        (f.table_name, f.reason, file_names.get(f.row_id), f.row_id, f.column_name, f.value, _detail(f.reason))
        for f in failures
    ]
    return _rejects(pl.DataFrame(rows, schema=dict.fromkeys(_SAID, pl.String()), orient="row"))


def _detail(reason: str) -> str:
    return _DETAILS.get(reason, f"The row failed the check {reason} of schemas/.")


def _rejects(told: pl.DataFrame) -> pl.DataFrame:
    """The table's columns, with ids; columns that aren't told are empty."""
    missing = [pl.lit(None, dtype=pl.String).alias(name) for name in _SAID if name not in told.columns]
    whole = told.with_columns(missing)
    ids = ["x" + _digest("\0".join(map(str, said))) for said in whole.select(_SAID).iter_rows()]
    columns = list(TABLES["rejects"].polars_schema)
    return whole.with_columns(pl.Series("reject_id", ids, dtype=pl.String)).select(columns)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
