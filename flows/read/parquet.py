"""Parquet: one document a row, read in small batches of the columns that are used."""

from __future__ import annotations

import shutil
import tempfile
from typing import IO

from flows.read.item import Documents, Item
from flows.read.rows import COLUMNS, missing_text, to_documents
from flows.read.source import ReadError, Unreadable

_BATCH = 64


def seekable(item: Item) -> IO[bytes]:
    """The item's stream, copied to a temporary file where it can't seek."""
    if item.stream.seekable():
        return item.stream
    copy = tempfile.TemporaryFile()  # noqa: SIM115  closed with its last reference, at the end of the document
    shutil.copyfileobj(item.stream, copy, 1 << 20)
    copy.seek(0)
    return copy


def read(item: Item) -> Documents:
    """Read a corpus; a row group that is damaged costs its rows, not the others'."""
    import pyarrow
    from pyarrow import parquet

    text = item.columns.get("text", "text")
    with seekable(item) as stream:
        file = parquet.ParquetFile(stream)
        names = file.schema_arrow.names
        if text not in names:
            raise ReadError("missing_column", missing_text(text, names))
        kind = file.schema_arrow.field(text).type
        if pyarrow.types.is_dictionary(kind):
            kind = kind.value_type
        if not (pyarrow.types.is_string(kind) or pyarrow.types.is_large_string(kind)):
            raise ReadError(
                "missing_column", f"column {text!r} is {kind}, not text; name another with --columns text=NAME"
            )
        wanted = [name for name in dict.fromkeys(item.columns.get(field, field) for field in COLUMNS) if name in names]
        # Dictionary form keeps a text that a thousand rows share once in memory.
        file = parquet.ParquetFile(stream, read_dictionary=[text], metadata=file.metadata)
        first = 1
        for group in range(file.num_row_groups):
            summary = file.metadata.row_group(group)
            number = first
            try:
                item.budget.allow(summary.total_byte_size)
                for batch in file.iter_batches(_BATCH, row_groups=[group], columns=wanted):
                    for index in range(batch.num_rows):
                        row = {name: batch.column(name)[index].as_py() for name in wanted}
                        item.budget.unpack(len(row[text] or ""))
                        yield from to_documents(item, row, number, "utf-8")
                        number += 1
            except (pyarrow.ArrowException, UnicodeDecodeError, OSError, ValueError) as error:
                what = " ".join(str(error).split())[:120]
                last = first + summary.num_rows - 1
                detail = f"rows {number} to {last} can't be read ({what}); write the file again"
                yield Unreadable(f"{item.file_name}#{number}", "damaged", detail)
            first += summary.num_rows
