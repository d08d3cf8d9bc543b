"""Reporting clauses: which cue belongs to which speaker."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import NamedTuple

from flows.extract.cues import CueHit, find_cues
from flows.extract.names import best_end, name_ends, name_strength
from flows.extract.organisations import find_organisations
from flows.extract.quotation_marks import Marked
from flows.extract.speaker_phrases import Subject, parse_subject, skippable, strip_right
from flows.extract.titles import description_start, title_patterns, without_openers
from flows.extract.words import alternation
from flows.reference import load
from flows.reference.quote_tables import Title

_BOUNDARY = re.compile(r"[。！？；…\n“”]")
_SENTENCE_END = re.compile(r"[。！？\n]")
_CLAUSE_MARKS = "，："
_LINE = re.compile(r"[^\n]+")
_LINE_ENDS = "。！？…；：”）"
_HEADING_LENGTH = 45
_CLAUSES_READ = 5
_LEARNED_FROM = re.compile(r"从(?P<source>[^，]{2,40}?)(?:处|方面|那里|官网|官方网站)?$")
_LOOKED_FROM = re.compile(r"从(?P<source>[^，]{2,30}?)(?:最新|近日|日前|今日|\d{1,2}日)*(?:发布|公布|提供|披露)的[^，]{1,20}$")
_IN_EYES = re.compile(r"在(?P<source>[^，]{1,60})$")
# A clause that says what the words are about, not whose they are.
_TOPIC = re.compile(r"[针对]对|[对就]于?[^，]{2,30}(?:问题|言论|情况|此事|方面)?$|关于|围绕|面对|谈[到及起]|根据|按照|随着|由于|为了?|作为|受")
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
    headings = _headings(text)
    for hit in find_cues(text):
        if any(start <= hit.start < end for start, end in headings):
            continue
        inside = marks.around(hit.start)
        sentence, said_before = _sentence_start(text, hit.start, boundaries, marks, inside)
        if hit.tail == "stop" and said_before is None:
            continue
        attribution = _attribute(text, hit, sentence, said_before, inside, found[-1] if found else None)
        if attribution:
            found.append(attribution)
    return found


def _headings(text: str) -> list[tuple[int, int]]:
    """Lines that end in no mark, headings inside the body; the last line may be a cut-off paragraph."""
    spans = []
    last = len(text.rstrip())
    for match in _LINE.finditer(text):
        line = match[0].rstrip()
        if len(line) <= _HEADING_LENGTH and line[-1] not in _LINE_ENDS and match.start() + len(line) < last:
            spans.append((match.start(), match.end()))
    return spans


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


@cache
def _common_noun() -> re.Pattern[str]:
    words = alternation(row.title for row in load(Title, "titles") if row.kind == "common" and len(row.title) > 1)
    return re.compile(f"[^，。在对向的了把将是]{{0,12}}{words}们?")


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
        if _verb_phrase_between(text, clause, hit):
            subject = leading_subject(text, clause, hit.start)
            rule = "leading_subject"
    end = clause
    if subject is None and skippable(text, clause, hit.start) and hit.row.chains:
        rule = "earlier_clause"
        for _ in range(_CLAUSES_READ):
            if end <= start:
                break
            begin = _last_clause(text, start, end - 1)
            subject = parse_subject(text, begin, end - 1) or leading_subject(text, begin, end - 1)
            if subject or (previous and previous.hit.content >= begin):
                break
            end = begin
        if subject is None and clause == start and hit.start > clause:
            subject = _subject_of_sentence_before(text, sentence)
        if subject is None:
            if previous is None or "\n" in text[previous.hit.end : hit.start] or previous.inside != inside:
                return None
            if not hit.row.chains or not _goes_on(text, clause, hit, previous):
                return None
            return Attribution(hit, None, clause, start, said_before, inside, "same_speaker")
    if subject is None or not _fits(hit, subject) or text.startswith("针对", clause):
        return None
    if inside and not (hit.row.chains and subject.kind != "pronoun"):
        return None
    if said_before is None and hit.tail == "stop":
        return None
    same_sentence = previous is not None and previous.hit.content > start
    begin = min(clause, subject.start) if same_sentence else start
    return Attribution(hit, subject, begin, start, said_before, inside, rule)


def _subject_of_sentence_before(text: str, sentence: int) -> Subject | None:
    """Who the sentence before is about, in the same paragraph (张伟表示感谢。同时强调，…)."""
    end = sentence - 1
    if end < 1 or text[end] != "。":
        return None
    start = max(text.rfind(mark, 0, end) for mark in "。！？；\n") + 1
    comma = text.find("，", start, end)
    return leading_subject(text, start, end if comma < 0 else comma)


_PLAIN = frozenset("指出 强调 认为 表示 称 提出".split())
_COORDINATORS = "并还也又再"


def _goes_on(text: str, clause: int, hit: CueHit, previous: Attribution) -> bool:
    """Whether a cue without a subject takes the one before: coordinated with it, or one of the plainest verbs."""
    if any(mark in text[clause : hit.start] for mark in _COORDINATORS):
        return True
    same_sentence = not _SENTENCE_END.search(text, previous.hit.content, clause)
    return same_sentence and hit.row.cue in _PLAIN and hit.start - clause <= 3


def _fits(hit: CueHit, subject: Subject) -> bool:
    if hit.row.source == "text":
        return subject.kind in ("document", "meeting", "data", "organisation")
    if hit.row.source == "person":
        return subject.kind not in ("document", "data")
    return subject.kind != "data"


def _verb_phrase_between(text: str, start: int, hit: CueHit) -> bool:
    """Whether a cue is the second verb of its clause (主持会议并强调, 组织会商指出)."""
    end = hit.start
    if text[end - 1] in "并后时中上还又" or text[max(start, end - 2) : end - 1] == "并":
        return True
    return hit.row.cue in _PLAIN and hit.tail in ("comma", "colon", "mark") and "的" not in text[start:end]


def leading_subject(text: str, start: int, end: int) -> Subject | None:
    """The subject at the beginning of a clause that has a predicate of its own."""
    if _TOPIC.match(text, start, end):
        return None
    opened = without_openers(text, start, end)
    spans = find_organisations(text[opened:end])
    titles = title_patterns().anywhere
    if (
        spans
        and spans[0][0] == 0
        and not titles.match(text, opened + spans[0][1], end)
        and not titles.search(text, opened, opened + spans[0][1])
    ):
        return Subject("organisation", start, opened, opened + spans[0][1], "", (opened + spans[0][1], end), 0.7)
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
        if begin <= opened + 2 and name_strength(text[match.end() : best_end(text, match.end(), ends)]) == 2:
            stop = best_end(text, match.end(), ends)
            return Subject("person", start, match.end(), stop, "", (stop, end), 0.85)
    ends = name_ends(text, opened, end)
    if ends:
        stop = best_end(text, opened, ends)
        after = p.after.match(text, stop, end)
        if name_strength(text[opened:stop]) == 2 and (after or text.count(text[opened:stop]) > 1):
            return Subject("person", start, opened, stop, after[0] if after else "", (stop, end), 0.7)
    if (meeting := _MEETING_START.match(text, opened, end)) and "在" not in meeting[0]:
        return Subject("meeting", start, opened, meeting.end(), "", (meeting.end(), end), 0.7)
    if unnamed := _common_noun().match(text, opened, end):
        return Subject("unnamed", start, opened, unnamed.end(), "", (unnamed.end(), end), 0.6)
    return None


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
