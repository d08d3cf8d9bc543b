"""Whether a figure is a level, an increase or a decrease, and what that makes of its dimension."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from flows.extract.lexicon import guarded_trie, trie
from flows.extract.measure import Measure
from flows.extract.words import Endings
from flows.reference import load
from flows.reference.figure_tables import GrowthTerm


class Growth(NamedTuple):
    """How a figure changes.

    Attributes:
        dimension: of CODEBOOK.md's list.
        change: `level`, `increase` or `decrease`.
    """

    dimension: str
    change: str


_growth = cache(Growth)
_ROWS = load(GrowthTerm, "growth_terms")
_VERBS = {row.term: row.change for row in _ROWS if row.kind == "verb"}
_COUNTS = {row.term: row.change for row in _ROWS if row.kind == "count"}
_NOUNS = {row.term: row.change for row in _ROWS if row.kind == "noun"}
_LONG = trie(term for term in _VERBS if len(term) > 1)
_FIRSTS = "".join(sorted({term[0] for term in _VERBS}))
_VERB = re.compile(f"(?=[{_FIRSTS}])(?:{_LONG}(?=[^至到为成达的，。；]{{0,7}}$)|{trie(_VERBS)}(?=(?:了|约|近|超)?$))")
_COUNT = re.compile(f"{trie(_COUNTS)}(?=[^至到的，。；]{{0,14}}$)")
_LONG_ENDINGS = Endings(term for term in _VERBS if len(term) > 1)
_BETWEEN = frozenset("了约近超")
_NOUN = re.compile(f"{trie(_NOUNS)}(?=[^，。；率]{{0,6}}$)")
_AFTER = re.compile(f"(?:左右|以上)?(?:的)?[^，。；、0-9]{{0,8}}?(?P<noun>{guarded_trie(_NOUNS)})")
_RATES = frozenset(("%", "times", "percentage_point", "bp", "‰"))
_LEFT = 22


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
        return _growth("rank", "level")
    count = _last(_COUNT, left)
    if count:
        return _growth(measure.dimension, _COUNTS[count[0]])
    end = len(left) - (left[-1:] in _BETWEEN)
    verb = left[_LONG_ENDINGS.start(left, end) : end]
    return _growth(measure.dimension, _VERBS[verb] if verb else "level")


def _rate(text: str, measure: Measure, left: str) -> Growth:
    verb, noun = _last(_VERB, left), _last(_NOUN, left)
    change = _VERBS[verb[0]] if verb else _NOUNS[noun[0]] if noun else None
    if change is None:
        after = _AFTER.match(text, measure.end)
        change = _NOUNS[after["noun"]] if after and measure.unit == "%" else None
    if change:
        return _growth("change_rate", change)
    if measure.unit in ("percentage_point", "bp"):
        return _growth("change_rate", "increase")
    return _growth("change_rate" if measure.dimension == "change_rate" else measure.dimension, "level")


def _last(pattern: re.Pattern[str], left: str) -> re.Match[str] | None:
    found = None
    for match in pattern.finditer(left):
        found = match
    return found
