"""Archives: ZIP and TAR, each member read by its format, with the metadata that lies in the archive.

Nothing is ever written where a member's name says: a name is only a name. One that would lead out of the archive is
told and not read, so that nobody who unpacks it later is surprised.
"""

from __future__ import annotations

import io
import posixpath
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterable
from functools import partial
from typing import IO, NamedTuple

from flows.read import metadata
from flows.read.encoding import guess
from flows.read.item import Documents, Item, counted
from flows.read.parquet import seekable
from flows.read.source import ReadError, Unreadable

_LARGEST_PIECE = 1 << 25
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1


class _Member(NamedTuple):
    """A member as both kinds of archive have it: its name, what hinders reading it, how to open it."""

    name: str
    hindrance: tuple[str, str] | None
    open: Callable[[], IO[bytes]]


def _safe(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return not (name.startswith(("/", "\\")) or ".." in parts or (len(name) > 1 and name[1] == ":") or "\0" in name)


def _hidden(name: str) -> bool:
    """Hidden files and the macOS resource forks that come with ZIP archives, as folders leave them out too."""
    return any((part.startswith(".") and part != "..") or part == "__MACOSX" for part in name.split("/"))


def _members(item: Item, members: Iterable[_Member]) -> Documents:
    """Read members in the order of names."""
    found: dict[str, _Member] = {}
    for member in members:
        item.budget.member()
        if member.name in found:
            detail = "the name is twice in the archive; only the first is read, give the other another name"
            yield Unreadable(f"{item.file_name}!{member.name}", "damaged", detail)
        else:
            found[member.name] = member
    if not found:
        raise ReadError("empty", "the archive has no members; remove it or make it again")
    tables: dict[str, metadata.Metadata] = {}
    for name, member in found.items():
        if posixpath.basename(name) == metadata.NAME and member.hindrance is None:
            folder = posixpath.dirname(name)
            try:
                with member.open() as stream:
                    data = counted(stream, item.budget).read(item.bounds.page_bytes + 1)
                if len(data) > item.bounds.page_bytes:
                    raise OSError(f"more than {item.bounds.page_bytes:,} bytes")
                tables[folder] = metadata.parse(data, f"{item.file_name}!{name}")
            except (OSError, EOFError, zlib.error, zipfile.BadZipFile, tarfile.TarError, NotImplementedError) as error:
                yield Unreadable(f"{item.file_name}!{name}", "bad_metadata", f"{error}; no metadata is read from it")
                continue
            yield from tables[folder].faults
            for listed in tables[folder].rows:
                if posixpath.join(folder, listed) not in found:
                    detail = f"{name} names it, but it isn't there; add the file or remove the line"
                    yield Unreadable(f"{item.file_name}!{posixpath.join(folder, listed)}", "absent", detail)
    for name in sorted(found):
        if (_safe(name) and _hidden(name)) or posixpath.basename(name) == metadata.NAME:
            continue
        shown = f"{item.file_name}!{name}"
        table = tables.get(posixpath.dirname(name))
        row = table.rows.get(posixpath.basename(name), {}) if table else {}
        for source in _member(item, found[name], shown):
            yield metadata.described(source, row, whole=source.file_name == shown)


def _member(item: Item, member: _Member, shown: str) -> Documents:
    if not _safe(member.name):
        yield Unreadable(shown, "unsafe_path", "the name leads out of the archive; rename the member")
    elif member.hindrance is not None:
        yield Unreadable(shown, *member.hindrance)
    elif item.depth >= item.bounds.depth:
        yield Unreadable(shown, "too_large", f"an archive inside {item.depth} others; unpack the outer ones")
    else:
        try:
            with member.open() as stream:
                yield from item.inside(
                    posixpath.basename(member.name), counted(stream, item.budget), file_name=shown, deeper=True
                )
        except (OSError, EOFError, RuntimeError, zlib.error, zipfile.BadZipFile, tarfile.TarError) as error:
            yield Unreadable(shown, "damaged", f"the member can't be unpacked ({error}); make the archive again")


class _Guarded(io.RawIOBase):
    """An archive's stream that gives no huge piece at once: what headers claim as their length would fill the memory.

    A directory of 32 MiB has some 300,000 members.
    """

    def __init__(self, stream: IO[bytes]) -> None:
        super().__init__()
        self._stream = stream

    def read(self, size: int = -1, /) -> bytes:
        """At most `size` bytes."""
        data = self._stream.read(min(size, _LARGEST_PIECE + 1) if size >= 0 else _LARGEST_PIECE + 1)
        if len(data) > _LARGEST_PIECE:
            raise ReadError("too_large", f"a header of {len(data):,} bytes; unpack the archive and make it again")
        return data

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Go to a place."""
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        """The place."""
        return self._stream.tell()

    def readable(self) -> bool:
        """Always."""
        return True

    def seekable(self) -> bool:
        """Always."""
        return True


def _zip_name(info: zipfile.ZipInfo) -> str:
    """A member's name; one without the UTF-8 flag is in the encoding of the machine that wrote it."""
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    name = info.filename.encode("cp437", "replace")
    return name.decode(guess(name) or "cp437", "replace")


def read_zip(item: Item) -> Documents:
    """Read a ZIP archive."""
    with seekable(item) as stream, zipfile.ZipFile(_Guarded(stream)) as archive:

        def members() -> Iterable[_Member]:
            for info in archive.infolist():
                hindrance = None
                mode = info.external_attr >> 16
                if info.filename.endswith("/"):
                    continue
                if info.flag_bits & _ENCRYPTED:
                    hindrance = ("encrypted", "the member has a password; unpack the archive first")
                elif mode & 0o170000 == 0o120000:
                    hindrance = ("unsafe_path", "the member is a link; put the file itself into the archive")
                yield _Member(_zip_name(info), hindrance, partial(archive.open, info))

        yield from _members(item, members())


def _extracted(archive: tarfile.TarFile, info: tarfile.TarInfo) -> IO[bytes]:
    stream = archive.extractfile(info)
    if stream is None:
        raise tarfile.TarError("no content")
    return stream


def read_tar(item: Item) -> Documents:
    """Read a TAR archive; a compressed one comes here unpacked."""
    with seekable(item) as stream, tarfile.open(fileobj=_Guarded(stream), mode="r:") as archive:

        def members() -> Iterable[_Member]:
            while (info := archive.next()) is not None:
                hindrance = None
                if info.isdir():
                    continue
                if info.issym() or info.islnk():
                    hindrance = ("unsafe_path", "the member is a link; put the file itself into the archive")
                elif not info.isreg() or info.issparse():
                    hindrance = ("unsupported_format", "the member is a device or pipe; put a file into the archive")
                name = info.name.removeprefix("./")
                yield _Member(name, hindrance, partial(_extracted, archive, info))

        yield from _members(item, members())
