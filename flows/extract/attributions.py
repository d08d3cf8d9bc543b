"""Reporting clauses: which cue belongs to which speaker."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from flows.extract.adverbials import skippable
from flows.extract.blocks import ends_in_dateline
from flows.extract.cues import CueHit, find_cues
from flows.extract.frame_words import frame_words
from flows.extract.heard import heard_from
from flows.extract.leading_subjects import leading_subject, subject_of_sentence_before, titled_elsewhere
from flows.extract.names import name_ends
from flows.extract.quotation_marks import Marked, MarkIndex
from flows.extract.speaker_nouns import Subject
from flows.extract.speaker_phrases import parse_subject
from flows.extract.titles import description_start, without_openers

_BREAK: Final = re.compile("[。！？；…\n“”]")
_SENTENCE_END: Final = re.compile(r"[。！？\n]")
_LINE_ENDS: Final = "。！？…；：”）"
_HEADING_LENGTH: Final = 45
_LONGEST_TOP: Final = 200
"""Longest headline, in characters, that a flattened page has before its dateline."""
_CLAUSES_READ: Final = 5
_SHORTEST_HEADLINE: Final = 6
_PAUSE: Final = re.compile(r"[，。；：！？、\n]")
_SHORTEST_INDIRECT: Final = 8
_LONGEST_SENTENCE: Final = 160
_LOOK_BACK: Final = 400
_COORDINATORS: Final = "并还也又再"
_BELIEVE: Final = "认为"
_THINGS: Final = ("unnamed", "organisation", "document", "meeting")
"""Kinds of subjects that may be what somebody named before them deals with (张伟来到纪念馆，要求…)."""


@dataclass(slots=True, eq=False)  # cheaper to make and read than a named tuple
class Attribution:
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


def find_attributions(text: str, marks: MarkIndex) -> list[Attribution]:
    """Every reporting clause of a text, in order."""
    found: list[Attribution] = []
    headings = _headings(text)
    reverse = text[::-1]
    for hit in find_cues(text):
        if headings and _line_start(text, hit.start) in headings:
            continue
        if hit.tail == "stop" and not marks.passages and not (hit.row.chains and hit.row.after == "clause"):
            continue
        inside = marks.around(hit.start) if marks.passages else None
        sentence, said_before = _sentence_start(text, reverse, hit.start, marks, inside)
        if hit.tail == "stop" and said_before is None:
            if hit.row.chains and hit.row.after == "clause" and inside is None:
                attribution = _after_indirect(text, hit, sentence)
                if attribution:
                    found.append(attribution)
            continue
        attribution = _attribute(text, hit, sentence, said_before, inside, found[-1] if found else None)
        if attribution:
            if found and found[-1].hit.tail == "clause" and _is_headline(text, found[-1], attribution):
                found.pop()
            if found and said_before and found[-1].said_before is said_before:
                attribution = replace(attribution, said_before=None)  # the nearer clause has it
            found.append(attribution)
    return found


def _is_headline(text: str, before: Attribution, attribution: Attribution) -> bool:
    """Whether a clause before speech is a headline whose end a page has lost (某方称击落无人机某国国防部3日称，)."""
    subject = attribution.subject
    if subject is None or before.hit.end >= subject.name_start:
        return False
    named = subject.name_start
    if subject.kind == "person":
        named = description_start(text, subject.name_start, before.hit.end)
    return named - before.hit.end >= _SHORTEST_HEADLINE and not _PAUSE.search(text, before.hit.end, named)


def _after_indirect(text: str, hit: CueHit, sentence: int) -> Attribution | None:
    """A reporting clause that closes its sentence (订单已经排到明年，厂长张伟说。)."""
    if text[hit.end : hit.end + 1] != "。":
        return None
    clause = _last_clause(text, sentence, hit.start)
    if clause - sentence < _SHORTEST_INDIRECT or text[clause - 1] != "，":
        return None
    subject = parse_subject(text, clause, hit.start)
    if subject is None or not _fits(hit, subject) or subject.kind in ("document", "meeting"):
        return None
    return Attribution(hit, subject, sentence, sentence, None, None, "after_indirect")


def _headings(text: str) -> frozenset[int]:
    """Starts of lines that end in no mark, headings inside the body; the last line may be a cut-off paragraph."""
    if "\n" not in text:
        return frozenset()
    starts = set()
    last = len(text.rstrip())
    start = 0
    for whole in text.split("\n"):
        line = whole.rstrip()
        if line and line[-1] != "。" and start + len(line) < last and _is_heading(line):
            starts.add(start)
        start += len(whole) + 1
    return frozenset(starts)


def _is_heading(line: str) -> bool:
    if len(line) <= _HEADING_LENGTH and line[-1] not in _LINE_ENDS:
        return True
    return len(line) <= _LONGEST_TOP and "。" not in line and ends_in_dateline(line)


def _line_start(text: str, position: int) -> int:
    """Start of the line that holds a position; -1 where it lies further back than any heading is long."""
    floor = position - _LONGEST_TOP - 1
    feed = text.rfind("\n", max(0, floor), position)
    return feed + 1 if feed >= 0 or floor <= 0 else -1


def _sentence_start(
    text: str, reverse: str, position: int, marks: MarkIndex, inside: Marked | None
) -> tuple[int, Marked | None]:
    """Start of the sentence that holds a position, with the speech in marks that ends right before it.

    Words in marks that are a term inside the sentence don't end it. `reverse` is the text read from its end.
    """
    size = len(text)
    end = position
    while True:
        floor = end - _LOOK_BACK if end > _LOOK_BACK else 0
        mark = _BREAK.search(reverse, size - end, size - floor)
        if mark is None:
            return floor, None
        at = size - mark.end()
        if text[at] == "”" and inside is None:
            passage = marks.by_closing.get(at + 1)
            if passage and marks.is_speech(passage):
                return at + 1, passage
            end = passage.opens if passage else at
        elif text[at] in "“”" and inside is not None and at > inside.opens:
            end = at
        else:
            return at + 1, None


def _last_clause(text: str, start: int, end: int) -> int:
    comma = text.rfind("，", start, end) + 1
    colon = text.rfind("：", comma or start, end) + 1
    return colon or comma or start


def _attribute(
    text: str,
    hit: CueHit,
    sentence: int,
    said_before: Marked | None,
    inside: Marked | None,
    previous: Attribution | None,
) -> Attribution | None:
    start = sentence
    while start < hit.start and text[start] in "，　 、":
        start += 1
    if hit.start - start > _LONGEST_SENTENCE:
        start = _last_clause(text, hit.start - _LONGEST_SENTENCE, hit.start)
    clause = _last_clause(text, start, hit.start)
    if hit.row.source == "hear":
        subject = heard_from(text, hit, clause)
        return Attribution(hit, subject, clause, start, said_before, inside, "learned_from") if subject else None
    subject, rule = _subject(text, hit, clause, sentence)
    if subject is None and hit.row.chains and skippable(text, clause, hit.start):
        rule = "earlier_clause"
        subject = _subject_of_earlier_clause(text, start, clause, previous)
        if subject is None and clause == start and hit.start > clause:
            subject = subject_of_sentence_before(text, sentence)
        if subject is None:
            if previous is None or previous.inside is not inside or not _goes_on(text, clause, hit, previous):
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


def _subject(text: str, hit: CueHit, clause: int, sentence: int) -> tuple[Subject | None, str]:
    """The subject of the cue's own clause, with the name of the frame."""
    subject = parse_subject(text, clause, hit.start)
    if subject is None and hit.word != hit.row.cue:
        subject = parse_subject(text, clause, hit.start + len(hit.row.cue))  # 声明称: the noun speaks
        if subject and (subject.kind != "document" or text[clause : hit.start][-1:] not in ("", "的")):
            subject = None
    if subject is None and hit.row.chains and (named := titled_elsewhere(text, clause, hit.start)):
        return named, "subject_cue"
    if subject is None:
        if _verb_phrase_between(text, clause, hit):
            return leading_subject(text, clause, hit.start), "leading_subject"
    elif subject.kind == "pronoun":
        # the one whom the sentence before is about, if that names somebody
        named = subject_of_sentence_before(text, sentence)
        meant = "unnamed" if text.startswith("们", subject.name_start + 1) else "person"
        if named and named.kind == meant:
            subject = replace(named, start=subject.start, circumstance=subject.circumstance)
    return subject, "subject_cue"


def _subject_of_earlier_clause(text: str, start: int, clause: int, previous: Attribution | None) -> Subject | None:
    """The subject of the nearest clause of the sentence, before the cue's own, that has one."""
    end = clause
    for _ in range(_CLAUSES_READ):
        if end <= start:
            return None
        begin = _last_clause(text, start, end - 1)
        if text.startswith(tuple(frame_words("hearsay_opening")), begin):
            return None
        subject = parse_subject(text, begin, end - 1)
        if subject is None or subject.kind in _THINGS or _is_preceded(text, begin, subject):
            # 张伟出席李强主持的会议, 张伟致信一位学者: the first of the two
            leading = leading_subject(text, begin, end - 1)
            if subject is None or (leading and leading.kind == "person" and leading.name_end < subject.name_end):
                subject = leading
        if subject or (previous and previous.hit.content >= begin):
            return subject
        end = begin
    return None


def _is_preceded(text: str, begin: int, subject: Subject) -> bool:
    """Whether another name stands at the beginning of the clause that a person's name was found in."""
    if subject.kind != "person" or subject.name_start == begin:
        return False
    opened = without_openers(text, begin, subject.name_start)
    return bool(name_ends(text, opened, subject.name_start))


def _goes_on(text: str, clause: int, hit: CueHit, previous: Attribution) -> bool:
    """Whether a cue without a subject takes the one before: coordinated with it, or one of the plainest verbs."""
    if "\n" in text[previous.hit.end : hit.start]:
        return False
    if any(mark in text[clause : hit.start] for mark in _COORDINATORS):
        return True
    same_sentence = not _SENTENCE_END.search(text, previous.hit.content, clause)
    if hit.row.cue == _BELIEVE and previous.hit.tail != "stop":
        return False  # 张伟表示，坚持…，认为…: one speech
    return same_sentence and hit.row.cue in frame_words("plain_cue") and hit.start - clause <= 3


def _fits(hit: CueHit, subject: Subject) -> bool:
    if hit.row.source == "text":
        return subject.kind in ("document", "meeting", "data", "organisation")
    if hit.row.source == "body":
        return subject.kind == "organisation"
    if hit.row.source == "person":
        return subject.kind not in ("document", "data")
    return subject.kind != "data"


def _verb_phrase_between(text: str, start: int, hit: CueHit) -> bool:
    """Whether a cue is the second verb of its clause (主持会议并强调, 组织会商指出)."""
    end = hit.start
    if text[end - 1] in "并后时中上还又" or text[max(start, end - 2) : end - 1] == "并":
        return True
    if text[end - 1] in "在将被把对由向为的以和与":
        return False
    return (
        hit.row.cue in frame_words("plain_cue")
        and hit.tail in ("comma", "colon", "mark")
        and "的" not in text[start:end]
    )
