"""Patterns built from the words of reference tables."""

from __future__ import annotations

import re
from collections.abc import Iterable


def alternation(words: Iterable[str]) -> str:
    """A regular expression group that matches any of the words, the longest first."""
    ordered = sorted({word for word in words if word}, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(map(re.escape, ordered)) + ")"


class Endings:
    """Finds the longest word of a set that ends at a position.

    Args:
        words: the set.
    """

    __slots__ = ("_by_last", "_words")

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        lengths: dict[str, set[int]] = {}
        for word in self._words:
            lengths.setdefault(word[-1], set()).add(len(word))
        self._by_last = {last: tuple(sorted(found, reverse=True)) for last, found in lengths.items()}

    def start(self, text: str, end: int, floor: int = 0) -> int:
        """Start of the longest word that ends at `end`, not before `floor`; `end` itself where none does."""
        if end <= floor:
            return end
        for length in self._by_last.get(text[end - 1], ()):
            if end - length >= floor and text[end - length : end] in self._words:
                return end - length
        return end
