"""The parts' rows by ranges of documents, so that a range at a time is held."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import polars as pl
import pyarrow as pa

from flows.parts import ORIGIN, part_schema
from flows.publish.beside import beside
from schemas import ROW_TABLES

HELD_CHARACTERS = 12_500_000
"""Characters of the longest corpus whose rows are held all at once: some 400,000 rows in all tables."""

BUCKET_CHARACTERS = 2_500_000
"""Characters whose rows are checked at once where the corpus is longer, while those before are written."""

_PARTS_AT_ONCE = 64
"""Parts that are read before their rows are dealt out."""

_PACKED = pa.ipc.IpcWriteOptions(compression="lz4")


class Buckets:
    """Rows of documents in the order of their ids, a bucket after the other.

    One bucket stays in memory; several lie in files.

    Args:
        parts: folders that `flows.parts.make_part` returned, in any order.
        documents: `document_id`, `flows.parts.ORIGIN` and `character_count` of all documents.
        kept: those that enter, each once, sorted by id.
        folder: where files may lie as long as the buckets are needed.
    """

    def __init__(self, parts: Sequence[Path], documents: pl.DataFrame, kept: pl.DataFrame, folder: Path) -> None:
        is_short = kept["character_count"].sum() <= HELD_CHARACTERS
        most = HELD_CHARACTERS if is_short else BUCKET_CHARACTERS
        before = pl.col("character_count").cum_sum() - pl.col("character_count")
        self.documents = kept.select("document_id", ORIGIN, _bucket=(before // most).rank("dense") - 1)
        self._is_doubled = documents.select("document_id", ORIGIN).is_duplicated().any()  # the same file, given twice
        self._parts = parts
        self._folder = folder
        self._held: dict[str, pl.DataFrame] = {}
        self._count = int(self.documents["_bucket"].max() or 0) + 1  # type: ignore[arg-type]
        if self._count > 1:
            list(beside(self._deal_out, ROW_TABLES))

    def __len__(self) -> int:
        return self._count

    def raw(self, number: int, table: str) -> pl.DataFrame:
        """A bucket's rows of a table as the parts have them, of the documents that enter, in no order; once."""
        if self._count == 1:
            frame = self._entering(self._parts, table).drop("_bucket")
        else:
            path = self._raw(number, table)
            frame = _read(path, table)
            path.unlink(missing_ok=True)
        return frame.unique(maintain_order=True) if self._is_doubled else frame

    def keep(self, number: int, frames: dict[str, pl.DataFrame]) -> None:
        """Keep what a bucket's rows have become."""
        if self._count == 1:
            self._held = frames
            return
        for table, frame in frames.items():
            frame.write_ipc_stream(self._kept(number, table), compression="lz4")

    def kept(self, number: int, tables: Sequence[str]) -> dict[str, pl.DataFrame]:
        """What `keep` was given, the rows of `tables`; once."""
        if self._count == 1:
            held, self._held = self._held, {}
            return held
        frames = {table: pl.read_ipc_stream(self._kept(number, table)) for table in tables}
        for table in tables:
            self._kept(number, table).unlink()
        return frames

    def _entering(self, parts: Sequence[Path], table: str) -> pl.DataFrame:
        return read_parts(parts, table).join(self.documents, on=["document_id", ORIGIN])

    def _deal_out(self, table: str) -> None:
        """Write a table's rows to their buckets, each of which grows in a stream of its own."""
        with ExitStack() as stack:
            streams: dict[int, pa.ipc.RecordBatchStreamWriter] = {}
            for first in range(0, len(self._parts), _PARTS_AT_ONCE):
                rows_of = self._entering(self._parts[first : first + _PARTS_AT_ONCE], table)
                dealt = rows_of.partition_by("_bucket", as_dict=True, include_key=False)
                for (number,), frame in dealt.items():
                    rows = frame.to_arrow()
                    if number not in streams:
                        stream = pa.ipc.new_stream(self._raw(number, table), rows.schema, options=_PACKED)
                        streams[number] = stack.enter_context(stream)
                    streams[number].write_table(rows)

    def _raw(self, number: int, table: str) -> Path:
        return self._folder / f"{number}.{table}.raw"

    def _kept(self, number: int, table: str) -> Path:
        return self._folder / f"{number}.{table}.kept"


def read_parts(parts: Sequence[Path], table: str, columns: Sequence[str] | None = None) -> pl.DataFrame:
    """Rows of a table of parts, with the file that each came from."""
    if not parts:
        frame = pl.DataFrame(schema=part_schema(table))
        return frame if columns is None else frame.select(columns)
    paths = [part / f"{table}.parquet" for part in parts]
    return pl.read_parquet(paths, columns=None if columns is None else list(columns), glob=False)


def _read(path: Path, table: str) -> pl.DataFrame:
    """A bucket's stream; a bucket without rows of the table has none."""
    return pl.read_ipc_stream(path) if path.exists() else pl.DataFrame(schema=part_schema(table))
