"""Patterns built from the words of reference tables."""

from __future__ import annotations

import re
from collections.abc import Iterable


def alternation(words: Iterable[str]) -> str:
    """A regular expression group that matches any of the words, the longest first."""
    ordered = sorted({word for word in words if word}, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(map(re.escape, ordered)) + ")"


def holds_any(text: str, words: tuple[str, ...]) -> bool:
    """Whether one of a few words stands in a short text."""
    return any(word in text for word in words)


def guarded(words: Iterable[str]) -> str:
    """As `alternation`, for places where a word seldom begins: one look at the first character rejects it."""
    known = {word for word in words if word}
    firsts = "".join(sorted(re.escape(char) for char in {word[0] for word in known}))
    return f"(?=[{firsts}]){alternation(known)}"


class Beginnings:
    """Finds the longest word of a set that begins at a position.

    Args:
        words: the set.
    """

    __slots__ = ("_lengths", "_singles", "_words")

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._singles = frozenset(word for word in self._words if len(word) == 1)
        lengths: dict[str, set[int]] = {}
        for word in self._words - self._singles:
            lengths.setdefault(word[:2], set()).add(len(word))
        self._lengths = {pair: tuple(sorted(found, reverse=True)) for pair, found in lengths.items()}

    def end(self, text: str, at: int) -> int:
        """End of the longest word that begins at `at`; `at` itself where none does."""
        lengths = self._lengths.get(text[at : at + 2])
        if lengths:
            for length in lengths:
                if text[at : at + length] in self._words:
                    return at + length
        return at + 1 if text[at : at + 1] in self._singles else at

    def skip(self, text: str, at: int) -> int:
        """Position after all words that stand one after another from `at` on."""
        lengths = self._lengths
        while True:
            for length in lengths.get(text[at : at + 2], ()):
                if text[at : at + length] in self._words:
                    at += length
                    break
            else:
                if text[at : at + 1] not in self._singles:
                    return at
                at += 1

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Spans of the words in a short text, from left to right, none overlapping another."""
        spans: list[tuple[int, int]] = []
        at, size = 0, len(text)
        while at < size:
            end = self.end(text, at)
            if end > at:
                spans.append((at, end))
                at = end
            else:
                at += 1
        return spans

    def find(self, text: str, start: int) -> int:
        """Where the first word that begins at `start` or later begins; -1 where none does."""
        by_pair, singles, words = self._lengths, self._singles, self._words
        for at in range(start, len(text)):
            if text[at] in singles:
                return at
            lengths = by_pair.get(text[at : at + 2])
            if lengths:
                for length in lengths:
                    if text[at : at + length] in words:
                        return at
        return -1


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

    def stripped(self, text: str) -> str:
        """The text without the words at its end."""
        end = len(text)
        while end and (lengths := self._by_last.get(text[end - 1])):
            for length in lengths:
                if length <= end and text[end - length : end] in self._words:
                    end -= length
                    break
            else:
                break
        return text[:end]
