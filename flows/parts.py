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
from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict, fields
from functools import cache
from pathlib import Path

import polars as pl

from flows import reference
from flows.disk import put, writing
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
    from flows.tabulate import Rows, tabulate
    from schemas import ROW_TABLES

    rows: Rows = {name: [] for name in ROW_TABLES}
    rejects = pl.read_parquet(batch.with_suffix(".rejects.parquet")).to_dicts()
    for record in pl.read_parquet(batch).iter_rows(named=True):
        source = Source(**record)
        try:
            found = tabulate(source)
        except Exception as error:  # one document's defect must not stop the others; it is told in `rejects`
            detail = f"{type(error).__name__}: {error}. This is a defect of xinzhi; please report it with the document."
            rejects.append({"file_name": source.file_name, "reason": "extraction_failed", "detail": detail})
            continue
        for name, new in found.items():
            rows[name] += [row | {ORIGIN: source.file_name} for row in new]
    beside = part.with_name(f"{part.name}.{os.getpid()}.tmp")
    shutil.rmtree(beside, ignore_errors=True)
    with writing(part.parent):
        beside.mkdir()
        for name, new in rows.items():
            pl.DataFrame(new, schema=part_schema(name)).write_parquet(beside / f"{name}.parquet")
        pl.DataFrame(rejects, schema=REJECTS).write_parquet(beside / "rejects.parquet")
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


def collect_garbage(folder: Path, parts: Collection[Path]) -> None:
    """Remove the parts that a build has not used, and what builds that were killed left half done.

    Where documents come and go, batches change with them; parts of all that ever was would fill the disk.

    Args:
        folder: where parts are kept, at which no other build is at work.
        parts: those of the build.
    """
    home = folder / code_digest()
    used = {part.name for part in parts}
    stale = [path for path in folder.glob("*") if path != home]
    stale += [path for path in home.glob("*") if path.suffix == ".tmp" or path.name.partition(".")[0] not in used]
    for path in stale:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink()


def _write(frame: pl.DataFrame, path: Path) -> None:
    beside = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    frame.write_parquet(beside)
    put(beside, path)
