"""Two things at a time, in threads: polars, pyarrow and DuckDB leave Python's lock to others while they work."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")

_THREADS = 2
"""More would hold more in memory than they save time."""


def beside(function: Callable[[A], B], items: Iterable[A]) -> Iterator[B]:
    """Results of a function in the order of the items; the first error is raised once no thread is at work."""
    with ThreadPoolExecutor(_THREADS) as threads:
        yield from threads.map(function, items)
