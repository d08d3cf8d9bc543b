"""Cheap tests that spare most heads the search for the name before them."""

from __future__ import annotations

import re
from typing import Final

from ahocorasick_rs import AhoCorasick, Implementation

from flows.extract.project_cues import cue, cue_words
from flows.extract.project_edges import WINDOW
from flows.extract.project_heads import Head
from flows.extract.project_verbs import REACH
from flows.extract.words import Endings
from flows.reference import load
from flows.reference.project_tables import ProjectBlocker, ProjectContent, ProjectStop, StatusVerb

LONGEST: Final = 42
"""Characters of a name at most."""
_JOINT_REACH: Final = 12
"""Characters between two names of a list at most."""
_BOOK: Final = 40
_VERBS: Final = load(StatusVerb, "project_status_verbs")


def _builders(position: str, *more: str) -> AhoCorasick:
    words = [row.word for row in _VERBS if row.builds and row.position == position]
    return AhoCorasick([*words, *more], implementation=Implementation.DFA)


def blockers() -> dict[str, list[str]]:
    """Words that no name holds, by kind of head, `` for the kinds that have none of their own."""
    always = ("battle", "war", "crime", "contract")
    reasons = {"generic": (*always, "sport"), "programme": (*always, "abstract"), "": always}
    rows = load(ProjectBlocker, "project_blockers")
    return {kind: [row.word for row in rows if row.reason in told] for kind, told in reasons.items()}


_BUILT_BEFORE: Final = _builders("before")
_BUILT_AFTER: Final = _builders("after", *cue_words("measured"))
_GOVERNS: Final = AhoCorasick([row.word for row in load(ProjectStop, "project_stops") if row.kind == "govern"])
_BLOCKED: Final = {kind: tuple(words) for kind, words in blockers().items()}
_BLOCKED_REACH: Final = max(len(word) for words in _BLOCKED.values() for word in words)
_VERBS_BEFORE: Final = Endings(
    row.word
    for row in load(ProjectStop, "project_stops")
    if len(row.word) > 1 and row.kind in ("hard", "govern", "first")
)
"""Words that end a name: right before a head they leave nothing of it."""
_PURPOSES: Final = tuple(row.word for row in load(ProjectContent, "project_content_words") if row.type == "programme")
_PURPOSE_REACH: Final = max(map(len, _PURPOSES))
_OWNERS: Final = tuple(f"{word}的" for word in cue_words("company"))
_BUILT_ONLY: Final = frozenset(("venue", "placed", "named"))
"""Kinds of heads that name a project only where its building is spoken of, or in a list."""
LISTS_ON: Final = frozenset("”’、和与及以，等")
"""Characters with which a list goes on behind a name."""
_QUOTES: Final = frozenset("“‘”’）》")
_PLAN: Final = "计划"
_SENTENCE: Final = re.compile(r"[^。！？\n]*")
_COUNTS: Final = frozenset("0123456789一二两三四五六七八九十")
_COUNT_AFTER: Final = re.compile(
    rf"{cue('count_verb')}*(?:\d[\d,.]*[万亿千百]?[余多]?|[一二两三四五六七八九十])(?:[个家座条处项所](?!子)|亩)"
)
_STARTS_COUNT: Final = frozenset((*_COUNTS, *(word[0] for word in cue_words("count_verb"))))


def is_counted(text: str, end: int) -> bool:
    """Whether a count of what ends at `end` follows: 养殖基地|120个."""
    return text[end : end + 1] in _STARTS_COUNT and _COUNT_AFTER.match(text, end) is not None


def in_title(text: str, position: int) -> bool:
    """Whether a book mark is open at a position."""
    low = max(0, position - _BOOK)
    opened = text.rfind("《", low, position)
    return opened >= 0 and opened > text.rfind("》", low, position)


def may_name(text: str, head: Head, gap_before: int, gap_after: int) -> bool:
    """Whether a name may end in the head, as far as the words around tell without a search for its start.

    Args:
        text: the text.
        head: a free head.
        gap_before: characters between the name before and the head.
        gap_after: characters between the head and the next one.
    """
    start, end, kind = head.start, head.end, head.kind
    if text[end : end + 1] == "》" or in_title(text, start):
        return False
    if text.endswith(_BLOCKED.get(kind, _BLOCKED[""]), max(0, start - _BLOCKED_REACH), start):
        return False
    if kind == "programme":
        return not head.noun.endswith(_PLAN) or _is_launched(text, start)
    if _VERBS_BEFORE.start(text, start) < start:
        return False
    if kind not in _BUILT_ONLY:
        return True
    listed = gap_before <= LONGEST + _JOINT_REACH or (
        text[end : end + 1] in LISTS_ON and (gap_after <= LONGEST + _JOINT_REACH or text[end] == "等")
    )
    return listed or _is_built(text, start, end, kind)


def _is_launched(text: str, start: int) -> bool:
    """Whether a plan's purpose, quotation mark or launch stands before its head."""
    if text.endswith(_PURPOSES, max(0, start - _PURPOSE_REACH), start):
        return True
    window = text[max(0, start - WINDOW) : start]
    return "“" in window or "‘" in window or bool(_GOVERNS.find_matches_as_indexes(window))


def _is_built(text: str, start: int, end: int, kind: str) -> bool:
    """Whether a verb of building stands near a head, or the name may be owned or part of a line."""
    window = text[max(0, start - WINDOW - REACH) : start]
    if kind == "named" and (
        "段" in text[end : end + 12] or "区" in text[end : end + 6] or any(o in window for o in _OWNERS)
    ):
        return True
    found = _SENTENCE.match(window[::-1])
    sentence = window[len(window) - found.end() :] if found else window
    if _BUILT_BEFORE.find_matches_as_indexes(sentence):
        return True
    ahead = _SENTENCE.match(text, end, end + REACH + 14)
    return bool(ahead and _BUILT_AFTER.find_matches_as_indexes(ahead[0]))
