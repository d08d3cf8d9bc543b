"""What differs between two releases: columns first, then rows by id and column."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import polars as pl

from flows.publish.parquet import write_parquet
from schemas import TABLES
from schemas.changes import CHANGES

Frames = Mapping[str, pl.DataFrame]


class Comparison(NamedTuple):
    """Two releases side by side.

    Attributes:
        columns: what differs in tables, columns and types, a sentence each.
        rows: table `schemas.changes.CHANGES`, in order of table, row and column.
    """

    columns: list[str]
    rows: pl.DataFrame


def read_release(release: Path) -> dict[str, pl.DataFrame]:
    """Tables of a release as they lie in its folder.

    Raises:
        FileNotFoundError: it is no folder of a release.
    """
    paths = sorted((release / "parquet").glob("*.parquet"))
    if not paths:
        raise FileNotFoundError(f"{release}: no parquet/*.parquet in it; give the folder of one version")
    return {path.stem: pl.read_parquet(path) for path in paths}


def compare(old: Frames, new: Frames) -> Comparison:
    """Compare the tables of two releases; rows are the same where their keys are."""
    columns = [f"table `{name}` is gone" for name in sorted(old.keys() - new.keys())]
    columns += [f"table `{name}` is new" for name in sorted(new.keys() - old.keys())]
    rows = []
    for name in sorted(old.keys() & new.keys()):
        before, after = old[name], new[name]
        columns += _columns(name, before.schema, after.schema)
        key = TABLES[name].key if name in TABLES else before.columns[0]
        if key in before.columns and key in after.columns:
            rows += list(_rows(name, key, before, after))
    frame = pl.concat([CHANGES.frame([]), *rows]).sort("table_name", "row_id", "column_name", nulls_last=True)
    return Comparison(columns, frame)


def markdown(comparison: Comparison, old: str | None, new: str) -> str:
    """A comparison to be read.

    Args:
        comparison: the two releases side by side.
        old: version of the older release, None where there is none.
        new: version of the newer.
    """
    if old is None:
        return f"# {new}\n\nThe first release. 首个版本。\n"
    lines = [f"# {old} → {new}", "", "## Schema 结构", ""]
    lines += [f"- {line}" for line in comparison.columns] or ["No table, column or type has changed. 结构未变。"]
    lines += ["", "## Rows 行", "", "| table 表 | added 新增 | removed 删除 | changed 修改 |", "|---|---:|---:|---:|"]
    counts = comparison.rows.group_by("table_name", "change").agg(pl.col("row_id").n_unique())
    number = {(table, change): count for table, change, count in counts.iter_rows()}
    for table in sorted({table for table, _ in number}):
        cells = [f"{number.get((table, change), 0):,}" for change in ("added", "removed", "changed")]
        lines.append(f"| `{table}` | {' | '.join(cells)} |")
    changed = comparison.rows.drop_nulls("column_name").group_by("table_name", "column_name").len()
    if changed.height:
        lines += ["", "## Columns with other values 取值变化的列", "", "| column 列 | rows 行数 |", "|---|---:|"]
        lines += [f"| `{t}.{c}` | {n:,} |" for t, c, n in changed.sort("table_name", "column_name").iter_rows()]
    return "\n".join([*lines, "", "`changes.parquet` has every one of them. 逐条差异见 changes.parquet。", ""])


def write_changes(old: Path | None, version: str, frames: Frames, folder: Path) -> None:
    """Write `CHANGES.md` and `changes.parquet` of a release.

    Args:
        old: folder of the release before, None where there is none.
        version: version of the release.
        frames: its tables.
        folder: where to write.
    """
    comparison = compare(read_release(old), frames) if old else Comparison([], CHANGES.frame([]))
    text = markdown(comparison, old.name if old else None, version)
    (folder / "CHANGES.md").write_text(text, encoding="utf-8")
    write_parquet(CHANGES, comparison.rows, folder / "changes.parquet")


def _columns(name: str, old: pl.Schema, new: pl.Schema) -> Iterator[str]:
    for column in old.keys() - new.keys():
        yield f"column `{name}.{column}` is gone"
    for column in new.keys() - old.keys():
        yield f"column `{name}.{column}` is new"
    for column in old.keys() & new.keys():
        if old[column] != new[column]:
            yield f"column `{name}.{column}` was {old[column]}, is {new[column]}"


def _rows(name: str, key: str, old: pl.DataFrame, new: pl.DataFrame) -> Iterator[pl.DataFrame]:
    for change, some, others in (("added", new, old), ("removed", old, new)):
        ids = some.join(others, on=key, how="anti", maintain_order="left")[key]
        yield _changes(name, change, ids)
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
    nothing = [None] * len(ids)
    return CHANGES.frame([]).vstack(
        pl.DataFrame(
            {
                "table_name": [name] * len(ids),
                "row_id": ids,
                "change": [change] * len(ids),
                "column_name": [column] * len(ids),
                "old_value": nothing if old is None else [_text(value) for value in old],
                "new_value": nothing if new is None else [_text(value) for value in new],
            },
            schema=CHANGES.polars_schema,
        )
    )


def _text(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, pl.Series):
        return json.dumps(value.to_list(), ensure_ascii=False)
    return str(value)
