"""The registry of formats. A new format is one module and one line here."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from pathlib import PurePosixPath

from flows.read import archive, csv_rows, jsonl, packed, parquet, pdf, plain, web_page, word
from flows.read.item import Documents, Item, Reader
from flows.read.source import ReadError, Source, Unreadable


def _one(parse: Callable[[Item], Source]) -> Reader:
    """A reader from a function that makes one document of a file."""

    def read(item: Item) -> Documents:
        source = parse(item)
        if not source.raw.strip():
            raise ReadError("empty", "there is no text in it; remove it or look whether it's a scan")
        yield source

    return read


FORMATS: dict[str, Reader] = {
    ".txt": _one(plain.read),
    ".md": _one(plain.read),
    ".markdown": _one(plain.read),
    ".html": _one(web_page.read),
    ".htm": _one(web_page.read),
    ".pdf": _one(pdf.read),
    ".docx": _one(word.read),
    ".jsonl": jsonl.read,
    ".ndjson": jsonl.read,
    ".csv": csv_rows.read,
    ".parquet": parquet.read,
    ".gz": packed.read_gzip,
    ".tgz": packed.read_gzip,
    ".zst": packed.read_zstd,
    ".zip": archive.read_zip,
    ".tar": archive.read_tar,
}
"""Readers by the ending of the name, in lower case."""


def read_item(item: Item) -> Documents:
    """Read a file or member by its format. Whatever goes wrong becomes `Unreadable`; nothing is raised."""
    suffix = PurePosixPath(item.name).suffix.lower()
    reader = FORMATS.get(suffix)
    if reader is None:
        known = " ".join(sorted(FORMATS))
        detail = f"no reader for {suffix or 'a name without an ending'}; convert it to one of {known}"
        yield Unreadable(item.file_name, "unsupported_format", detail)
        return
    is_empty = True
    try:
        for source in reader(item):
            is_empty = False
            yield source
        if is_empty:
            yield Unreadable(
                item.file_name, "empty", "there is no document in it; remove it or look whether it's whole"
            )
    except ReadError as fault:
        yield Unreadable(item.file_name, fault.reason, fault.detail)
    except EOFError:
        yield Unreadable(item.file_name, "truncated", "the file ends before its content does; fetch it again")
    except (gzip.BadGzipFile, zlib.error) as error:
        yield Unreadable(item.file_name, "damaged", f"not whole gzip ({error}); fetch it again")
    except PermissionError as error:
        yield Unreadable(item.file_name, "no_permission", f"{error.strerror}; give read permission")
    except MemoryError:
        yield Unreadable(item.file_name, "too_large", "it needs more memory than there is; split it")
    except Exception as error:  # whatever a library makes of a damaged file
        what = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        yield Unreadable(item.file_name, "damaged", f"the file is not whole {suffix} ({what}); fetch it again")
