"""The processes that extract and assemble, kept apart from Prefect's: they make ready while it starts.

Those of a Dask cluster extract only. Prefect is not among them: its tasks run in this process, each of which waits for
what a process here or there does, so that the cluster's machines need no server of Prefect's, nor a way to ours.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from pathlib import Path
from threading import Thread
from typing import Any, NamedTuple, ParamSpec, TypeVar

from flows.steps import make_ready

P = ParamSpec("P")
T = TypeVar("T")

OWNER = "XINZHI_OWNER"
"""Environment variable with the id of the process that builds, by which Prefect's server of this build is known."""

_SERVER = b"prefect.server.api.server:create_app"


class _Workers(NamedTuple):
    pool: ProcessPoolExecutor
    rehearsals: list[Future[None]]


_working: list[_Workers] = []
_clusters: list[Any] = []


@contextmanager
def working(count: int) -> Iterator[None]:
    """Keep `count` worker processes for what `run` is given meanwhile; those of an outer call are kept instead."""
    if _working:
        yield
        return
    os.environ[OWNER] = str(os.getpid())
    with ProcessPoolExecutor(count, mp_context=get_context("forkserver"), initializer=_end_with_builder) as pool:
        _working.append(_Workers(pool, [pool.submit(make_ready) for _ in range(count)]))
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


@contextmanager
def on_cluster(address: str) -> Iterator[int]:
    """Let the workers of a Dask cluster do what `run_anywhere` is given meanwhile; yields how many threads they have.

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


def run_anywhere(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Call a function on the cluster, where there is one, else as `run` does."""
    if not _clusters:
        return run(function, *args, **kwargs)
    done: T = _clusters[0].submit(function, *args, pure=False, **kwargs).result()
    return done


def _end_with_builder() -> None:
    """Let this worker, and Prefect's server, end when the process that builds is killed.

    Neither notices by itself: all workers hold both ends of the pipe that work comes through, and the server is stopped
    by an exit handler, which a killed process doesn't run.
    """
    builder = parent_process()
    if builder is not None:
        Thread(target=_outlive, args=(builder.sentinel, f"{OWNER}={builder.pid}"), daemon=True).start()


def _outlive(sentinel: int, mark: str) -> None:
    wait([sentinel])
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it has ended meanwhile, or is somebody else's
            if _SERVER in (process / "cmdline").read_bytes() and mark.encode() in (
                process / "environ"
            ).read_bytes().split(b"\0"):
                os.kill(int(process.name), signal.SIGKILL)
    os._exit(1)
