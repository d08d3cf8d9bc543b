"""What verbs share: printing what sources say, and reading them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flows.read import Source


def printable(text: str) -> str:
    """Text for a line of a terminal: blanks in place of line ends, escapes and other control characters."""
    return "".join(char if char.isprintable() else " " for char in text)


def existing(path: Path) -> Path:
    """The path itself.

    Raises:
        FileNotFoundError: it is not there.
    """
    if not path.exists():
        raise FileNotFoundError(f"{path}: no such file or folder; check the path")
    return path


def sources_of(path: Path) -> tuple[list[Source], int]:
    """Sources of a path; what can't be read is told on the error stream, and counted."""
    from flows.read import Source, read

    sources, lost = [], 0
    for item in read([existing(path)]):
        if isinstance(item, Source):
            sources.append(item)
        else:
            lost += 1
            print(printable(f"{item.file_name}: {item.reason}: {item.detail}"), file=sys.stderr)
    return sources, lost
