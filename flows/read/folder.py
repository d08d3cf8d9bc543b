"""Paths to items: files as they are, folders recursively with the metadata beside their files."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from flows.read import metadata
from flows.read.bounds import Bounds
from flows.read.formats import read_item
from flows.read.item import Budget, Documents, Item
from flows.read.metadata import described
from flows.read.source import Unreadable


class _Entry(NamedTuple):
    """A file or folder: where it is, its name in `Source`, its line of `documents.csv`."""

    path: Path
    shown: str
    row: dict[str, str]


def read_path(path: Path, columns: Mapping[str, str], bounds: Bounds) -> Documents:
    """Read a file or a folder."""
    try:
        if path.is_dir():
            yield from _folder(path, columns, bounds)
        else:
            row = metadata.beside(path.parent).rows.get(path.name, {}) if path.name != metadata.NAME else {}
            yield from _file(_Entry(path, _shown(path.name), row), columns, bounds)
    except OSError as error:
        yield _unread(path.name or str(path), error)


def _shown(name: str) -> str:
    """A file's name as text; bytes that are none are written out."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _unread(file_name: str, error: OSError) -> Unreadable:
    if isinstance(error, FileNotFoundError):
        return Unreadable(file_name, "vanished", "there is no such file (any more); check the path")
    if isinstance(error, PermissionError):
        return Unreadable(file_name, "no_permission", "the system doesn't let it be read; give read permission")
    return Unreadable(file_name, "damaged", f"{error.strerror or error}; check the disk and the path")


def _entries(folder: Path, root: Path, shown: str) -> Iterator[_Entry | Unreadable]:
    """What lies in one folder, in the order of names; `shown` is its path below the root, with a `/` at its end."""
    try:
        names = sorted(path.name for path in folder.iterdir())
    except OSError as error:
        yield _unread(shown.rstrip("/") or folder.name, error)
        return
    table = metadata.beside(folder, shown)
    yield from table.faults
    for name in sorted(table.rows.keys() - set(names)):
        detail = f"{shown}{metadata.NAME} names it, but it isn't there; add the file or remove the line"
        yield Unreadable(shown + name, "absent", detail)
    for name in names:
        path = folder / name
        if name.startswith(".") or name == metadata.NAME:
            continue
        if path.is_symlink() and (path.is_dir() or not path.resolve().is_relative_to(root)):
            detail = "a link to a folder, or out of the folder that is read; copy what it points to"
            yield Unreadable(shown + _shown(name), "unsafe_path", detail)
        else:
            yield _Entry(path, shown + _shown(name), table.rows.get(name, {}))


def _folder(root: Path, columns: Mapping[str, str], bounds: Bounds) -> Documents:
    """Everything in a folder; a stack, for folders deeper than Python's own."""
    whole = root.resolve()
    stack = [_entries(root, whole, "")]
    while stack:
        entry = next(stack[-1], None)
        if entry is None:
            stack.pop()
        elif isinstance(entry, Unreadable):
            yield entry
        elif entry.path.is_dir():
            stack.append(_entries(entry.path, whole, f"{entry.shown}/"))
        else:
            yield from _file(entry, columns, bounds)


def _file(entry: _Entry, columns: Mapping[str, str], bounds: Bounds) -> Documents:
    """One file on disk, with a look whether it changed while it was read."""
    path, shown, row = entry
    try:
        before = path.stat()
        if not stat.S_ISREG(before.st_mode):
            yield Unreadable(shown, "unsupported_format", "a device or pipe, not a file; save its content as a file")
            return
        with path.open("rb") as held, open(held.fileno(), "rb", closefd=False) as stream:  # libraries close theirs
            item = Item(shown, path.name, stream, columns, Budget(before.st_size, bounds), read_item)
            faults = 0
            for source in read_item(item):
                faults += isinstance(source, Unreadable)
                if faults > bounds.faults:
                    detail = f"more than {bounds.faults:,} parts of it can't be read; the rest isn't tried, mend it"
                    yield Unreadable(shown, "too_large", detail)
                    return
                yield described(source, row, whole=source.file_name == shown)
            after = os.fstat(held.fileno())
        if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
            yield Unreadable(shown, "changed", "it was written to while it was read; read it again")
    except OSError as error:
        yield _unread(shown, error)
