"""Who speaks: the subject of a reporting clause, as written."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from flows.extract.adverbials import skippable, strip_right
from flows.extract.names import is_nearly_transcribed, is_word, name_ends, name_strength
from flows.extract.organisations import organisation_endings
from flows.extract.speaker_nouns import Subject, noun_before_circumstance, noun_phrase_end, noun_subject
from flows.extract.titles import description_start, title_patterns, title_start, without_openers
from flows.text.passage import Span

_LISTED: Final = re.compile("[、和与]")
_NAME_LIST: Final = re.compile(r"(?:[\u3400-\u9fff·]{2,12}[、和与]){1,4}[\u3400-\u9fff·]{2,16}")
_PRONOUN: Final = re.compile(r"(?:他们|她们|他|她)(?![国人乡日])")
_PRONOUN_THEN: Final = re.compile(r"(?<=[时后间际中上])(他们|她们|他|她)(?![国人乡日])")
_DEICTIC: Final = re.compile(r"(?:该|上述|这位|这名|那位|前述)(?=[\u3400-\u9fff])")
_SHORT_NOUN: Final = 3
_SHORT_CLAUSE: Final = 16
_DESCRIPTION_BEFORE: Final = 60
"""How far, in characters, a description may reach back before the clause that ends it."""


def parse_subject(text: str, start: int, end: int) -> Subject | None:
    """The subject of the clause `text[start:end]`, which ends where the cue begins; None where it names no speaker."""
    if start >= end:
        return None
    if end - start > _SHORT_CLAUSE:
        return _parse(text, start, end, title_patterns().anywhere.spans(text, start, end))
    subject = _parse_alone(text[start:end])
    if subject is None:
        return None
    name_start = subject.name_start + start
    begin = start
    if subject.kind == "person" and name_start > start:
        # the description before a name may reach back before the clause
        title_end = name_start
        while title_end > start and text[title_end - 1] in " 　的":
            title_end -= 1
        if title_end > start:
            begin = min(start, description_start(text, title_end, max(0, start - _DESCRIPTION_BEFORE)))
    first, last = subject.circumstance
    circumstance = (first + start, last + start)
    name_end = subject.name_end + start
    return Subject(subject.kind, begin, name_start, name_end, subject.title_after, circumstance, subject.certainty)


@lru_cache(maxsize=1 << 14)
def _parse_alone(clause: str) -> Subject | None:
    """The subject of a clause; but for a description that reaches back, nothing around the clause matters."""
    return _parse(clause, 0, len(clause), title_patterns().anywhere.spans(clause))


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
    np_end = noun_phrase_end(text, start, end)
    if opened >= np_end:
        return None
    if deictic := _deictic(text, start, opened, np_end, end):
        return deictic
    bare = _bare_name(text, start, opened, end)
    if bare and bare.name_end < np_end and name_strength(text[bare.name_start : bare.name_end]) == 2:
        return bare  # 张伟在报告中: the report is a circumstance
    noun = noun_subject(text, start, opened, np_end, end)
    if noun and noun.kind == "meeting" and "在" in text[opened + 2 : np_end]:
        said_at = noun_before_circumstance(text, start, opened, end)
        if said_at and said_at.kind in ("unnamed", "organisation"):
            return said_at  # 某国代表在会议上: the meeting is a circumstance
    return noun or bare or noun_before_circumstance(text, start, opened, end)


def _pronoun(text: str, start: int, opened: int, end: int) -> Subject | None:
    """他, at the beginning or after the circumstance in which he speaks (在参观纪念馆时他表示)."""
    if (match := _PRONOUN.match(text, opened, end)) and skippable(text, match.end(), end):
        return Subject("pronoun", start, opened, match.end(), "", (match.end(), end), 0.9)
    match = _PRONOUN_THEN.search(text, opened + 3, end) if text.startswith("在", opened) else None
    if match and skippable(text, match.end(1), end):
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
