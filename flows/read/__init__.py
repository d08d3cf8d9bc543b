"""Files to sources: bytes to raw text with its metadata. One module a format, and a registry in `formats`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from flows.read.bounds import BOUNDS, Bounds, limits
from flows.read.folder import read_path
from flows.read.rows import COLUMNS
from flows.read.source import REASONS, ReadError, Source, Unreadable

__all__ = ["BOUNDS", "COLUMNS", "REASONS", "Bounds", "ReadError", "Source", "Unreadable", "raw_text", "read"]


def read(
    paths: Sequence[Path], columns: Mapping[str, str] | None = None, bounds: Bounds | None = None
) -> Iterator[Source | Unreadable]:
    """Read documents, one after the other.

    Args:
        paths: files, folders (read recursively, in the order of names; hidden files are left out), corpora, archives.
        columns: for corpora, our column names to theirs: `{"text": "content"}`.
        bounds: how much one file may ask of the machine; None for `flows.read.bounds.limits`.

    Yields:
        a `Source` for each document, an `Unreadable` for each that can't be read. Never raises for what it reads.

    Raises:
        ValueError: `columns` has a name that isn't one of `COLUMNS`, or the environment sets a limit that is none.
    """
    if unknown := set(columns or {}) - set(COLUMNS):
        raise ValueError(f"no such column: {', '.join(sorted(unknown))}; choose from {', '.join(COLUMNS)}")
    bounds = bounds or limits()
    for path in paths:
        yield from read_path(Path(path), columns or {}, bounds)


def raw_text(path: Path) -> str:
    """The raw text of a document: exactly the characters that offsets count.

    Args:
        path: a file of one document, or `corpus.jsonl#ID`, `archive.zip!inner/name.txt`.

    Raises:
        ReadError: there is no such document, or not just one, or it can't be read.
    """
    file, wanted = path, None
    if not path.exists():
        for mark in "#!":
            head, found, _ = str(path).partition(mark)
            if found and Path(head).is_file():
                file, wanted = Path(head), Path(head).name + str(path)[len(head) :]
                break
    first: Source | None = None
    for document in read([file]):
        if wanted not in (None, document.file_name) or getattr(document, "reason", "") == "bad_metadata":
            continue
        if isinstance(document, Unreadable):
            raise ReadError(document.reason, f"{document.file_name}: {document.detail}")
        if wanted:
            return document.raw
        if first is not None:
            raise ReadError("many_documents", f"{path} holds many documents; name one, such as {first.file_name}")
        first = document
    if first is None:
        raise ReadError("absent", f"{path}: no such document; check the name")
    return first.raw
