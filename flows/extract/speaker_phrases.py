"""Who speaks: the subject of a reporting clause, as written."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from flows.extract.adverbials import circumstance_openings, skippable, strip_right
from flows.extract.frame_words import frame_words
from flows.extract.lexicon import trie
from flows.extract.names import is_nearly_transcribed, is_word, name_ends, name_strength
from flows.extract.organisations import countries, find_organisations, organisation_endings, regions
from flows.extract.titles import description_start, title_patterns, title_start, without_openers
from flows.extract.words import Endings
from flows.reference import load
from flows.reference.quote_tables import ClauseVerb, SpeakerNoun
from flows.text.passage import Span

_NO_NOUN_START = "对就把将为以从在给"
_LISTED = re.compile("[、和与]")
_NAME_LIST = re.compile(r"(?:[\u3400-\u9fff·]{2,12}[、和与]){1,4}[\u3400-\u9fff·]{2,16}")
_PRONOUN = re.compile(r"(?:他们|她们|他|她)(?![国人乡日])")
_PRONOUN_THEN = re.compile(r"(?<=[时后间际中上])(他们|她们|他|她)(?![国人乡日])")
_DEICTIC = re.compile(r"(?:该|上述|这位|这名|那位|前述)(?=[\u3400-\u9fff])")
_SHORT_NOUN = 3
_SHORT_CLAUSE = 16
_LONGEST_NOUN = 40
_LONGEST_SIDE = 12
_LONGEST_DEPARTMENT = 18
_DESCRIPTION_BEFORE = 60
"""How far, in characters, a description may reach back before the clause that ends it."""


class Subject(NamedTuple):
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


def parse_subject(text: str, start: int, end: int) -> Subject | None:
    """The subject of the clause `text[start:end]`, which ends where the cue begins; None where it names no speaker."""
    if start >= end:
        return None
    if end - start > _SHORT_CLAUSE:
        return _parse(text, start, end, title_patterns().anywhere.spans(text, start, end))
    titles, subject = _parse_alone(text[start:end])
    if titles:
        return _parse(text, start, end, [(start + first, start + last) for first, last in titles])
    if subject is None:
        return None
    kind, _, name_start, name_end, title_after, (first, last), certainty = subject
    return Subject(
        kind, start, name_start + start, name_end + start, title_after, (first + start, last + start), certainty
    )


@lru_cache(maxsize=1 << 14)
def _parse_alone(clause: str) -> tuple[list[Span], Subject | None]:
    """The titles of a clause, and its subject if there are none; without one nothing around the clause matters."""
    titles = title_patterns().anywhere.spans(clause)
    return titles, None if titles else _parse(clause, 0, len(clause), titles)


def _parse(text: str, start: int, end: int, titles: list[Span]) -> Subject | None:
    opened = without_openers(text, start, end)
    if person := _person_after_title(text, start, end, titles) or _person_before_title(
        text, start, opened, end, titles
    ):
        return person
    if _LISTED.search(text, opened, end) and (people := _several_names(text, start, opened, end)):
        return people
    if pronoun := _pronoun(text, start, opened, end):
        return pronoun
    np_end = _noun_phrase_end(text, start, end)
    if opened >= np_end:
        return None
    if deictic := _deictic(text, start, opened, np_end, end):
        return deictic
    bare = _bare_name(text, start, opened, end)
    if bare and bare.name_end < np_end and name_strength(text[bare.name_start : bare.name_end]) == 2:
        return bare  # 张伟在报告中: the report is a circumstance
    noun = _noun_subject(text, start, opened, np_end, end)
    if noun and noun.kind == "meeting" and "在" in text[opened + 2 : np_end]:
        said_at = _noun_before_circumstance(text, start, opened, end)
        if said_at and said_at.kind in ("unnamed", "organisation"):
            return said_at  # 某国代表在会议上: the meeting is a circumstance
    return noun or bare or _noun_before_circumstance(text, start, opened, end)


def _pronoun(text: str, start: int, opened: int, end: int) -> Subject | None:
    """他, at the beginning or after the circumstance in which he speaks (在参观纪念馆时他表示)."""
    if (match := _PRONOUN.match(text, opened, end)) and skippable(text, match.end(), end):
        return Subject("pronoun", start, opened, match.end(), "", (match.end(), end), 0.9)
    if text[opened : opened + 1] == "在" and (match := _PRONOUN_THEN.search(text, opened + 3, end)):
        if skippable(text, match.end(1), end):
            return Subject("pronoun", start, match.start(1), match.end(1), "", (opened, match.start(1)), 0.9)
    return None


def _person_after_title(text: str, start: int, end: int, titles: list[Span]) -> Subject | None:
    after_name = title_patterns().after
    for _, title_end in titles:
        at = title_end
        while at < end and text[at] in " 　的":
            at += 1
        ends = name_ends(text, at, end)
        if text[at - 1] == "的":  # 书记的殷殷期许: a word, no name
            ends = [name_end for name_end in ends if not is_word(text[at:name_end])]
        for name_end, manner in _tries(text, at, ends, end):
            after = after_name.match(text, name_end, end)
            for rest in (after.end(), name_end) if after else (name_end,):
                if skippable(text, rest, end, manner):
                    begin = description_start(text, title_end, max(0, start - _DESCRIPTION_BEFORE))
                    title = text[name_end:rest]
                    return Subject("person", min(begin, start), at, name_end, title, (rest, end), 0.95)
    return _unusual_name(text, start, titles[-1][1], end) if titles else None


def _tries(text: str, start: int, ends: list[int], limit: int) -> list[tuple[int, bool]]:
    """Ends of a name to try, first with nothing unknown after it; then with a manner (in 地), known words first."""
    tries = [(end, False) for end in ends]
    if text[limit - 1] not in "地着":
        return tries
    loose = sorted(ends, key=lambda end: (not is_word(text[end : limit - 1]), ends.index(end)))
    return tries + [(end, True) for end in loose]


def _unusual_name(text: str, start: int, at: int, end: int) -> Subject | None:
    """A foreign name with a rare character, right between a title and the cue."""
    for name_end in range(at + 3, min(end, at + 8) + 1):
        if skippable(text, name_end, end):
            name = text[at:name_end]
            if not is_nearly_transcribed(name) or is_word(name) or organisation_endings().start(name, len(name)) == 0:
                return None
            described = description_start(text, at, max(0, start - _DESCRIPTION_BEFORE))
            if text[max(described, start) - 1] in "向对同与给" and described > start:
                return None
            begin = min(described, start)
            return Subject("person", begin, at, name_end, "", (name_end, end), 0.7)
    return None


def _several_names(text: str, start: int, opened: int, end: int) -> Subject | None:
    """Several people who say the same."""
    match = _NAME_LIST.match(text, opened, end)
    if not match:
        return None
    parts = re.split("[、和与]", match[0])
    last = match.start() + match[0].rindex(parts[-1])
    if not all(name_strength(part) for part in parts[:-1]):
        return None
    for name_end in name_ends(text, last, end):
        if skippable(text, name_end, end) and max(map(name_strength, parts[:-1])) == 2:
            return Subject("people", start, opened, name_end, "", (name_end, end), 0.75)
    return None


def _person_before_title(text: str, start: int, opened: int, end: int, titles: list[Span]) -> Subject | None:
    p = title_patterns()
    stops = {begin + length for begin in (start, opened) for length in (1, 2, 3)}
    stops.update(first for first, _ in titles)
    for stop in sorted(stops):
        match = p.after.match(text, stop, end) if stop < end and text[stop] in p.after_firsts else None
        if match is None:
            continue
        title, rest = match[0], match.end()
        if len(title) == 1 and (stop - opened != 1 or strip_right(text, rest, end) > rest):
            continue  # 张工说, but not 经济工作会议
        for begin in {start, min(opened, stop)}:
            name = text[begin:stop]
            if name_strength(name) and skippable(text, rest, end):
                return Subject("person", start, begin, stop, title, (rest, end), 0.95)
            if len(name) == 1 and name_strength(name + "某") and skippable(text, rest, end):
                return Subject("surname", start, begin, stop, title, (rest, end), 0.9)
    return None


def _bare_name(text: str, start: int, opened: int, end: int) -> Subject | None:
    for begin in dict.fromkeys((start, opened)):
        ends = name_ends(text, begin, end)
        for name_end, manner in _tries(text, begin, ends, end):
            if skippable(text, name_end, end, manner):
                strength = name_strength(text[begin:name_end])
                return Subject("person", start, begin, name_end, "", (name_end, end), 0.45 + 0.2 * strength)
    return None


def _noun_phrase_end(text: str, start: int, end: int) -> int:
    """End of the noun phrase that a clause consists of, without adverbs and 中."""
    end = strip_right(text, start, end)
    while end > start and text[end - 1] in "中里内上":
        end = strip_right(text, start, end - 1)
    return end


def _deictic(text: str, start: int, opened: int, np_end: int, end: int) -> Subject | None:
    """该负责人, or an organisation such as 该公司."""
    deictic = _DEICTIC.match(text, opened, np_end)
    if deictic is None:
        return None
    if title_start(text, np_end, deictic.end()) == deictic.end():
        return Subject("deictic", start, opened, np_end, "", (np_end, end), 0.8)
    if np_end - deictic.end() <= _SHORT_NOUN:
        return Subject("organisation", start, opened, np_end, "", (np_end, end), 0.7)
    return None


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
    np_end = _noun_phrase_end(text, start, end)
    np_start = without_openers(text, start, np_end)
    if text[np_start : np_start + 1] == "在":
        np_start = without_openers(text, np_start + 1, np_end)
    subject = _noun_subject(text, start, np_start, np_end, end)
    return subject if subject and subject.kind == "document" else None


def _noun_before_circumstance(text: str, start: int, np_start: int, end: int) -> Subject | None:
    """A noun as subject with a circumstance between it and the cue."""
    for match in circumstance_openings().finditer(text, np_start + 2, end):
        if skippable(text, match.start(), end):
            stop = strip_right(text, np_start, match.start())
            if found := _noun_subject(text, start, np_start, stop, end):
                return found._replace(circumstance=(match.start(), end))
    return None


def _noun_subject(text: str, start: int, np_start: int, np_end: int, end: int) -> Subject | None:
    ending = _nouns()
    if ending["side"].start(text, np_end, np_start) == np_start < np_end:
        return Subject("organisation", start, np_start, np_end, "", (np_end, end), 0.8)
    while np_end > np_start and text[np_end - 1] == "）" and (bracket := text.rfind("（", np_start, np_end)) > np_start:
        np_end = strip_right(text, np_start, bracket)
    if np_end - np_start > _LONGEST_NOUN or np_end <= np_start or (
        text[np_start] in _NO_NOUN_START
        and not countries().end(text, np_start, np_end) > np_start
        and ending["side"].start(text, np_end, np_start) > np_start + 1
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
    for kind in ("document", "meeting", "data"):
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
