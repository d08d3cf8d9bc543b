"""Words of the frames that speech stands in, by kind."""

from __future__ import annotations

from functools import cache

from flows.extract.words import alternation
from flows.reference import load
from flows.reference.quote_tables import FrameWord


@cache
def frame_words(kind: str) -> frozenset[str]:
    """The words of a kind."""
    found = frozenset(row.word for row in load(FrameWord, "frame_words") if row.kind == kind)
    if not found:
        raise KeyError(f"no words of kind {kind!r} in frame_words.tsv")
    return found


def any_of(kind: str) -> str:
    """A regular expression group that matches any word of a kind, the longest first."""
    return alternation(frame_words(kind))
