"""Quotation marks: which passages they hold."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Final

_MARKS: Final = re.compile("[“”]")


@dataclass(slots=True, eq=False)  # cheaper to make and read than a named tuple, and there are many
class Marked:
    """A passage in double quotation marks.

    Attributes:
        opens: position of the opening mark.
        start, end: bounds of what stands between the marks.
        closes: position after the closing mark, or the paragraph's end where it is missing.
        closed: whether a closing mark stands there.
        goes_on: the passage runs on in the next paragraph, which opens with a mark again.
    """

    opens: int
    start: int
    end: int
    closes: int
    closed: bool
    goes_on: bool


def marked_passages(text: str) -> list[Marked]:
    """Passages in quotation marks of the outermost level, in order; none crosses a paragraph's end.

    An opening mark that never closes holds the rest of its paragraph, unless pairs stand in there: then it is a slip.
    """
    passages: list[Marked] = []
    at = text.find("“")
    while at >= 0:
        following = text.find("“", at + 1)
        closing = text.find("”", at, following) if following >= 0 else text.find("”", at)
        feed = text.find("\n", at, closing if closing >= 0 else len(text))
        if closing >= 0 and feed < 0:
            passages.append(Marked(at, at + 1, closing, closing + 1, True, False))
            at = following
            continue
        if feed < 0:
            feed = text.find("\n", at)
        end = len(text) if feed < 0 else feed
        passages.extend(_passages_in(text, at, end))
        at = text.find("“", end)
    return passages


def _passages_in(text: str, start: int, end: int) -> list[Marked]:
    """Passages of the rest of a paragraph in which marks nest or don't match."""
    passages: list[Marked] = []
    inner: list[Marked] = []
    depth = 0
    opens = within = -1
    for match in _MARKS.finditer(text, start, end):
        at, mark = match.start(), match[0]
        if mark == "“":
            if depth == 0:
                opens = at
                inner.clear()
            elif depth == 1:
                within = at
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                passages.append(Marked(opens, opens + 1, at, at + 1, True, False))
            elif depth == 1:
                inner.append(Marked(within, within + 1, at, at + 1, True, False))
    if depth:
        passages.extend(inner or [_unclosed(text, opens, end)])
    return passages


def _unclosed(text: str, opens: int, end: int) -> Marked:
    following = text[end : end + 3].lstrip()
    return Marked(opens, opens + 1, end, end, False, following.startswith("“"))


class MarkIndex:
    """Passages in quotation marks by position."""

    __slots__ = ("_openings", "by_closing", "by_opening", "passages", "text")

    def __init__(self, text: str, passages: list[Marked]) -> None:
        self.text = text
        self.passages = passages
        self._openings = [passage.opens for passage in passages]
        self.by_opening = dict(zip(self._openings, passages, strict=True))
        self.by_closing = {passage.closes: passage for passage in passages if passage.closed}

    def between(self, start: int, end: int) -> list[Marked]:
        """Passages that open in `[start, end)`."""
        return self.passages[bisect_left(self._openings, start) : bisect_left(self._openings, end)]

    def previous(self, passage: Marked) -> Marked | None:
        """The passage before a passage of the index."""
        index = bisect_left(self._openings, passage.opens)
        return self.passages[index - 1] if index else None

    def around(self, position: int) -> Marked | None:
        """The passage that holds a position; one whose closing mark is lost holds nothing for sure."""
        index = bisect_right(self._openings, position) - 1
        if index < 0:
            return None
        passage = self.passages[index]
        if passage.opens < position < passage.closes and (passage.closed or passage.goes_on):
            return passage
        return None

    def is_speech(self, passage: Marked) -> bool:
        """Whether a passage reads as speech by itself: a whole sentence, not a term inside one."""
        text = self.text
        if passage.end - passage.start < 2:
            return False
        before = text[passage.opens - 1] if passage.opens else "\n"
        opens_sentence = before in "。！？；…\n”：　 "
        if text[passage.end - 1] in "。！？…；，":
            return opens_sentence or passage.end - passage.start >= 8
        after = text[passage.closes : passage.closes + 1]
        return opens_sentence and passage.end - passage.start >= 8 and (after in "，。！？" or not after)
