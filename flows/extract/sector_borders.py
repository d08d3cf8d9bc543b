"""Borders of industries' names: whether the segmenter sees a word that runs over one (智能车|间, 海洋能|力)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

import jieba

from flows.extract.sector_lexicon import is_name

_LENGTHS: Final = (2, 3, 4, 5, 6)
_ACROSS: Final = 5
"""Characters on each side of a name that are cut with it."""


class Borders(NamedTuple):
    """Places where names found in a text start or end inside a word."""

    starts: frozenset[int]
    ends: frozenset[int]


NO_BORDERS: Final = Borders(frozenset(), frozenset())


@lru_cache(maxsize=1 << 13)
def _words(text: str) -> tuple[tuple[int, int], ...]:
    """Spans of the words of a short text."""
    spans, at = [], 0
    for word in jieba.cut(text, HMM=False):
        spans.append((at, at + len(word)))
        at += len(word)
    return tuple(spans)


def _short_before(text: str, at: int) -> bool:
    """Whether a name of two or three characters ends here, and no longer one."""
    names = [is_name(text[at - n : at]) if n <= at else False for n in _LENGTHS]
    return any(names[:2]) and not any(names[2:])


def _short_after(text: str, at: int) -> bool:
    names = [is_name(text[at : at + n]) if at + n <= len(text) else False for n in _LENGTHS]
    return any(names[:2]) and not any(names[2:])


def broken(text: str, spans: Iterable[tuple[int, int]]) -> Borders:
    """Borders that cut a word after or before its first or last character.

    Only names of two and three characters are chances of two words, and only where the dictionary has a word over
    the border is the segmenter asked.

    Args:
        text: the text.
        spans: where the names stand.
    """
    jieba.dt.check_initialized()
    known = jieba.dt.FREQ
    starts, ends = set(), set()
    for start, end in spans:
        if end - start > 3 and is_name(text[start:end]):
            continue
        left = bool(
            start
            and end - start > 1
            and (known.get(text[start - 1 : start + 1]) or (start > 1 and known.get(text[start - 2 : start + 1])))
            and _short_after(text, start)
            and not _short_before(text, start)
        )
        right = bool(
            (known.get(text[end - 1 : end + 1]) or known.get(text[end - 1 : end + 2]))
            and _short_before(text, end)
            and not _short_after(text, end)
        )
        if not (left or right):
            continue
        low = max(0, start - _ACROSS)
        spans_of_words = _words(text[low : end + _ACROSS])
        for before, here in pairwise(spans_of_words):
            # What the word over the border leaves of the name has to be a word too.
            if left and low + before[0] < start and low + before[1] == start + 1 and here[1] - here[0] > 1:
                starts.add(start)
            if right and low + here[0] == end - 1 and low + here[1] > end and before[1] - before[0] > 1:
                ends.add(end)
    return Borders(frozenset(starts), frozenset(ends))
