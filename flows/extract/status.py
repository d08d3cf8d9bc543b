"""Whether a figure is reached, aimed at or planned."""

from __future__ import annotations

import re
from operator import itemgetter

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from flows.extract.lexicon import trie
from flows.extract.measure import Measure
from flows.reference import load
from flows.reference.figure_tables import StatusTerm

_ROWS = load(StatusTerm, "status_terms")
_BEFORE = {row.term: row for row in _ROWS if row.position == "before" and row.reach != "order"}
_CLASS = re.compile(trie(row.term for row in _ROWS if row.reach == "order"))
_AFTER = {
    reach: trie(row.term for row in _ROWS if row.position == "after" and row.reach == reach)
    for reach in ("clause", "size")
}
_TERMS = list(_BEFORE)
_ROW_OF = list(_BEFORE.values())
_ENDS_OF = [frozenset(f"”》{row.veto}") for row in _ROW_OF]
"""Characters of which none may follow the term: it is the end of a name, or another word, then."""
_CUES = AhoCorasick(_TERMS, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA)
_YEAR = re.compile("到(?<![长加升降减少高大]到)(20[0-9]{2})年")
_BY = "到20"
_AIM = re.compile(f"[^，。；：、]{{0,12}}?{_AFTER['clause']}")
_WORK = re.compile(_AFTER["size"])
_AIMED = frozenset(("money", "share", "ratio", "change_rate"))
_SIZES = frozenset(("money", "mass", "power", "energy", "area", "length", "volume", "data"))


_Cue = tuple[int, int, int, StatusTerm | None]
"""A cue found: its span, and the year of 到2030年 or the table's row."""


class Statuses:
    """The cues of an article's text, read sentence by sentence.

    Args:
        text: the text.
        year: year of publication.
    """

    __slots__ = ("_cues", "_text", "_year")

    def __init__(self, text: str, year: int | None) -> None:
        self._text = text
        self._year = year
        self._cues: list[_Cue] = []

    def enter(self, floor: int, stop: int) -> None:
        """Read the cues of the sentence that starts at `floor`."""
        text = self._text
        cues: list[_Cue] = [
            (floor + start, floor + end, 0, _ROW_OF[term])
            for term, start, end in _CUES.find_matches_as_indexes(text[floor:stop])
            if text[floor + end : floor + end + 1] not in _ENDS_OF[term]
        ]
        if text.find(_BY, floor, stop) >= 0:
            cues.extend((m.start(), m.end(), int(m[1]), None) for m in _YEAR.finditer(text, floor, stop))
            cues.sort(key=itemgetter(0))
        self._cues = cues

    def of(self, measure: Measure, change: str, clause: int, *, is_review: bool) -> str:
        """`actual`, `target` or `planned`, by the last cue before the figure in its sentence.

        Args:
            measure: the expression.
            change: its growth: what a figure is compared with is no aim.
            clause: start of its clause.
            is_review: whether its section tells of a year that is over: what was built then is there.
        """
        text, start = self._text, measure.start
        is_size = measure.dimension in _SIZES and not is_review
        if measure.rule == "order" and _CLASS.search(text, clause, start):
            return "target"
        status, is_firm = "actual", False
        for cue_start, cue_end, year, row in self._cues:
            if cue_start >= start:
                break
            if row is None:
                if self._year is None or year > self._year:
                    status, is_firm = "target", False
                continue
            if row.reach == "clause" and (is_firm or cue_start < clause or "”" in text[cue_end : start - 1]):
                continue
            if row.reach == "work" and (cue_start < clause or not is_size or change != "level"):
                continue
            if row.reach == "size" and not is_size:
                continue
            status, is_firm = row.status, row.status == "actual"
        if status != "target" and measure.dimension in _AIMED and _AIM.match(text, measure.end):
            return "target"
        if status == "actual" and not is_firm and is_size and _WORK.match(text, measure.end):
            return "planned"
        return status
