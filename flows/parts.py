"""Parts: what one batch of documents yields, kept by content so that nothing is done twice.

    FOLDER/<code>/<batch>.sources.parquet     documents of a batch, as read, until its part is made
    FOLDER/<code>/<batch>/<table>.parquet     its rows, with the file name that each came from

`<code>` is a digest of the code and the reference tables, `<batch>` one of the documents and their metadata. Files are
written beside and renamed, so that a part that is there is whole.

Where a batch ends is told by its documents' own digests, as rsync and restic cut files: a document that is changed,
added or removed shifts no border but its own, and the other batches are the same as before.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Collection, Iterable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import NamedTuple

import polars as pl

from flows.code import code_digest
from flows.collector import uncollected
from flows.disk import put, writing
from flows.read.source import Source, Unreadable

BATCH_BYTES = 1_000_000
"""UTF-8 bytes of text in a batch on average: a second of work or so."""

_LEAST, _MOST = 0.25, 4.0
"""Bounds of a batch's size, in `BATCH_BYTES`; one in 150 batches is cut by the upper one."""

_OVERHEAD = 500
"""Bytes of text that are as much work as a document without any."""

REJECTS = pl.Schema({name: pl.String() for name in ("file_name", "reason", "detail")})
ORIGIN = "file_name"
"""Column of the parts' tables, besides the tables' own: the file that the row came from."""

_SOURCES = ".sources.parquet"
_SOURCE = pl.Schema({field.name: pl.String() for field in fields(Source)})


class Batch(NamedTuple):
    """Documents that are worked on together.

    Attributes:
        name: 24 hex digits of a digest over them.
        items: what `flows.read.read` yielded; what can't be read goes along and becomes a reject.
    """

    name: str
    items: list[Source | Unreadable]


def cut(items: Iterable[Source | Unreadable]) -> Iterator[Batch]:
    """Cut a stream of sources into batches."""
    least, most = _LEAST * BATCH_BYTES, _MOST * BATCH_BYTES
    batch: list[Source | Unreadable] = []
    total = hashlib.sha256()
    size = 0
    for item in items:
        digest, count = _digest(item)
        batch.append(item)
        total.update(digest)
        size += count
        # A document ends its batch with a probability by its length, so that batches are alike whatever lies in them.
        is_border = int.from_bytes(digest[:8]) / 2**64 < count / (BATCH_BYTES - least)
        if size >= most or (size >= least and is_border):
            yield Batch(total.hexdigest()[:24], batch)
            batch, total, size = [], hashlib.sha256(), 0
    if batch:
        yield Batch(total.hexdigest()[:24], batch)


def _digest(item: Source | Unreadable) -> tuple[bytes, int]:
    """Digest over all that is known of a document, and how much work it is, in bytes."""
    raw = item.raw.encode("utf-8", "surrogatepass") if isinstance(item, Source) else b""
    known = [getattr(item, field.name) for field in fields(item) if field.name != "raw"]
    digest = hashlib.sha256(repr(known).encode("utf-8", "surrogatepass") + b"\0")
    digest.update(raw)
    return digest.digest(), len(raw) + _OVERHEAD


def batches(items: Iterable[Source | Unreadable], folder: Path) -> Iterator[Path]:
    """Write a stream of sources as batches; those whose parts are there are not written.

    Args:
        items: what `flows.read.read` yields.
        folder: where parts are kept.

    Yields:
        Path of each batch's sources, whether it was written or not.

    Raises:
        flows.disk.DiskError: one can't be written.
    """
    home = folder / code_digest()
    with writing(folder):
        home.mkdir(parents=True, exist_ok=True)
    for batch in cut(items):
        path = home / f"{batch.name}{_SOURCES}"
        if not part_path(path).is_dir() and not path.exists():
            _write_batch(batch.items, path)
        yield path


def part_path(batch: Path) -> Path:
    """Folder of the part that a batch becomes; it is there once the part is made."""
    return batch.with_name(batch.name.removesuffix(_SOURCES))


def _write_batch(items: Collection[Source | Unreadable], path: Path) -> None:
    sources = _frame([item for item in items if isinstance(item, Source)], _SOURCE)
    lost = _frame([item for item in items if isinstance(item, Unreadable)], REJECTS)
    with writing(path.parent):
        for frame, name in ((lost, path.with_suffix(".rejects.parquet")), (sources, path)):
            beside = name.with_name(f"{name.name}.{os.getpid()}.tmp")
            _write(frame, beside)
            put(beside, name)


def _frame(items: Collection[Source | Unreadable], schema: pl.Schema) -> pl.DataFrame:
    return pl.DataFrame({name: [getattr(item, name) for item in items] for name in schema}, schema)


@uncollected()
def make_part(batch: Path) -> Path:
    """Rows of a batch; nothing is done where they are there already.

    Args:
        batch: path of the batch's sources.

    Returns:
        Folder with a Parquet file a table, and `rejects.parquet`.

    Raises:
        flows.disk.DiskError: it can't be written.
    """
    part = part_path(batch)
    if part.is_dir():
        return part
    # Compiles all rules; a build with nothing new needs neither, and the process that waits for Prefect never does.
    from flows.frames import frame
    from flows.stages import Rows
    from flows.tabulate import COLUMNS, tabulate_all

    rows: Rows = {name: [] for name in COLUMNS}
    rejects = pl.read_parquet(batch.with_suffix(".rejects.parquet")).to_dicts()
    sources = [Source(*values) for values in pl.read_parquet(batch).iter_rows()]
    for source, found in zip(sources, tabulate_all(sources), strict=True):
        if isinstance(found, Exception):  # one document's defect must not stop the others; it is told in `rejects`
            detail = f"{type(found).__name__}: {found}. This is a defect of xinzhi; please report it with the document."
            rejects.append({"file_name": source.file_name, "reason": "extraction_failed", "detail": detail})
            continue
        for name, new in found.items():
            rows[name] += new
    beside = part.with_name(f"{part.name}.{os.getpid()}.tmp")
    shutil.rmtree(beside, ignore_errors=True)
    with writing(part.parent):
        beside.mkdir()
        for name, new in rows.items():
            _write(frame(COLUMNS[name], new, part_schema(name)), beside / f"{name}.parquet")
        _write(pl.DataFrame(rejects, schema=REJECTS), beside / "rejects.parquet")
        try:
            put(beside, part)
        except OSError:  # another process was faster with the same content
            shutil.rmtree(beside)
            if not part.is_dir():
                raise
    return part


def part_schema(table: str) -> dict[str, pl.DataType]:
    """Columns of a table in a part."""
    from schemas import TABLES

    return TABLES[table].polars_schema | {ORIGIN: pl.String()}


def forget(folder: Path) -> None:
    """Remove all parts.

    Raises:
        flows.disk.DiskError: one can't be removed.
    """
    with writing(folder):
        if folder.is_dir():
            shutil.rmtree(folder)


def collect_garbage(folder: Path, parts: Collection[Path]) -> None:
    """Remove the parts that a build has not used, sources whose parts are made, and what killed builds left half done.

    Where documents come and go, batches change with them; parts of all that ever was would fill the disk.

    Args:
        folder: where parts are kept, at which no other build is at work.
        parts: those of the build, all of them made.
    """
    home = folder / code_digest()
    used = {part.name for part in parts}
    stale = [path for path in folder.glob("*") if path != home]
    stale += [path for path in home.glob("*") if path.name not in used]
    for path in stale:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink()


def _write(frame: pl.DataFrame, path: Path) -> None:
    """Write a file that is read once, and soon: whatever takes time to write is left out."""
    frame.write_parquet(path, compression="lz4", statistics=False)
