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
from abc import ABC, abstractmethod
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path
from typing import cast

_PORT = 4200
"""Prefect's usual port."""

_PATIENCE = 180.0
"""Seconds that a server may take to start."""
_PAUSE = 0.1
_TRIES = 3
_FAREWELL = 5.0
"""Seconds that a server may take to end."""

_HOME = Path(__file__).parents[1]
"""Where this package lies, for uvicorn, which would look where the user works first."""

_STAYING = ("prefect", "server", "start")
_PASSING = (
    *("uvicorn", "--factory", "prefect.server.api.server:create_app", "--app-dir", str(_HOME)),
    *("--log-level", "error", "--lifespan", "on"),
)
_AS_PREFECT_DOES = {"PREFECT_UI_ENABLED": "0", "PREFECT__SERVER_EPHEMERAL": "1", "PREFECT__SERVER_FINAL": "1"}
"""With what Prefect starts a server for one run: no interface, and no services that a schedule wants."""


class _Server(ABC):
    """A server that has been begun; it ends with this process, however that ends.

    Attributes:
        address: its API.
    """

    def __init__(self) -> None:
        self.address, self._process = self._begun()

    @abstractmethod
    def _begun(self) -> tuple[str, subprocess.Popen[bytes]]:
        """Address and process of a server that is begun."""

    @abstractmethod
    def _is_there(self) -> bool:
        """Whether it is what answers at its address."""

    def wait(self) -> str:
        """Its address, once it answers; on another port where somebody else was quicker.

        Raises:
            RuntimeError: it doesn't start.
        """
        tries = _TRIES
        while not self._answers():
            tries -= 1
            if not tries or self._process.poll() is None:
                self.end()
                raise RuntimeError("Prefect's server did not start; see its messages above")
            self.address, self._process = self._begun()
        return self.address

    def end(self) -> None:
        """End it."""
        self._process.terminate()
        try:
            self._process.wait(_FAREWELL)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _answers(self) -> bool:
        """Whether it comes to answer before it ends or patience does."""
        deadline = time.monotonic() + _PATIENCE
        while time.monotonic() < deadline and self._process.poll() is None:
            if self._is_there():
                return True
            time.sleep(_PAUSE)
        return False


class _Staying(_Server):
    """The server of a schedule, at Prefect's usual port if that is free."""

    def _begun(self) -> tuple[str, subprocess.Popen[bytes]]:
        port = _free_port(_PORT)
        address = f"http://127.0.0.1:{port}/api"
        # Its pages ask the server that this names.
        return address, _run(_STAYING, port, {"PREFECT_API_URL": address})

    def _is_there(self) -> bool:
        home = Path(os.environ["PREFECT_HOME"]).expanduser().resolve()
        return _home_at(self.address) == home  # another may have taken the usual port


class _Passing(_Server):
    """The server of the builds of a process."""

    def _begun(self) -> tuple[str, subprocess.Popen[bytes]]:
        port = _free_port(0)
        return f"http://127.0.0.1:{port}/api", _run(_PASSING, port, _AS_PREFECT_DOES)

    def _is_there(self) -> bool:
        return _answer(f"{self.address}/health") is not None


_of_builds: list[_Passing] = []


@contextmanager
def staying() -> Iterator[None]:
    """Keep a server meanwhile, its address in PREFECT_API_URL, unless that names one."""
    if os.environ.get("PREFECT_API_URL"):
        yield
        return
    server = _Staying()
    try:
        os.environ["PREFECT_API_URL"] = server.wait()
        yield
    finally:
        os.environ.pop("PREFECT_API_URL", None)
        server.end()


def begin() -> None:
    """Begin the server of this process's builds, unless it is there or PREFECT_API_URL names another."""
    if not os.environ.get("PREFECT_API_URL"):
        _of_this_process()


def begun(named: str | None) -> str:
    """Address of the server for a build.

    Args:
        named: the one that Prefect's settings name, wherever they do; what was begun isn't needed then.

    Returns:
        That, or the address of the server of this process's builds, once it answers.

    Raises:
        RuntimeError: it doesn't start.
    """
    if named:
        _end()
        return named
    return _of_this_process().wait()


def is_passing(address: str | None) -> bool:
    """Whether the server at an address, or the one that Prefect starts where there is none, ends with this process."""
    return address is None or address in [server.address for server in _of_builds]


def _of_this_process() -> _Passing:
    if not _of_builds:
        _of_builds.append(_Passing())
        atexit.register(_end)
    return _of_builds[0]


def _end() -> None:
    while _of_builds:
        _of_builds.pop().end()


def _run(module: Sequence[str], port: int, settings: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """A process that runs a module with arguments, settings in its environment, and ends with this one."""
    # -P: a folder `flows` where the user works is not this package.
    command = [sys.executable, "-P", "-m", "flows.outlived", str(os.getpid()), *module]
    command += ["--host", "127.0.0.1", "--port", str(port)]
    environment = os.environ | settings
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment)  # noqa: S603 - our own interpreter


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
    try:
        return Path(json.loads(_answer(f"{address}/admin/settings") or "")["home"]).resolve()
    except (ValueError, KeyError, TypeError):  # nobody yet, or no server of Prefect's
        return None


def _answer(url: str) -> bytes | None:
    """What a server of this machine answers; None where it doesn't."""
    request = urllib.request.Request(url)  # noqa: S310 - an http address of this machine
    if secret := os.environ.get("PREFECT_API_AUTH_STRING"):
        request.add_header("Authorization", f"Basic {b64encode(secret.encode()).decode()}")
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:  # noqa: S310 - as above
            return cast("bytes", answer.read())
    except (OSError, HTTPException):
        return None
