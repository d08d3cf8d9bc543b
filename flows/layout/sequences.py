"""How well two pieces of text fit at a seam, by counts of character sequences."""

from __future__ import annotations

import math
import re
from functools import cache, lru_cache

from flows.reference import load
from flows.reference.layout_tables import CharacterSequence

START = "^"
"""Stands before the first character of a paragraph."""

REACH = 3
"""Characters behind a seam that are looked at; two or more are wanted."""

CONTEXT = 4
"""Characters before one that tell how likely it is."""

_DIGITS = re.compile(r"\d+")
_LATIN = re.compile(r"[A-Za-z]+")
_DISCOUNT = 0.75
"""Taken off each count for what was not seen."""
_UNSEEN = 0.3
_MARKS = "，。；、：！？”"


@cache
def _rows() -> dict[str, str]:
    return {row.last: row.contexts for row in load(CharacterSequence, "character_sequences")}


@cache
def _contexts(last: str) -> dict[str, tuple[int, str]]:
    """Of each context that ends in a character: how often it occurs, and what follows it."""
    entries = [entry.split(" ") for entry in _rows().get(last, "").split("||")]
    return {before: (int(total), followers) for before, total, followers in entries} if entries != [[""]] else {}


@lru_cache(maxsize=50_000)
def _followers(before: str) -> tuple[float, dict[str, float]] | None:
    """Of what follows `before`: the share left to shorter contexts, and the counted characters' discounted shares."""
    found = _contexts(before[-1:]).get(before)
    if found is None:
        return None
    total, followers = found
    shares = {part[0]: (int(part[1:]) - _DISCOUNT) / total for part in followers.split("|")}
    return 1 - math.fsum(shares.values()), shares


@cache
def _size() -> int:
    """Characters counted."""
    return _contexts("")[""][0]


def _log_probability(before: str, after: str) -> float:
    """Log probability of a character after up to four others: counts interpolated by absolute discounting."""
    value = _UNSEEN / _size()
    for length in range(len(before) + 1):
        found = _followers(before[len(before) - length :])
        if found is not None:
            left, shares = found
            value = shares.get(after, 0.0) + left * value
    return math.log(value)


def closes(text: str) -> float:
    """Log probability that a mark stands behind a text: low where it breaks off inside a word or phrase."""
    before = folded(text[-2 * CONTEXT :])[-CONTEXT:]
    return math.log(math.fsum(math.exp(_log_probability(before, mark)) for mark in _MARKS))


def folded(text: str) -> str:
    """Text as the counts have it: each number `0`, each Latin word `A`."""
    return _LATIN.sub("A", _DIGITS.sub("0", text))


def seam(before: str, after: str) -> float:
    """How much more likely `after` begins here than anywhere: log ratio, 0 where `before` says nothing.

    Args:
        before: folded text before the seam, or `START`.
        after: folded text behind it.
    """
    return _seam(before[-CONTEXT:], after[:REACH])


@lru_cache(maxsize=50_000)
def _seam(before: str, after: str) -> float:
    return math.fsum(
        _log_probability((before + after[:k])[-CONTEXT:], after[k]) - _log_probability(after[:k], after[k])
        for k in range(len(after))
    )


@cache
def background(pair: str) -> float:
    """Rareness of a pair of characters: log of the counted text's length over the pair's count."""
    found = _followers(pair[0])
    share = found[1].get(pair[1]) if found else None
    if share is None:
        return math.log(_size())
    return math.log(_size() / (share * _contexts(pair[0])[pair[0]][0]))
