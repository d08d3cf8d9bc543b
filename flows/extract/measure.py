"""What a numeric expression is, before it is asked what it measures.

Expressions and their parts are plain classes, which mypyc makes and reads natively, rather than named tuples or data
classes.
"""

from __future__ import annotations

from decimal import Decimal


class Measure:
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

    __slots__ = ("dimension", "end", "number", "qualifier", "rule", "start", "unit", "value", "value_max")

    def __init__(
        self,
        start: int,
        end: int,
        number: int,
        value: Decimal,
        value_max: Decimal | None,
        unit: str,
        dimension: str,
        qualifier: str,
        rule: str,
    ) -> None:
        self.start = start
        self.end = end
        self.number = number
        self.value = value
        self.value_max = value_max
        self.unit = unit
        self.dimension = dimension
        self.qualifier = qualifier
        self.rule = rule


def place(measure: Measure) -> tuple[int, int]:
    """Key to sort expressions by."""
    return measure.start, measure.end
