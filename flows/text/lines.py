"""Line breaks: which end a paragraph and which only the line."""

from __future__ import annotations

import re

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


def join_lines(text: str) -> str:
    """Put broken lines together; paragraphs stay apart by one line feed."""
    if "\n" not in text:
        return text.strip()
    parts: list[str] = []
    position = line_start = 0
    for match in _BREAK.finditer(text):
        end = text.find("\n", match.end())
        line, following = text[line_start : match.start()], text[match.end() : end if end >= 0 else None]
        parts.append(text[position : match.start()])
        if not is_soft_break(line, following):
            parts.append("\n")
        position = line_start = match.end()
    parts.append(text[position:])
    return "".join(parts).strip()
