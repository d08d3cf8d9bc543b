"""The processes that extract and assemble, kept apart from Prefect's: they make ready while it starts.

Those of a Dask cluster extract only. Prefect is not among them: its tasks run in this process, each of which waits for
what a process here or there does, so that the cluster's machines need no server of Prefect's, nor a way to ours.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from threading import Lock, Thread
from typing import Any, NamedTuple, ParamSpec, TypeVar

from flows.steps import ready_to_assemble, ready_to_extract

P = ParamSpec("P")
T = TypeVar("T")


class _Crew:
    """Processes for one kind of work.

    Args:
        count: how many.
        early: how many of them make ready before they are needed.
        make_ready: what those do first; an error of its is told to whoever asks for work.
    """

    def __init__(self, count: int, early: int, make_ready: Callable[[], None]) -> None:
        self._count = count
        self._early = early
        self._make_ready = make_ready
        self._lock = Lock()
        self._gathered: tuple[ProcessPoolExecutor, list[Future[None]]] | None = None

    def gather(self) -> tuple[ProcessPoolExecutor, list[Future[None]]]:
        """Begin the processes, unless they are there; those that make ready early, at least."""
        with self._lock:
            if self._gathered is None:
                context = get_context("forkserver")
                pool = ProcessPoolExecutor(self._count, mp_context=context, initializer=_end_with_builder)
                self._gathered = pool, [pool.submit(self._make_ready) for _ in range(self._early)]
            return self._gathered

    def do(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call a function in one of the processes."""
        pool, rehearsals = self.gather()
        for rehearsal in rehearsals:
            rehearsal.result()  # a reference table that can't be read is told here
        return pool.submit(function, *args, **kwargs).result()

    def dismiss(self) -> None:
        """End the processes."""
        with self._lock:
            gathered, self._gathered = self._gathered, None
        if gathered:
            gathered[0].shutdown()


class _Crews(NamedTuple):
    extracting: _Crew
    assembling: _Crew


_working: list[_Crews] = []
_clusters: list[Any] = []


@contextmanager
def working(count: int, busy: int) -> Iterator[None]:
    """Keep `count` processes that extract and one that assembles meanwhile; those of an outer call are kept instead.

    Args:
        count: how many extract at most.
        busy: how many of them are likely to have something to do: they make ready at once, the others when they have.
    """
    if _working:
        yield
        return
    crews = _Crews(_Crew(count, busy, ready_to_extract), _Crew(1, 1, ready_to_assemble))
    _, rehearsals = crews.extracting.gather()
    if rehearsals:  # one after the other: with Prefect, which starts meanwhile, both are too many for two processors
        rehearsals[-1].add_done_callback(lambda _: crews.assembling.gather())
    else:
        crews.assembling.gather()
    _working.append(crews)
    try:
        yield
    finally:
        _working.clear()
        for crew in crews:
            crew.dismiss()


def extracted(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Call a function on the cluster, where there is one, else in a process that extracts.

    In this process where there is neither, as on the worker of a cluster.
    """
    if _clusters:
        done: T = _clusters[0].submit(function, *args, pure=False, **kwargs).result()
        return done
    return _working[0].extracting.do(function, *args, **kwargs) if _working else function(*args, **kwargs)


def assembled(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Call a function in the process that assembles, where there is one; those that extract end, as they are done.

    What they have loaded and left would stand beside the tables of a large corpus in memory.
    """
    if not _working:
        return function(*args, **kwargs)
    _working[0].extracting.dismiss()
    return _working[0].assembling.do(function, *args, **kwargs)


@contextmanager
def on_cluster(address: str) -> Iterator[int]:
    """Let the workers of a Dask cluster do what `extracted` is given meanwhile; yields how many threads they have.

    Raises:
        RuntimeError: Dask is not installed.
        OSError: there is no scheduler at the address.
    """
    try:
        from prefect_dask.client import PrefectDaskClient
    except ImportError as error:
        raise RuntimeError(f"{address}: Dask is not installed. Remedy: pip install 'xinzhi[dask]'") from error
    connect: Any = PrefectDaskClient  # has no types
    with connect(address, set_as_default=False) as client:
        _clusters.append(client)
        try:
            yield sum(client.nthreads().values())
        finally:
            _clusters.clear()


def _end_with_builder() -> None:
    """Let this worker end when the process that builds is killed.

    It doesn't notice by itself: all workers hold both ends of the pipe that work comes through.
    """
    builder = parent_process()
    if builder is not None:
        Thread(target=_outlive, args=(builder.sentinel,), daemon=True).start()


def _outlive(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
