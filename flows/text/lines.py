"""Line breaks: which end a paragraph and which only the line."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from flows.text.passage import Passage, Span

TERMINAL = "。！？…；：”’）》】!?;:"
"""A line that ends in one of these ends a paragraph."""

HEADING_LENGTH = 26
"""Longest line, in characters, that may be a heading though it ends in no terminal mark."""

NUMBERED_HEADING_LENGTH = 48
"""The same for a line that begins with a heading's number."""

_NUMERAL = "[一二三四五六七八九十]"
_NUMBERED = re.compile(rf"[（(]?{_NUMERAL}{{1,3}}[)）、]|\d{{1,2}}[、.．](?!\d)|第{_NUMERAL}+[章节部]")
_BREAK = re.compile(r"(?<! ) *\n\s*(?:#{1,6} +)?")
_LIST_MARK = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]|[—■●◆▲△○•*#-]")
_WRAPPED_LINES = 5
_WRAPPED_SHARE = 0.6


def is_soft_break(line: str, following: str) -> bool:
    """Whether the break between two lines cuts a sentence that goes on in the second.

    Args:
        line: text before the break, from the start of its line.
        following: text after the break.
    """
    line, following = line.strip(), following.lstrip()
    if not line or not following:
        return True
    if line[-1] in TERMINAL or _LIST_MARK.match(following):
        return False
    longest = NUMBERED_HEADING_LENGTH if _NUMBERED.match(line) else HEADING_LENGTH
    return len(line) > longest or line[-1] in "，、"


def wrap_width(text: str, breaks: Sequence[Span]) -> int | None:
    """Width, in characters, at which a text's lines were broken by force, or None.

    Lines that end in no mark are as good as all of one length then, and that is the longest.
    """
    lengths: Counter[int] = Counter()
    longest = start = 0
    for begin, end in breaks:
        length = begin - start
        longest = max(longest, length)
        if length and text[begin - 1] not in TERMINAL:
            lengths[length] += 1
        start = end
    if sum(lengths.values()) < _WRAPPED_LINES:
        return None
    width = max(lengths, key=lambda n: (lengths[n] + lengths[n - 1] + lengths[n + 1], n))
    near = sum(lengths[n] for n in range(width - 2, width + 3))
    if near < max(_WRAPPED_LINES, _WRAPPED_SHARE * sum(lengths.values())) or longest > width + 3 or width < 8:
        return None
    return width


def gaps_of(text: str) -> tuple[list[Span], bool]:
    """What to drop from a text so that broken lines are whole and one line feed stands between two paragraphs.

    Returns:
        The spans to drop, ascending, and whether the text's lines are broken at one width.
    """
    gaps: list[Span] = []
    breaks = [match.span() for match in _BREAK.finditer(text)]
    is_open = [begin > 0 and text[begin - 1] not in TERMINAL for begin, _ in breaks]
    width = wrap_width(text, breaks) if sum(is_open) >= _WRAPPED_LINES else None
    # Where indents or empty lines mark paragraphs, a full line may end in any mark and still go on.
    marks = width is not None and any(text[a:b].strip(" ") != "\n" or text[b - 1] == " " for a, b in breaks)
    line_start = 0
    for (begin, end), open_end in zip(breaks, is_open, strict=True):
        soft = False
        if width is not None and begin - line_start >= width - 2 and text[begin:end].lstrip(" ") == "\n":
            soft = open_end or marks
        elif open_end and text[end - 2 : end] != "# ":
            stop = text.find("\n", end)
            soft = is_soft_break(text[line_start:begin], text[end : stop if stop >= 0 else end + 200])
        if soft or begin == 0:
            gaps.append((begin, end))
        else:
            feed = text.index("\n", begin)
            if begin < feed:
                gaps.append((begin, feed))
            if feed + 1 < end:
                gaps.append((feed + 1, end))
        line_start = end
    return gaps, width is not None


def without(gaps: Sequence[Span], start: int, end: int) -> list[Span]:
    """The spans of `[start, end)` that lie outside the gaps."""
    spans: list[Span] = []
    for begin, stop in gaps[max(bisect_left(gaps, (start, start)) - 1, 0) :]:
        if begin >= end:
            break
        if stop <= start:
            continue
        if begin > start:
            spans.append((start, begin))
        start = stop
    if start < end:
        spans.append((start, end))
    return spans


def joined(passage: Passage) -> Passage:
    """The passage without blank ends, its broken lines put together."""
    text = passage.text
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    return Passage.join((passage.cut(a, b), False) for a, b in without(gaps_of(text)[0], start, end))
