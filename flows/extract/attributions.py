"""Reporting clauses: which cue belongs to which speaker."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from flows.extract.cues import CueHit, find_cues
from flows.extract.names import name_ends
from flows.extract.organisations import find_organisations
from flows.extract.quotation_marks import Marked
from flows.extract.subjects import Subject, parse_subject, skippable, strip_right
from flows.extract.titles import description_start, title_patterns, without_openers

_BOUNDARY = re.compile(r"[。！？；…\n“”]")
_CLAUSE_MARKS = "，："
_CLAUSES_READ = 5
_LEARNED_FROM = re.compile(r"从(?P<source>[^，]{2,40}?)(?:处|方面|那里|官网|官方网站)?$")
_LOOKED_FROM = re.compile(r"从(?P<source>[^，]{2,30}?)(?:最新|近日|日前|今日|\d{1,2}日)*(?:发布|公布|提供|披露)的[^，]{1,20}$")
_IN_EYES = re.compile(r"在(?P<source>[^，]{1,60})$")
_MEETING_START = re.compile(r"[^，。]{0,16}?(?:会议|全会|大会|座谈会)")


class Attribution(NamedTuple):
    """A cue with its speaker.

    Attributes:
        hit: the cue.
        subject: the speaker as written; None where it is the one of the attribution before.
        start: where the reporting clause begins.
        sentence: start of the sentence, or of what follows a closing mark, that holds the clause.
        said_before: the passage in quotation marks that ends right before the clause.
        inside: the passage in quotation marks in which the clause stands.
        rule: name of the frame.
    """

    hit: CueHit
    subject: Subject | None
    start: int
    sentence: int
    said_before: Marked | None
    inside: Marked | None
    rule: str


class MarkIndex:
    """Passages in quotation marks by position."""

    def __init__(self, text: str, passages: list[Marked]) -> None:
        self.text = text
        self.passages = passages
        self.by_opening = {passage.opens: passage for passage in passages}
        self.by_closing = {passage.closes: passage for passage in passages if passage.closed}
        self._openings = [passage.opens for passage in passages]

    def around(self, position: int) -> Marked | None:
        """The passage that holds a position."""
        index = bisect_right(self._openings, position) - 1
        if index >= 0 and self.passages[index].start <= position < self.passages[index].closes:
            return self.passages[index]
        return None

    def is_speech(self, passage: Marked) -> bool:
        """Whether a passage reads as speech by itself: a whole sentence, not a term inside one."""
        text = self.text
        if passage.end - passage.start < 2:
            return False
        before = text[passage.opens - 1] if passage.opens else "\n"
        opens_sentence = before in "。！？；…\n”：　 "
        if text[passage.end - 1] in "。！？…；，":
            return opens_sentence or passage.end - passage.start >= 8
        after = text[passage.closes : passage.closes + 1]
        return opens_sentence and passage.end - passage.start >= 8 and (after in "，。！？" or not after)


def find_attributions(text: str, marks: MarkIndex) -> list[Attribution]:
    """Every reporting clause of a text, in order."""
    boundaries = [match.start() for match in _BOUNDARY.finditer(text)]
    found: list[Attribution] = []
    for hit in find_cues(text):
        inside = marks.around(hit.start)
        sentence, said_before = _sentence_start(text, hit.start, boundaries, marks, inside)
        if hit.tail == "stop" and said_before is None:
            continue
        attribution = _attribute(text, hit, sentence, said_before, inside, found[-1] if found else None)
        if attribution:
            found.append(attribution)
    return found


def _sentence_start(
    text: str, position: int, boundaries: list[int], marks: MarkIndex, inside: Marked | None
) -> tuple[int, Marked | None]:
    index = bisect_right(boundaries, position - 1) - 1
    while index >= 0:
        at = boundaries[index]
        if text[at] == "”" and inside is None:
            passage = marks.by_closing.get(at + 1)
            if passage and marks.is_speech(passage):
                return at + 1, passage
            opens = passage.opens if passage else at
            while index >= 0 and boundaries[index] >= opens:
                index -= 1
            continue
        if text[at] in "“”" and inside is not None and at > inside.opens:
            index -= 1
            continue
        return at + 1, None
    return 0, None


def _last_clause(text: str, start: int, end: int) -> int:
    return max(start, *(text.rfind(mark, start, end) + 1 for mark in _CLAUSE_MARKS))


def _attribute(
    text: str, hit: CueHit, sentence: int, said_before: Marked | None, inside: Marked | None, previous: Attribution | None
) -> Attribution | None:
    start = sentence
    while start < hit.start and text[start] in "，　 、":
        start += 1
    if hit.start - start > 160:
        start = _last_clause(text, hit.start - 160, hit.start)
    clause = _last_clause(text, start, hit.start)
    if hit.row.source == "hear" or hit.row.source == "data":
        subject = _heard_from(text, hit, clause)
        rule = "learned_from"
        if subject is None:
            return None
        return Attribution(hit, subject, clause, start, said_before, inside, rule)
    subject = parse_subject(text, clause, hit.start)
    rule = "subject_cue"
    if subject is None:
        subject = _leading_subject(text, clause, hit.start) if _verb_phrase_between(text, clause, hit.start) else None
        rule = "leading_subject"
    end = clause
    if subject is None and skippable(text, clause, hit.start):
        rule = "earlier_clause"
        for _ in range(_CLAUSES_READ):
            if end <= start:
                break
            begin = _last_clause(text, start, end - 1)
            subject = parse_subject(text, begin, end - 1) or _leading_subject(text, begin, end - 1)
            if subject or (previous and previous.hit.content >= begin):
                break
            end = begin
        if subject is None:
            if previous is None or "\n" in text[previous.hit.end : hit.start] or previous.inside != inside:
                return None
            if not hit.row.chains or not _goes_on(text, clause, hit):
                return None
            return Attribution(hit, None, clause, start, said_before, inside, "same_speaker")
    if subject is None or not _fits(hit, subject):
        return None
    if said_before is None and hit.tail == "stop":
        return None
    same_sentence = previous is not None and previous.hit.content > start
    begin = min(clause, subject.start) if same_sentence else start
    return Attribution(hit, subject, begin, start, said_before, inside, rule)


_PLAIN = frozenset("指出 强调 认为 表示 称 提出".split())
_COORDINATORS = "并还也又再"


def _goes_on(text: str, clause: int, hit: CueHit) -> bool:
    """Whether a cue without a subject takes the one before: coordinated with it, or one of the plainest verbs."""
    return any(mark in text[clause : hit.start] for mark in _COORDINATORS) or (
        hit.row.cue in _PLAIN and hit.start - clause <= 3
    )


def _fits(hit: CueHit, subject: Subject) -> bool:
    if hit.row.source == "text":
        return subject.kind in ("document", "meeting", "data", "organisation")
    if hit.row.source == "person":
        return subject.kind not in ("document", "data")
    return subject.kind != "data"


def _verb_phrase_between(text: str, start: int, end: int) -> bool:
    """Whether a cue is the second verb of its clause (主持会议并强调, 调研后指出)."""
    return text[end - 1] in "并后时中上还又" or text[max(start, end - 2) : end - 1] == "并"


def _leading_subject(text: str, start: int, end: int) -> Subject | None:
    """The subject at the beginning of a clause that has a predicate of its own."""
    opened = without_openers(text, start, end)
    p = title_patterns()
    title = p.anywhere.search(text, opened, min(end, opened + 45))
    last = None
    while title:
        ends = name_ends(text, title.end(), end)
        if ends:
            last = (title, ends)
            break
        title = p.anywhere.search(text, title.end(), min(end, title.end() + 20))
    if last:
        match, ends = last
        begin = description_start(text, match.end(), start)
        if begin <= opened + 2:
            stop = _name_stop(text, match.end(), ends)
            return Subject("person", start, match.end(), stop, "", (stop, end), 0.85)
    ends = name_ends(text, opened, end)
    if ends:
        stop = _name_stop(text, opened, ends)
        if text.count(text[opened:stop]) > 1:
            after = p.after.match(text, stop, end)
            return Subject("person", start, opened, stop, after[0] if after else "", (stop, end), 0.7)
    if (meeting := _MEETING_START.match(text, opened, end)) and "在" not in meeting[0]:
        return Subject("meeting", start, opened, meeting.end(), "", (meeting.end(), end), 0.7)
    spans = find_organisations(text[opened:end])
    if spans and spans[0][0] == 0:
        return Subject("organisation", start, opened, opened + spans[0][1], "", (opened + spans[0][1], end), 0.7)
    return None


def _name_stop(text: str, start: int, ends: list[int]) -> int:
    best = ends[0]
    for end in ends[1:]:
        if end > best and text.count(text[start:end]) == text.count(text[start:best]) > 1:
            best = end
    return best


def _heard_from(text: str, hit: CueHit, clause: int) -> Subject | None:
    end = strip_right(text, clause, hit.start)
    word = hit.row.cue
    frame = None
    if word in ("看来", "眼中"):
        frame = _IN_EYES
    elif word in ("来看", "看"):
        frame = _LOOKED_FROM
    elif word.endswith(("到", "悉", "得知", "获知")):
        frame = _LEARNED_FROM
    if frame:
        match = frame.search(text, clause, end)
        if not match:
            return None
        subject = parse_subject(text, match.start("source"), match.end("source"))
        return subject if subject and subject.kind != "pronoun" or (subject and word in ("看来", "眼中")) else None
    subject = parse_subject(text, clause, end)
    return subject if subject and subject.kind in ("organisation", "document", "person") else None
