"""The verbs that tell a project's status, before and after its name."""

from __future__ import annotations

import re
from typing import Final

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from flows.extract.project_cues import cue
from flows.reference import load
from flows.reference.project_tables import StatusVerb

_VERBS: Final = load(StatusVerb, "project_status_verbs")
_BEFORE: Final = {row.word: row for row in _VERBS if row.position == "before"}
_AFTER: Final = {row.word: row for row in _VERBS if row.position == "after"}
_BEFORE_LIST: Final = list(_BEFORE)
_AFTER_LIST: Final = list(_AFTER)
_BEFORE_AUTOMATON: Final = AhoCorasick(
    _BEFORE_LIST, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA
)
_AFTER_AUTOMATON: Final = AhoCorasick(
    _AFTER_LIST, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA
)
REACH: Final = 60
"""Characters between a name and a verb at most."""
_CLAUSE_END: Final = re.compile(r"[，。；！？\n]")
_CLAUSE_START: Final = re.compile(r".*[，。；！？\n]", re.DOTALL)
_SENTENCE_START: Final = re.compile(r".*[。！？\n]", re.DOTALL)
_MEASURED: Final = re.compile(cue("measured"))
_SENTENCE_END: Final = re.compile(r"[。！？\n]")
_FUTURE: Final = re.compile(rf"将(?!军)|(?<![主重需必首只想])要(?![求素塞])|应(?![用急对])|{cue('future')}")
_LINK: Final = re.compile(rf"，(?:{cue('link')}|\d{{4}}年)")
_LISTED: Final = re.compile(rf"{cue('introduction')}[^。；\n]{{0,60}}$")
_HYPOTHETICAL: Final = re.compile(rf"{cue('finish')}*{cue('hypothetical')}")
_UNDER_WAY: Final = re.compile(cue("underway"))


_STARTED: Final = re.compile(
    rf"(?:[在于][^，。；：！？\n]{{1,8}}?|{cue('adverb')})*启动(?:实施|以来|仪式|[一二三四五六七八九十两半\d]|[，。；！\n])"
)


class Verb:
    """A verb that governs a project.

    Attributes:
        word: as written.
        status: what it tells, the mood of its clause included (将建设 is planned).
        distance: characters between the verb and the name.
        builds: it says that something is set up, built or opened.
        future: its clause speaks of what is to come.
    """

    __slots__ = ("builds", "distance", "future", "status", "word")

    def __init__(self, word: str, status: str, distance: int, builds: bool, future: bool) -> None:
        self.word = word
        self.status = status
        self.distance = distance
        self.builds = builds
        self.future = future


def verb_before(text: str, start: int) -> Verb | None:
    """The last status verb before the name in its clause."""
    low = max(0, start - REACH)
    if found := _CLAUSE_START.match(text, low, start):
        low = found.end()
    verbs = _BEFORE_AUTOMATON.find_matches_as_indexes(text[low:start])
    if not verbs:
        return None
    k, at, end = verbs[-1]
    row = _BEFORE[_BEFORE_LIST[k]]
    status = row.status
    future = _FUTURE.search(text, max(low, low + at - 8), low + at) is not None
    done = text.startswith("了", low + end) or row.word.endswith("了")
    if future and row.builds and status != "signed" and not _UNDER_WAY.search(row.word):
        status = "planned"
    elif done and status in ("planned", "under_construction") and not _UNDER_WAY.search(row.word):
        status = "commissioned"
    return Verb(row.word, status, start - low - end, row.builds, future)


def verb_after(text: str, end: int) -> Verb | None:
    """The first status verb after the name in its clause, or in the next where that goes on about the name."""
    high = min(len(text), end + REACH)
    if found := _CLAUSE_END.search(text, end, high):
        if _LINK.match(text, found.start(), high) and (next_end := _CLAUSE_END.search(text, found.end(), high)):
            found = next_end
        high = found.start()
    verbs = _AFTER_AUTOMATON.find_matches_as_indexes(text[end:high])
    if not verbs:
        return None
    k, at, stop = verbs[0]
    row = _AFTER[_AFTER_LIST[k]]
    # 建成后, 建成通车对于: said of what is not there yet.
    status = row.status
    if status == "commissioned" and _HYPOTHETICAL.match(text, end + stop):
        status = "unspecified"
    future = _FUTURE.search(text, end, end + at) is not None
    if future and status in ("commissioned", "operating", "under_construction") and not _UNDER_WAY.search(row.word):
        status = "planned"
    return Verb(row.word, status, at, row.builds, future)


def starts(text: str, end: int) -> bool:
    """Whether a programme that ends at `end` is said to start: 近日在某地启动."""
    return _STARTED.match(text, end) is not None


def spoken_of(text: str, start: int, end: int) -> bool:
    """Whether the sentence around `[start, end)` says that something is built, opened or measured."""
    low, high = max(0, start - REACH), min(len(text), end + REACH)
    if found := _SENTENCE_START.match(text, low, start):
        low = found.end()
    if stop := _SENTENCE_END.search(text, end, high):
        high = stop.start()
    if _MEASURED.search(text, end, high):
        return True
    before = _BEFORE_AUTOMATON.find_matches_as_indexes(text[low:start])
    after = _AFTER_AUTOMATON.find_matches_as_indexes(text[end:high])
    return any(_BEFORE[_BEFORE_LIST[k]].builds for k, _, _ in before) or any(
        _AFTER[_AFTER_LIST[k]].builds for k, _, _ in after
    )


def verb_around(text: str, start: int, *, beyond: bool) -> Verb | None:
    """The nearest word before the name's clause that tells a status.

    Args:
        text: the text, the names of projects blanked out.
        start: start of the name.
        beyond: look in the sentence before, too.
    """
    low = max(0, start - 5 * REACH)
    if found := _SENTENCE_START.match(text, low, start):
        if not beyond or start - found.end() > REACH:
            low = found.end()
        elif (previous := _SENTENCE_START.match(text, low, found.end() - 1)) is not None:
            low = previous.end()
    if _LISTED.search(text, low, start):
        planned = [
            (start - low - e, _BEFORE[_BEFORE_LIST[k]])
            for k, _, e in _BEFORE_AUTOMATON.find_matches_as_indexes(text[low:start])
        ]
        if planned and (row := planned[-1][1]).builds:
            return Verb(row.word, row.status, planned[-1][0], row.builds, False)
    verbs = _AFTER_AUTOMATON.find_matches_as_indexes(text[low:start])
    near = [(start - low - e, _AFTER[_AFTER_LIST[k]]) for k, _, e in verbs if _AFTER[_AFTER_LIST[k]].builds]
    if near:
        distance, row = near[-1]
        return Verb(row.word, row.status, distance, row.builds, False)
    return None
