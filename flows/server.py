"""Prefect's server on this machine, where PREFECT_API_URL names none.

A schedule gets one with an interface, which stays. The builds of a process share one without, begun before Prefect is
imported: both take seconds, and Prefect would start its own after the other.
"""

from __future__ import annotations

import atexit
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

_PORT = 4200
"""Prefect's usual port."""

_PATIENCE = 180.0
"""Seconds that a server may take to start."""
_PAUSE = 0.1
_TRIES = 3
_FAREWELL = 5.0
"""Seconds that a server may take to end."""

_STAYING = ("prefect", "server", "start")
_PASSING = ("uvicorn", "--factory", "prefect.server.api.server:create_app", "--log-level", "error", "--lifespan", "on")
_AS_PREFECT_DOES = {"PREFECT_UI_ENABLED": "0", "PREFECT__SERVER_EPHEMERAL": "1", "PREFECT__SERVER_FINAL": "1"}
"""With what Prefect starts a server for one run: no interface, and no services that a schedule wants."""


class _Server:
    """A server that has been begun; it ends with this process, however that ends.

    Args:
        module: module to run and its arguments, but for host and port.
        port: where it is to listen; elsewhere where that is taken, anywhere for 0.
        settings: environment variables, besides those of this process.
    """

    def __init__(self, module: Sequence[str], port: int, settings: Mapping[str, str]) -> None:
        self._module = module
        self._port = port
        self._settings = settings
        self._begin()

    def _begin(self) -> None:
        port = _free_port(self._port)
        self.address = f"http://127.0.0.1:{port}/api"
        command = [sys.executable, "-m", "flows.outlived", *self._module, "--host", "127.0.0.1", "--port", str(port)]
        environment = os.environ | self._settings
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment)  # noqa: S603 - our own

    def wait(self) -> str:
        """Its address, once it answers; on another port where somebody else was quicker.

        Raises:
            RuntimeError: it doesn't start.
        """
        for _ in range(_TRIES):
            if self._answers():
                return self.address
            self.end()
            self._begin()
        self.end()
        raise RuntimeError("Prefect's server did not start; see its messages above")

    def end(self) -> None:
        """End it."""
        self._process.terminate()
        try:
            self._process.wait(_FAREWELL)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _answers(self) -> bool:
        """Whether it comes to answer; another one that answers at its address is told from it by its home."""
        home = Path(os.environ["PREFECT_HOME"]).expanduser().resolve()
        deadline = time.monotonic() + _PATIENCE
        while time.monotonic() < deadline and self._process.poll() is None:
            if _home_at(self.address) == home:
                return True
            time.sleep(_PAUSE)
        return False


_of_builds: list[_Server] = []


@contextmanager
def staying() -> Iterator[None]:
    """Keep a server meanwhile, its address in PREFECT_API_URL, unless that names one."""
    if "PREFECT_API_URL" in os.environ:
        yield
        return
    server = _Server(_STAYING, _PORT, {})
    os.environ["PREFECT_API_URL"] = server.wait()
    try:
        yield
    finally:
        server.end()


def begin() -> None:
    """Begin the server of this process's builds, unless it is there or PREFECT_API_URL names another."""
    if not _of_builds and "PREFECT_API_URL" not in os.environ:
        _of_builds.append(_Server(_PASSING, 0, _AS_PREFECT_DOES))
        atexit.register(_of_builds[0].end)


def begun() -> str:
    """Address of the server of this process's builds, once it answers.

    Raises:
        RuntimeError: it doesn't start.
    """
    return _of_builds[0].wait()


def is_passing(address: str | None) -> bool:
    """Whether the server at an address, or the one that Prefect starts where there is none, ends with this process."""
    return address is None or address in [server.address for server in _of_builds]


def _free_port(wanted: int) -> int:
    """The port, or any where that is taken."""
    for port in (wanted, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise RuntimeError("no free port on 127.0.0.1 for Prefect's server")


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
