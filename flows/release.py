"""The main flow, read top-down: sources, parts, tables, checks, release.

Prefect is imported when a build starts, so that the other verbs don't wait for it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from datetime import datetime
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from flows.parts import batches, collect_garbage, make_part
from flows.publish.release import publish
from flows.publish.tables import assemble
from flows.publish.versions import locked
from flows.read import read
from flows.rehearsal import rehearse

DOCUMENTS = Path("seeds/documents")
OUTPUT = Path("output")


class Release(NamedTuple):
    """What a build made."""

    version: str
    is_new: bool
    path: Path
    documents: int
    rejected_documents: int
    rejected_rows: int
    rows: dict[str, int]


def build(
    sources: Sequence[Path],
    output: Path,
    workers: int = 1,
    columns: Mapping[str, str] | None = None,
    progress: Callable[[int, int], None] | None = None,
    guarded: bool = True,
) -> Release:
    """Build a release.

    Args:
        sources: files, folders or corpora.
        output: folder of all releases.
        workers: processes that extract.
        columns: names of a corpus's columns where they differ from `id`, `text`, …
        progress: called with the number of batches done and their total.
        guarded: whether a release outside the bounds of `flows.publish.guard` is stopped.

    Returns:
        The release, new or the latest one where the data are the same.

    Raises:
        FileNotFoundError: a source is not there.
        flows.publish.versions.OutputBusyError: another build writes to `output`.
        flows.publish.guard.GuardError: the release is outside its bounds.
    """
    for source in sources:
        if not source.exists():
            raise FileNotFoundError(f"{source}: no such file or folder; check the path")
    # The work is done in processes of their own: they make ready while Prefect is loaded and waits for its server.
    pool = ProcessPoolExecutor(workers, mp_context=get_context("forkserver"))
    with locked(output), pool:
        ready = [pool.submit(rehearse) for _ in range(workers)]
        _settle_prefect(output)
        return _flow(list(sources), output, workers, columns, progress, guarded, pool, ready)


def _settle_prefect(output: Path) -> None:
    """Prefect's settings for a hermetic run; what the user has set stays."""
    for name, value in {
        "PREFECT_HOME": str((output / ".prefect").resolve()),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_LOGGING_LEVEL": "WARNING",
        "PREFECT_SERVER_LOGGING_LEVEL": "ERROR",
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "180",  # a busy machine needs more than the default of 20
        "DO_NOT_TRACK": "1",
    }.items():
        os.environ.setdefault(name, value)


def _flow(
    sources: list[Path],
    output: Path,
    workers: int,
    columns: Mapping[str, str] | None,
    progress: Callable[[int, int], None] | None,
    guarded: bool,
    pool: ProcessPoolExecutor,
    ready: Sequence[Future[None]],
) -> Release:
    from prefect import flow, task
    from prefect.cache_policies import NO_CACHE
    from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings
    from prefect.task_runners import ThreadPoolTaskRunner

    folder = output / ".parts"

    @task(name="extract", cache_policy=NO_CACHE)
    def extract(batch: Path) -> Path:
        return pool.submit(make_part, batch).result()

    @task(name="tables", cache_policy=NO_CACHE)
    def tables(parts: list[Path]) -> Release:
        return pool.submit(assemble_release, parts, output, guarded).result()

    @flow(name="release", task_runner=ThreadPoolTaskRunner(max_workers=workers + 1))  # type: ignore[arg-type]
    def release() -> Release:
        for rehearsed in ready:
            rehearsed.result()
        waiting = [extract.submit(batch) for batch in batches(read(sources, columns), folder)]
        parts = []
        for done, future in enumerate(waiting, start=1):
            parts.append(future.result())
            if progress:
                progress(done, len(waiting))
        return tables(parts)

    with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
        made = release()
    collect_garbage(folder)
    return made


def assemble_release(parts: Sequence[Path], output: Path, guarded: bool) -> Release:
    """Assemble parts, check the tables and publish them, unless the latest release holds the same."""
    frames = assemble(parts)
    version, is_new = publish(frames, output, datetime.now().astimezone().date(), guarded=guarded)
    rejects = frames["rejects"]["table_name"].to_list()
    return Release(
        version=version,
        is_new=is_new,
        path=output / version,
        documents=frames["documents"].height,
        rejected_documents=rejects.count("documents"),
        rejected_rows=len(rejects) - rejects.count("documents"),
        rows={name: frame.height for name, frame in frames.items()},
    )
