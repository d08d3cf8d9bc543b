"""Parts to the checked tables of a release."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl

from flows.link import link
from flows.parts import ORIGIN, REJECTS, part_schema
from flows.publish.dimensions import dimensions
from flows.publish.rights import withhold
from schemas import ROW_TABLES, TABLES
from schemas.checks import Failure, check
from schemas.relations import relate

Frames = dict[str, pl.DataFrame]

_DETAILS = {"withheld": "Nothing of the document may be published: its `publication` is none."}


def assemble(parts: Sequence[Path]) -> Frames:
    """Checked tables of a release: rows by their place in the source, tables across documents by their keys.

    A document that was read twice enters once, under the first of its file names; the others are rejects. A row that
    fails a check is a reject.

    Args:
        parts: folders that `flows.parts.make_part` returned, in any order.

    Returns:
        Frames by table, `rejects` and the dimensions among them; the same for the same documents in any order.

    Raises:
        schemas.checks.SchemaBrokenError: a part's columns are not the table's.
    """
    documents = _read(parts, "documents")
    kept = documents.sort("document_id", "file_name").unique("document_id", keep="first", maintain_order=True)
    origin = kept.select("document_id", ORIGIN)
    rejects = [
        _reject("documents", row["reason"], row["file_name"], detail=row["detail"])
        for row in _concat([pl.read_parquet(part / "rejects.parquet") for part in parts], REJECTS).to_dicts()
    ]
    for row in documents.join(origin, on=["document_id", ORIGIN], how="anti").to_dicts():
        same = origin.row(by_predicate=pl.col("document_id") == row["document_id"], named=True)[ORIGIN]
        rejects.append(
            _reject("documents", "duplicate", row[ORIGIN], row["document_id"], detail=f"Same text as {same}.")
        )

    frames: Frames = dimensions()
    failures: list[Failure] = []
    for name in ROW_TABLES:
        rows = documents if name == "documents" else _read(parts, name)
        rows = rows.join(origin, on=["document_id", ORIGIN], how="semi").unique(maintain_order=True)
        frame = _ordered(rows).select(list(TABLES[name].polars_schema))
        frames[name], failed = check(TABLES[name], frame)
        failures += failed
    for name, frame in dimensions().items():
        frames[name], failed = check(TABLES[name], frame)
        failures += failed
    frames, failed = withhold(frames)
    failures += failed
    frames, failed = relate(frames)
    failures += failed
    for name, frame in link(frames).items():
        frames[name], failed = check(TABLES[name], frame)
        failures += failed
    frames, failed = relate(frames)
    failures += failed
    names = _names(parts, failures)
    rejects += [_failed(failure, names) for failure in failures]
    unique = {row["reject_id"]: row for row in rejects}
    frame = TABLES["rejects"].frame([unique[key] for key in sorted(unique)])
    frames["rejects"], failed = check(TABLES["rejects"], frame)
    if failed:
        raise AssertionError(f"rejects fail their own checks: {failed[:3]}")
    return {name: frames[name] for name in TABLES}


def _read(parts: Sequence[Path], name: str) -> pl.DataFrame:
    return _concat([pl.read_parquet(part / f"{name}.parquet") for part in parts], part_schema(name))


def _concat(frames: list[pl.DataFrame], schema: dict[str, Any] | pl.Schema) -> pl.DataFrame:
    return pl.concat([pl.DataFrame(schema=schema), *frames])


def _names(parts: Sequence[Path], failures: Sequence[Failure]) -> dict[str, str]:
    """File name by id of the rows that failed, as far as they come from one document."""
    names: dict[str, str] = {}
    for table in {failure.table_name for failure in failures} & set(ROW_TABLES):
        ids = pl.Series([failure.row_id for failure in failures if failure.table_name == table])
        key = TABLES[table].key
        rows = _read(parts, table).filter(pl.col(key).is_in(ids.implode()))
        names |= dict(rows.select(key, ORIGIN).iter_rows())
    return names


def _ordered(frame: pl.DataFrame) -> pl.DataFrame:
    """By document, then place in it, then id."""
    places = next((name for name in ("segments", "mentions") if name in frame.columns), None)
    if places is None:
        return frame.sort("document_id")
    start = pl.col(places).list.first().struct.field("start")
    return frame.sort(pl.col("document_id"), start, pl.nth(0))


def _reject(
    table: str,
    reason: str,
    file_name: str | None,
    row_id: str | None = None,
    *,
    column: str | None = None,
    value: str | None = None,
    detail: str | None = None,
) -> dict[str, Any]:
    key = "\0".join(str(part) for part in (table, reason, file_name, row_id, column, value, detail))
    return {
        "reject_id": "x" + hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16],
        "table_name": table,
        "file_name": file_name,
        "row_id": row_id,
        "column_name": column,
        "reason": reason,
        "value": value,
        "detail": detail,
    }


def _failed(failure: Failure, names: dict[str, str]) -> dict[str, Any]:
    return _reject(
        failure.table_name,
        failure.reason,
        names.get(failure.row_id),
        failure.row_id,
        column=failure.column_name,
        value=failure.value,
        detail=_DETAILS.get(failure.reason, f"The row failed the check {failure.reason} of schemas/."),
    )
