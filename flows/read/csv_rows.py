"""CSV: a header with column names, one document a row."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator

from flows.read.item import Documents, Item
from flows.read.rows import lines, missing_text, to_documents
from flows.read.source import ReadError, Unreadable


class _Records:
    """Lines put together to records: a record ends where its quotation marks are even in number.

    A record that turns out damaged gives its lines back but the first, so that a quotation mark too many costs one
    row, not the rest of the file. A line is in two records at most, so time is linear.
    """

    def __init__(self, found: Iterator[bytes], limit: int) -> None:
        self._found = found
        self._limit = limit
        self._again: deque[bytes] = deque()
        self.number = 0

    def _line(self) -> bytes | None:
        return self._again.popleft() if self._again else next(self._found, None)

    def take(self) -> list[bytes]:
        """Lines of the next record, all of them whole; empty at the end."""
        record: list[bytes] = []
        size = quotes = 0
        while (line := self._line()) is not None:
            record.append(line)
            size += len(line)
            quotes += line.count(b'"')
            if quotes % 2 == 0 or size > self._limit:
                break
        self.number += 1 if record else 0
        return record

    def skip(self, record: list[bytes]) -> None:
        """Go on with the second line of a damaged record."""
        self._again.extendleft(reversed(record[1:]))


def _cells(record: list[bytes]) -> list[str]:
    text = b"".join(record).decode()
    rows = list(csv.reader([text], strict=True))
    if len(rows) != 1:
        raise ReadError("bad_row", "more than one row")
    return rows[0]


def read(item: Item) -> Documents:
    """Read a corpus row by row; rows are numbered from 1 after the header, blank lines are no rows."""
    csv.field_size_limit(max(csv.field_size_limit(), item.bounds.document_bytes))
    encoding, found = lines(item)
    records = _Records(found, item.bounds.document_bytes)
    try:
        header = _cells(records.take())
    except (csv.Error, UnicodeDecodeError) as error:
        raise ReadError("damaged", f"the first line isn't a row of column names ({error}); mend it") from None
    column = item.columns.get("text", "text")
    if column not in header:
        raise ReadError("missing_column", missing_text(column, header))
    number = 0
    lost: Unreadable | None = None  # the row at whose damage the search for the next whole one began
    while record := records.take():
        if not b"".join(record).strip():
            continue
        number += lost is None
        try:
            if sum(map(len, record)) > item.bounds.document_bytes:
                raise ReadError("too_large", f"more than {item.bounds.document_bytes:,} bytes, or a quote never closed")
            cells = _cells(record)
            if len(cells) != len(header):
                raise ReadError("bad_row", f"{len(cells)} cells, expected {len(header)}")
        except (UnicodeDecodeError, csv.Error, ReadError) as error:
            reason = error.reason if isinstance(error, ReadError) else "bad_row"
            what = f"not all {encoding} text" if isinstance(error, UnicodeDecodeError) else str(error)
            bad = Unreadable(
                f"{item.file_name}#{number}", reason, f"row {number}: {what}; mend its commas and quotation marks"
            )
            records.skip(record)
            if len(record) == 1 and lost is None:
                yield bad
            else:
                lost = lost or bad
            continue
        if lost is not None:
            yield lost
            lost = None
            number += 1
        yield from to_documents(item, dict(zip(header, cells, strict=True)), number, encoding)
    if lost is not None:
        yield lost
