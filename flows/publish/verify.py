"""Is a release what it claims to be: files, columns, keys, and every row against its source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import polars as pl
import pyarrow.parquet

from flows.publish.checksums import NAME, read_sums, sums
from flows.publish.stored import row_groups
from flows.read.source import Source, Unreadable
from flows.text.clean import clean_slices
from schemas import TABLES, Table
from schemas.arrow import arrow_schema
from schemas.checks import Failure, check
from schemas.relations import PLACES, relate

TEXTS = {
    "excerpts": "text",
    "quotes": "text",
    "figures": "figure_text",
    "sectors": "sector_text",
    "project_mentions": "mention_text",
}
"""Column of each table that its segments give."""


def verify(release: Path, sources: Iterable[Source | Unreadable] | None = None) -> list[str]:
    """Check a release.

    Args:
        release: folder of one version.
        sources: the documents that it was made from, as `flows.read.read` yields them; rows are then checked
            against their characters.

    Returns:
        What is off, a sentence each; empty when all is well.
    """
    told = list(_files(release))
    frames: dict[str, pl.DataFrame] = {}
    for name, table in TABLES.items():
        path = release / "parquet" / f"{name}.parquet"
        if not path.is_file():
            told.append(f"parquet/{name}.parquet: missing")
            continue
        wrong = list(_columns(table, path))
        told += wrong
        if not wrong:
            frames[name], failures = _checked(table, path)
            told += map(_sentence, failures)
    if len(frames) < len(TABLES):
        return told
    told += map(_sentence, relate(frames)[1])
    if sources is not None:
        told += _texts(release, frames, sources)
    return told


def _checked(table: Table, path: Path) -> tuple[pl.DataFrame, list[Failure]]:
    """Check a table's rows a row group at a time, since it may be larger than memory.

    Returns:
        Of the rows that hold, the columns by which tables are related; and the failures of the others.
    """
    columns = [
        column.name
        for column in table.columns
        if column.references or column.name in (table.key, *PLACES, "character_count", "script")
    ]
    kept: list[pl.DataFrame] = []
    failures: list[Failure] = []
    for group in row_groups(table, path):
        frame, lost = check(table, group)
        kept.append(frame.select(columns))
        failures += lost
    rows = pl.concat(kept)
    doubled = rows.filter(pl.col(table.key).is_duplicated())[table.key].unique(maintain_order=True)
    failures += [Failure(table.name, str(row_id), table.key, "primary_key", str(row_id)) for row_id in doubled]
    return rows, failures


def _sentence(failure: Failure) -> str:
    where = f"{failure.table_name}: row {failure.row_id}: {failure.column_name}"
    return f"{where}: {failure.reason}: {failure.value}"


def _files(release: Path) -> Iterator[str]:
    claimed = read_sums(release)
    if not claimed:
        yield f"{NAME}: missing or empty; is {release} the folder of a release?"
        return
    found = sums(release)
    for name in sorted(claimed.keys() | found.keys()):
        if name not in found:
            yield f"{name}: missing"
        elif name not in claimed:
            yield f"{name}: not in {NAME}"
        elif claimed[name] != found[name]:
            yield f"{name}: changed since the release was made (its SHA-256 differs)"


def _columns(table: Table, path: Path) -> Iterator[str]:
    try:
        found = pyarrow.parquet.read_schema(path)
    except (OSError, pyarrow.ArrowException) as error:
        yield f"parquet/{path.name}: can't be read: {error}"
        return
    expected = arrow_schema(table)
    for name in sorted({*expected.names, *found.names}):
        if name not in found.names:
            yield f"parquet/{path.name}: column {name} is missing"
        elif name not in expected.names:
            yield f"parquet/{path.name}: column {name} is not in the schema"
        elif found.field(name).type != expected.field(name).type:
            yield f"parquet/{path.name}: column {name} is {found.field(name).type}, not {expected.field(name).type}"


def _texts(release: Path, frames: dict[str, pl.DataFrame], sources: Iterable[Source | Unreadable]) -> Iterator[str]:
    scripts = dict(frames["documents"].select("document_id", "script").iter_rows())
    rows: dict[str, dict[tuple[object, ...], pl.DataFrame]] = {}
    for name, text_column in TEXTS.items():
        key = TABLES[name].key
        columns = [key, "document_id", "segments", text_column]
        told = pl.read_parquet(release / "parquet" / f"{name}.parquet", columns=columns)
        holding = told.join(frames[name].select(key), on=key, how="semi", maintain_order="left")
        rows[name] = holding.partition_by("document_id", as_dict=True)
    left = set(scripts)
    for source in sources:
        if isinstance(source, Unreadable) or source.document_id not in left:
            continue
        left.remove(source.document_id)
        for name, text_column in TEXTS.items():
            found = rows[name].get((source.document_id,))
            for row in () if found is None else found.iter_rows(named=True):
                segments = [(segment["start"], segment["end"]) for segment in row["segments"]]
                text = clean_slices(source.raw, segments, scripts[source.document_id])
                if text != row[text_column]:
                    yield f"{name}: row {row[TABLES[name].key]}: says {row[text_column]!r}, its characters say {text!r}"
    for document_id in sorted(left):
        yield f"documents: {document_id}: not among the sources given"
