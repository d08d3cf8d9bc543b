"""Rows become columns; the garbage collector rests meanwhile."""

import gc

import polars as pl
import pytest

from flows.collector import uncollected
from flows.frames import frame

SEGMENTS = pl.List(pl.Struct({"start": pl.Int64, "end": pl.Int64}))
SCHEMA = {"key": pl.String(), "value": pl.Float64(), "names": pl.List(pl.String), "at": SEGMENTS, "later": pl.String()}
NAMES = ("value", "key", "names", "at", "value")


def test_columns_are_taken_by_name_and_the_later_of_two_counts():
    rows = [("one", "a", ("甲", "乙"), [(0, 2), (5, 9)], 1.0), ("two", "b", (), [], None)]
    assert frame(NAMES, rows, SCHEMA).to_dicts() == [
        {
            "key": "a",
            "value": 1.0,
            "names": ["甲", "乙"],
            "at": [{"start": 0, "end": 2}, {"start": 5, "end": 9}],
            "later": None,
        },
        {"key": "b", "value": None, "names": [], "at": [], "later": None},
    ]


@pytest.mark.parametrize("rows", [[], [(None, "a", (), [], None)]])
def test_types_do_not_depend_on_the_rows(rows):
    assert dict(frame(NAMES, rows, SCHEMA).schema) == SCHEMA


def test_the_collector_is_left_as_it_was():
    with uncollected():
        assert not gc.isenabled()
        with uncollected():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(ValueError, match="broken"), uncollected():
        raise ValueError("broken")
    assert gc.isenabled()
