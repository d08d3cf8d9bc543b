"""The processes that extract and assemble, kept apart from Prefect's: they make ready while it starts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import NamedTuple, ParamSpec, TypeVar

from flows.rehearsal import rehearse

P = ParamSpec("P")
T = TypeVar("T")


class _Workers(NamedTuple):
    pool: ProcessPoolExecutor
    rehearsals: list[Future[None]]


_working: list[_Workers] = []


@contextmanager
def working(count: int) -> Iterator[None]:
    """Keep `count` worker processes for what `run` is given meanwhile; those of an outer call are kept instead."""
    if _working:
        yield
        return
    with ProcessPoolExecutor(count, mp_context=get_context("forkserver")) as pool:
        _working.append(_Workers(pool, [pool.submit(rehearse) for _ in range(count)]))
        try:
            yield
        finally:
            _working.clear()


def run(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Call a function in a worker process; in this one where there are none, as on the worker of a cluster."""
    if not _working:
        return function(*args, **kwargs)
    for rehearsal in _working[0].rehearsals:
        rehearsal.result()  # a reference table that can't be read is told here
    return _working[0].pool.submit(function, *args, **kwargs).result()
