"""What looks like a figure and is none: dates, named numerals, codes, idioms, titles."""

from __future__ import annotations

import re

from ahocorasick_rs import AhoCorasick, MatchKind

from flows.reference import load
from flows.reference.figure_tables import NumberMask, NumeralWord
from flows.text.passage import Span

_WORDS = AhoCorasick([row.word for row in load(NumeralWord, "numeral_words")], matchkind=MatchKind.LeftmostLongest)
_PATTERN = re.compile("|".join(f"(?:{row.pattern})" for row in load(NumberMask, "number_masks")))
_TITLE = re.compile("《[^》\n]{1,80}》")
_QUOTED = re.compile("[“‘]([^”“’‘。，；：！？\n]{1,12})[”’]")


class Masks:
    """Spans of a text in which no figure starts.

    Args:
        text: the text.
    """

    __slots__ = ("_marks", "quoted")

    def __init__(self, text: str) -> None:
        marks = bytearray(len(text) + 1)
        for _, start, end in _WORDS.find_matches_as_indexes(text):
            marks[start:end] = b"\x01" * (end - start)
        for match in _TITLE.finditer(text):
            start, end = match.span()
            marks[start:end] = b"\x01" * (end - start)
        self._marks = marks
        self.quoted: list[Span] = [match.span(1) for match in _QUOTED.finditer(text)]

    def names(self, start: int, end: int, dimension: str) -> bool:
        """Whether the expression belongs to a short name in quotation marks (“八大产业集群”)."""
        return dimension in ("count", "duration") and any(a <= start and end <= b for a, b in self.quoted)

    def covers(self, at: int) -> bool:
        """Whether a word or title covers the character at `at`."""
        return bool(self._marks[at])


def is_masked(text: str, at: int) -> int:
    """End of the pattern (a date, a code, a plan's name) that begins at `at`; 0 when there is none."""
    match = _PATTERN.match(text, at)
    return match.end() if match else 0
