"""Things done at a time, in threads: polars, pyarrow and DuckDB leave Python's lock to others while they work."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import ParamSpec, Self, TypeVar

A = TypeVar("A")
B = TypeVar("B")
P = ParamSpec("P")

_THREADS = 2
"""More would hold more in memory than they save time."""


def beside(function: Callable[[A], B], items: Iterable[A]) -> Iterator[B]:
    """Results of a function, two at a time, in the order of the items; an error is raised once no thread is at work."""
    with ThreadPoolExecutor(_THREADS) as threads:
        yield from threads.map(function, items)


class Behind:
    """A thread that does one thing while its owner goes on to the next; at the end all is done."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1)
        self._last: Future[None] | None = None

    def do(self, function: Callable[P, None], *args: P.args, **kwargs: P.kwargs) -> None:
        """Do something, once what was asked for before is done; an error of that is raised here."""
        if self._last:
            self._last.result()
        self._last = self._thread.submit(function, *args, **kwargs)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _type: type[BaseException] | None, value: BaseException | None, _: TracebackType | None) -> None:
        self._thread.shutdown()
        error = self._last.exception() if self._last else None
        if error and value and error is not value:
            value.add_note(f"Before that: {error!r}")
        elif error and not value:
            raise error
