"""A build that is killed leaves the old release or the new one, whole; the next one needs no clean-up."""

import pytest

from tests.faults.outputs import left, tree, whole
from tests.faults.steps import KILL

pytestmark = pytest.mark.long

MOMENTS = 60
RECOVERED = 10
"""Each tenth killed build is followed by one that is not; those between are killed again on what the last one left."""


def test_killed_at_any_step_and_built_again(bench):
    bench.try_moments(MOMENTS, lambda moments, core: killed(bench, moments, core))


def killed(bench, moments, core):
    old, new = ((folder / "latest.json").read_bytes() for folder in (bench.before, bench.after))
    output = bench.fresh(f"killed-{core}")
    for number, moment in enumerate([*moments, None], start=1):
        done = bench.build(output, KILL, moment, core) if moment else None
        assert whole(output)
        pointer = (output / "latest.json").read_bytes()
        assert pointer in (old, new), moment
        if number % RECOVERED == 0 or pointer == new or done is None or done["code"] == 0:
            assert bench.build(output, core=core)["code"] == 0
            assert left(output) == []
            assert tree(output) == bench.trees[1], moment
            output = bench.fresh(f"killed-{core}")
