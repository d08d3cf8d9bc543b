"""Lines of a page and what each is."""

from __future__ import annotations

import re
from typing import NamedTuple

_LINE = re.compile(r"[^\s][^\n]*")


class Line(NamedTuple):
    """A non-empty line of the clean text, without the blanks around it.

    Attributes:
        start, end: span in the clean text.
        text: the line.
        after_blank: whether an empty line stands before it.
    """

    start: int
    end: int
    text: str
    after_blank: bool


def lines_of(text: str) -> list[Line]:
    """The non-empty lines of a clean text."""
    lines: list[Line] = []
    previous = 0
    for match in _LINE.finditer(text):
        line = match[0].rstrip()
        start = match.start()
        lines.append(Line(start, start + len(line), line, text.count("\n", previous, start) > 1))
        previous = start + len(line)
    return lines
