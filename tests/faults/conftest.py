"""One process that makes builds to order, and a folder with a release to start from."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.faults.outputs import OTHER, TEXT, tree

LONG = os.environ.get("XINZHI_LONG") == "1"


CORES = 2


class Builder:
    """A process of `tests.faults.steps`."""

    def __init__(self):
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.steps"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def build(self, sources, output, fault=None, at=0):
        """Build, with a fault at the n-th step; the answer of `tests.faults.steps`."""
        order = {"sources": str(sources), "output": str(output), "fault": fault, "at": at}
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def close(self):
        self._process.stdin.close()
        self._process.wait(timeout=30)
        self._process.stdout.close()


class Bench:
    """Builds without Prefect: from `before`, a release of one text, to `after`, of two."""

    def __init__(self, folder):
        self.folder = folder
        self.sources = folder / "sources"
        self.before = folder / "before"
        self.after = folder / "after"
        self._builders = [Builder() for _ in range(CORES)]
        self.sources.mkdir()
        (self.sources / "a.txt").write_text(TEXT, encoding="utf-8")
        assert self.build(self.before)["code"] == 0
        (self.sources / "b.txt").write_text(OTHER, encoding="utf-8")
        shutil.copytree(self.before, self.after)
        undisturbed = self.build(self.after)
        assert undisturbed["code"] == 0, undisturbed
        self.steps = undisturbed["steps"]
        self.trees = tree(self.before), tree(self.after)

    def build(self, output, fault=None, at=0, core=0):
        """See `Builder.build`; each core has a builder of its own."""
        return self._builders[core].build(self.sources, output, fault, at)

    def fresh(self, name):
        """A copy of `before`."""
        output = self.folder / name
        shutil.rmtree(output, ignore_errors=True)
        return shutil.copytree(self.before, output)

    def try_moments(self, count, attempt):
        """Call `attempt(moments, core)` on every core with its share of the moments.

        Moments are numbers of steps, `count` of them spread over a build; all in the long form.
        """
        moments = range(1, self.steps + 1, 1 if LONG else max(1, self.steps // count))
        with ThreadPoolExecutor(CORES) as threads:
            list(threads.map(lambda core: attempt(moments[core::CORES], core), range(CORES)))

    def close(self):
        for builder in self._builders:
            builder.close()


@pytest.fixture(scope="session")
def bench(tmp_path_factory):
    made = Bench(tmp_path_factory.mktemp("faults"))
    yield made
    made.close()
