"""`xinzhi build` itself, killed; nothing of it runs on, and the next one, without a network, ends as if undisturbed."""

import os
import signal
import time

import pytest

from tests.faults.conftest import LONG
from tests.faults.outputs import left, tree, whole
from tests.faults.processes import OFFLINE, run, session, start
from tests.faults.soak import STAYING, Served

pytestmark = pytest.mark.long

PATIENCE = 300
"""Seconds until a build reaches a moment, on a busy machine."""

GONE = 15
"""Seconds after which nothing of a killed build may run."""

MOMENTS = {  # what shows that a build has come so far
    "server": ".prefect/prefect.db",
    "sources": ".parts/*/*.sources.parquet",
    "part": ".parts/*/*/figures.parquet",
    "staging": ".staging/parquet/*.parquet",
    "workbook": ".staging/xinzhi.xlsx",
    "renamed": "v*.2/SHA256SUMS",
    "pointer": ".latest.json.tmp",
}
SHORT = {"sources": os.killpg, "workbook": os.kill}
"""Moments of the short form, and whether all processes are killed or the first alone."""


def reached(output, moment, known):
    return set(output.glob(MOMENTS[moment])) - known


def gone(leader):
    """Whether nothing of a session runs any more, or will in a moment."""
    deadline = time.monotonic() + GONE
    while session(leader) and time.monotonic() < deadline:
        time.sleep(0.1)
    return session(leader) == {}


@pytest.mark.parametrize("moment", MOMENTS if LONG else SHORT)
def test_killed(bench, tmp_path, moment):
    output = bench.fresh(f"whole-{moment}")
    known = set(output.glob(MOMENTS[moment]))
    process = start("build", bench.sources, "--output", output, "--workers", "2")
    deadline = time.monotonic() + PATIENCE
    while not reached(output, moment, known) and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.002)
    SHORT.get(moment, os.kill)(process.pid, signal.SIGKILL)
    process.wait()
    assert gone(process.pid)
    assert whole(output)

    if moment == "workbook" or LONG:
        done = run("build", bench.sources, "--output", output, before=OFFLINE)
        assert done.returncode == 0, done.stderr
        assert left(output) == []
        differ = {name for name, _ in tree(output).items() ^ bench.trees[1].items()}
        # These name the commit of the code, which may have changed since the bench was made; test_killed compares them.
        assert {name for name in differ if not name.endswith(("README.md", "datapackage.json", "SHA256SUMS"))} == set()


def test_serve_killed(bench, tmp_path):
    """Its server ends with it, and the run that is under way."""
    output = bench.fresh("served")
    known = set(output.glob(MOMENTS["sources"]))
    served = Served(bench.sources, output, tmp_path)
    try:
        served.begin()
        deadline = time.monotonic() + PATIENCE
        while not reached(output, "sources", known) and time.monotonic() < deadline:
            time.sleep(0.002)
        assert len(session(served.leader)) > STAYING
    finally:
        served.kill()
    assert gone(served.leader), session(served.leader)
    assert whole(output)
