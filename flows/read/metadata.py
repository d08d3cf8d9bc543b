"""`documents.csv`: metadata for the files beside it."""

from __future__ import annotations

import csv
import io
import stat
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from flows.read.days import stated_day
from flows.read.encoding import decode
from flows.read.rows import METADATA
from flows.read.source import ReadError, Source, Unreadable

NAME = "documents.csv"
COLUMNS = ("file_name", *METADATA)
_LIMIT = 1 << 26


class Metadata(NamedTuple):
    """What a `documents.csv` says.

    Attributes:
        rows: values by file name; empty cells left out.
        faults: what is wrong with the table.
    """

    rows: dict[str, dict[str, str]]
    faults: list[Unreadable]


def parse(data: bytes, file_name: str) -> Metadata:
    """Read the table.

    Args:
        data: content of the file.
        file_name: its name in messages.
    """
    found = Metadata({}, [])

    def fault(detail: str) -> None:
        found.faults.append(Unreadable(file_name, "bad_metadata", detail))

    try:
        text, _ = decode(data)
    except ReadError as error:
        fault(f"{error.detail}; no metadata is read from it")
        return found
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, [])
        unknown = [column for column in header if column not in COLUMNS]
        if "file_name" not in header or unknown or len(set(header)) < len(header):
            fault(
                f"its columns are {','.join(header)[:200]!r}, expected {','.join(COLUMNS)}; no metadata is read from it"
            )
            return found
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            row = dict(zip(header, (cell.strip() for cell in cells), strict=False))
            name = row.pop("file_name", "")
            if len(cells) != len(header):
                fault(
                    f"line {reader.line_num}: {len(cells)} cells, expected {len(header)}; quote cells that hold commas"
                )
            elif not name or name in found.rows:
                fault(f"line {reader.line_num}: {'file_name is twice' if name else 'no file_name'}; mend the line")
            else:
                given = row.get("published_on", "")
                row["published_on"] = stated_day(given) or ""
                if given and not row["published_on"]:
                    fault(f"line {reader.line_num}: {given[:40]!r} is no date, such as 2025-03-02; it's left out")
                found.rows[name] = {field: value for field, value in row.items() if value}
    except csv.Error as error:
        fault(f"line {reader.line_num}: {error}; what follows is not read")
    return found


def beside(folder: Path, shown: str = "") -> Metadata:
    """Metadata of a folder; nothing where it has no `documents.csv`.

    Args:
        folder: the folder.
        shown: the folder's path in file names, with its `/`.
    """
    path = folder / NAME
    try:
        found = path.stat()
        inside = not path.is_symlink() or path.resolve().parent == folder.resolve()
    except OSError:
        return Metadata({}, [])
    if not inside or not stat.S_ISREG(found.st_mode):
        detail = "a link out of the folder, a folder, device or pipe; put the table itself there"
        return Metadata({}, [Unreadable(shown + NAME, "unsafe_path", f"{detail}; no metadata is read from it")])
    return _of_file(path, shown + NAME, found.st_size, found.st_mtime_ns)


@lru_cache(maxsize=8)  # for many files of one folder, given one by one
def _of_file(path: Path, shown: str, size: int, _: int) -> Metadata:
    if size > _LIMIT:
        return Metadata(
            {}, [Unreadable(shown, "too_large", f"more than {_LIMIT:,} bytes; no metadata is read from it")]
        )
    try:
        return parse(path.read_bytes(), shown)
    except OSError as error:
        return Metadata({}, [Unreadable(shown, "bad_metadata", f"{error.strerror}; no metadata is read from it")])


def described(source: Source | Unreadable, row: dict[str, str], whole: bool) -> Source | Unreadable:
    """A source with its metadata.

    Args:
        source: what was read.
        row: the line of `documents.csv`.
        whole: whether the source is the whole file, so that the line knows better; for a row of a corpus or a member
            of an archive its own metadata does.
    """
    if isinstance(source, Unreadable) or not row:
        return source
    new = {field: value for field, value in row.items() if whole or getattr(source, field) is None}
    return replace(source, **new)
