"""The registry of reference tables: every TSV file of `seeds/reference/` and its row type."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from flows.reference import (
    figure_tables,
    layout_tables,
    link_tables,
    project_tables,
    publish_tables,
    quote_tables,
    read_tables,
    sector_tables,
)


class Accuracy(NamedTuple):
    """A metric of the gold gate: what the current code reaches on `tests/gold/`, pinned as a floor.

    Attributes:
        metric: `articles`, `quotes_span`, `quotes`, …
        precision, recall, f1: ratios with three decimals.
        hit, gold, pred: rows matched, in gold, in the release.
        gold_sha256: digest of the gold that was scored against.
    """

    metric: str
    precision: Decimal
    recall: Decimal
    f1: Decimal
    hit: int
    gold: int
    pred: int
    gold_sha256: str


class Calibration(NamedTuple):
    """How many rows of a confidence are right, on the gold that `accuracy` was measured on.

    Attributes:
        table: `quotes`, `figures`, `sectors` or `projects`.
        least: the rows whose `confidence` is at least this.
        right: how many of them gold has too.
        rows: how many they are.
    """

    table: str
    least: Decimal
    right: int
    rows: int


TABLES: dict[str, type[NamedTuple]] = {
    "accuracy": Accuracy,
    "calibration": Calibration,
    **read_tables.TABLES,
    **layout_tables.TABLES,
    **quote_tables.TABLES,
    **figure_tables.TABLES,
    **sector_tables.TABLES,
    **project_tables.TABLES,
    **link_tables.TABLES,
    **publish_tables.TABLES,
}
"""Every table by name. A new table is one file, one row type and one line in the stage's registry."""
