"""Marks that open and close what belongs together, on the two sides of a seam."""

from __future__ import annotations

_PAIRED = (("“", "”"), ("《", "》"), ("（", "）"))
_SAME_PAIR = 3.0
"""Bonus where a seam parts two of these, malus for either without the other."""


def left_open(text: str) -> str:
    """Closing marks that a text lacks behind its last opening ones."""
    return "".join(closing for opening, closing in _PAIRED if text.rfind(opening) > text.rfind(closing))


def left_closed(text: str) -> str:
    """Closing marks that stand in a text before any opening one of their kind."""
    firsts = {mark: at for pair in _PAIRED for mark in pair if (at := text.find(mark)) >= 0}
    return "".join(c for o, c in _PAIRED if c in firsts and firsts[c] < firsts.get(o, len(text)))


def paired(opened: str, closed: str) -> float:
    """Bonus for each pair of marks that a seam parts, malus for each half without the other."""
    return _SAME_PAIR * (2 * len(set(opened) & set(closed)) - len(set(opened) ^ set(closed)))
