"""How far a build is: bars on a terminal, lines elsewhere, both on the error stream."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from flows.progress import EXTRACTING, FETCHING, READING, WRITING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from flows.progress import Listener

UNITS = {FETCHING: "files", READING: "documents", EXTRACTING: "documents", WRITING: ""}

_PAUSE = 10.0
"""Seconds from one line to the next, where there is no terminal."""


@contextmanager
def shown() -> Iterator[Listener]:
    """Show what the listener is told meanwhile."""
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield _Lines()
        return
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn

    columns = (SpinnerColumn(), BarColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=console, transient=True) as progress:
        yield _Bars(progress)


class _Bars:
    """A bar for each stage, from its first report on."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, stage: str, done: int, total: int | None) -> None:
        if stage not in self._tasks:
            self._tasks[stage] = self._progress.add_task("", total=None)
        task = self._tasks[stage]
        if done < self._progress.tasks[task].completed:
            self._progress.reset(task)
        seconds = self._progress.tasks[task].elapsed or 0.0
        self._progress.update(task, completed=done, total=total, description=line(stage, done, total, seconds))


class _Lines:
    """A line when a stage begins and ends, and now and then between."""

    def __init__(self) -> None:
        self._stage = ""
        self._done = 0
        self._begun = self._told = 0.0

    def __call__(self, stage: str, done: int, total: int | None) -> None:
        now = time.monotonic()
        is_new = stage != self._stage or done < self._done  # sources may be read twice
        if is_new:
            self._stage, self._begun = stage, now
        self._done = done
        if not is_new and done != total and now < self._told + _PAUSE:
            return
        self._told = now
        print(line(stage, done, total, now - self._begun), file=sys.stderr, flush=True)


def line(stage: str, done: int, total: int | None, seconds: float) -> str:
    """A stage's progress as a line, with rate and time left where they can be told.

    Args:
        stage: see `flows.progress.Listener`, as for the next two.
        done: how much of it is done.
        total: how much it is, where that is known.
        seconds: since the stage began.
    """
    of = f" of {total:,}" if total is not None and done < total else ""
    text = f"{stage} {done:,}{of} {UNITS[stage]}" if UNITS[stage] else stage
    if not done or seconds < 1:
        return text
    text += f", {done / seconds:,.0f} a second"
    return f"{text}, {seconds * (total - done) / done:,.0f} s left" if of and total is not None else text
