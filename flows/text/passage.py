"""Text that knows where each of its characters stands in the raw source.

Cleaning deletes characters or replaces one by one, never inserts. So a clean character has exactly one raw
character, and the map from clean to raw is a list of runs: linear inside a run, with a jump between two.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

Span = tuple[int, int]
"""Half-open `[start, end)`, in Unicode code points."""


class Passage:
    """A clean text with its map to raw offsets.

    Args:
        text: the clean text.
        at: start of each run in `text`, ascending, the first 0 (empty when `text` is).
        raw: raw offset of each run's first character.
        breaks: positions in `text` where a new segment starts, because other text lies between in the raw source.
    """

    __slots__ = ("at", "breaks", "raw", "text")

    def __init__(self, text: str, at: Sequence[int], raw: Sequence[int], breaks: frozenset[int] = frozenset()) -> None:
        self.text = text
        self.at = at
        self.raw = raw
        self.breaks = breaks

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return f"Passage({self.text[:20]!r}, {len(self.text)} characters, {len(self.at)} runs)"

    def to_raw(self, position: int) -> int:
        """Raw offset of the character at `position`.

        Raises:
            IndexError: if `position` lies outside the text.
        """
        if not 0 <= position < len(self.text):
            raise IndexError(f"position {position} outside a passage of {len(self.text)} characters")
        run = bisect_right(self.at, position) - 1
        return self.raw[run] + position - self.at[run]

    def segments(self, start: int, end: int) -> list[Span]:
        """Raw segments of `text[start:end]`: one as a rule, a new one at each break, in reading order."""
        if start >= end:
            return []
        if not self.breaks:
            return [(self.to_raw(start), self.to_raw(end - 1) + 1)]
        cuts = [start, *sorted(b for b in self.breaks if start < b < end), end]
        return [(self.to_raw(a), self.to_raw(b - 1) + 1) for a, b in pairwise(cuts)]

    def cut(self, start: int, end: int) -> Passage:
        """The passage of `text[start:end]`."""
        if start >= end:
            return Passage("", [], [])
        first, last = bisect_right(self.at, start) - 1, bisect_right(self.at, end - 1)
        at = [max(a - start, 0) for a in self.at[first:last]]
        raw = list(self.raw[first:last])
        raw[0] += start - self.at[first]
        breaks = frozenset(b - start for b in self.breaks if start < b < end) if self.breaks else frozenset()
        return Passage(self.text[start:end], at, raw, breaks)

    @staticmethod
    def join(pieces: Iterable[tuple[Passage, bool]]) -> Passage:
        """Concatenate `(piece, is_break)` pairs; `is_break` says that a new segment starts at the piece."""
        pieces = [(piece, is_break) for piece, is_break in pieces if piece.text]
        if len(pieces) == 1:
            return pieces[0][0]
        texts: list[str] = []
        at: list[int] = []
        raw: list[int] = []
        breaks: set[int] = set()
        length = 0
        for piece, is_break in pieces:
            if is_break and length:
                breaks.add(length)
            breaks.update(length + b for b in piece.breaks)
            at.extend(length + a for a in piece.at)
            raw.extend(piece.raw)
            texts.append(piece.text)
            length += len(piece.text)
        return Passage("".join(texts), at, raw, frozenset(breaks))
