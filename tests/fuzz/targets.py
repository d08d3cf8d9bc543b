"""What is fuzzed: every reader and every stage of the text layer, each a function of bytes that raises on a defect."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from flows.read import Bounds, Source, read
from flows.read.formats import FORMATS
from flows.tabulate import Rows, tabulate
from flows.text.clean import clean, clean_slices
from flows.text.lines import without
from schemas import TABLES
from schemas.checks import check
from tests.faults.test_account import faults
from tests.faults.test_linear_time import PIECES
from tests.read.hostile import proper

Target = Callable[[bytes], None]

BOUNDS = Bounds(
    document_bytes=1 << 20,
    page_bytes=1 << 20,
    file_bytes=1 << 22,
    pdf_pages=20,
    unpacked_bytes=1 << 23,
    unpacked_free=1 << 22,
    faults=100,
    members=100,
)
"""Small ones, so that a bomb is one of many inputs and not the only one of a run."""

FOLDER = Path(tempfile.mkdtemp(prefix="xinzhi-fuzz-", dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None))
"""Where inputs lie while they are read: in memory where the system has such a disk."""

atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)


def _read(name: str, data: bytes) -> None:
    """A file of this name and content gives documents or reasons."""
    path = FOLDER / name
    path.write_bytes(data)
    found = list(read([path], bounds=BOUNDS))
    assert found
    for each in found:
        proper(each)


def _metadata(data: bytes) -> None:
    """Metadata beside a file, whatever they say, leave it readable."""
    folder = FOLDER / "metadata"
    folder.mkdir(exist_ok=True)
    (folder / "documents.csv").write_bytes(data)
    (folder / "a.txt").write_text(PIECES[-1], encoding="utf-8")
    found = list(read([folder], bounds=BOUNDS))
    assert any(isinstance(each, Source) for each in found)
    for each in found:
        proper(each)


def text_of(data: bytes) -> str:
    """A text: the bytes as UTF-8, or, behind a zero, a piece of text for each of them."""
    if data[:1] == b"\0":
        return "".join(PIECES[byte % len(PIECES)] for byte in data[1:])
    return data.decode("utf-8", "ignore")


def _clean(data: bytes) -> None:
    """Clean text is cut from the raw text in its order; in rows broken lines are put together without their gaps."""
    raw = text_of(data)
    cleaned = clean(raw)
    segments = cleaned.segments(0, len(cleaned))
    kept = "".join(cleaned.text[start:end] for start, end in without(cleaned.gaps, 0, len(cleaned)))
    assert clean_slices(raw, segments, cleaned.script).rstrip("\n") == kept.rstrip("\n")
    assert all(0 <= start < end <= len(raw) for start, end in segments)
    assert segments == sorted(segments)


def _layout(data: bytes) -> None:
    """Every character is accounted for."""
    assert faults(Source("a.txt", text_of(data), "utf-8")) == []


def _rows(data: bytes) -> Rows:
    raw = text_of(data)
    return tabulate(Source("a.txt", raw, "utf-8", published_on="2024-03-05")) if raw.strip() else {}


def _extraction(data: bytes) -> None:
    """Rows come of it, and each has a place in the text."""
    for name, rows in _rows(data).items():
        for row in rows:
            assert name == "documents" or row.get("segments") or row.get("mentions")


def check_rows(data: bytes) -> None:
    """Every row keeps its table's checks; twenty times slower than making them."""
    for name, rows in _rows(data).items():
        _, failures = check(TABLES[name], TABLES[name].frame(rows))
        assert failures == [], name


LEFT_OUT = (".markdown", ".htm", ".ndjson", ".gz", ".zst")
"""Endings whose reader another one has, and those that need one behind them."""

TARGETS: dict[str, Target] = {
    **{suffix[1:]: partial(_read, f"a{suffix}") for suffix in FORMATS if suffix not in LEFT_OUT},
    "gz": partial(_read, "a.txt.gz"),
    "zst": partial(_read, "a.jsonl.zst"),
    "metadata": _metadata,
    "clean": _clean,
    "layout": _layout,
    "extraction": _extraction,
}
"""By name: the readers by their ending, then the stages."""
