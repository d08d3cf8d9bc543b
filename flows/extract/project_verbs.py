"""The verbs that tell a project's status, before and after its name."""

from __future__ import annotations

import re
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from flows.reference import load
from flows.reference.project_tables import StatusVerb

_VERBS = load(StatusVerb, "project_status_verbs")
_BEFORE = {row.word: row for row in _VERBS if row.position in ("before", "both")}
_AFTER = {row.word: row for row in _VERBS if row.position in ("after", "both")}
_BEFORE_LIST, _AFTER_LIST = list(_BEFORE), list(_AFTER)
_BEFORE_AUTOMATON = AhoCorasick(_BEFORE_LIST, matchkind=MatchKind.LeftmostLongest)
_AFTER_AUTOMATON = AhoCorasick(_AFTER_LIST, matchkind=MatchKind.LeftmostLongest)
_REACH = 60
_CLAUSE_END = re.compile(r"[，。；！？\n]")
_CLAUSE_START = re.compile(r".*[，。；！？\n]", re.DOTALL)
_FUTURE = re.compile(r"(?:将|要|拟|计划|预计|力争|争取|有望|建议|应)(?!近|求|素)")


class Verb(NamedTuple):
    """A verb that governs a project.

    Attributes:
        word: as written.
        status: what it tells, the mood of its clause included (将建设 is planned).
        distance: characters between the verb and the name.
        builds: it says that something is set up, built or opened.
    """

    word: str
    status: str
    distance: int
    builds: bool


def verb_before(text: str, start: int) -> Verb | None:
    """The last status verb before the name in its clause."""
    low = max(0, start - _REACH)
    if found := _CLAUSE_START.match(text, low, start):
        low = found.end()
    verbs = _BEFORE_AUTOMATON.find_matches_as_indexes(text[low:start])
    if not verbs:
        return None
    k, at, end = verbs[-1]
    row = _BEFORE[_BEFORE_LIST[k]]
    status = row.status
    if status in ("under_construction", "operating") and _FUTURE.search(text, max(low, low + at - 8), low + at):
        status = "planned"
    elif status in ("planned", "under_construction") and text[low + end : low + end + 1] == "了":
        status = "commissioned"
    return Verb(row.word, status, start - low - end, row.builds)


def verb_after(text: str, end: int) -> Verb | None:
    """The first status verb after the name in its clause."""
    high = min(len(text), end + _REACH)
    if found := _CLAUSE_END.search(text, end, high):
        high = found.start()
    verbs = _AFTER_AUTOMATON.find_matches_as_indexes(text[end:high])
    if not verbs:
        return None
    k, at, _ = verbs[0]
    row = _AFTER[_AFTER_LIST[k]]
    status = row.status
    if status in ("commissioned", "operating", "under_construction") and _FUTURE.search(text, end, end + at):
        status = "planned"
    return Verb(row.word, status, at, row.builds)
