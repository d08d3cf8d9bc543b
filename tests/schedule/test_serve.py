"""`xinzhi serve` against a real Prefect server: a scheduled run releases, a failed one is red and changes nothing."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager

import pytest

from flows.cli import main

pytestmark = pytest.mark.long

PATIENCE = 400
"""Seconds: a run is due each minute, and a busy machine is slow."""


@contextmanager
def serving(folder):
    """`xinzhi serve` each minute over `folder/sources`; yields the address of its server."""
    log = folder / "serve.log"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    environment["PYTHONPATH"] = os.pathsep.join(sys.path)
    arguments = ["serve", str(folder / "sources"), "--output", str(folder / "output"), "--cron", "* * * * *"]
    with log.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "flows.cli", *arguments],
            stdout=file,
            stderr=subprocess.STDOUT,
            env=environment,
            start_new_session=True,
        )
        try:
            yield process, log
        finally:
            os.killpg(process.pid, signal.SIGINT)
            try:
                process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def until(found, process, log):
    """Wait until `found()` gives something."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        if answer := found():
            return answer
        time.sleep(0.5)
    pytest.fail(f"nothing came of it: {log.read_text(errors='replace')[-3000:]}")


def ask(address, what, **query):
    request = urllib.request.Request(
        f"{address}/{what}/filter", json.dumps(query).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def test_a_schedule_releases_and_survives_a_failure(tmp_path):
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "a.txt").write_text("李四表示，要发展光伏产业。", encoding="utf-8")
    latest = tmp_path / "output" / "latest.json"
    with serving(tmp_path) as (process, log):
        until(latest.exists, process, log)
        address = until(lambda: server_of(process.pid), process, log)
        states = until(lambda: ended(address, "COMPLETED"), process, log)
        assert states[0]["auto_scheduled"]
        assert {row["key"] for row in ask(address, "artifacts")} >= {"counts", "changes", "accuracy"}
        before = latest.read_bytes()
        (tmp_path / "sources" / "a.txt").unlink()
        (tmp_path / "sources").rmdir()
        until(lambda: ended(address, "FAILED"), process, log)
        assert latest.read_bytes() == before
        version = json.loads(before)["version"]
        assert main(["verify", str(tmp_path / "output" / version)]) == 0
        # The sources are back: the next run is green, and as nothing has changed there is no new version.
        (tmp_path / "sources").mkdir()
        (tmp_path / "sources" / "a.txt").write_text("李四表示，要发展光伏产业。", encoding="utf-8")
        until(lambda: len(ended(address, "COMPLETED")) >= 2, process, log)
        assert latest.read_bytes() == before


def ended(address, state):
    return ask(address, "flow_runs", flow_runs={"state": {"type": {"any_": [state]}}})


def server_of(session):
    """Address of the Prefect server that the session of `xinzhi serve` has started."""
    found = subprocess.run(
        ["ps", "-ww", "-o", "args=", "-g", str(session)], capture_output=True, text=True, check=False
    )
    port = re.search(r"--port (\d+)", found.stdout)
    return port and f"http://127.0.0.1:{port[1]}/api"


SERVER = """
import os
import sys
from pathlib import Path
from flows import server
from flows.build import settle_prefect
settle_prefect(Path(sys.argv[1]), quiet=True)
server._PORT = int(sys.argv[2])
with server.staying():
    print(os.environ["PREFECT_API_URL"], flush=True)
    sys.stdin.read()
"""


def test_two_servers_that_want_the_same_port_at_once(tmp_path):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    environment["PYTHONPATH"] = os.pathsep.join(sys.path)
    homes = [tmp_path / "one", tmp_path / "other"]
    servers = [
        subprocess.Popen(
            [sys.executable, "-c", SERVER, str(home), port],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
        )
        for home in homes
    ]
    addresses = [server.stdout.readline().strip() for server in servers]
    found = []
    for address in addresses:
        with urllib.request.urlopen(f"{address}/admin/settings", timeout=30) as answer:
            found.append(json.load(answer)["home"])
        with urllib.request.urlopen(f"{address.removesuffix('/api')}/ui-settings", timeout=30) as answer:
            assert json.load(answer)["api_url"] == address  # its pages ask itself
    for server in servers:
        server.communicate()
    assert f"http://127.0.0.1:{port}/api" in addresses
    assert found == [str(home / ".prefect") for home in homes]


def test_a_schedule_that_cannot_be_is_told(tmp_path, capsys):
    (tmp_path / "a.txt").write_text("李四表示，要发展光伏产业。", encoding="utf-8")
    assert main(["serve", str(tmp_path), "--output", str(tmp_path / "output"), "--cron", "at dawn"]) == 1
    assert "at dawn" in capsys.readouterr().err
