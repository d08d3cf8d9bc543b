"""Row types of the tables that publishing reads."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple


class Bound(NamedTuple):
    """A bound that a release must keep.

    Attributes:
        measure: `drop`, the share of the latest release's rows that may be gone; `rejected`, the share of rows found
            that may be rejects.
        table: table that it is about.
        most: the bound, a share between 0 and 1.
        least: fewer rows than this (before, or found) are too few to tell.
        why: reason of the bound.
    """

    measure: str
    table: str
    most: Decimal
    least: int
    why: str


TABLES: dict[str, type[NamedTuple]] = {"guard": Bound}
