"""A text in every format, and what a reader makes of it again."""

from __future__ import annotations

import gzip
import html
from collections.abc import Callable
from pathlib import Path

from flows.read import Source, read
from tests.read import samples

Writer = Callable[[str], bytes]


def _page(charset: str, layout: str = "bare") -> Writer:
    return lambda text: samples.page(text, layout, "", charset)


def _row(text: str) -> list[dict[str, object]]:
    return [{"id": "1", "text": text}]


def _tagged(text: str) -> bytes:
    """A page as content systems save it: indents as entities, one element for all of a paragraph's characters."""
    lines = "\n".join(f"<p><span>&emsp;&emsp;{html.escape(line)}</span></p>" for line in text.split("\n"))
    return f"<html><head><meta charset='utf-8'></head><body>\n{lines}\n</body></html>".encode()


WRITERS: dict[str, Writer] = {
    "mark.txt": lambda text: text.encode("utf-8-sig"),
    "wide.txt": lambda text: text.encode("utf-16"),
    "chinese.txt": lambda text: text.encode("gb18030"),
    "markdown.md": str.encode,
    "page.html": _page("utf-8"),
    "chinese.html": _page("gb18030"),
    "breaks.htm": _page("utf-8", "breaks"),
    "tagged.html": _tagged,
    "word.docx": lambda text: samples.word(text.split("\n")),
    "lines.jsonl": lambda text: samples.jsonl(_row(text)),
    "table.csv": lambda text: samples.csv_bytes(_row(text)),
    "table.parquet": lambda text: samples.parquet(_row(text)),
    "text.txt.gz": lambda text: gzip.compress(text.encode()),
    "text.txt.zst": lambda text: samples.zstd(text.encode()),
    "lines.jsonl.gz": lambda text: gzip.compress(samples.jsonl(_row(text))),
    "table.csv.zst": lambda text: samples.zstd(samples.csv_bytes(_row(text))),
    "archive.zip": lambda text: samples.zipped({"inner/a.txt": text.encode()}),
    "archive.tar": lambda text: samples.tarred({"inner/a.txt": text.encode()}),
    "archive.tgz": lambda text: gzip.compress(samples.tarred({"a.docx": samples.word(text.split("\n"))})),
}
"""Formats whose rows are the text's own, by name of a file."""

PDFS: dict[str, Writer] = {
    f"columns{columns}.pdf": lambda text, columns=columns: samples.pdf(text, columns)  # type: ignore[misc]
    for columns in (1, 2, 3)
}
"""PDFs with columns, whose line ends have to be guessed."""


def read_back(folder: Path, name: str, data: bytes) -> Source:
    """The one document of a file."""
    path = folder / name
    path.write_bytes(data)
    [found] = read([path])
    path.unlink()
    assert isinstance(found, Source), found
    return found
