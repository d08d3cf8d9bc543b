"""Rows of a corpus to sources: which column is what, and the lines of a corpus whatever its encoding."""

from __future__ import annotations

import codecs
import io
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import IO

from flows.read.days import stated_day
from flows.read.encoding import check_signature, guess
from flows.read.item import Documents, Item
from flows.read.source import ReadError, Source, Unreadable

COLUMNS = ("id", "text", "title", "publisher", "published_on", "url", "rights", "publication")
"""Columns that a corpus may have; only `text` must be there."""

METADATA = COLUMNS[2:]
_HEAD = 1 << 18
_LINES = 50


def _cell(value: object) -> str | None:
    """Metadata as text; None for what is empty or no single value."""
    if isinstance(value, date):
        return value.isoformat()[:10]
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    return str(value).strip() or None


def row_name(item: Item, row: Mapping[str, object], number: int) -> str:
    """File name of a row: the corpus, `#`, and the row's id, else its number from 1."""
    return f"{item.file_name}#{_cell(row.get(item.columns.get('id', 'id'))) or number}"


def to_documents(item: Item, row: Mapping[str, object], number: int, encoding: str) -> Documents:
    """One row to its document, behind a note where it has the corpus's first date that is none.

    Args:
        item: the corpus.
        row: values by the corpus's own column names.
        number: the row's place, from 1, for rows without an id.
        encoding: encoding of the corpus.
    """
    found = {field: _cell(row.get(item.columns.get(field, field))) for field in METADATA}
    given = found["published_on"]
    found["published_on"] = given and stated_day(given)
    if given and not found["published_on"] and item.budget.first(f"{item.file_name}:published_on"):
        detail = f"row {number}: {given[:40]!r} is no date, such as 2025-03-02; such values are left out"
        yield Unreadable(row_name(item, row, number), "bad_metadata", detail)
    yield _to_source(item, row, number, encoding, found)


def _to_source(
    item: Item, row: Mapping[str, object], number: int, encoding: str, found: dict[str, str | None]
) -> Source | Unreadable:
    name = row_name(item, row, number)
    column = item.columns.get("text", "text")
    if row.get(column) is None:
        return Unreadable(name, "missing_column", missing_text(column, row))
    text = row[column]
    if not isinstance(text, str):
        return Unreadable(name, "bad_row", f"row {number}: {column} is {type(text).__name__}, not text; mend the row")
    if not text.strip():
        return Unreadable(name, "empty", f"row {number}: {column} is empty; fill or remove the row")
    if len(text) > item.bounds.document_bytes:
        return Unreadable(
            name, "too_large", f"row {number}: more than {item.bounds.document_bytes:,} characters; split it"
        )
    if "\0" in text:
        return Unreadable(name, "binary", f"row {number}: NUL at character {text.index(chr(0))}; mend the row")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        return Unreadable(name, "undecodable", f"row {number}: half a character at {error.start}; mend the row")
    return Source(name, text, encoding, **found)


def missing_text(column: str, columns: Mapping[str, object] | list[str]) -> str:
    """The sentence for a corpus or row without text."""
    there = ", ".join(map(str, columns))[:200] or "none"
    return f"no column {column!r} (there are: {there}); name the column that holds the text with --columns text=NAME"


def _chunks(stream: io.BufferedReader) -> tuple[bytes, Iterator[bytes]]:
    """The first bytes, enough to tell the encoding, and all bytes in chunks; an error comes where its place is."""
    head = bytearray()
    failed: Exception | None = None
    try:
        while len(head) < _HEAD and (chunk := stream.read1(_HEAD)):
            head += chunk
    except Exception as error:  # whatever unpacking makes of a damaged file: raised again below
        failed = error

    def chunks() -> Iterator[bytes]:
        yield bytes(head)
        if failed is not None:
            raise failed
        while chunk := stream.read1(_HEAD):
            yield chunk

    return bytes(head), chunks()


def _transcoded(chunks: Iterator[bytes], encoding: str) -> Iterator[bytes]:
    """The chunks as UTF-8. What doesn't decode becomes surrogates, which strict UTF-8 refuses line by line."""
    lenient = "surrogatepass" if encoding.startswith("utf-") else "surrogateescape"
    decoder = codecs.getincrementaldecoder(encoding)(lenient)
    for chunk in chunks:
        yield decoder.decode(chunk).encode("utf-8", "surrogatepass")
    try:
        yield decoder.decode(b"", final=True).encode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        yield b"\xff"


class _Chained(io.RawIOBase):
    """Chunks as a stream."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        super().__init__()
        self._chunks = chunks
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while not self._rest:
            chunk = next(self._chunks, None)
            if chunk is None:
                return 0
            self._rest = memoryview(chunk)
        data = self._rest[: len(buffer)]
        self._rest = self._rest[len(data) :]
        buffer[: len(data)] = data
        return len(data)


def _guess_by_line(head: bytes) -> str:
    """The encoding of most lines, for a corpus where some line is damaged."""
    guesses = Counter(guess(line) for line in head.split(b"\n")[:_LINES] if line and not line.isascii())
    return next((encoding for encoding, _ in guesses.most_common() if encoding), "utf-8")


def lines(item: Item) -> tuple[str, Iterator[bytes]]:
    """The corpus's encoding and its lines as UTF-8 bytes, each with its line end.

    A line is never longer than the bound by more than 4 bytes: what is too long comes as its beginning, without a
    line end, and the rest of it is skipped.
    """
    head, chunks = _chunks(item.stream)
    if not head:
        next(chunks)
        next(chunks, None)  # raises what kept the bytes away
        raise ReadError("empty", "the corpus has no bytes; remove it or fetch it again")
    check_signature(head)
    encoding = guess(head) or _guess_by_line(head)
    if encoding not in ("utf-8", "utf-8-sig"):
        chunks = _transcoded(chunks, encoding)
    stream = io.BufferedReader(_Chained(chunks), _HEAD)
    if encoding == "utf-8-sig":
        stream.read(len(codecs.BOM_UTF8))
    return encoding, _bounded_lines(stream, item.bounds.document_bytes)


def _bounded_lines(stream: IO[bytes], limit: int) -> Iterator[bytes]:
    while line := stream.readline(limit + 4):
        yield line
        if len(line) > limit and not line.endswith(b"\n"):
            while (rest := stream.readline(_HEAD)) and not rest.endswith(b"\n"):
                continue
