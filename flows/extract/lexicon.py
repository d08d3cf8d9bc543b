"""Sets of words to be found fast in text: by an automaton, or in a regular expression as a prefix tree."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import ahocorasick_rs

from flows.text.passage import Span

_END = ""


class Lexicon:
    """Finds the words of a set in text; of several that begin at one place the longest counts.

    Args:
        words: the set.
    """

    __slots__ = ("_automaton", "_by_first", "_words")

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(word for word in words if word)
        lengths: dict[str, set[int]] = {}
        for word in self._words:
            lengths.setdefault(word[0], set()).add(len(word))
        self._by_first = {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}
        self._automaton = ahocorasick_rs.AhoCorasick(
            sorted(self._words),
            matchkind=ahocorasick_rs.MatchKind.LeftmostLongest,
            implementation=ahocorasick_rs.Implementation.ContiguousNFA,
        )

    def spans(self, text: str, start: int = 0, end: int | None = None) -> list[Span]:
        """Spans of the words in `text[start:end]`, from left to right, none overlapping another."""
        found = self._automaton.find_matches_as_indexes(text[start:end])
        return [(start + first, start + last) for _, first, last in found] if found else []

    def end(self, text: str, at: int, limit: int) -> int:
        """End of the longest word in `text[at:limit]` that begins at `at`; `at` itself where none does."""
        for length in self._by_first.get(text[at : at + 1], ()):
            if at + length <= limit and text[at : at + length] in self._words:
                return at + length
        return at


def trie(words: Iterable[str]) -> str:
    """A regular expression group that matches what `alternation` does, as a prefix tree: quicker for many words."""
    root: dict[str, Any] = {}
    for word in words:
        node = root
        for character in word:
            node = node.setdefault(character, {})
        if word:
            node[_END] = {}
    return f"(?:{'|'.join(re.escape(first) + _branches(root[first]) for first in sorted(root))})"


def guarded_trie(words: Iterable[str]) -> str:
    """As `trie`, for places where a word seldom begins: one look at the first character rejects it."""
    known = {word for word in words if word}
    firsts = "".join(re.escape(first) for first in sorted({word[0] for word in known}))
    return f"(?=[{firsts}]){trie(known)}"


def _branches(node: dict[str, Any]) -> str:
    """What may follow a prefix; the longer words stand first."""
    following = sorted(character for character in node if character != _END)
    last = [character for character in following if set(node[character]) == {_END}]
    parts = [re.escape(character) + _branches(node[character]) for character in following if character not in last]
    if last:
        parts.append(f"[{''.join(map(re.escape, last))}]" if len(last) > 1 else re.escape(last[0]))
    if not parts:
        return ""
    if _END in node:
        parts.append("")
    return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"
