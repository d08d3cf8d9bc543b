"""Shares and multiples in words of their own (一半, 翻番) and fractions with a slash (3/4的企业)."""

from __future__ import annotations

import re
from decimal import Decimal

from flows.extract import qualifiers
from flows.extract.measure import Measure
from flows.reference import load
from flows.reference.figure_tables import FractionWord

_WORDS = {row.word: row for row in load(FractionWord, "fraction_words")}
_WORD = re.compile("|".join(sorted(_WORDS, key=len, reverse=True)))
_SLASH = re.compile(r"(?<![\d./-])([1-9]\d?)/([1-9]\d?)(?![\d./-])")


def find_fractions(text: str) -> list[Measure]:
    """Shares and multiples of `text` that have no numeral and unit of their own, in no order."""
    found = []
    for match in _WORD.finditer(text):
        row = _WORDS[match[0]]
        earlier = qualifiers.before(text, match.start(), bare=False)
        start = earlier.at if earlier else match.start()
        qualifier = earlier.qualifier if earlier else row.qualifier
        dimension = "share" if row.unit == "%" else "change_rate"
        found.append(
            Measure(start, match.end(), match.start(), row.value, None, row.unit, dimension, qualifier, "fraction_word")
        )
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
        if above >= below or not (earlier or later or text.startswith("的", match.end())):
            continue
        start, end = earlier.at if earlier else match.start(), later.at if later else match.end()
        qualifier = (later or earlier).qualifier if later or earlier else "exact"  # type: ignore[union-attr]
        value = Decimal(above) * 100 / below
        found.append(Measure(start, end, match.start(), value, None, "%", "share", qualifier, "fraction_slash"))
    return found
