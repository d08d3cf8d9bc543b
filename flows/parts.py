"""Parts: what one batch of documents yields, kept by content so that nothing is done twice.

    FOLDER/<code>/<batch>.sources.parquet     documents of a batch, as read
    FOLDER/<code>/<batch>/<table>.parquet     its rows, with the file name that each came from

`<code>` is a digest of the code and the reference tables, `<batch>` one of the documents and their metadata. Files are
written beside and renamed, so that a part that is there is whole.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from functools import cache
from pathlib import Path

import polars as pl

from flows import reference
from flows.disk import writing
from flows.read.source import Source, Unreadable

BATCH_BYTES = 1_000_000
"""UTF-8 bytes of text in a batch: a second of work or so."""

BATCH_DOCUMENTS = 2_000
"""Most documents in a batch."""

REJECTS = pl.Schema({name: pl.String() for name in ("file_name", "reason", "detail")})
ORIGIN = "file_name"
"""Column of the parts' tables, besides the tables' own: the file that the row came from."""

_SOURCE = pl.Schema({field.name: pl.String() for field in fields(Source)})


@cache
def code_digest() -> str:
    """16 hex digits over the package's modules, the schemas and the reference tables."""
    total = hashlib.sha256()
    root = Path(__file__).parent
    files = [
        *root.rglob("*.py"),
        *(root.parent / "schemas").glob("*.py"),
        *reference.path_of("units").parent.glob("*.tsv"),
    ]
    for path in sorted(files, key=lambda p: (p.name, str(p))):
        total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()[:16]


def batches(items: Iterable[Source | Unreadable], folder: Path) -> Iterator[Path]:
    """Write a stream of sources as batches.

    Args:
        items: what `flows.read.read` yields.
        folder: where parts are kept.

    Yields:
        Path of each batch's sources. What can't be read goes along and becomes a reject.

    Raises:
        flows.disk.DiskError: one can't be written.
    """
    home = folder / code_digest()
    with writing(folder):
        home.mkdir(parents=True, exist_ok=True)
    batch: list[Source | Unreadable] = []
    size = 0
    for item in items:
        batch.append(item)
        size += 3 * len(item.raw) if isinstance(item, Source) else 0
        if size >= BATCH_BYTES or len(batch) >= BATCH_DOCUMENTS:
            yield _write_batch(batch, home)
            batch, size = [], 0
    if batch:
        yield _write_batch(batch, home)


def _write_batch(batch: list[Source | Unreadable], home: Path) -> Path:
    digest = hashlib.sha256()
    for item in batch:
        for value in asdict(item).values():
            digest.update(repr(value).encode("utf-8", "surrogatepass") + b"\0")
    path = home / f"{digest.hexdigest()[:24]}.sources.parquet"
    sources = pl.DataFrame([asdict(item) for item in batch if isinstance(item, Source)], schema=_SOURCE)
    lost = pl.DataFrame([asdict(item) for item in batch if isinstance(item, Unreadable)], schema=REJECTS)
    if not path.exists():
        with writing(home):
            _write(lost, path.with_suffix(".rejects.parquet"))
            _write(sources, path)
    return path


def make_part(batch: Path) -> Path:
    """Rows of a batch; nothing is done where they are there already.

    Args:
        batch: path of the batch's sources.

    Returns:
        Folder with a Parquet file a table, and `rejects.parquet`.

    Raises:
        flows.disk.DiskError: it can't be written.
    """
    part = batch.with_name(batch.name.removesuffix(".sources.parquet"))
    if part.is_dir():
        return part
    # Compiles all rules; a build with nothing new needs neither, and the process that waits for Prefect never does.
    from flows.stages import Rows
    from flows.tabulate import tabulate_all
    from schemas import ROW_TABLES, TABLES

    rows: Rows = {name: [] for name in ROW_TABLES}
    origins: dict[str, list[str]] = {name: [] for name in ROW_TABLES}
    rejects = pl.read_parquet(batch.with_suffix(".rejects.parquet")).to_dicts()
    sources = [Source(**record) for record in pl.read_parquet(batch).iter_rows(named=True)]
    for source, found in zip(sources, tabulate_all(sources), strict=True):
        if isinstance(found, Exception):  # one document's defect must not stop the others; it is told in `rejects`
            detail = f"{type(found).__name__}: {found}. This is a defect of xinzhi; please report it with the document."
            rejects.append({"file_name": source.file_name, "reason": "extraction_failed", "detail": detail})
            continue
        for name, new in found.items():
            rows[name] += new
            origins[name] += [source.file_name] * len(new)
    beside = part.with_name(f"{part.name}.{os.getpid()}.tmp")
    shutil.rmtree(beside, ignore_errors=True)
    with writing(part.parent):
        beside.mkdir()
        for name, new in rows.items():
            frame = TABLES[name].frame(new).with_columns(pl.Series(ORIGIN, origins[name], pl.String()))
            frame.write_parquet(beside / f"{name}.parquet")
        pl.DataFrame(rejects, schema=REJECTS).write_parquet(beside / "rejects.parquet")
    try:
        beside.rename(part)
    except OSError:  # another process was faster with the same content
        shutil.rmtree(beside)
        if not part.is_dir():
            raise
    return part


def part_schema(table: str) -> dict[str, pl.DataType]:
    """Columns of a table in a part."""
    from schemas import TABLES

    return TABLES[table].polars_schema | {ORIGIN: pl.String()}


def collect_garbage(folder: Path) -> None:
    """Remove the parts that other code or other reference tables made, and what builds that were killed left half done.

    Args:
        folder: where parts are kept, at which no other build is at work.
    """
    for old in folder.iterdir() if folder.is_dir() else ():
        if old.name != code_digest():
            shutil.rmtree(old, ignore_errors=True)
    for half in (folder / code_digest()).glob("*.tmp"):
        if half.is_dir():
            shutil.rmtree(half)
        else:
            half.unlink()


def _write(frame: pl.DataFrame, path: Path) -> None:
    beside = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    frame.write_parquet(beside)
    beside.replace(path)
