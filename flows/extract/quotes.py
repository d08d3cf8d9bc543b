"""Quotes: who said what (CODEBOOK.md, Quotes)."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from flows.extract.attributions import Attribution, MarkIndex, find_attributions
from flows.extract.names import name_strength
from flows.extract.quotation_marks import Marked, marked_passages
from flows.extract.rows import Quote
from flows.extract.speakers import Speaker, SpeakerBook, resolve
from flows.extract.speech import content_end, is_attributed_words, is_term
from flows.extract.turns import Turn, find_turns
from flows.layout.article import Article
from flows.text.passage import Span


class _Draft(NamedTuple):
    spans: tuple[Span, ...]
    mode: str
    speaker: Speaker
    cue: str | None
    occasion: str | None
    confidence: float
    rule: str


def extract_quotes(article: Article) -> list[Quote]:
    """The quotes of an article, in order of their first span."""
    text = article.body.text
    if not text:
        return []
    book = SpeakerBook(article)
    drafts = [_turn_draft(turn) for turn in find_turns(article, book)]
    marks = MarkIndex(text, marked_passages(text))
    drafts.extend(_spoken(text, marks, book))
    drafts.sort(key=lambda draft: (draft.spans[0][0], -draft.spans[-1][1]))
    return _with_parents(drafts)


def _turn_draft(turn: Turn) -> _Draft:
    return _Draft(turn.spans, turn.mode, turn.speaker, None, None, turn.confidence, turn.rule)


def _with_parents(drafts: list[_Draft]) -> list[Quote]:
    """Rows with the smallest row that holds each; a row that cuts another's span without lying in it is dropped."""
    rows: list[Quote] = []
    for index, draft in enumerate(drafts):
        parent = None
        start, end = draft.spans[0][0], draft.spans[-1][1]
        for earlier in range(index - 1, -1, -1):
            if any(a <= start and end <= b and (a, b) != (start, end) for a, b in drafts[earlier].spans):
                parent = earlier
                break
        rows.append(
            Quote(
                spans=draft.spans,
                mode=draft.mode,
                speaker_kind=draft.speaker.kind,
                speaker_name=draft.speaker.name,
                speaker_role=draft.speaker.role,
                speaker_organisation=draft.speaker.organisation,
                cue=draft.cue,
                occasion=draft.occasion,
                said_on=None,
                parent=parent,
                confidence=draft.confidence,
                rule=draft.rule,
            )
        )
    return rows


def _spoken(text: str, marks: MarkIndex, book: SpeakerBook) -> list[_Draft]:
    """Drafts of all attributed speech outside labels."""
    attributions = _believed(text, find_attributions(text, marks), book)
    claimed = {a.said_before.opens for a, _ in attributions if a.said_before}
    claimed |= {a.hit.content for a, _ in attributions if a.hit.tail == "mark"}
    drafts: list[_Draft] = []
    for index, (attribution, speaker) in enumerate(attributions):
        limit = _limit(text, attribution, speaker, attributions[index + 1 :])
        speech = _speech(text, attribution, speaker, limit, marks, claimed)
        if speech:
            spans, mode = speech
            confidence = attribution.subject.certainty if attribution.subject else 0.75
            drafts.append(
                _Draft(spans, mode, speaker, attribution.hit.word, _occasion(text, attribution), confidence, attribution.rule)
            )
    return drafts


def _believed(text: str, found: list[Attribution], book: SpeakerBook) -> list[tuple[Attribution, Speaker]]:
    """Attributions with their speakers, those dropped that name none."""
    believed: list[tuple[Attribution, Speaker]] = []
    earlier: list[Speaker] = []
    for attribution in found:
        subject = attribution.subject
        if subject is None:
            if not believed or "\n" in text[believed[-1][0].hit.end : attribution.hit.start]:
                continue
            speaker: Speaker | None = believed[-1][1]
        else:
            if subject.kind == "person" and subject.certainty < 0.9 and not _is_person(text, attribution, subject.name_start, subject.name_end, book, earlier):
                continue
            speaker = resolve(subject, text, book, earlier)
        if speaker is None:
            continue
        believed.append((attribution, speaker))
        earlier.append(speaker)
    return believed


def _is_person(text: str, attribution: Attribution, start: int, end: int, book: SpeakerBook, earlier: list[Speaker]) -> bool:
    """Whether a name without a title beside it is believed."""
    name = text[start:end]
    if any(speaker.name == name for speaker in earlier) or book.is_titled(name):
        return True
    return name_strength(name) == 2 and attribution.hit.tail in ("comma", "colon", "mark", "stop")


def _limit(text: str, attribution: Attribution, speaker: Speaker, later: list[tuple[Attribution, Speaker]]) -> int:
    """Where an attribution's speech must end: the paragraph, the passage that holds it, the next attribution."""
    content = attribution.hit.content
    begin = content
    if attribution.hit.tail == "colon":
        while begin < len(text) and text[begin] in "\n 　":
            begin += 1
    limit = len(text) if (feed := text.find("\n", begin)) < 0 else feed
    if attribution.inside:
        limit = min(limit, attribution.inside.end)
    for following, said_by in later:
        if following.start >= limit:
            break
        if following.inside != attribution.inside:
            continue
        if following.start <= content and speaker.kind == "person" and said_by.kind != "person" and following.subject:
            continue  # 甲表示，报告提出…: the second stands in the first
        start = following.said_before.opens if following.said_before else following.start
        if start >= content:
            return min(limit, start)
    return limit


def _speech(
    text: str, attribution: Attribution, speaker: Speaker, limit: int, marks: MarkIndex, claimed: set[int]
) -> tuple[tuple[Span, ...], str] | None:
    hit = attribution.hit
    before = _passages_before(text, attribution.said_before, marks) if attribution.said_before else []
    if hit.tail == "stop":
        return (_inner(before), "direct") if before else None
    if hit.tail == "mark" and (passage := marks.by_opening.get(hit.content)):
        if not is_term(text, passage):
            after = _passages_after(text, passage, marks, limit, claimed)
            return _inner(before + after), "direct"
    start = hit.content
    while start < limit and text[start] in " 　\n":
        start += 1
    end = content_end(text, start, limit, speaker)
    if end - start < 2:
        return (_inner(before), "direct") if before else None
    if before:
        return (*_inner(before), (start, end)), "mixed"
    return _with_attributed_words(text, start, end, marks, claimed)


def _with_attributed_words(
    text: str, start: int, end: int, marks: MarkIndex, claimed: set[int]
) -> tuple[tuple[Span, ...], str]:
    """Indirect speech; a sentence in marks after it is a segment of its own, words in marks inside make it mixed."""
    mode = "indirect"
    for passage in marks.passages:
        if passage.opens < start or passage.opens >= end:
            continue
        if text[passage.opens - 1] in "。！？" and marks.is_speech(passage) and passage.opens not in claimed:
            return ((start, passage.opens), (passage.start, passage.end)), "mixed"
        if is_attributed_words(text, passage, start):
            mode = "mixed"
    return ((start, end),), mode


def _inner(passages: list[Marked]) -> tuple[Span, ...]:
    return tuple((passage.start, passage.end) for passage in passages)


def _passages_before(text: str, passage: Marked, marks: MarkIndex) -> list[Marked]:
    """The passage before a reporting clause with those that it continues."""
    chain = [passage]
    while True:
        opens = chain[0].opens
        previous = marks.by_closing.get(opens)
        if previous and marks.is_speech(previous):
            chain.insert(0, previous)
            continue
        index = marks.passages.index(chain[0])
        if index and marks.passages[index - 1].goes_on and text[marks.passages[index - 1].closes : opens].strip() == "":
            chain.insert(0, marks.passages[index - 1])
            continue
        return chain


def _passages_after(text: str, passage: Marked, marks: MarkIndex, limit: int, claimed: set[int]) -> list[Marked]:
    """A passage with those that go on in it: in the next paragraphs, or after a comma or a stop."""
    chain = [passage]
    while True:
        last = chain[-1]
        at = last.closes
        if last.goes_on:
            while at < len(text) and text[at] in "\n 　":
                at += 1
        else:
            while at < limit and text[at] in "，。、；":
                at += 1
            if at - last.closes > 1:
                return chain
        following = marks.by_opening.get(at)
        if following is None or following.opens in claimed or (not last.goes_on and following.opens >= limit):
            return chain
        chain.append(following)


@cache
def _occasion_pattern() -> re.Pattern[str]:
    return re.compile(r"(?:在|于|接受|出席|参加|作|做客|主持|应邀|会)[^，。；]{1,44}?(?:时|上|中|后|期间|采访|会上|环节)$")


def _occasion(text: str, attribution: Attribution) -> str | None:
    """The occasion that the reporting clause names."""
    subject = attribution.subject
    if subject is None:
        return None
    start, end = subject.circumstance
    match = _occasion_pattern().search(text, start, end)
    if match:
        return match[0]
    for clause in reversed(text[attribution.start : subject.start].split("，")):
        match = _occasion_pattern().search(clause)
        if match:
            return match[0]
    return None
