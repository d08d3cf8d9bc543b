"""The main flow, read top-down: sources, parts, tables and checks, release."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from prefect import flow
from prefect.cache_policies import NO_CACHE
from prefect.tasks import Task, exponential_backoff

from flows import steps
from flows.artifacts import tell
from flows.made import Release
from flows.outlived import end_with_starter
from flows.parts import batches, collect_garbage
from flows.progress import report
from flows.publish.versions import locked
from flows.read import read
from flows.workers import run, working


def _is_passing(_task: Any, _run: Any, state: Any) -> bool:
    """Whether an error may be gone at the next try: those of disks and networks."""
    return isinstance(state.result(raise_on_failure=False), OSError)


_RETRIED: dict[str, Any] = {
    "cache_policy": NO_CACHE,
    "retries": 3,
    "retry_delay_seconds": exponential_backoff(backoff_factor=2),
    "retry_condition_fn": _is_passing,
}


def part_of(batch: Path) -> Path:
    """The part of a batch. A function with a name of its own, so that it reaches a cluster's workers by name."""
    return run(steps.part_of, batch)


def release_from(parts: Sequence[Path], output: Path, guarded: bool) -> Release:
    """The release of all parts."""
    return run(steps.release_of, parts, output, guarded)


extract = Task(part_of, name="extract", **_RETRIED)
tables = Task(release_from, name="tables", **_RETRIED)


@flow(name="release", validate_parameters=False)
def release(
    sources: Sequence[str],
    output: str = "output",
    workers: int = 1,
    columns: Mapping[str, str] | None = None,
    guarded: bool = True,
) -> Release:
    """Build a release.

    Args:
        sources: paths of files, folders or corpora.
        output: folder of all releases.
        workers: processes that extract.
        columns: names of a corpus's columns where they differ from `id`, `text`, …
        guarded: whether a release outside the bounds of `flows.publish.guard` is stopped.

    Returns:
        The release, new or the latest one where the data are the same.

    Raises:
        FileNotFoundError: a source is not there.
        flows.publish.versions.OutputBusyError: another build writes to `output`.
        flows.publish.guard.GuardError: the release is outside its bounds.
    """
    end_with_starter()
    paths, home = [Path(source) for source in sources], Path(output)
    check(paths)
    with locked(home), working(workers):
        waiting = [extract.submit(batch) for batch in batches(read(paths, columns), home / ".parts")]
        parts = []
        for done, future in enumerate(waiting, start=1):
            parts.append(future.result())
            report(done, len(waiting))
        # Before the release is out: an error after that would say that nothing is.
        collect_garbage(home / ".parts", parts)
        made = tables(parts, home, guarded)
    tell(made)
    return made


def check(sources: Sequence[Path]) -> None:
    """See that every source is there.

    Raises:
        FileNotFoundError: one isn't.
    """
    for source in sources:
        if not source.exists():
            raise FileNotFoundError(f"{source}: no such file or folder; check the path")
