"""What verbs share: printing what sources say, and reading them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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


@contextmanager
def file_bar(what: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar of files on a terminal; yields what to call with the files done and their total."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TextColumn("files"), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
