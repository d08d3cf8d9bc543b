"""What looks like a figure and is none: dates, named numerals, codes, idioms, titles."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from flows.extract.numbers import HAN_NUMERALS
from flows.extract.units import match_unit
from flows.extract.words import Beginnings
from flows.reference import load
from flows.reference.figure_tables import NumberMask, NumeralWord

_WORDS: Final = [row.word for row in load(NumeralWord, "numeral_words")]
_LEXICON: Final = Beginnings(_WORDS)
_ROWS: Final = load(NumberMask, "number_masks")
_NUMERALS: Final = frozenset(f"0123456789{HAN_NUMERALS}")


def _offsets() -> dict[str, frozenset[int]]:
    """How far before a numeral a word may begin that it stands in, by the numeral and the character before it."""
    table: dict[str, set[int]] = {}
    for word in _WORDS:
        for at in range(1, len(word)):
            if word[at] in _NUMERALS:
                table.setdefault(word[at - 1 : at + 1], set()).add(at)
    return {pair: frozenset(found) for pair, found in table.items()}


_OFFSETS: Final = _offsets()
_TITLE: Final = re.compile("《[^》\n]{1,80}》")
_QUOTED: Final = re.compile("[“‘][^”“’‘。，；：！？\n]{1,12}[”’]")
_QUOTED_LENGTH: Final = 12
_COUNTS: Final = frozenset(("count", "duration"))


class Masks:
    """Spans of a text in which no figure starts.

    Args:
        text: the text.
    """

    __slots__ = ("_has_quotes", "_text", "_titles")

    def __init__(self, text: str) -> None:
        self._text = text
        self._titles = [match.span() for match in _TITLE.finditer(text)] if "《" in text else []
        self._has_quotes = "“" in text or "‘" in text

    def covers(self, at: int, end: int) -> bool:
        """Whether a word or title covers the numeral `[at, end)`; not when numeral or unit goes on after the word."""
        text = self._text
        for offset in _OFFSETS.get(text[at - 1 : at + 1], ()):
            if offset <= at < _LEXICON.end(text, at - offset):
                return True  # 唯一 before 一个
        if self._titles and any(start < at < last for start, last in self._titles):
            return True
        last = _LEXICON.end(text, at)
        if last == at or last < end:
            return False
        unit = match_unit(text, end, at)
        return unit is None or unit.end <= last

    def names(self, start: int, end: int, dimension: str) -> bool:
        """Whether the expression belongs to a short name in quotation marks (“八大产业集群”)."""
        if not self._has_quotes or dimension not in _COUNTS:
            return False
        text, floor = self._text, max(0, start - _QUOTED_LENGTH)
        mark = max(text.rfind("“", floor, start), text.rfind("‘", floor, start))
        quoted = _QUOTED.match(text, mark) if mark >= 0 else None
        return quoted is not None and end < quoted.end()


def is_masked(text: str, at: int, following: str = "") -> int:
    """End of the pattern (a date, a code, a plan's name) that begins at `at`; 0 when there is none.

    Args:
        text: the text.
        at: where a numeral begins.
        following: the character after the numeral, where it is known: only patterns that hold it are tried then.
    """
    match = _pattern(following).match(text, at)
    return match.end() if match else 0


@cache
def _pattern(following: str) -> re.Pattern[str]:
    """The patterns that may match where a numeral stands before `following`; all of them where that is not known."""
    is_open = not following or following in _NUMERALS
    return _any_of(tuple(row.pattern for row in _ROWS if is_open or row.is_whole or following in row.pattern))


@cache
def _any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """Most characters stand in no pattern or in the same ones: there are far fewer sets of patterns than characters."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))
