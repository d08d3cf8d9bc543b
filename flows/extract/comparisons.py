"""What a change is measured against."""

from __future__ import annotations

import re
from typing import Final

from flows.extract.growth import Growth
from flows.extract.lexicon import trie
from flows.extract.measure import Measure
from flows.extract.periods import find_periods
from flows.reference import load
from flows.reference.figure_tables import ComparisonTerm

_TERMS: Final = {row.term: row.comparison for row in load(ComparisonTerm, "comparison_terms")}
_TERM: Final = re.compile(trie(_TERMS))
_THAN: Final = re.compile("[比较与同以](?=[0-9二“])|(?:是|为|相当于)(?=[12][0-9]{3}年)")
_AFTER: Final = re.compile("（(?P<term>[^，。；（）]{2,6})）")
_LEFT: Final = 40


def comparison_of(text: str, measure: Measure, growth: Growth, clause: int, published_on: str | None) -> str | None:
    """The base of a change: `yoy`, `mom` or a period in ISO form; None where the text states none.

    Args:
        text: the text.
        measure: the expression.
        growth: its growth.
        clause: start of its clause, or end of the figure before in it.
        published_on: day, month or year of publication in ISO form, or None.
    """
    if growth.change == "level" and growth.dimension not in ("change_rate", "ratio"):
        return None
    floor, start = max(clause, measure.start - _LEFT), measure.start
    found: str | None = None
    for match in _TERM.finditer(text, floor, start):
        found = _TERMS[match[0]]
    if found is None:
        aside = _AFTER.match(text, measure.end)
        found = _TERMS.get(aside["term"]) if aside else None
    if found is None:
        for than in _THAN.finditer(text, floor, start):
            periods = find_periods(text, published_on, than.end(), start)
            if periods and periods[0].start == than.end():
                iso = periods[0].iso
                found = iso if iso and not iso.startswith("-") else found
    return found
