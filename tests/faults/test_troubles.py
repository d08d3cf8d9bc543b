"""Folders, sources and clocks that are not as they should be: a sentence, exit code 1, the old release whole."""

import errno
import os
import signal
import subprocess
import sys
from datetime import datetime

import pytest

from flows.cli import main
from flows.publish import versions
from flows.read import Source, read
from tests.faults import steps
from tests.faults.outputs import OTHER, TEXT, tree, whole
from tests.faults.processes import AS_ANYONE, run

HOLDER = """
import sys, time
from pathlib import Path
from flows.publish.versions import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(600)
"""


@pytest.fixture
def holder(bench):
    """A process that holds the lock of a folder."""
    output = bench.fresh("held")
    process = subprocess.Popen([sys.executable, "-c", HOLDER, str(output)], stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "held\n"
    yield output, process
    process.kill()
    process.wait()
    process.stdout.close()


def test_two_builds_at_once(bench, holder, capsys):
    output, process = holder
    assert main(["build", str(bench.sources), "--output", str(output)]) == 1
    told = capsys.readouterr().err
    assert f"process {process.pid} on " in told
    assert "is building here" in told
    assert tree(output) == bench.trees[0]


def test_the_lock_of_a_killed_build_holds_nobody_up(bench, holder):
    output, process = holder
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert f"process {process.pid}" in (output / ".lock").read_text(encoding="utf-8")
    assert bench.build(output)["code"] == 0
    assert tree(output) == bench.trees[1]


def test_a_folder_that_may_not_be_written_to(bench):
    output = bench.fresh("read-only")
    output.chmod(0o555)
    try:
        done = run("build", bench.sources, "--output", output, before=AS_ANYONE)
    finally:
        output.chmod(0o755)
    assert done.returncode == 1
    assert done.stderr == (
        f"xinzhi: {output}: {os.strerror(errno.EACCES)}; let this user write there or choose another --output. "
        "The last release is as it was\n"
    )
    assert tree(output) == bench.trees[0]


def test_a_file_in_the_place_of_the_folder(bench, tmp_path):
    (tmp_path / "output").write_bytes(b"")
    done = run("build", bench.sources, "--output", tmp_path / "output")
    assert done.returncode == 1
    assert done.stderr.startswith("xinzhi: ")
    assert str(tmp_path / "output") in done.stderr
    assert "Traceback" not in done.stderr


def test_a_source_without_permission(tmp_path):
    secret = tmp_path / "a.txt"
    secret.write_text(TEXT, encoding="utf-8")
    secret.chmod(0)
    done = run("extract", secret, before=AS_ANYONE)
    assert done.returncode == 1
    assert "a.txt: no_permission: " in done.stderr


def test_a_source_that_vanishes_and_one_that_is_written_to(tmp_path):
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(TEXT + name, encoding="utf-8")
    items = read([tmp_path])
    first = next(items)
    (tmp_path / "b.txt").unlink()
    with (tmp_path / "a.txt").open("a", encoding="utf-8") as file:
        file.write("多")
    changed, vanished, last = items
    assert isinstance(first, Source)
    assert (changed.file_name, changed.reason) == ("a.txt", "changed")
    assert (vanished.file_name, vanished.reason) == ("b.txt", "vanished")
    assert (last.file_name, last.raw) == ("c.txt", TEXT + "c")


def test_sources_that_are_gone(bench, tmp_path, capsys):
    output = bench.fresh("gone")
    assert main(["build", str(tmp_path / "nowhere"), "--output", str(output)]) == 1
    assert f"{tmp_path / 'nowhere'}: no such file or folder" in capsys.readouterr().err
    assert tree(output) == bench.trees[0]


@pytest.mark.parametrize("now", [datetime(1970, 1, 1), datetime(2020, 2, 3)])
def test_a_clock_set_back(bench, monkeypatch, now):
    """The new release comes after the old one all the same, and building again changes nothing."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return now

    monkeypatch.setattr("flows.publish.build.datetime", Clock)
    output = bench.fresh("clock")
    before = versions.latest(output)["version"]
    for _ in range(2):
        steps.build(bench.sources, output)
        month, _, number = before.rpartition(".")
        assert versions.latest(output) == {
            "version": f"{month}.{int(number) + 1}",
            "history": [before, f"{month}.{int(number) + 1}"],
        }
    assert whole(output)


def test_a_version_that_was_removed_is_not_given_again(tmp_path):
    known = {"version": "v2026.11.2", "history": ["v2026.11.1", "v2026.11.2"]}
    (tmp_path / "latest.json").write_text(str(known).replace("'", '"'), encoding="utf-8")
    (tmp_path / "v2026.11.2").mkdir()
    version, is_new = versions.choose_version(tmp_path, {"csv/quotes.csv": OTHER}, datetime(2026, 11, 28).date())
    assert (version, is_new) == ("v2026.11.3", True)
