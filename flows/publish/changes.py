"""What differs between two releases: columns first, then rows by id and column."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import polars as pl

from flows.publish.parquet import Growing
from flows.publish.stored import Stored
from schemas import TABLES
from schemas.changes import CHANGES

Scans = Mapping[str, pl.LazyFrame]

RANGE_ROWS = 100_000
"""Rows, about, that are held of each of the two releases to compare their columns."""


class Comparison(NamedTuple):
    """Two releases side by side.

    Attributes:
        columns: what differs in tables, columns and types, a sentence each.
        rows: table `schemas.changes.CHANGES`, in order of table, row and column.
    """

    columns: list[str]
    rows: pl.DataFrame


def read_release(release: Path) -> dict[str, pl.LazyFrame]:
    """Tables of a release as they lie in its folder.

    Raises:
        FileNotFoundError: it is no folder of a release.
    """
    paths = sorted((release / "parquet").glob("*.parquet"))
    if not paths:
        raise FileNotFoundError(f"{release}: no parquet/*.parquet in it; give the folder of one version")
    return {path.stem: pl.scan_parquet(path) for path in paths}


def compare(old: Scans, new: Scans) -> Comparison:
    """Compare the tables of two releases; rows are the same where their keys are."""
    return Comparison(list(_structure(old, new)), pl.concat([CHANGES.frame([]), *_compared(old, new)]))


def markdown(comparison: Comparison, old: str | None, new: str) -> str:
    """A comparison to be read.

    Args:
        comparison: the two releases side by side.
        old: version of the older release, None where there is none.
        new: version of the newer.
    """
    return _told(comparison.columns, _counted(comparison.rows), old, new)


def write_changes(old: Path | None, version: str, tables: Stored, folder: Path) -> None:
    """Write `CHANGES.md` and `changes.parquet` of a release.

    Args:
        old: folder of the release before, None where there is none.
        version: version of the release.
        tables: its tables.
        folder: where to write.
    """
    before = read_release(old) if old else {}
    after = {name: tables.scan(name) for name in tables} if old else {}
    counts = [_counted(CHANGES.frame([]))]
    with Growing(CHANGES, folder / "changes.parquet") as file:
        for rows in _compared(before, after):
            counts.append(_counted(rows))
            file.add(rows)
    text = _told(list(_structure(before, after)), pl.concat(counts), old.name if old else None, version)
    (folder / "CHANGES.md").write_text(text, encoding="utf-8")


def _counted(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows by `table_name`, `change` and `column_name`; without a column, those that are added, removed or changed."""
    by = ["table_name", "change", "column_name"]
    whole = rows.group_by(by[:2]).agg(pl.col("row_id").n_unique().alias("rows"))
    columns = rows.drop_nulls("column_name").group_by(by).agg(pl.len().alias("rows"))
    empty = pl.lit(None, dtype=pl.String).alias("column_name")
    return pl.concat([whole.select(*by[:2], empty, "rows"), columns.select(*by, "rows")])


def _told(columns: list[str], counts: pl.DataFrame, old: str | None, new: str) -> str:
    if old is None:
        return f"# {new}\n\nThe first release. 首个版本。\n"
    lines = [f"# {old} → {new}", "", "## Schema 结构", ""]
    lines += [f"- {line}" for line in columns] or ["No table, column or type has changed. 结构未变。"]
    lines += ["", "## Rows 行", "", "| table 表 | added 新增 | removed 删除 | changed 修改 |", "|---|---:|---:|---:|"]
    number = {(table, change): rows for table, change, column, rows in counts.iter_rows() if column is None}
    for table in sorted({table for table, _ in number}):
        cells = [f"{number.get((table, change), 0):,}" for change in ("added", "removed", "changed")]
        lines.append(f"| `{table}` | {' | '.join(cells)} |")
    changed = counts.drop_nulls("column_name").sort("table_name", "column_name")
    if changed.height:
        lines += ["", "## Columns with other values 取值变化的列", "", "| column 列 | rows 行数 |", "|---|---:|"]
        lines += [f"| `{t}.{c}` | {rows:,} |" for t, _, c, rows in changed.iter_rows()]
    return "\n".join([*lines, "", "`changes.parquet` has every one of them. 逐条差异见 changes.parquet。", ""])


def _structure(old: Scans, new: Scans) -> Iterator[str]:
    """What differs in tables, columns and types."""
    yield from (f"table `{name}` is gone" for name in sorted(old.keys() - new.keys()))
    yield from (f"table `{name}` is new" for name in sorted(new.keys() - old.keys()))
    for name in sorted(old.keys() & new.keys()):
        yield from _columns(name, old[name].collect_schema(), new[name].collect_schema())


def _compared(old: Scans, new: Scans) -> Iterator[pl.DataFrame]:
    """Rows of `CHANGES`, a table at a time, sorted."""
    for name in sorted(old.keys() & new.keys()):
        before, after = old[name], new[name]
        columns = before.collect_schema().names()
        key = TABLES[name].key if name in TABLES else columns[0]
        if key in columns and key in after.collect_schema().names():
            rows = pl.concat([CHANGES.frame([]), *_rows(name, key, before, after)])
            if rows.height:
                yield rows.sort("row_id", "column_name", nulls_last=True)


def _columns(name: str, old: pl.Schema, new: pl.Schema) -> Iterator[str]:
    for column in old.keys() - new.keys():
        yield f"column `{name}.{column}` is gone"
    for column in new.keys() - old.keys():
        yield f"column `{name}.{column}` is new"
    for column in old.keys() & new.keys():
        if old[column] != new[column]:
            yield f"column `{name}.{column}` was {old[column]}, is {new[column]}"


def _rows(name: str, key: str, old: pl.LazyFrame, new: pl.LazyFrame) -> Iterator[pl.DataFrame]:
    ids_before, ids_after = (side.select(key).collect() for side in (old, new))
    for change, some, others in (("added", ids_after, ids_before), ("removed", ids_before, ids_after)):
        yield _changes(name, change, some.join(others, on=key, how="anti")[key])
    for within in _ranges(name, key, ids_before, old.collect_schema(), new.collect_schema()):
        yield from _changed(name, key, old.filter(within).collect(), new.filter(within).collect())


def _ranges(name: str, key: str, ids: pl.DataFrame, old: pl.Schema, new: pl.Schema) -> Iterator[pl.Expr]:
    """Conditions that cut a table along the column that it is sorted by, which row groups tell the ends of."""
    by = "document_id" if "document_id" in old and "document_id" in new else key
    digits = ("", *"123456789abcdef") if ids.height > RANGE_ROWS else ("",)
    mark = (ids[key][0] if by == key else "d")[:1] if ids.height else ""
    starts = [f"{mark}{digit}" if digit else "" for digit in digits]
    for start, end in zip(starts, [*starts[1:], None], strict=True):
        yield (pl.col(by) >= start) & (pl.lit(value=True) if end is None else pl.col(by) < end)


def _changed(name: str, key: str, old: pl.DataFrame, new: pl.DataFrame) -> Iterator[pl.DataFrame]:
    both = old.join(new, on=key, how="inner", suffix="\0new", maintain_order="left")
    for column in old.columns:
        if column == key or column not in new.columns:
            continue
        after = f"{column}\0new"
        if old.schema[column] == new.schema[column]:
            differ = both.filter(pl.col(column).ne_missing(pl.col(after)))
        else:
            differ = both.filter([_text(a) != _text(b) for a, b in zip(both[column], both[after], strict=True)])
        yield _changes(name, "changed", differ[key], column, differ[column], differ[after])


def _changes(
    name: str,
    change: str,
    ids: pl.Series,
    column: str | None = None,
    old: pl.Series | None = None,
    new: pl.Series | None = None,
) -> pl.DataFrame:
    def texts(values: pl.Series | None) -> pl.Series:
        return pl.Series([None] * len(ids) if values is None else [_text(value) for value in values], dtype=pl.String)

    return pl.DataFrame({"row_id": ids, "old_value": texts(old), "new_value": texts(new)}).select(
        pl.lit(name).alias("table_name"),
        "row_id",
        pl.lit(change).alias("change"),
        pl.lit(column, dtype=pl.String).alias("column_name"),
        "old_value",
        "new_value",
    )


def _text(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, pl.Series):
        return json.dumps(value.to_list(), ensure_ascii=False)
    return str(value)
