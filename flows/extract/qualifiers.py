"""Words beside a number that say how exact it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from flows.reference import load
from flows.reference.figure_tables import Approximator

_ROWS: Final = load(Approximator, "approximators")
_BEFORE: Final = {row.term: row for row in _ROWS if row.position == "before"}
_BARE: Final = {row.term: row for row in _ROWS if row.position == "bare"}
_AFTER: Final = {row.term: row for row in _ROWS if row.position == "after"}
INSIDE: Final = {row.term: row.qualifier for row in _ROWS if row.position == "inside"}

_LINK: Final = frozenset("了达有为在")  # 超过了, 至少达, 约为


def _lengths(terms: Iterable[str], at: int) -> dict[str, tuple[int, ...]]:
    """Lengths of the terms by their first or last character, the longest first."""
    table: dict[str, set[int]] = {}
    for term in terms:
        table.setdefault(term[at], set()).add(len(term))
    return {char: tuple(sorted(lengths, reverse=True)) for char, lengths in table.items()}


_BY_LAST: Final = _lengths([*_BEFORE, *_BARE], -1)
_BY_FIRST: Final = _lengths(_AFTER, 0)


class Found:
    """A word found.

    Attributes:
        at: its start when before the number, its end when after it.
        qualifier: of CODEBOOK.md's list.
    """

    __slots__ = ("at", "qualifier")

    def __init__(self, at: int, qualifier: str) -> None:
        self.at = at
        self.qualifier = qualifier


def before(text: str, at: int, *, bare: bool) -> Found | None:
    """The approximator that ends where the number begins, or a link verb (达, 为) earlier.

    Args:
        text: the text.
        at: where the number begins.
        bare: whether the number is only a scale (百, 万), which takes more of them (上百, 过万).
    """
    last = text[at - 1 : at]
    for stop in (at, at - 1) if last in _LINK else (at,) if last in _BY_LAST else ():
        for length in _BY_LAST.get(text[stop - 1 : stop], ()):
            if length > stop:
                continue
            term = text[stop - length : stop]
            row = _BEFORE.get(term) or (_BARE.get(term) if bare else None)
            if row and text[stop - length - 1 : stop - length] not in tuple(row.veto):
                return Found(stop - length, row.qualifier)
    return None


def after(text: str, at: int) -> Found | None:
    """The approximator that begins where the unit ends."""
    for length in _BY_FIRST.get(text[at : at + 1], ()):
        row = _AFTER.get(text[at : at + length])
        if row:
            return Found(at + length, row.qualifier)
    return None
