"""Whether a figure is a level, an increase or a decrease, and what that makes of its dimension."""

from __future__ import annotations

import re
from typing import Final

from flows.extract.lexicon import guarded_trie, trie
from flows.extract.measure import Measure
from flows.extract.words import Endings
from flows.reference import load
from flows.reference.figure_tables import GrowthTerm


class Growth:
    """How a figure changes.

    Attributes:
        dimension: of CODEBOOK.md's list.
        change: `level`, `increase` or `decrease`.
    """

    __slots__ = ("change", "dimension")

    def __init__(self, dimension: str, change: str) -> None:
        self.dimension = dimension
        self.change = change


_ROWS: Final = load(GrowthTerm, "growth_terms")
_VERBS: Final = {row.term: row.change for row in _ROWS if row.kind == "verb"}
_COUNTS: Final = {row.term: row.change for row in _ROWS if row.kind == "count"}
_NOUNS: Final = {row.term: row.change for row in _ROWS if row.kind == "noun"}
_LONG: Final = trie(term for term in _VERBS if len(term) > 1)
_FIRSTS: Final = "".join(sorted({term[0] for term in _VERBS}))
_VERB: Final = re.compile(
    f"(?=[{_FIRSTS}])(?:{_LONG}(?=[^至到为成达的，。；]{{0,7}}$)|{trie(_VERBS)}(?=(?:了|约|近|超)?$))"
)
_COUNT: Final = re.compile(f"{trie(_COUNTS)}(?=[^至到的，。；]{{0,14}}$)")
_LONG_ENDINGS: Final = Endings(term for term in _VERBS if len(term) > 1)
_BETWEEN: Final = frozenset("了约近超")
_NOUN: Final = re.compile(f"{trie(_NOUNS)}(?=[^，。；率]{{0,6}}$)")
_AFTER: Final = re.compile(f"(?:左右|以上)?(?:的)?[^，。；、0-9]{{0,8}}?(?P<noun>{guarded_trie(_NOUNS)})")
_RATES: Final = frozenset(("%", "times", "percentage_point", "bp", "‰"))
_LEFT: Final = 22


def growth_of(text: str, measure: Measure, floor: int) -> Growth:
    """Growth or level.

    Args:
        text: the text.
        measure: the expression.
        floor: where its clause starts, or the figure before it ends.
    """
    left = text[max(floor, measure.start - _LEFT) : measure.start]
    unit = measure.unit
    if unit in _RATES:
        return _rate(text, measure, left)
    if measure.dimension == "rank":
        return Growth("rank", "level")
    count = _last(_COUNT, left)
    if count:
        return Growth(measure.dimension, _COUNTS[count[0]])
    end = len(left) - (left[-1:] in _BETWEEN)
    verb = left[_LONG_ENDINGS.start(left, end) : end]
    return Growth(measure.dimension, _VERBS[verb] if verb else "level")


def _rate(text: str, measure: Measure, left: str) -> Growth:
    verb, noun = _last(_VERB, left), _last(_NOUN, left)
    change = _VERBS[verb[0]] if verb else _NOUNS[noun[0]] if noun else None
    if change is None:
        after = _AFTER.match(text, measure.end)
        change = _NOUNS[after["noun"]] if after and measure.unit == "%" else None
    if change:
        return Growth("change_rate", change)
    if measure.unit in ("percentage_point", "bp"):
        return Growth("change_rate", "increase")
    return Growth("change_rate" if measure.dimension == "change_rate" else measure.dimension, "level")


def _last(pattern: re.Pattern[str], left: str) -> re.Match[str] | None:
    found = None
    for match in pattern.finditer(left):
        found = match
    return found
