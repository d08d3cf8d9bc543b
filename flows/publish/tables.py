"""Parts to the checked tables of a release, a range of documents at a time.

Everything that a row refers to lies in its own document, or in a dimension or a table across documents. So a range's
rows are checked by themselves, and those that don't wait for keys to tables across documents are written as a row group
of their tables. What links documents is made from the few columns that it needs; then the others get their keys and are
written, a range at a time again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from flows.link import link, needed
from flows.parts import ORIGIN
from flows.publish.beside import Behind, beside
from flows.publish.buckets import Buckets, read_parts
from flows.publish.dimensions import dimensions
from flows.publish.parquet import Growing, write_parquet
from flows.publish.rejects import failed, read_twice, unread
from flows.publish.rights import withhold
from flows.publish.stored import Stored
from schemas import ROW_TABLES, TABLES
from schemas.checks import Failure, check
from schemas.relations import PLACES, relate

Frames = dict[str, pl.DataFrame]

_FILLED = ("quotes", "projects")
"""Tables of rows that get keys to tables across documents."""

_WAITING = (*_FILLED, "figures", "project_mentions")
"""Those, and what refers to them: where a key fails, its row goes, and they go with it."""


def assemble(parts: Sequence[Path], folder: Path) -> Stored:
    """Checked tables of a release: rows by their place in the source, tables across documents by their keys.

    A document that was read twice enters once, under the first of its file names; the others are rejects. A row that
    fails a check is a reject.

    Args:
        parts: folders that `flows.parts.make_part` returned, in any order.
        folder: where the tables' Parquet files are written; it is made.

    Returns:
        The tables, `rejects` and the dimensions among them; the same bytes for the same documents in any order.

    Raises:
        schemas.checks.SchemaBrokenError: a part's columns are not the table's.
    """
    documents = read_parts(parts, "documents", ("document_id", ORIGIN, "character_count"))
    kept = documents.sort("document_id", ORIGIN).unique("document_id", keep="first", maintain_order=True)
    stored = Stored(folder)
    folder.mkdir(parents=True)
    rejects = [unread(parts), read_twice(documents, kept), failed(_dimensions()[1], {})]
    with TemporaryDirectory(prefix=".buckets-", dir=folder.parent) as work, ExitStack() as stack:
        files = {name: stack.enter_context(Growing(TABLES[name], stored.path(name))) for name in ROW_TABLES}
        buckets = Buckets(parts, documents, kept, Path(work))
        told = []
        with Behind() as behind:
            for number in range(len(buckets)):
                rows, lost = _checked(buckets, number)
                rejects.append(lost)
                told.append(needed(rows))
                buckets.keep(number, {name: rows.pop(name) for name in _WAITING})
                behind.do(_add, files, rows)
                del rows  # one range is held while it is written, and one while it is checked
            linked, failures = _linked({name: pl.concat([some[name] for some in told]) for name in told[0]})
        rejects.append(failed(failures, {}))
        across = {name: frame for name, frame in linked.items() if name not in _FILLED}
        rejects += _write_rest(buckets, linked, across, files)
    for name, frame in (across | _dimensions()[0]).items():
        write_parquet(TABLES[name], frame, stored.path(name))
    write_parquet(TABLES["rejects"], _settled(rejects), stored.path("rejects"))
    return stored


def _checked(buckets: Buckets, number: int) -> tuple[Frames, pl.DataFrame]:
    """A bucket's rows that hold, and the rejects."""
    rows: Frames = {}

    def checked(name: str) -> tuple[pl.DataFrame, list[Failure]]:
        rows[name] = buckets.raw(number, name)
        return check(TABLES[name], _ordered(rows[name]).select(list(TABLES[name].polars_schema)))

    frames: Frames = {}
    failures: list[Failure] = []
    for name, (frame, lost) in zip(ROW_TABLES, beside(checked, ROW_TABLES), strict=True):
        frames[name] = frame
        failures += lost
    frames, lost = withhold(frames)
    failures += lost
    related, lost = relate(frames | _dimensions()[0], changed=ROW_TABLES)
    failures += lost
    held = {name: related[name] for name in ROW_TABLES}
    return held, failed(failures, _file_names(rows, failures, buckets.documents))


def _linked(told: Frames) -> tuple[Frames, list[Failure]]:
    """What `flows.link` makes of the rows, its tables checked and related."""
    linked = link(told | _dimensions()[0])
    failures: list[Failure] = []
    new = [name for name in linked if name not in _FILLED]
    for name in new:
        linked[name], lost = check(TABLES[name], linked[name])
        failures += lost
    related, lost = relate({name: linked[name] for name in new} | _dimensions()[0], changed=new)
    return linked | {name: related[name] for name in new}, failures + lost


def _write_rest(buckets: Buckets, linked: Frames, across: Frames, files: dict[str, Growing]) -> Iterator[pl.DataFrame]:
    """Write the rows that waited, with their keys to the tables across documents; yields rejects."""
    at = dict.fromkeys(_FILLED, 0)
    for number in range(len(buckets)):
        rows = buckets.kept(number, _WAITING)
        frames = dict(rows)
        failures: list[Failure] = []
        for name in _FILLED:
            keys = linked[name].slice(at[name], rows[name].height)
            at[name] += keys.height
            frames[name], lost = check(TABLES[name], rows[name].with_columns(keys.get_columns()))
            failures += lost
        related, lost = relate(frames | across | _dimensions()[0], changed=_FILLED)
        failures += lost
        _add(files, {name: related[name] for name in _WAITING})
        yield failed(failures, _file_names(rows, failures, buckets.documents))


def _add(files: dict[str, Growing], rows: Frames) -> None:
    """Add rows to the files of their tables."""

    def add(name: str) -> None:
        files[name].add(rows[name])

    list(beside(add, rows))


def _file_names(rows: Frames, failures: Sequence[Failure], documents: pl.DataFrame) -> dict[str, str]:
    """File name by id of the rows that failed."""
    names: dict[str, str] = {}
    for table in {failure.table_name for failure in failures} & set(ROW_TABLES):
        ids = pl.Series([failure.row_id for failure in failures if failure.table_name == table])
        lost = rows[table].filter(pl.col(TABLES[table].key).is_in(ids.implode()))
        origins = documents.select(pl.col("document_id").alias("_document"), ORIGIN)
        found = lost.select(TABLES[table].key, _document="document_id").join(origins, on="_document")
        names |= dict(found.select(TABLES[table].key, ORIGIN).iter_rows())
    return names


def _settled(rejects: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """Table `rejects`, sorted by its key."""
    frame, lost = check(TABLES["rejects"], pl.concat(rejects).unique("reject_id").sort("reject_id"))
    if lost:
        raise AssertionError(f"rejects fail their own checks: {lost[:3]}")
    return frame


@cache
def _dimensions() -> tuple[Frames, list[Failure]]:
    """The dimensions, checked and related to each other: the same all through a process."""
    frames = dimensions()
    failures: list[Failure] = []
    for name in frames:
        frames[name], lost = check(TABLES[name], frames[name])
        failures += lost
    frames, lost = relate(frames)
    return frames, failures + lost


def _ordered(frame: pl.DataFrame) -> pl.DataFrame:
    """By document, then place in it, then id."""
    places = next((name for name in PLACES if name in frame.columns), None)
    if places is None:
        return frame.sort("document_id")
    start = pl.col(places).list.first().struct.field("start")
    return frame.sort(pl.col("document_id"), start, pl.nth(0))
