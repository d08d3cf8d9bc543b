"""What a format's reader gets: a stream of bytes with its name, and how to read what lies inside it."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import IO, Protocol, cast

from flows.read.bounds import Bounds
from flows.read.source import ReadError, Source, Unreadable

Documents = Iterator[Source | Unreadable]
Reader = Callable[["Item"], Documents]


_MOST_FILES = 1 << 16


@dataclass(slots=True)
class Budget:
    """What one file on disk has unpacked to so far, with all that lies inside it.

    Attributes:
        packed: bytes of the file on disk.
        bounds: the limits.
        unpacked: bytes unpacked so far.
        members: members of archives seen so far.
        noted: what was told once and needn't be again.
    """

    packed: int
    bounds: Bounds
    unpacked: int = 0
    members: int = 0
    noted: set[str] = field(default_factory=set)

    def first(self, what: str) -> bool:
        """Whether this is noted for the first time."""
        before = len(self.noted)
        self.noted.add(what)
        return len(self.noted) > before

    def unpack(self, count: int) -> None:
        """Count unpacked bytes; a `ReadError` where they pass a bound."""
        self.allow(count)
        self.unpacked += count

    def allow(self, count: int) -> None:
        """Raise a `ReadError` where so many bytes more would pass a bound."""
        unpacked = self.unpacked + count
        if unpacked > self.bounds.unpacked_bytes:
            raise ReadError(
                "too_large", f"unpacks to more than {self.bounds.unpacked_bytes:,} bytes; unpack and split it"
            )
        if unpacked > max(self.bounds.unpacked_free, self.packed * self.bounds.unpacked_ratio):
            raise ReadError(
                "too_large",
                f"unpacks to more than {self.bounds.unpacked_ratio} times its size; unpack it if you trust it",
            )

    def member(self) -> None:
        """Count a member of an archive."""
        self.members += 1
        if self.members > self.bounds.members:
            raise ReadError("too_large", f"more than {self.bounds.members:,} members; unpack it")


@dataclass(frozen=True, slots=True)
class Item:
    """A file, or a member of one.

    Attributes:
        file_name: its name in `Source`.
        name: last part of its own name, whose ending tells the format.
        stream: its bytes, from the start; seekable only for a file on disk.
        columns: our column names to those of the corpus.
        budget: shared by everything inside one file on disk.
        read: reads an item by its format.
        depth: number of archives it lies in.
    """

    file_name: str
    name: str
    stream: io.BufferedReader
    columns: Mapping[str, str]
    budget: Budget
    read: Reader = field(repr=False)
    depth: int = 0

    @property
    def bounds(self) -> Bounds:
        """The limits that hold."""
        return self.budget.bounds

    def inside(
        self, name: str, stream: io.BufferedReader, file_name: str | None = None, deeper: bool = False
    ) -> Documents:
        """Read what lies inside: a member, or the unpacked form under the same file name."""
        return self.read(
            replace(
                self, name=name, stream=stream, file_name=file_name or self.file_name, depth=self.depth + int(deeper)
            )
        )

    def content(self, limit: int) -> bytes:
        """All bytes; a `ReadError` where there are more than `limit`."""
        data = self.stream.read(_MOST_FILES)
        if len(data) == _MOST_FILES:  # asking for the limit at once would set as much memory aside for each small file
            data += self.stream.read(limit + 1 - len(data))
        if len(data) > limit:
            raise ReadError("too_large", f"more than {limit:,} bytes in one document; split it")
        return data


class Unpacking(Protocol):
    """A stream that gives what it has so far, so that what is whole before a damage is read."""

    def read1(self, size: int, /) -> bytes:
        """At most `size` bytes; none at the end."""


class Counted(io.RawIOBase):
    """An unpacking stream whose bytes are counted in a budget."""

    def __init__(self, unpacking: Unpacking, budget: Budget) -> None:
        super().__init__()
        self._unpacking = unpacking
        self._budget = budget

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer."""
        data = self._unpacking.read1(len(buffer))
        self._budget.unpack(len(data))
        buffer[: len(data)] = data
        return len(data)


def counted(unpacking: Unpacking | IO[bytes], budget: Budget) -> io.BufferedReader:
    """A buffered stream over an unpacking one, within the budget."""
    return io.BufferedReader(Counted(cast(Unpacking, unpacking), budget), 1 << 18)
