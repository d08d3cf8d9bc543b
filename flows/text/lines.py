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
_BREAK = re.compile(r"\n\s*(?:#{1,6} +)?")
_LIST_MARK = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]|[—■●◆▲△○•*#-]")
_CLOSED_PHRASE = re.compile(r"[^。！？…；!?;][”）》】]")
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


def wrap_width(lengths: Sequence[int], is_open: Sequence[bool]) -> int | None:
    """Width, in characters, at which a text's lines were broken by force, or None.

    Lines that end in no mark are as good as all of one length then, and that is the longest.

    Args:
        lengths: lengths of the lines.
        is_open: whether each ends in no mark.
    """
    counts = Counter(length for length, open_end in zip(lengths, is_open, strict=True) if length and open_end)
    total = sum(counts.values())
    if total < _WRAPPED_LINES:
        return None
    width = max(counts, key=lambda n: (counts[n] + counts[n - 1] + counts[n + 1], n))
    near = sum(counts[n] for n in range(width - 2, width + 3))
    if near < max(_WRAPPED_LINES, _WRAPPED_SHARE * total) or max(lengths) > width + 3 or width < 8:
        return None
    return width


def _wrapping(passage: Passage, breaks: Sequence[Span], is_open: Sequence[bool]) -> tuple[int | None, list[int]]:
    """The width at which lines were broken and the lines' lengths: as they stand, or with the noise in them."""
    starts = [0, *(end for _, end in breaks[:-1])]
    lengths = [begin - start for start, (begin, _) in zip(starts, breaks, strict=True)]
    width = wrap_width(lengths, is_open)
    if width is None and len(passage.at) > 1:
        places = [(start, begin) for start, (begin, _) in zip(starts, breaks, strict=True)]
        lengths = [passage.to_raw(b - 1) + 1 - passage.to_raw(a) if a < b else 0 for a, b in places]
        width = wrap_width(lengths, is_open)
    return width, lengths


def _breaks_of(text: str) -> list[Span]:
    """Line ends with the blanks before them, and the blanks, empty lines and marks of headings behind them."""
    breaks: list[Span] = []
    last = 0
    for match in _BREAK.finditer(text):
        start, end = match.span()
        while start > last and text[start - 1] == " ":
            start -= 1
        breaks.append((start, end))
        last = end
    return breaks


def gaps_of(passage: Passage) -> tuple[list[Span], bool]:
    """What to drop from a text so that broken lines are whole and one line feed stands between two paragraphs.

    Returns:
        The spans to drop, ascending, and whether the text's lines are broken at one width.
    """
    text = passage.text
    gaps: list[Span] = []
    breaks = _breaks_of(text)
    is_open = [begin > 0 and text[begin - 1] not in TERMINAL for begin, _ in breaks]
    width, lengths = _wrapping(passage, breaks, is_open) if sum(is_open) >= _WRAPPED_LINES else (None, [])
    # Where indents or empty lines mark paragraphs, a full line may end in any mark and still go on.
    marks = width is not None and any(text[a:b].strip(" ") != "\n" or text[b - 1] == " " for a, b in breaks)
    line_start = 0
    for number, (begin, end) in enumerate(breaks):
        soft = False
        if width is not None and lengths[number] >= width - 2 and text[begin:end].lstrip(" ") == "\n":
            soft = is_open[number] or marks or _CLOSED_PHRASE.match(text, begin - 2, begin) is not None
        elif is_open[number] and text[end - 2 : end] != "# ":
            stop = text.find("\n", end)
            soft = is_soft_break(text[line_start:begin], text[end : stop if stop >= 0 else end + 200])
        if soft or begin == 0:
            gaps.append((begin, end))
        elif end > begin + 1:
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
    for number in range(max(bisect_left(gaps, (start, start)) - 1, 0), len(gaps)):
        begin, stop = gaps[number]
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
    return Passage.join((passage.cut(a, b), False) for a, b in without(gaps_of(passage)[0], start, end))
