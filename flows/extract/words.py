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

    __slots__ = ("_longest", "_pattern")

    def __init__(self, words: Iterable[str]) -> None:
        kept = set(words)
        self._longest = max(map(len, kept))
        self._pattern = re.compile(alternation(word[::-1] for word in kept))

    def start(self, text: str, end: int, floor: int = 0) -> int:
        """Start of the longest word that ends at `end`, not before `floor`; `end` itself where none does."""
        tail = text[max(floor, end - self._longest) : end]
        match = self._pattern.match(tail[::-1])
        return end - match.end() if match else end
