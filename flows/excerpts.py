"""The sentences of an article that rows stand in: all of its text that a release may hold, unless it may hold all."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from flows.text.passage import Span
from flows.text.sentences import sentences


class Excerpts:
    """Sentences of a body text that are published.

    Args:
        text: the article's body.
        spans: places of the rows in it.
        whole: whether every sentence is published, rows or not.
    """

    def __init__(self, text: str, spans: Iterable[Span], whole: bool) -> None:
        found = sentences(text)
        starts = [start for start, _ in found]
        kept: set[int] = set(range(len(found))) if whole else set()
        if not whole:
            for start, end in spans:
                kept.update(range(bisect_right(starts, start) - 1, bisect_left(starts, end)))
        self.spans = [found[number] for number in sorted(kept)]
        self._starts = [start for start, _ in self.spans]

    def holding(self, offset: int) -> int:
        """Number of the sentence in `spans` that holds the character at `offset`."""
        return bisect_right(self._starts, offset) - 1
