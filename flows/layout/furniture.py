"""Furniture: what a page or a site puts around its articles."""

from __future__ import annotations

import re

from flows.reference import load
from flows.reference.layout_tables import Furniture, FurniturePart

LONGEST = 160
"""Longest line, in characters, that is looked at as furniture."""


def _rules(scope: str) -> list[tuple[str, re.Pattern[str]]]:
    return [(row.kind, re.compile(row.pattern)) for row in load(Furniture, "furniture") if row.scope == scope]


def _parts(scope: str) -> re.Pattern[str]:
    rows = [row for row in load(FurniturePart, "furniture_parts") if row.scope == scope]
    return re.compile("|".join(f"(?:{row.pattern})" for row in rows))


_LINE = _rules("line")
_TAIL = _rules("tail")
_START = _parts("start")
_END = re.compile(f"(?:{_parts('end').pattern})+[ \u3000]*$")


def furniture_kind(line: str) -> str | None:
    """Kind of furniture that a whole line is, or None."""
    if len(line) > LONGEST:
        return None
    return next((kind for kind, pattern in _LINE if pattern.fullmatch(line)), None)


def tail_kind(line: str) -> str | None:
    """Kind of the furniture that starts with this line and goes on to the end, or None."""
    return next((kind for kind, pattern in _TAIL if pattern.fullmatch(line)), None)


def start_of_body(line: str) -> int:
    """Length of the dateline or byline at the start of a paragraph."""
    position = 0
    while match := _START.match(line, position):
        if match.end() == position:
            break
        position = match.end()
    return position


def end_of_body(line: str) -> int:
    """Where the credit, editor's name and the like at the end of a paragraph begin."""
    tail = line[-200:]
    match = _END.search(tail)
    return len(line) - len(tail) + match.start() if match else len(line)
