"""Compressed files of one member: gzip and zstd."""

from __future__ import annotations

import gzip
from pathlib import PurePosixPath

from flows.read.item import Documents, Item, Unpacking, counted


def _unpacked(item: Item, stream: Unpacking) -> Documents:
    name = PurePosixPath(item.name)
    inner = name.stem if name.suffix.lower() != ".tgz" else f"{name.stem}.tar"
    yield from item.inside(inner, counted(stream, item.budget))


def read_gzip(item: Item) -> Documents:
    """Read what a gzip file holds; its name without `.gz` tells the format."""
    with gzip.GzipFile(fileobj=item.stream) as stream:
        yield from _unpacked(item, stream)


def read_zstd(item: Item) -> Documents:
    """Read what a zstd file holds."""
    import pyarrow

    with pyarrow.CompressedInputStream(item.stream, "zstd") as stream:
        yield from _unpacked(item, stream)
