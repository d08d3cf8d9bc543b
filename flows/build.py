"""A build as one call: the settings that Prefect is to run with, the workers, then the flow."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.disk import check_writable
from flows.progress import Listener, Reading, listening
from flows.read.address import check, is_address
from flows.server import begin, begun
from flows.workers import on_cluster, working

if TYPE_CHECKING:
    from prefect.task_runners import TaskRunner

    from flows.made import Release

DOCUMENTS = Path("seeds/documents")
OUTPUT = Path("output")


def build(
    sources: Sequence[Path | str],
    output: Path,
    workers: int = 1,
    columns: Mapping[str, str] | None = None,
    progress: Listener | None = None,
    guarded: bool = True,
    dask: str | None = None,
    fresh: bool = False,
    to: str | None = None,
) -> Release:
    """Run the flow `flows.release.release` here and now; its arguments, results and errors are that flow's.

    Where the sources turn out to be those of the latest release there is no flow, and no wait for Prefect.

    Args:
        sources: paths or addresses of files, folders or corpora.
        output: folder of all releases.
        workers: processes that extract.
        columns: names of a corpus's columns where they differ from `id`, `text`, …
        progress: told how far the build is.
        guarded: whether a release outside the bounds of `flows.publish.guard` is stopped.
        dask: address of a Dask scheduler on whose workers batches are extracted; they see `output` at the same path.
        fresh: whether what earlier builds have extracted is extracted again.
        to: address to publish the release at.
    """
    settle_prefect(output, quiet=True)
    given = [str(source) for source in sources]
    check(given)
    with listening(progress):
        # What lies elsewhere is fetched or sent by the flow, which tries again where a line is cut.
        is_here = to is None and not any(map(is_address, given))
        if is_here and not fresh and (same := _same(given, output, columns)):
            return same
        # Server and workers come first: they make ready while Prefect is imported.
        begin()
        busy = 0 if dask else _busy(given, output, workers, fresh)
        with working(workers, busy), on_cluster(dask) if dask else nullcontext(workers) as threads:
            from prefect.settings import PREFECT_API_URL, PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings
            from prefect.task_runners import ThreadPoolTaskRunner

            from flows.release import release

            runner: TaskRunner[Any] = ThreadPoolTaskRunner(max_workers=threads + 1)
            settings = {PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None, PREFECT_API_URL: begun(PREFECT_API_URL.value())}
            with temporary_settings(settings):
                return release.with_options(task_runner=runner)(
                    given, str(output), workers, columns, guarded, fresh, to
                )


def _same(sources: Sequence[str], output: Path, columns: Mapping[str, str] | None) -> Release | None:
    """The latest release, if it is what these sources make."""
    from flows.inputs import latest_inputs, unchanged
    from flows.publish.versions import locked

    with locked(output):
        if latest_inputs(output) is None:
            return None
        from flows.parts import cut
        from flows.read import read

        documents = Reading(read([Path(source) for source in sources], columns))
        return unchanged(output, (batch.name for batch in cut(documents)))


def _busy(sources: Sequence[str], output: Path, workers: int, fresh: bool) -> int:
    """How many workers are likely to have a batch to extract at once; nothing is read to tell it."""
    from flows.inputs import latest_inputs
    from flows.parts import BATCH_BYTES

    if any(map(is_address, sources)):
        return workers
    if not fresh and latest_inputs(output) is not None:
        return 1  # most of it is there
    given = map(Path, sources)
    files = [file for path in given for file in (path.rglob("*") if path.is_dir() else [path]) if file.is_file()]
    return min(workers, 1 + sum(file.stat().st_size for file in files) // BATCH_BYTES)


def settle_prefect(output: Path, *, quiet: bool) -> None:
    """Prefect's settings for a hermetic run, to be made before it is imported; what the user has set stays.

    Args:
        output: folder of all releases, in which Prefect's own files lie.
        quiet: whether Prefect is to say nothing of its own: the caller tells what went wrong.

    Raises:
        flows.disk.DiskError: the folder can't be written to.
    """
    settings = {
        "PREFECT_HOME": str((output / ".prefect").resolve()),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
    }
    if quiet:
        settings |= {"PREFECT_LOGGING_LEVEL": "CRITICAL", "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL"}
    check_writable(output)  # Prefect makes its home, but not the folder above it, and says little where it can't
    for name, value in settings.items():
        os.environ.setdefault(name, value)
