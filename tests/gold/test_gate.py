"""Accuracy is a test: a fresh build of the seeds holds every floor."""

import pytest

from flows.reference import load
from flows.reference.tables import Accuracy, Calibration
from tests.gold import gate


@pytest.fixture(scope="module")
def scores(tmp_path_factory):
    return gate.measure(tmp_path_factory.mktemp("gate"))["scores"]


def test_floors_hold(scores):
    assert gate.below_floor(scores) == []


def test_a_lower_score_is_told(scores):
    worse = {metric: {**s, "f1": s["f1"] - 0.01} for metric, s in scores.items()}
    assert len([line for line in gate.below_floor(worse) if "below the floor" in line]) == len(scores)


def test_floors_name_the_gold_they_were_measured_on():
    assert {row.gold_sha256 for row in load(Accuracy, "accuracy")} == {gate.digest()}


def test_sure_rows_are_right(seeds):
    """Confidence is what it says: of the rows at 0.9 or more at least 95 in 100 are right."""
    measured = gate.calibrate(seeds.path)
    assert {row.table for row in measured} == set(gate.CALIBRATED)
    assert [row for row in measured if float(row.least) == 0.9 and row.right < 0.95 * row.rows] == []
    assert measured == sorted(load(Calibration, "calibration"))
