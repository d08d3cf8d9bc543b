"""The server that builds share: begun once, on a free port, ended with the process; none where another is named."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from flows import server

ANOTHER = "http://prefect.example:4200/api"

STAND_IN = (
    *("uvicorn", "--factory", "tests.schedule.stand_in:create_app", "--app-dir", str(Path(__file__).parents[2])),
    *("--log-level", "error", "--lifespan", "off"),
)


@pytest.fixture(autouse=True)
def alone(monkeypatch, tmp_path):
    """No server yet, and none of the user's."""
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path))
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    monkeypatch.setattr(server, "_of_builds", [])
    monkeypatch.setattr(server, "_PASSING", STAND_IN)


def test_begun_once_and_known_as_passing():
    server.begin()
    server.begin()
    address = server.begun(None)
    assert len(server._of_builds) == 1
    assert server.is_passing(address)
    assert server.is_passing(None)
    assert not server.is_passing(ANOTHER)
    assert server.begun(None) == address
    server._end()
    assert not server.is_passing(address)


def test_none_where_another_is_named(monkeypatch):
    monkeypatch.setenv("PREFECT_API_URL", ANOTHER)
    server.begin()
    assert server._of_builds == []


def test_one_that_turns_out_to_be_named_elsewhere(monkeypatch):
    """In a file of Prefect's, which only Prefect reads."""
    monkeypatch.setenv("PREFECT_API_URL", "")  # names none
    server.begin()
    (begun,) = server._of_builds
    assert server.begun(ANOTHER) == ANOTHER
    assert begun._process.poll() is not None


def test_on_another_port_where_somebody_was_quicker(monkeypatch):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port, free = taken.getsockname()[1], server._free_port(0)
        ports = iter([port, free])
        monkeypatch.setattr(server, "_free_port", lambda _wanted: next(ports))
        server.begin()
        address = server.begun(None)
        server._end()
    assert address == f"http://127.0.0.1:{free}/api"


def test_one_that_does_not_start(monkeypatch):
    begun = []
    run = server._run
    monkeypatch.setattr(server, "_PASSING", ("uvicorn", "no.such.module:app", "--log-level", "critical"))
    monkeypatch.setattr(server, "_run", lambda *arguments: begun.append(run(*arguments)) or begun[-1])
    with pytest.raises(RuntimeError, match="did not start"):
        server.begun(None)
    assert len(begun) == server._TRIES
    assert all(process.poll() is not None for process in begun)


def test_one_that_does_not_answer(monkeypatch):
    monkeypatch.setattr(server, "_PATIENCE", 0.2)
    server.begin()
    (begun,) = server._of_builds
    monkeypatch.setattr(begun, "_is_there", lambda: False)
    with pytest.raises(RuntimeError, match="did not start"):
        server.begun(None)
    assert begun._process.poll() is not None


KILLED = """
import os, signal, sys
from flows import server
server._PASSING = sys.argv[1:]
server.begin()
print(server.begun(None), server._of_builds[0]._process.pid, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_it_ends_with_a_process_that_is_killed():
    process = subprocess.run(
        [sys.executable, "-c", KILLED, *STAND_IN], stdout=subprocess.PIPE, text=True, timeout=60, check=False
    )
    address, pid = process.stdout.split()
    assert address.startswith("http://127.0.0.1:")
    assert until_gone(int(pid))


def until_gone(pid):
    """Whether a process ends within ten seconds."""
    for _ in range(100):
        if subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, check=False).stdout[:1] in b"Z":
            return True
        time.sleep(0.1)
    return False
