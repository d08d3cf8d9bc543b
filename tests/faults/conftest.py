"""One process that makes builds to order, and a folder with a release to start from."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys

import pytest

from tests.faults.outputs import OTHER, TEXT, tree

LONG = os.environ.get("XINZHI_LONG") == "1"


class Bench:
    """Builds without Prefect, in `tests.faults.steps`: from `before`, a release of one text, to `after`, of two."""

    def __init__(self, folder):
        self.folder = folder
        self.sources = folder / "sources"
        self.before = folder / "before"
        self.after = folder / "after"
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.steps"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.sources.mkdir()
        (self.sources / "a.txt").write_text(TEXT, encoding="utf-8")
        assert self.build(self.before)["code"] == 0
        (self.sources / "b.txt").write_text(OTHER, encoding="utf-8")
        shutil.copytree(self.before, self.after)
        undisturbed = self.build(self.after)
        assert undisturbed["code"] == 0, undisturbed
        self.steps = undisturbed["steps"]
        self.trees = tree(self.before), tree(self.after)

    def build(self, output, fault=None, at=0):
        """Build, with a fault at the n-th step; the answer of `tests.faults.steps`."""
        order = {"sources": str(self.sources), "output": str(output), "fault": fault, "at": at}
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def fresh(self, name):
        """A copy of `before`."""
        output = self.folder / name
        shutil.rmtree(output, ignore_errors=True)
        return shutil.copytree(self.before, output)

    def moments(self, count):
        """Numbers of steps, spread over a build: all of them in the long form."""
        stride = 1 if LONG else max(1, self.steps // count)
        return range(1, self.steps + 1, stride)

    def close(self):
        self._process.stdin.close()
        self._process.wait(timeout=30)


@pytest.fixture(scope="session")
def bench(tmp_path_factory):
    made = Bench(tmp_path_factory.mktemp("faults"))
    yield made
    made.close()
