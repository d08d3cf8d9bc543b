"""Builds on a schedule: a Prefect server, and a runner that builds when the time has come."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from flows.build import settle_prefect
from flows.outlived import STARTER
from flows.read.address import check, is_address
from flows.server import staying

if TYPE_CHECKING:
    from prefect.deployments.runner import RunnerDeployment

DEPLOYMENT = "scheduled"


def serve(
    sources: Sequence[Path | str],
    output: Path,
    cron: str,
    timezone: str,
    workers: int = 1,
    columns: Mapping[str, str] | None = None,
    to: str | None = None,
) -> None:
    """Build whenever the schedule says so, until interrupted.

    A server is started on this machine unless PREFECT_API_URL names one. Runs that would overlap wait for each other.
    A run in which nothing changed makes no new version; one that fails is red in the interface and leaves the last
    release in place.

    Args:
        sources: paths or addresses of files, folders or corpora, read anew at each run.
        output: folder of all releases.
        cron: five fields: minute, hour, day, month, weekday.
        timezone: IANA name in which they are meant.
        workers: processes that extract.
        columns: names of a corpus's columns where they differ from `id`, `text`, …
        to: address to publish each release at.

    Raises:
        ValueError: no such schedule or time zone.
    """
    settle_prefect(output, quiet=False)
    os.environ[STARTER] = str(os.getpid())  # the runs end with this process, as the server does
    with staying():
        from prefect import serve as run_deployments
        from prefect.schedules import Cron

        from flows.release import release

        given = [text if is_address(text) else str(Path(text).resolve()) for text in map(str, sources)]
        check(given)
        parameters = {
            "sources": given,
            "output": str(output.resolve()),
            "workers": workers,
            "columns": None if columns is None else dict(columns),
            "to": to,
        }
        deployment = release.to_deployment(DEPLOYMENT, schedule=Cron(cron, timezone=timezone), parameters=parameters)
        run_deployments(cast("RunnerDeployment", deployment), limit=1)
