"""Nouns that speak: documents, meetings, organisations and unnamed people as the subject of a reporting clause."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from flows.extract.adverbials import circumstance_openings, skippable, strip_right
from flows.extract.frame_words import frame_words
from flows.extract.lexicon import trie
from flows.extract.organisations import countries, find_organisations, organisation_endings, regions
from flows.extract.titles import title_patterns, without_openers
from flows.extract.words import Endings
from flows.reference import load
from flows.reference.quote_tables import ClauseVerb, SpeakerNoun

_NO_NOUN_START: Final = "对就把将为以从在给"
_LONGEST_NOUN: Final = 40
_LONGEST_SIDE: Final = 12
_LONGEST_DEPARTMENT: Final = 18


@dataclass(slots=True, eq=False)  # cheaper to make and read than a named tuple
class Subject:
    """A speaker as a clause names it.

    Attributes:
        kind: `person`, `people` (several), `organisation`, `document`, `meeting`, `unnamed`, `data`, `pronoun`,
            `surname` (王书记) or `deictic` (该负责人).
        start: where the naming begins, description and openers included.
        name_start, name_end: the name or noun itself.
        title_after: title directly after the name.
        circumstance: what stands between the name and the cue, as span.
        certainty: how sure the form alone makes, in (0, 1].
    """

    kind: str
    start: int
    name_start: int
    name_end: int
    title_after: str
    circumstance: tuple[int, int]
    certainty: float


@cache
def _clause_words() -> re.Pattern[str]:
    """What stands in clauses, not in the names of documents and bodies."""
    return re.compile(f"[了把给]|将(?!军|来)|{trie(row.verb for row in load(ClauseVerb, 'clause_verbs'))}")


@cache
def _nouns() -> dict[str, Endings]:
    words: dict[str, list[str]] = {}
    for row in load(SpeakerNoun, "speaker_nouns"):
        words.setdefault(row.kind, []).append(row.noun)
    return {kind: Endings(found) for kind, found in words.items()}


@cache
def _noun_lasts() -> frozenset[str]:
    """Last characters of the nouns of documents, meetings and data, for a quick look."""
    return frozenset(row.noun[-1] for row in load(SpeakerNoun, "speaker_nouns") if row.kind != "side")


def noun_phrase_end(text: str, start: int, end: int) -> int:
    """End of the noun phrase that a clause consists of, without adverbs and 中."""
    end = strip_right(text, start, end)
    while end > start and text[end - 1] in "中里内上":
        end = strip_right(text, start, end - 1)
    return end


def is_medium(title: str) -> bool:
    """Whether a title in 《》 is the name of a paper or station."""
    name = title.strip("《》")
    if name.endswith(tuple(frame_words("medium_title"))):
        return True
    if name.endswith("报") and _nouns()["document"].start(name, len(name)) == len(name):
        return True  # 《长河导报》, not 《公报》
    return organisation_endings().start(name, len(name)) < len(name)


def parse_document(text: str, start: int, end: int) -> Subject | None:
    """The document that the phrase `text[start:end]` names (在今天的工作报告中)."""
    np_end = noun_phrase_end(text, start, end)
    np_start = without_openers(text, start, np_end)
    if text[np_start : np_start + 1] == "在":
        np_start = without_openers(text, np_start + 1, np_end)
    subject = noun_subject(text, start, np_start, np_end, end)
    return subject if subject and subject.kind == "document" else None


def noun_before_circumstance(text: str, start: int, np_start: int, end: int) -> Subject | None:
    """A noun as subject with a circumstance between it and the cue."""
    for match in circumstance_openings().finditer(text, np_start + 2, end):
        if skippable(text, match.start(), end):
            stop = strip_right(text, np_start, match.start())
            if found := noun_subject(text, start, np_start, stop, end):
                return replace(found, circumstance=(match.start(), end))
    return None


def noun_subject(text: str, start: int, np_start: int, np_end: int, end: int) -> Subject | None:
    """The noun `text[np_start:np_end]` as the subject of the clause `text[start:end]`; None where it can't speak."""
    ending = _nouns()
    if ending["side"].start(text, np_end, np_start) == np_start < np_end:
        return Subject("organisation", start, np_start, np_end, "", (np_end, end), 0.8)
    while np_end > np_start and text[np_end - 1] == "）" and (bracket := text.rfind("（", np_start, np_end)) > np_start:
        np_end = strip_right(text, np_start, bracket)
    if (
        np_end - np_start > _LONGEST_NOUN
        or np_end <= np_start
        or (
            text[np_start] in _NO_NOUN_START
            and not countries().end(text, np_start, np_end) > np_start
            and ending["side"].start(text, np_end, np_start) > np_start + 1
        )
    ):
        return None
    head = text.rfind("的", np_start, np_end) + 1 or np_start
    rest = (np_end, end)
    opening = text.rfind("《", np_start, np_end) if text[np_end - 1] == "》" else -1
    if opening < 0 and _clause_words().search(text, head, np_end):
        return None
    if opening >= 0:
        kind = "organisation" if is_medium(text[opening:np_end]) else "document"
        return Subject(kind, start, opening, np_end, "", rest, 0.9)
    for kind in ("document", "meeting", "data") if text[np_end - 1] in _noun_lasts() else ():
        noun = ending[kind].start(text, np_end, np_start)
        if noun < np_end:
            return Subject(kind, start, np_start, np_end, "", rest, 0.85)
    t = title_patterns()
    plural = np_end - 1 if text[np_end - 1] == "们" else np_end
    if t.common.start(text, plural, np_start) < plural or t.common.start(text, np_end, np_start) < np_end:
        return Subject("unnamed", start, np_start, np_end, "", rest, 0.85)
    longest = _LONGEST_DEPARTMENT if text.endswith("部门", np_start, np_end) else _LONGEST_SIDE
    is_side = ending["side"].start(text, np_end, np_start) < np_end and np_end - np_start <= longest
    if is_side and text[np_start] not in "同与和跟向":
        return Subject("organisation", start, np_start, np_end, "", rest, 0.8)
    if regions().end(text, np_start, np_end) == np_end:
        return Subject("organisation", start, np_start, np_end, "", rest, 0.8)
    organisation = organisation_endings().start(text, np_end, np_start)
    if organisation == np_end:
        return None
    if np_end - np_start > 2 and organisation == np_start:
        return Subject("organisation", start, np_start, np_end, "", rest, 0.85)
    found = find_organisations(text[np_start:np_end])
    if found and found[-1][1] == np_end - np_start:
        return Subject("organisation", start, np_start + found[-1][0], np_end, "", rest, 0.85)
    return None
