"""Words beside a number that say how exact it is."""

from __future__ import annotations

from typing import NamedTuple

from flows.reference import load
from flows.reference.figure_tables import Approximator

_ROWS = load(Approximator, "approximators")
_BEFORE = {row.term: row for row in _ROWS if row.position == "before"}
_BARE = {row.term: row for row in _ROWS if row.position == "bare"}
_AFTER = {row.term: row for row in _ROWS if row.position == "after"}
INSIDE = {row.term: row.qualifier for row in _ROWS if row.position == "inside"}

_LAST = frozenset(term[-1] for term in (*_BEFORE, *_BARE))
_FIRST = frozenset(term[0] for term in _AFTER)
_LINK = frozenset("了达有为在")  # 超过了, 至少达, 约为
_LONGEST_BEFORE = max(map(len, _BEFORE))
_LONGEST_AFTER = max(map(len, _AFTER))


class Found(NamedTuple):
    """A word found.

    Attributes:
        at: its start when before the number, its end when after it.
        qualifier: of CODEBOOK.md's list.
    """

    at: int
    qualifier: str


def before(text: str, at: int, bare: bool) -> Found | None:
    """The approximator that ends where the number begins, or a link verb (达, 为) earlier.

    Args:
        text: the text.
        at: where the number begins.
        bare: whether the number is only a scale (百, 万), which takes more of them (上百, 过万).
    """
    for stop in (at, at - 1) if text[at - 1 : at] in _LINK else (at,):
        if stop <= 0 or text[stop - 1] not in _LAST:
            continue
        for length in range(min(_LONGEST_BEFORE, stop), 0, -1):
            term = text[stop - length : stop]
            row = _BEFORE.get(term) or (_BARE.get(term) if bare else None)
            if row and text[stop - length - 1 : stop - length] not in tuple(row.veto):
                return Found(stop - length, row.qualifier)
    return None


def after(text: str, at: int) -> Found | None:
    """The approximator that begins where the unit ends."""
    if text[at : at + 1] not in _FIRST:
        return None
    for length in range(min(_LONGEST_AFTER, len(text) - at), 0, -1):
        row = _AFTER.get(text[at : at + length])
        if row:
            return Found(at + length, row.qualifier)
    return None
