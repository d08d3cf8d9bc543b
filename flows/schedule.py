"""Builds on a schedule: a Prefect server, and a runner that builds when the time has come."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path
from typing import TYPE_CHECKING, cast

from flows.build import settle_prefect
from flows.outlived import STARTER
from flows.read.address import check, is_address

if TYPE_CHECKING:
    from prefect.deployments.runner import RunnerDeployment

DEPLOYMENT = "scheduled"
_PORT = 4200
_PATIENCE = 180.0
"""Seconds that a server may take to start."""
_PAUSE = 0.2
_TRIES = 3


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
    with server():
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


@contextmanager
def server() -> Iterator[None]:
    """Keep a Prefect server on this machine meanwhile, unless PREFECT_API_URL names one."""
    if "PREFECT_API_URL" in os.environ:
        yield
        return
    process = _started()
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def _started() -> subprocess.Popen[bytes]:
    """A server that answers, its address in PREFECT_API_URL; on another port where somebody else was quicker."""
    for _ in range(_TRIES):
        port = _free_port()
        address = os.environ["PREFECT_API_URL"] = f"http://127.0.0.1:{port}/api"
        prefect = ["prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)]
        command = [sys.executable, "-m", "flows.outlived", *prefect]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603 - our own interpreter and port
        if _answers(process, address):
            return process
        process.terminate()
        process.wait()
    raise RuntimeError("Prefect's server did not start; see its messages above")


def _free_port() -> int:
    """Prefect's usual port, or any where that is taken."""
    for port in (_PORT, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise RuntimeError("no free port on 127.0.0.1 for Prefect's server")


def _answers(process: subprocess.Popen[bytes], address: str) -> bool:
    """Whether the server comes to answer; another one that answers at its address is told from it by its home."""
    home = Path(os.environ["PREFECT_HOME"]).expanduser().resolve()
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        if _home_at(address) == home:
            return True
        time.sleep(_PAUSE)
    return False


def _home_at(address: str) -> Path | None:
    """Home of the Prefect server at an address; None where there is none."""
    request = urllib.request.Request(f"{address}/admin/settings")  # noqa: S310 - an http address of this machine
    if secret := os.environ.get("PREFECT_API_AUTH_STRING"):
        request.add_header("Authorization", f"Basic {b64encode(secret.encode()).decode()}")
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:  # noqa: S310 - as above
            return Path(json.load(answer)["home"]).resolve()
    except (OSError, HTTPException, ValueError, KeyError):  # nobody yet, or no server of Prefect's
        return None
