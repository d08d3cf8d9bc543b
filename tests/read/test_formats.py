"""A text gives the same rows whatever the format it comes in."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from flows.read import Source
from flows.read.formats import FORMATS
from flows.tabulate import tabulate
from tests.read.formats import PDFS, WRITERS, read_back

SEEDS = sorted((Path(__file__).parents[2] / "seeds" / "documents").glob("*.txt"))
PLACES = {"segments", "mentions", "file_name", "encoding", "character_count", "noise_count", "noise_kinds"}
"""Columns that tell where and in what a row was found, with all identifiers."""


def rows_of(source: Source) -> Counter[tuple[object, ...]]:
    """The rows of a document in all tables, without places."""
    return Counter(
        (table, *((name, str(value)) for name, value in row.items() if name not in PLACES and "_id" not in name))
        for table, rows in tabulate(source).items()
        for row in rows
    )


@cache
def text_of(path: Path) -> tuple[str, Counter[tuple[object, ...]]]:
    text = path.read_bytes().decode()
    return text, rows_of(Source("a.txt", text, "utf-8"))


def test_every_format_is_written() -> None:
    endings = {part for name in (*WRITERS, *PDFS) for part in Path(name).suffixes}
    assert endings | {".markdown", ".ndjson"} == set(FORMATS)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem[:3])
@pytest.mark.parametrize("name", WRITERS)
def test_rows_are_the_same(tmp_path: Path, path: Path, name: str) -> None:
    text, rows = text_of(path)
    found = read_back(tmp_path, name, WRITERS[name](text))
    assert found.raw == text or rows_of(found) == rows


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem[:3])
@pytest.mark.parametrize("name", PDFS)
def test_rows_of_pdfs_are_nearly_the_same(tmp_path: Path, path: Path, name: str) -> None:
    text, rows = text_of(path)
    found = rows_of(read_back(tmp_path, name, PDFS[name](text)))
    assert (rows & found).total() >= 0.95 * max(rows.total(), found.total())
