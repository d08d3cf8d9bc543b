"""Is a release what it claims to be: files, columns, keys, and every row against its source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import polars as pl
import pyarrow.parquet

from flows.publish.checksums import NAME, read_sums, sums
from flows.read.source import Source, Unreadable
from flows.text.clean import clean_slices
from schemas import TABLES, Table
from schemas.arrow import arrow_schema
from schemas.checks import check
from schemas.relations import relate

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
            frames[name] = pl.read_parquet(path)
    if len(frames) < len(TABLES):
        return told
    for name, frame in frames.items():
        frames[name], failures = check(TABLES[name], frame)
        told += [f"{name}: row {f.row_id}: {f.column_name}: {f.reason}: {f.value}" for f in failures]
    _, failures = relate(frames)
    told += [f"{f.table_name}: row {f.row_id}: {f.column_name}: {f.reason}: {f.value}" for f in failures]
    if sources is not None:
        told += _texts(frames, sources)
    return told


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


def _texts(frames: dict[str, pl.DataFrame], sources: Iterable[Source | Unreadable]) -> Iterator[str]:
    scripts = dict(frames["documents"].select("document_id", "script").iter_rows())
    rows = {name: frames[name].partition_by("document_id", as_dict=True) for name in TEXTS}
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
