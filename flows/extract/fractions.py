"""Shares, multiples and durations in words of their own (一半, 翻番, 半年) and fractions with a slash (3/4的企业)."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from flows.extract import qualifiers
from flows.extract.lexicon import trie
from flows.extract.measure import Measure
from flows.reference import load
from flows.reference.figure_tables import FractionWord

_WORDS: Final = {row.word: row for row in load(FractionWord, "fraction_words")}
_WORD: Final = re.compile(trie(_WORDS))
_NOT_AFTER: Final = {row.word: frozenset(row.not_after) for row in _WORDS.values()}
_NOT_BEFORE: Final = {row.word: frozenset(row.not_before) for row in _WORDS.values()}
# After a character of a word: what stands alone is a day (5/12) or a code.
_SLASH: Final = re.compile(r"(?<=[一-龥])(?<!第)([1-9]\d?)/([1-9]\d?)(?![\d./-]|决赛|[号万亿日年月])")


def find_fractions(text: str) -> list[Measure]:
    """Shares, multiples and durations of `text` that have no numeral and unit of their own, in no order."""
    found = []
    match = _WORD.search(text)
    while match:
        start, end = match.span()
        row = _WORDS[match[0]]
        if text[start - 1 : start] in _NOT_AFTER[row.word] or text[end : end + 1] in _NOT_BEFORE[row.word]:
            match = _WORD.search(text, start + 1)  # 过半 is none in 经过半年, 半年 is
            continue
        earlier = qualifiers.before(text, start, bare=False)
        start = earlier.at if earlier else start
        qualifier = earlier.qualifier if earlier else row.qualifier
        found.append(
            Measure(start, end, match.start(), row.value, None, row.unit, row.dimension, qualifier, "fraction_word")
        )
        match = _WORD.search(text, end)
    if "/" in text:
        found.extend(_slash_fractions(text))
    return found


def _slash_fractions(text: str) -> list[Measure]:
    """Shares such as 近3/4的企业; not the days and codes that look alike."""
    found = []
    for match in _SLASH.finditer(text):
        above, below = int(match[1]), int(match[2])
        earlier = qualifiers.before(text, match.start(), bare=False)
        later = qualifiers.after(text, match.end())
        if above >= below:
            continue
        start, end = earlier.at if earlier else match.start(), later.at if later else match.end()
        near = later or earlier
        qualifier = near.qualifier if near else "exact"
        value = Decimal(above) * 100 / below
        found.append(Measure(start, end, match.start(), value, None, "%", "share", qualifier, "fraction_slash"))
    return found
