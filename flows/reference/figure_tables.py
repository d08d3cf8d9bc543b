"""Row types of the reference tables that figure rules read."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple


class Numeral(NamedTuple):
    """A character of Chinese numerals.

    Attributes:
        char: the character.
        kind: `digit`, `zero`, `tens` (廿: a digit and its ten in one) or `scale`.
        value: its value.
    """

    char: str
    kind: str
    value: Decimal


class PeriodTerm(NamedTuple):
    """A word that names a period, alone or after a year.

    Attributes:
        term: the word.
        kind: `year`, `month` or `day` (`value` is the distance in those units to the article's date), `part` (of a
            year; `value` is the first and the last month), `plan` (first and last year), `holiday` (first and last day
            as MM-DD).
        value: see `kind`; two numbers stand apart by a slash.
        example: a text with the term.
        resolved: what the example resolves to in an article of 2025-05-20.
    """

    term: str
    kind: str
    value: str
    example: str
    resolved: str


TABLES: dict[str, type[NamedTuple]] = {
    "numerals": Numeral,
    "period_terms": PeriodTerm,
}
