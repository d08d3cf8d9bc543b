"""What looks like a figure and is none: dates, named numerals, codes, idioms, titles."""

from __future__ import annotations

import re
from bisect import bisect_right

from ahocorasick_rs import AhoCorasick, MatchKind

from flows.extract.units import match_unit
from flows.reference import load
from flows.reference.figure_tables import NumberMask, NumeralWord
from flows.text.passage import Span

_WORDS = AhoCorasick([row.word for row in load(NumeralWord, "numeral_words")], matchkind=MatchKind.LeftmostLongest)
_PATTERN = re.compile("|".join(f"(?:{row.pattern})" for row in load(NumberMask, "number_masks")))
_TITLE = re.compile("《[^》\n]{1,80}》")
_QUOTED = re.compile("[“‘][^”“’‘。，；：！？\n]{1,12}[”’]")
_QUOTED_LENGTH = 12


class Masks:
    """Spans of a text in which no figure starts.

    Args:
        text: the text.
    """

    __slots__ = ("_ends", "_starts", "_text")

    def __init__(self, text: str) -> None:
        spans = [(start, end) for _, start, end in _WORDS.find_matches_as_indexes(text)]
        titles = [match.span() for match in _TITLE.finditer(text)]
        if titles:
            spans = sorted([*(span for span in spans if not _inside(span, titles)), *titles])
        self._text = text
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def covers(self, at: int, end: int) -> bool:
        """Whether a word or title covers the numeral `[at, end)`; not when numeral or unit goes on after the word."""
        index = bisect_right(self._starts, at) - 1
        if index < 0 or self._ends[index] <= at:
            return False
        last = self._ends[index]
        if self._starts[index] < at:
            return True  # a title, or 唯一 before 一个
        if last < end:
            return False
        unit = match_unit(self._text, end, at)
        return unit is None or unit.end <= last

    def names(self, start: int, end: int, dimension: str) -> bool:
        """Whether the expression belongs to a short name in quotation marks (“八大产业集群”)."""
        if dimension not in ("count", "duration"):
            return False
        text, floor = self._text, max(0, start - _QUOTED_LENGTH)
        mark = max(text.rfind("“", floor, start), text.rfind("‘", floor, start))
        quoted = _QUOTED.match(text, mark) if mark >= 0 else None
        return quoted is not None and end < quoted.end()


def _inside(span: Span, titles: list[Span]) -> bool:
    return any(start <= span[0] < end for start, end in titles)


def is_masked(text: str, at: int) -> int:
    """End of the pattern (a date, a code, a plan's name) that begins at `at`; 0 when there is none."""
    match = _PATTERN.match(text, at)
    return match.end() if match else 0
