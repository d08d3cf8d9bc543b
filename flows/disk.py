"""Errors of writing to a disk, told in one way whatever library wrote."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile

_ROOM = "make room or choose another --output"
_RIGHT = "let this user write there or choose another --output"
_REMEDIES = {
    errno.ENOSPC: _ROOM,
    errno.EDQUOT: _ROOM,
    errno.EFBIG: "allow longer files (ulimit -f) or choose another --output",
    errno.EACCES: _RIGHT,
    errno.EPERM: _RIGHT,
    errno.EROFS: _RIGHT,
    errno.EIO: "look at the disk",
}
_OWN_WORDS = {"database or disk is full": errno.ENOSPC, "attempt to write a readonly database": errno.EACCES}
"""How SQLite says it."""


class DiskError(RuntimeError):
    """A folder can't be written to. What was released before is as it was."""


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Tell what the disk refuses meanwhile as a `DiskError`.

    Polars, DuckDB, SQLite and shutil raise errors of their own, which hold the system's words and often no path.

    Args:
        folder: where releases and parts are written.

    Raises:
        DiskError: the disk is full, or the folder may not be written to.
    """
    try:
        yield
    except Exception as error:
        code = _code(error)
        if code is None:
            raise
        raise DiskError(f"{folder}: {os.strerror(code)}; {_REMEDIES[code]}. The last release is as it was") from error


def check_writable(folder: Path) -> None:
    """Make a folder, and see that files can be made in it.

    Raises:
        DiskError: they can't.
    """
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder):
            pass


def put(source: Path, target: Path) -> None:
    """Rename a file or folder so that it is whole in its new place even if the power fails.

    A file system may write the new name onto the disk before the content; so the content is waited for first, then the
    name.

    Args:
        source: what is finished.
        target: its place, on the same file system.
    """
    for path in [*source.rglob("*"), source]:
        _onto_disk(path)
    source.replace(target)
    _onto_disk(target.parent)


def _onto_disk(path: Path) -> None:
    """Wait until a file's content, or a folder's list of names, is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _code(error: Exception) -> int | None:
    """The system's number of an error of writing, None for any other error."""
    if isinstance(error, OSError) and error.errno in _REMEDIES:
        return error.errno
    text = str(error)
    known = {os.strerror(code): code for code in _REMEDIES} | _OWN_WORDS
    return next((code for words, code in known.items() if words in text), None)
