"""A build as one call: the settings that Prefect is to run with, the workers, then the flow."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.disk import check_writable
from flows.progress import Listener, listening
from flows.workers import working

if TYPE_CHECKING:
    from prefect.task_runners import TaskRunner

    from flows.made import Release

DOCUMENTS = Path("seeds/documents")
OUTPUT = Path("output")


def build(
    sources: Sequence[Path],
    output: Path,
    workers: int = 1,
    columns: Mapping[str, str] | None = None,
    progress: Listener | None = None,
    guarded: bool = True,
    dask: str | None = None,
) -> Release:
    """Run the flow `flows.release.release` here and now; its arguments, results and errors are that flow's.

    Args:
        sources: files, folders or corpora.
        output: folder of all releases.
        workers: processes that extract.
        columns: names of a corpus's columns where they differ from `id`, `text`, …
        progress: called with the number of batches done and their total.
        guarded: whether a release outside the bounds of `flows.publish.guard` is stopped.
        dask: address of a Dask scheduler on whose workers batches are extracted; they see `output` at the same path.
    """
    settle_prefect(output, quiet=True)
    # The workers come first: they make ready while Prefect is imported and waits for its server.
    with working(workers):
        from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings
        from prefect.task_runners import ThreadPoolTaskRunner

        from flows.release import check, release

        check(sources)
        runner: TaskRunner[Any] = _dask_runner(dask) if dask else ThreadPoolTaskRunner(max_workers=workers + 1)
        with listening(progress), temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
            return release.with_options(task_runner=runner)(
                [str(source) for source in sources], str(output), workers, columns, guarded
            )


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
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "180",  # a busy machine needs more than the default of 20
        "DO_NOT_TRACK": "1",
    }
    if quiet:
        settings |= {"PREFECT_LOGGING_LEVEL": "CRITICAL", "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL"}
    check_writable(output)  # Prefect makes its home, but not the folder above it, and says little where it can't
    for name, value in settings.items():
        os.environ.setdefault(name, value)


def _dask_runner(address: str) -> TaskRunner[Any]:
    try:
        from prefect_dask.task_runners import DaskTaskRunner
    except ImportError as error:
        raise RuntimeError(f"{address}: Dask is not installed. Remedy: pip install 'xinzhi[dask]'") from error
    return DaskTaskRunner(address=address)
