"""Line breaks: which end a paragraph and which only the line."""

from __future__ import annotations

import re

from flows.text.passage import Passage, Span

TERMINAL = "。！？…；：”’）》】!?;:"
"""A line that ends in one of these ends a paragraph."""

HEADING_LENGTH = 26
"""Longest line, in characters, that may be a heading though it ends in no terminal mark."""

_BREAK = re.compile(r"[ \u3000]*\n[\s\u3000]*")
_LIST_MARK = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]|[—■●◆▲△○•*#-]")


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
    return len(line) > HEADING_LENGTH or line[-1] in "，、"


def _kept(text: str) -> list[Span]:
    """Spans of `text` that stay when broken lines are put together; of a hard break one line feed stays."""
    spans: list[Span] = []
    position = len(text) - len(text.lstrip())
    stop = len(text.rstrip())
    line_start = position
    for match in _BREAK.finditer(text, position, stop):
        end = text.find("\n", match.end())
        line, following = text[line_start : match.start()], text[match.end() : end if end >= 0 else None]
        spans.append((position, match.start()))
        position = line_start = match.end()
        if not is_soft_break(line, following):
            feed = text.index("\n", match.start())
            spans.append((feed, feed + 1))
    spans.append((position, stop))
    return [(start, end) for start, end in spans if start < end]


def join_lines(text: str) -> str:
    """Put broken lines together; paragraphs stay apart by one line feed."""
    if "\n" not in text:
        return text.strip()
    return "".join(text[start:end] for start, end in _kept(text))


def joined(passage: Passage) -> Passage:
    """The passage with its broken lines put together, as `join_lines` does with a text."""
    return Passage.join((passage.cut(start, end), False) for start, end in _kept(passage.text))
