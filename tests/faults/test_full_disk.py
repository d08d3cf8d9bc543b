"""A disk that is full at some step: a sentence, exit code 1, the old release whole; then the next build succeeds."""

import errno
import os
import shutil
import subprocess

import pytest

from tests.faults.outputs import left, tree, whole
from tests.faults.steps import FULL, LIMITED

pytestmark = pytest.mark.long

MOMENTS = 24


def recovers(bench, output, core=0):
    """Whether the next build ends as if nothing had been."""
    assert bench.build(output, core=core)["code"] == 0
    return (left(output), tree(output)) == ([], bench.trees[1])


def test_full_at_any_step(bench):
    bench.try_moments(MOMENTS, lambda moments, core: full(bench, moments, core))


def full(bench, moments, core):
    output = bench.fresh(f"full-{core}")
    before = (output / "latest.json").read_bytes()
    for moment in moments:
        done = bench.build(output, FULL, moment, core)
        assert whole(output)
        if done["code"] == 0:  # a folder to be made was there already
            output = bench.fresh(f"full-{core}")
            continue
        assert done["code"] == 1, (moment, done)
        assert os.strerror(errno.ENOSPC) in done["told"]
        assert (output / "latest.json").read_bytes() == before, moment
    assert recovers(bench, output, core)


@pytest.mark.parametrize("length", [0, 300, 5_000, 150_000, 1_000_000])
def test_files_that_may_not_grow(bench, length):
    """Each library's own error, whichever file is the first to be too long, is told in the same way."""
    output = bench.fresh("limited")
    done = bench.build(output, LIMITED, length)
    assert done["code"] == 1, done
    assert str(output) in done["told"]
    assert f"{os.strerror(errno.EFBIG)}; allow longer files (ulimit -f) or choose another --output" in done["told"]
    assert whole(output)
    assert (output / "latest.json").read_bytes() == (bench.before / "latest.json").read_bytes()
    assert recovers(bench, output)


@pytest.fixture
def disk(bench, tmp_path):
    """A disk of memory with so many KB of room beside the release that is there; mounting is root's."""
    mounted = []

    def mount(room):
        size = sum(path.stat().st_blocks // 2 for path in bench.before.rglob("*")) + room
        command = ["mount", "-t", "tmpfs", "-o", f"size={size}k", "tmpfs", str(tmp_path)]
        if subprocess.run(command, capture_output=True, check=False).returncode:
            pytest.skip("this system lets nobody mount")
        mounted.append(tmp_path)
        return shutil.copytree(bench.before, tmp_path / "output")

    yield mount
    for path in mounted:
        subprocess.run(["umount", str(path)], check=True)


@pytest.mark.parametrize("room", [100, 1000, 2500])
def test_a_small_disk(bench, disk, room):
    output = disk(room)
    done = bench.build(output)
    assert done["code"] == 1, done
    assert done["told"] == (
        f"DiskError: {output}: {os.strerror(errno.ENOSPC)}; make room or choose another --output. "
        "The last release is as it was"
    )
    assert whole(output)
    assert (output / "latest.json").read_bytes() == (bench.before / "latest.json").read_bytes()
