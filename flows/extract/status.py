"""Whether a figure is reached, aimed at or planned."""

from __future__ import annotations

import re

from flows.extract.measures import Measure
from flows.extract.words import alternation
from flows.reference import load
from flows.reference.figure_tables import StatusTerm

_ROWS = load(StatusTerm, "status_terms")
_BEFORE = {row.term: row for row in _ROWS if row.position == "before"}
_AFTER = {row.term: row.status for row in _ROWS if row.position == "after"}
_CUE = re.compile(f"到(?P<year>20[0-9]{{2}})年|{alternation(_BEFORE)}")
_LATER = re.compile(f"[^，。；：]{{0,6}}?{alternation(_AFTER)}")
_NO_CAPACITY = frozenset(("count", "duration", "rank", "share", "change_rate"))


def status_of(text: str, measure: Measure, change: str, floor: int, clause: int, year: int | None) -> str:
    """`actual`, `target` or `planned`, by the last cue before the figure in its sentence.

    Args:
        text: the text.
        measure: the expression.
        change: its growth: what a figure is compared with is no aim.
        floor: start of its sentence.
        clause: start of its clause.
        year: year of publication.
    """
    status = "actual"
    for cue in _CUE.finditer(text, floor, measure.start):
        if cue["year"]:
            if year is None or int(cue["year"]) > year:
                status = "target"
            continue
        row = _BEFORE[cue[0]]
        if row.reach == "clause" and (cue.start() < clause or (change != "level" and cue.end() == measure.start)):
            continue
        if row.reach == "money" and measure.dimension != "money":
            continue
        status = row.status
    if status != "target" and _LATER.match(text, measure.end):
        return "target"
    return status
