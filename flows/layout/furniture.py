"""Furniture: what a page or a site puts around its articles."""

from __future__ import annotations

import re

from flows.layout.words import person_name
from flows.reference import load
from flows.reference.layout_tables import Furniture, FurniturePart

LONGEST = 160
"""Longest line, in characters, that is looked at as a line of furniture."""


def _line_rules(scope: str) -> re.Pattern[str]:
    rows = [row for row in load(Furniture, "furniture") if row.scope == scope]
    kinds = dict.fromkeys(row.kind for row in rows)
    groups = {kind: "|".join(row.pattern for row in rows if row.kind == kind) for kind in kinds}
    return re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in groups.items()))


def _part_rules(scope: str) -> str:
    return "|".join(f"(?:{row.pattern})" for row in load(FurniturePart, "furniture_parts") if row.scope == scope)


_LINE = _line_rules("line")
_TAIL = _line_rules("tail")
_START = re.compile(_part_rules("start"))
_SIGNATURE = rf"(?<=[。！？”])[（(]{person_name()}(?:[ 、，]+{person_name()}){{0,5}}[)）]"
_END = re.compile(f"(?:{_part_rules('end')}|{_SIGNATURE})+[ \u3000]*$")
_END_LENGTH = 240


def furniture_kind(line: str) -> str | None:
    """Kind of furniture that a whole line is, or None."""
    match = _LINE.fullmatch(line) if len(line) <= LONGEST else None
    return match.lastgroup if match else None


def tail_kind(line: str) -> str | None:
    """Kind of the furniture that starts with this line and goes on to the end, or None."""
    match = _TAIL.fullmatch(line)
    return match.lastgroup if match else None


def start_of_body(line: str) -> int:
    """Length of the dateline or byline at the start of a paragraph."""
    position = 0
    while match := _START.match(line, position):
        if match.end() == position:
            break
        position = match.end()
    return position


def is_led(line: str) -> bool:
    """Whether a paragraph starts with a dateline or byline."""
    return _START.match(line) is not None


def end_of_body(line: str) -> int:
    """Where the credit, editor's name and the like at the end of a paragraph begin."""
    if line[-1] in "。！？”":
        return len(line)
    tail = line[-_END_LENGTH:]
    match = _END.search(tail)
    return len(line) - len(tail) + match.start() if match else len(line)
