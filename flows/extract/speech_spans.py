"""Which spans an attribution brings: direct, split, mixed and indirect speech."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from flows.extract.attributions import Attribution
from flows.extract.quotation_marks import Marked, MarkIndex
from flows.extract.speakers import Speaker
from flows.extract.speech import comments, content_end, is_attributed_words, is_term
from flows.text.passage import Span

_ADVERBIAL: Final = 8
"""Longest adverbial, in characters, between the beginning of speech and what it cites."""

_SHORTEST: Final = 2
_ASKED: Final = re.compile("提问|问及|问到|询问|问题")
# 认为，“市场触底”，但复苏还要时间: the indirect part of what is said
_CONTINUED: Final = re.compile("，(?=但|而且|因此|因为|所以|同时|需要|应|要|将|也|还要|不过|期盼|期待|希望|相信|认为)")


_CONTINUED_BY_PERSON: Final = re.compile("，(?![并让这引赢成其被等一该此“])")


@dataclass(slots=True, eq=False)
class Setting:
    """What else an article holds.

    Attributes:
        genre: the article's genre.
        turns: spans of its labelled turns.
        claimed: positions of opening marks whose passages belong to some attribution or turn.
    """

    genre: str
    turns: tuple[Span, ...]
    claimed: frozenset[int]

    def is_cited(self, position: int) -> bool:
        """Whether somebody else's text cites the speech, so that it ends as soon as it may."""
        if self.genre in ("opinion", "interview", "dialogue"):
            return True
        return bool(self.turns) and any(a <= position < b for a, b in self.turns)


def speech_limit(text: str, attribution: Attribution, found: list[tuple[Attribution, Speaker]], later: int) -> int:
    """Where an attribution's speech must end: the paragraph, the passage that holds it, the next attribution.

    Args:
        text: the body.
        attribution: the reporting clause.
        found: all of the text, in order.
        later: index of the first of them after this one.
    """
    content = attribution.hit.content
    begin = content
    if attribution.hit.tail == "colon":
        while begin < len(text) and text[begin] in "\n 　":
            begin += 1
    limit = len(text) if (feed := text.find("\n", begin)) < 0 else feed
    if attribution.inside:
        limit = min(limit, attribution.inside.end)
    for index in range(later, len(found)):
        following, said_by = found[index]
        if following.start >= limit:
            break
        if following.inside is not attribution.inside:
            continue
        if following.start <= content + _ADVERBIAL and following.subject and _cites(text, content, following, said_by):
            continue  # 甲表示，去年，报告提出…: the second stands in the first
        start = following.said_before.opens if following.said_before else following.start
        if start >= content:
            return min(limit, start)
    return limit


def _cites(text: str, content: int, following: Attribution, said_by: Speaker) -> bool:
    """Whether an attribution right at the beginning of speech is the speaker's own citing."""
    opening = text[content : max(content, following.start)]
    if "。" in opening or (opening and not opening.endswith("，")):
        return False
    return (
        said_by.kind in ("document", "meeting", "organisation")
        or "主席" in (said_by.role or "")
        or said_by.name == "习近平"
    )


def speech_spans(
    text: str, attribution: Attribution, speaker: Speaker, limit: int, marks: MarkIndex, setting: Setting
) -> tuple[tuple[Span, ...], str] | None:
    """The spans of what an attribution brings and their mode; None where it brings nothing.

    Args:
        text: the body.
        attribution: the reporting clause.
        speaker: who speaks.
        limit: where speech after the cue must end.
        marks: passages in quotation marks.
        setting: what else the article holds.
    """
    hit = attribution.hit
    before = _passages_before(text, attribution.said_before, marks) if attribution.said_before else []
    if attribution.rule == "after_indirect":
        end = text.rindex("，", attribution.sentence, hit.start)
        return ((attribution.sentence, end),), "indirect"
    if hit.tail == "stop":
        return (_inner(before), "direct") if before else None
    passage = marks.by_opening.get(hit.content) if hit.tail == "mark" else None
    if passage and not is_term(text, passage):
        return _direct(text, attribution, speaker, before, passage, limit, marks, setting)
    if passage and hit.content == hit.end:
        if hit.row.takes_object and text.startswith("的", passage.closes):
            return _inner([*before, passage]), "direct"  # 提出“建设支点”的定位
        if hit.row.after != "clause":
            return None  # 评价“两山”理论: an object, no speech
    start, end = _indirect(text, attribution, speaker, limit, setting)
    if end - start < _SHORTEST:
        return (_inner(before), "direct") if before else None
    if before:
        return (*_inner(before), (start, end)), "mixed"
    return _with_attributed_words(text, start, end, marks, setting.claimed)


def _direct(
    text: str,
    attribution: Attribution,
    speaker: Speaker,
    before: list[Marked],
    passage: Marked,
    limit: int,
    marks: MarkIndex,
    setting: Setting,
) -> tuple[tuple[Span, ...], str]:
    """Speech in marks after the cue, with what stands in marks before it."""
    after = _passages_after(text, passage, marks, limit, setting.claimed)
    if before and text[before[-1].end - 1] == "？" and _ASKED.search(text, before[-1].closes, attribution.hit.start):
        before = []  # the reporter's question
    spans = _inner(before + after)
    # a person's sentence goes on to be speech after words in marks, unless it plainly tells what comes of them
    continued = _CONTINUED_BY_PERSON if speaker.kind == "person" else _CONTINUED
    rest = continued.match(text, after[-1].closes, limit)
    if rest and text[after[-1].end - 1] not in "。！？" and not before and not comments(text, rest.start()):
        end = content_end(text, rest.end(), limit, speaker, "", setting.is_cited(attribution.hit.start))
        return (*spans, (rest.end(), end)), "mixed"
    return spans, "direct"


def _indirect(text: str, attribution: Attribution, speaker: Speaker, limit: int, setting: Setting) -> Span:
    """Bounds of speech without marks."""
    start = attribution.hit.content
    while start < limit and text[start] in " 　\n":
        start += 1
    subject = attribution.subject
    written = speaker.name
    if subject:
        written = text[min(subject.start, subject.name_start) : subject.name_end] + subject.title_after
    end = content_end(text, start, limit, speaker, written, setting.is_cited(attribution.hit.start))
    if text[end - 1] == "：" and end == limit:
        return _next_paragraph(text, end)  # a colon takes the next paragraph along, what leads to it stays out
    return start, end


def _next_paragraph(text: str, at: int) -> Span:
    start = at
    while start < len(text) and text[start] in " 　\n":
        start += 1
    end = text.find("\n", start)
    return start, len(text) if end < 0 else end


def _with_attributed_words(
    text: str, start: int, end: int, marks: MarkIndex, claimed: frozenset[int]
) -> tuple[tuple[Span, ...], str]:
    """Indirect speech; a sentence in marks after it is a segment of its own, words in marks inside make it mixed."""
    mode = "indirect"
    for passage in marks.between(start, end) if marks.passages else ():
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
        if previous and marks.is_speech(previous) and text[previous.end - 1] != "？":
            chain.insert(0, previous)
            continue
        open_before = marks.previous(chain[0])
        if open_before and open_before.goes_on and not text[open_before.closes : opens].strip():
            chain.insert(0, open_before)
            continue
        return chain


def _passages_after(text: str, passage: Marked, marks: MarkIndex, limit: int, claimed: frozenset[int]) -> list[Marked]:
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
