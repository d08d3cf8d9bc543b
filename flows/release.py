"""The main flow, read top-down: sources, parts, tables and checks, release."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from prefect import flow
from prefect.cache_policies import NO_CACHE
from prefect.futures import PrefectFuture
from prefect.tasks import Task, exponential_backoff

from flows import steps
from flows.artifacts import tell
from flows.inputs import note, unchanged
from flows.made import Release
from flows.outlived import end_with_starter
from flows.parts import batches, collect_garbage, forget, part_path
from flows.progress import EXTRACTING, FETCHING, WRITING, Reading, report
from flows.publish.store import publish_release
from flows.publish.versions import latest, locked
from flows.read import read
from flows.read.address import check, fetch, is_address, telling
from flows.workers import assembled, extracted, working


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
    """The part of a batch."""
    return extracted(steps.part_of, batch)


def release_from(parts: Sequence[Path], output: Path, guarded: bool) -> Release:
    """The release of all parts."""
    return assembled(steps.release_of, parts, output, guarded)


def copy_of(address: str, folder: Path) -> Path:
    """A copy of what lies at an address; one that was begun is begun again."""
    shutil.rmtree(folder, ignore_errors=True)
    return fetch(address, folder, partial(report, FETCHING))


def sent(made: Release, address: str) -> None:
    """Publish a release; what is there already is left as it is."""
    with telling(address):
        publish_release(made.path, address)


extract = Task(part_of, name="extract", **_RETRIED)
tables = Task(release_from, name="tables", **_RETRIED)
copy = Task(copy_of, name="fetch", **_RETRIED)
publish = Task(sent, name="publish", **_RETRIED)


@flow(name="release", validate_parameters=False)
def release(
    sources: Sequence[str],
    output: str = "output",
    workers: int = 1,
    columns: Mapping[str, str] | None = None,
    guarded: bool = True,
    fresh: bool = False,
    to: str | None = None,
) -> Release:
    """Build a release.

    Args:
        sources: paths or addresses of files, folders or corpora.
        output: folder of all releases.
        workers: processes that extract.
        columns: names of a corpus's columns where they differ from `id`, `text`, …
        guarded: whether a release outside the bounds of `flows.publish.guard` is stopped.
        fresh: whether what earlier builds have extracted is extracted again.
        to: address to publish the release at.

    Returns:
        The release, new or the latest one where the data are the same.

    Raises:
        FileNotFoundError: a source is not there.
        flows.publish.versions.OutputBusyError: another build writes to `output`.
        flows.publish.guard.GuardError: the release is outside its bounds.
    """
    end_with_starter()
    check(sources)
    home = Path(output)
    with locked(home), working(workers, workers), _here(sources, home / ".sources") as paths:
        if fresh:
            forget(home / ".parts")
        parts = _parts(Reading(read(paths, columns)), home / ".parts")
        made = None if fresh else unchanged(home, [part.name for part in parts])
        if made is None:
            made = _released(parts, home, guarded)
    if to is not None:
        publish(made, to)
    tell(made)
    return made


@contextmanager
def _here(sources: Sequence[str], folder: Path) -> Iterator[list[Path]]:
    """Paths of sources; what lies elsewhere is copied, and kept as long as it is read."""
    try:
        yield [
            copy(source, folder / str(number)) if is_address(source) else Path(source)
            for number, source in enumerate(sources)
        ]
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _parts(documents: Reading[Any], folder: Path) -> list[Path]:
    """Parts of all documents, those made that were not there."""
    parts: list[Path] = []
    waiting: list[tuple[PrefectFuture[Path], int]] = []
    taken = total = 0
    for batch in batches(documents, folder):
        parts.append(part_path(batch))
        if not parts[-1].is_dir():
            waiting.append((extract.submit(batch.resolve()), documents.count - taken))
            total += documents.count - taken
        taken = documents.count
    done = 0
    for future, count in waiting:
        report(EXTRACTING, done, total)
        future.result()
        done += count
    return parts


def _released(parts: Sequence[Path], home: Path, guarded: bool) -> Release:
    """The release of all parts; whatever may fail comes before it is out, as an error would say that it isn't."""
    report(WRITING, 0)
    collect_garbage(home / ".parts", parts)
    history = latest(home).get("history", [])
    note(home, parts, history)
    made = tables(parts, home, guarded)
    if not made.is_new:
        note(home, parts, history[:-1])
    return made
