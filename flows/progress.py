"""How far a build has come, told to whoever listens in this process."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

T = TypeVar("T")

Listener = Callable[[str, int, int | None], None]
"""Called with what is being done, how much of it is done, and its total where that is known: `FETCHING` counts files,
`READING` and `EXTRACTING` documents, `WRITING` nothing."""

FETCHING, READING, EXTRACTING, WRITING = "fetching", "reading", "extracting", "writing"

_STEP = 500
"""Documents from one report of reading to the next."""

_LISTENER: ContextVar[Listener | None] = ContextVar("progress", default=None)


@contextmanager
def listening(listener: Listener | None) -> Iterator[None]:
    """Let `listener` be told meanwhile."""
    token = _LISTENER.set(listener)
    try:
        yield
    finally:
        _LISTENER.reset(token)


def report(stage: str, done: int, total: int | None = None) -> None:
    """Tell the listener, if there is one."""
    if listener := _LISTENER.get():
        listener(stage, done, total)


class Reading(Iterable[T]):
    """Documents as they are read, counted and reported.

    Attributes:
        count: how many have been taken so far.
    """

    def __init__(self, items: Iterable[T]) -> None:
        self._items = items
        self.count = 0

    def __iter__(self) -> Iterator[T]:
        for item in self._items:
            self.count += 1
            if self.count % _STEP == 0:
                report(READING, self.count)
            yield item
        report(READING, self.count, self.count)
