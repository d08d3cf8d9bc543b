"""A disk that is full at some step: a sentence, exit code 1, the old release whole; room made, the next build succeeds."""

import errno
import json
import os
import subprocess
import sys

import pytest

from tests.faults.outputs import left, tree, whole
from tests.faults.steps import FULL

MOMENTS = 24


def test_full_at_any_step(bench):
    output = bench.fresh("full")
    before = (output / "latest.json").read_bytes()
    for moment in bench.moments(MOMENTS):
        done = bench.build(output, FULL, moment)
        whole(output)
        if done["code"] == 0:  # the folder to be made was there already, or the release was out and rubbish was left
            output = bench.fresh("full")
            continue
        assert done["code"] == 1, (moment, done)
        assert os.strerror(errno.ENOSPC) in done["told"]
        assert (output / "latest.json").read_bytes() == before, moment
    assert bench.build(output)["code"] == 0
    assert (left(output), tree(output)) == ([], bench.trees[1])
