"""Whether a figure is reached, aimed at or planned."""

from __future__ import annotations

import re

from flows.extract.measures import Measure
from flows.extract.words import alternation
from flows.reference import load
from flows.reference.figure_tables import StatusTerm

_ROWS = load(StatusTerm, "status_terms")
_BEFORE = {row.term: row for row in _ROWS if row.position == "before" and row.reach != "order"}
_CLASS = re.compile(alternation(row.term for row in _ROWS if row.reach == "order"))
_AFTER = {reach: alternation(row.term for row in _ROWS if row.position == "after" and row.reach == reach) for reach in ("clause", "size")}
_CUE = re.compile(f"(?<![长加升降减少高大])到(?P<year>20[0-9]{{2}})年|{alternation(_BEFORE)}(?![”》])")
_AIM = re.compile(f"[^，。；：]{{0,6}}?{_AFTER['clause']}")
_WORK = re.compile(_AFTER["size"])
_AIMED = frozenset(("money", "share", "ratio", "change_rate"))
_SIZES = frozenset(("money", "mass", "power", "energy", "area", "length", "volume", "data"))


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
    if measure.qualifier == "order" and measure.rule == "order" and _CLASS.search(text, clause, measure.start):
        return "target"
    status, is_firm = "actual", False
    for cue in _CUE.finditer(text, floor, measure.start):
        if cue["year"]:
            if year is None or int(cue["year"]) > year:
                status, is_firm = "target", False
            continue
        row = _BEFORE[cue[0]]
        if row.reach == "clause" and (
            is_firm
            or cue.start() < clause
            or (change != "level" and cue.end() == measure.start)
            or "”" in text[cue.end() : measure.start - 1]
        ):
            continue
        if row.reach == "work" and (cue.start() < clause or measure.dimension not in _SIZES or change != "level"):
            continue
        if row.reach == "size" and measure.dimension not in _SIZES:
            continue
        status, is_firm = row.status, row.status == "actual"
    if status != "target" and measure.dimension in _AIMED and _AIM.match(text, measure.end):
        return "target"
    if status == "actual" and not is_firm and measure.dimension in _SIZES and _WORK.match(text, measure.end):
        return "planned"
    return status
