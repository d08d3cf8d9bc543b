"""Whether a cut went through a word, by jieba's dictionary and frequencies."""

from __future__ import annotations

import logging
import math
import re
from functools import lru_cache

import jieba

jieba.setLogLevel(logging.WARNING)

_REACH = 5
"""Characters looked at on each side of a seam."""
_LONGEST_WORD = 6
_BEFORE = re.compile(rf"[一-龥]{{1,{_REACH}}}$")
_BEHIND = re.compile(rf"[一-龥]{{1,{_REACH}}}")


def completion(before: str, after: str) -> float:
    """How much more likely the dictionary's words make the text across a seam than the two sides apart.

    Args:
        before: text before the seam.
        after: text behind it.

    Returns:
        Difference of log probabilities: high where the seam cuts a word, about 0 where it can't be told.
    """
    left, right = _BEFORE.search(before[-_REACH:]), _BEHIND.match(after[:_REACH])
    if not left or not right:
        return 0.0
    return _words(left[0] + right[0]) - _words(left[0]) - _words(right[0])


@lru_cache(maxsize=20_000)
def _words(text: str) -> float:
    """Log probability of a text's most likely words."""
    jieba.dt.check_initialized()
    counts, total = jieba.dt.FREQ, math.log(jieba.dt.total)
    best = [0.0]
    for end in range(1, len(text) + 1):
        best.append(
            max(
                best[start] + math.log(counts.get(text[start:end]) or 1) - total
                for start in range(max(0, end - _LONGEST_WORD), end)
                if start == end - 1 or counts.get(text[start:end])
            )
        )
    return best[-1]
