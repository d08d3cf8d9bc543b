"""Data as scripts that call back, in files of bounded size."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

CHUNK_CHARACTERS = 350_000
"""A file is closed when its JSON is this long: at most about a megabyte of UTF-8."""


def write_chunks(folder: Path, name: str, items: Iterable[Any]) -> Iterator[tuple[int, Any]]:
    """Write items in files `NAME-0.js`, `NAME-1.js`, …, each a list of items; at least one file.

    Args:
        folder: where the files go.
        name: what the pages call them.
        items: JSON values in their order.

    Yields:
        Each item with the number of the file that will hold it.
    """
    number, size = 0, 0
    texts: list[str] = []
    for item in items:
        if size >= CHUNK_CHARACTERS:
            _write(folder, f"{name}-{number}", "[" + ",\n".join(texts) + "]")
            number, size, texts = number + 1, 0, []
        texts.append(as_json(item))
        size += len(texts[-1])
        yield number, item
    _write(folder, f"{name}-{number}", "[" + ",\n".join(texts) + "]")


def write_data(folder: Path, name: str, data: Any) -> None:
    """Write one value as `NAME.js`."""
    _write(folder, name, as_json(data))


def as_json(value: Any) -> str:
    """A value as compact JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _write(folder: Path, name: str, text: str) -> None:
    (folder / f"{name}.js").write_text(f'xinzhi.put("{name}",{text});\n', encoding="utf-8")
