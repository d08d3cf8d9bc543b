"""How well two pieces of text fit at a seam, by counts of character sequences."""

from __future__ import annotations

import math
import re
from functools import cache

from flows.reference import load
from flows.reference.layout_tables import CharacterSequence

START = "^"
"""Stands before the first character of a paragraph."""

_DIGITS = re.compile(r"\d+")
_LATIN = re.compile(r"[A-Za-z]+")
_BACK_OFF = math.log(0.4)
_UNSEEN = 0.3


@cache
def _totals() -> dict[str, tuple[int, str]]:
    return {
        row.before: (row.total, "|" + "|".join(row.followers) + "|")
        for row in load(CharacterSequence, "character_sequences")
    }


@cache
def _log_share(before: str, after: str) -> float | None:
    """Log of the share of `before`'s occurrences that `after` follows; None where the pair was not seen."""
    total, followers = _totals().get(before, (0, ""))
    at = followers.find(f"|{after}")
    if at < 0:
        return None
    return math.log(int(followers[at + 2 : followers.index("|", at + 1)]) / total)


def _log_probability(before: str, after: str) -> float:
    """Log probability of a character after up to two others, backing off to fewer."""
    penalty = 0.0
    for context in dict.fromkeys((before[-2:], before[-1:], "")):
        found = _log_share(context, after)
        if found is not None:
            return penalty + found
        penalty += _BACK_OFF
    return penalty + math.log(_UNSEEN / _totals()[""][0])


def folded(text: str) -> str:
    """Text as the counts have it: each number `0`, each Latin word `A`."""
    return _LATIN.sub("A", _DIGITS.sub("0", text))


def seam(before: str, after: str) -> float:
    """How much more likely `after` begins here than anywhere: log ratio, 0 where `before` says nothing.

    Args:
        before: folded text before the seam, or `START`.
        after: folded text behind it, two characters or more.
    """
    first, second = after[:1], after[1:2]
    with_context = _log_probability(before[-2:], first) + _log_probability(before[-1:] + first, second)
    alone = _log_probability("", first) + _log_probability(first, second)
    return with_context - alone


@cache
def background(pair: str) -> float:
    """Rareness of a pair of characters: log of the counted text's length over the pair's count."""
    share = _log_share(pair[0], pair[1])
    total = _totals()[""][0]
    return math.log(total) if share is None else math.log(total / _totals()[pair[0]][0]) - share
