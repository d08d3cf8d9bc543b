"""Quoted words without a reporting verb: what a document holds, and mottoes signed with a dash."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from flows.extract.frame_words import any_of, frame_words
from flows.extract.leading_subjects import leading_subject
from flows.extract.quotation_marks import Marked, MarkIndex
from flows.extract.speaker_nouns import Subject, parse_document
from flows.extract.words import Endings
from flows.text.passage import Span

_SHORTEST: Final = 10
"""Shortest words in marks, in characters, that a document is believed to say and not to name."""

_LONGEST_LEAD: Final = 80
_SURE: Final = 0.8
_CLAUSE_START: Final = re.compile(r"[。！？；，\n：”]")
_SIGNATURE: Final = re.compile(r"\n[ 　]*(?:——|—|--)[ 　]*(?P<by>[^\n。]{2,40})$", re.MULTILINE)


class Cueless(NamedTuple):
    """Quoted words with their source.

    Attributes:
        spans: the words, marks left out.
        subject: the source as written.
        rule: name of the frame.
        confidence: how sure the frame makes.
    """

    spans: tuple[Span, ...]
    subject: Subject
    rule: str
    confidence: float


def find_cueless(text: str, marks: MarkIndex, claimed: frozenset[int]) -> list[Cueless]:
    """Quoted words without a cue, those in `claimed` (positions of opening marks) left out."""
    found: list[Cueless] = []
    for passage in marks.passages:
        if passage.closes - passage.opens <= _SHORTEST or passage.opens in claimed:
            continue
        row = _held(text, passage) or _led_in(text, passage, marks, claimed) or _followed(text, passage, marks)
        if row:
            found.append(row)
    if "—" in text or "--" in text:
        found.extend(row for match in _SIGNATURE.finditer(text) if (row := _signed(text, match)))
    return found


def _led_in(text: str, passage: Marked, marks: MarkIndex, claimed: frozenset[int]) -> Cueless | None:
    """Words that a person's doing and a colon bring (张伟充满信心：“…”)."""
    if passage.opens < 3 or text[passage.opens - 1] not in "：，" or passage.end - passage.start < _SHORTEST:
        return None
    end = passage.opens - 1
    start = max(text.rfind(mark, 0, end) for mark in "。！？；\n”") + 1
    before = marks.by_closing.get(start)
    if before and (not marks.is_speech(before) or before.opens in claimed):
        before = None
    if text[end] == "，" and before is None:
        return None
    spans: tuple[Span, ...] = ((passage.start, passage.end),)
    if before:
        spans = ((before.start, before.end), *spans)
    if text[passage.end - 1] not in "。！？…" or end - start > _LONGEST_LEAD:
        return None
    for clause in (text.rfind("，", start, end) + 1 or start, start):
        subject = leading_subject(text, clause, end)
        if subject and subject.kind == "person":
            return Cueless(spans, subject, "led_in", 0.75)
    return None


@cache
def _topic() -> re.Pattern[str]:
    """A clause that says what somebody speaks of (谈到变化，)."""
    return re.compile(f"{any_of('topic_opening')}[^。！？，\\n]{{1,30}}，")


@cache
def _feelings() -> Endings:
    """Predicates that go with words in marks (赞不绝口)."""
    return Endings(frame_words("expressive"))


def _followed(text: str, passage: Marked, marks: MarkIndex) -> Cueless | None:
    """Words in marks whose speaker the rest of the sentence shows (“…”谈到变化，村民张伟赞不绝口。)."""
    if (
        text[passage.end - 1] not in "。！？…"
        or passage.end - passage.start < _SHORTEST
        or not marks.is_speech(passage)
    ):
        return None
    stop = text.find("。", passage.closes, passage.closes + _LONGEST_LEAD)
    if stop < 0:
        return None
    comma = text.rfind("，", passage.closes, stop) + 1 or passage.closes
    is_topic = _topic().match(text, passage.closes, stop) is not None
    if not is_topic and _feelings().start(text, stop, passage.closes) == stop:
        return None
    subject = leading_subject(text, comma, stop)
    if subject is None or subject.kind != "person" or subject.certainty < _SURE:
        return None
    return Cueless(((passage.start, passage.end),), subject, "followed_by_speaker", 0.75)


def _held(text: str, passage: Marked) -> Cueless | None:
    """Words that a document holds (在政府工作报告中，“…”)."""
    before = text[max(0, passage.opens - 40) : passage.opens].rstrip("，：")
    if passage.end - passage.start < _SHORTEST or not before.endswith(("中", "里")):
        return None
    end = max(0, passage.opens - 40) + len(before)
    starts = [match.end() for match in _CLAUSE_START.finditer(text, max(0, end - 40), end)]
    start = starts[-1] if starts else max(0, end - 40)
    subject = parse_document(text, start, end)
    return Cueless(((passage.start, passage.end),), subject, "document_holds", 0.8) if subject else None


def _signed(text: str, match: re.Match[str]) -> Cueless | None:
    """A paragraph with its source on the next line (——张伟在长河论坛上的讲话)."""
    end = len(text[: match.start()].rstrip())
    start = text.rfind("\n", 0, end) + 1
    subject = leading_subject(text, match.start("by"), match.end("by"))
    if subject is None or subject.kind != "person" or end - start < _SHORTEST or text[end - 1] not in "。！？…”":
        return None
    while start < end and text[start] in " 　“":
        start += 1
    return Cueless(((start, end - 1 if text[end - 1] == "”" else end),), subject, "dash_signature", 0.85)
