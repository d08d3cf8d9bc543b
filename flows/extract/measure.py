"""What a numeric expression is, before it is asked what it measures."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple


class Measure(NamedTuple):
    """A numeric expression.

    Attributes:
        start, end: span with qualifier and unit.
        number: where the numeral starts.
        value, value_max: in `unit`; `value_max` of a range.
        unit: canonical.
        dimension: of CODEBOOK.md's list, before growth and shares are told apart.
        qualifier: of CODEBOOK.md's list.
        rule: name of the pattern.
    """

    start: int
    end: int
    number: int
    value: Decimal
    value_max: Decimal | None
    unit: str
    dimension: str
    qualifier: str
    rule: str
