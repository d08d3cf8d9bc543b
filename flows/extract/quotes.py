"""Quotes: who said what (CODEBOOK.md, Quotes)."""

from __future__ import annotations

import re
from typing import NamedTuple

from flows.extract.attributions import Attribution, MarkIndex, find_attributions
from flows.extract.blocks import Blocks
from flows.extract.cueless import find_cueless
from flows.extract.names import name_strength
from flows.extract.occasions import occasion_of, said_on
from flows.extract.quotation_marks import Marked, marked_passages
from flows.extract.rows import Quote
from flows.extract.speakers import Speaker, SpeakerBook, resolve
from flows.extract.speech import content_end, is_attributed_words, is_term
from flows.extract.turns import Turn, find_turns
from flows.layout.article import Article
from flows.text.passage import Span

_ADVERBIAL = 8
"""Longest adverbial, in characters, between the beginning of speech and what it cites."""


_ASKED = re.compile("提问|问及|问到|询问|问题")
# 认为，“市场触底”，但复苏还要时间: the indirect part of what is said
_CONTINUED = re.compile("，(?=但|而且|因此|因为|所以|同时|需要|应|要|将|也|还要|不过)")


class _Draft(NamedTuple):
    spans: tuple[Span, ...]
    mode: str
    speaker: Speaker
    cue: str | None
    occasion: str | None
    said_on: str | None
    confidence: float
    rule: str


def extract_quotes(article: Article) -> list[Quote]:
    """The quotes of an article, in order of their first span."""
    blocks = Blocks(article.body)
    text = blocks.text
    if not text:
        return []
    book = SpeakerBook(article, text)
    turns = find_turns(text, article, book)
    marks = MarkIndex(text, marked_passages(text))
    drafts = [_turn_draft(turn) for turn in turns]
    drafts.extend(_spoken(text, marks, book, _Setting(article.genre, tuple(span for t in turns for span in t.spans))))
    drafts.sort(key=lambda draft: (draft.spans[0][0], -draft.spans[-1][1]))
    return _with_parents([draft._replace(spans=tuple(map(blocks.back, draft.spans))) for draft in drafts])


class _Setting(NamedTuple):
    """Where speech stands: the article's genre and the spans of its turns."""

    genre: str
    turns: tuple[Span, ...]

    def is_cited(self, position: int) -> bool:
        """Whether somebody else's text cites the speech, so that it ends as soon as it may."""
        return self.genre in ("opinion", "interview", "dialogue") or any(a <= position < b for a, b in self.turns)


def _turn_draft(turn: Turn) -> _Draft:
    return _Draft(turn.spans, turn.mode, turn.speaker, None, None, None, turn.confidence, turn.rule)


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
                said_on=draft.said_on,
                parent=parent,
                confidence=draft.confidence,
                rule=draft.rule,
            )
        )
    return rows


def _spoken(text: str, marks: MarkIndex, book: SpeakerBook, setting: _Setting) -> list[_Draft]:
    """Drafts of all attributed speech outside labels."""
    attributions = _believed(text, find_attributions(text, marks), book)
    claimed = {a.said_before.opens for a, _ in attributions if a.said_before}
    claimed |= {a.hit.content for a, _ in attributions if a.hit.tail == "mark"}
    claimed |= {start - 1 for start, _ in setting.turns}
    drafts: list[_Draft] = []
    occasions: list[tuple[Attribution, str | None]] = []
    for index, (attribution, speaker) in enumerate(attributions):
        limit = _limit(text, attribution, speaker, attributions[index + 1 :])
        speech = _speech(text, attribution, speaker, limit, marks, claimed, setting.is_cited(attribution.hit.start))
        occasion = occasion_of(text, attribution, speaker, occasions)
        occasions.append((attribution, occasion))
        if speech:
            spans, mode = speech
            when = said_on(text, attribution, speaker, occasion, book.published_on)
            confidence = attribution.subject.certainty if attribution.subject else 0.75
            drafts.append(
                _Draft(spans, mode, speaker, attribution.hit.word, occasion, when, confidence, attribution.rule)
            )
    for row in find_cueless(text, marks, claimed):
        if speaker_of_words := resolve(row.subject, text, book, []):
            drafts.append(_Draft(row.spans, "direct", speaker_of_words, None, None, None, 0.8, row.rule))
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
            if attribution.start <= believed[-1][0].hit.content:
                continue  # 张伟表示，相信…
            speaker: Speaker | None = believed[-1][1]
        else:
            before = believed[-1][0] if believed else None
            if before and before.hit.content >= attribution.start and subject.kind == "pronoun":
                continue  # 张伟强调，他相信…: one speech
            if (
                subject.kind == "person"
                and subject.certainty < 0.9
                and not _is_person(text, attribution, subject.name_start, subject.name_end, book, earlier)
            ):
                continue
            speaker = resolve(subject, text, book, earlier)
        if speaker is None:
            continue
        believed.append((attribution, speaker))
        earlier.append(speaker)
    return believed


def _is_person(
    text: str, attribution: Attribution, start: int, end: int, book: SpeakerBook, earlier: list[Speaker]
) -> bool:
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


def _speech(
    text: str,
    attribution: Attribution,
    speaker: Speaker,
    limit: int,
    marks: MarkIndex,
    claimed: set[int],
    is_cited: bool,
) -> tuple[tuple[Span, ...], str] | None:
    hit = attribution.hit
    before = _passages_before(text, attribution.said_before, marks) if attribution.said_before else []
    if hit.tail == "stop":
        return (_inner(before), "direct") if before else None
    if hit.tail == "mark" and (passage := marks.by_opening.get(hit.content)):
        if not is_term(text, passage):
            after = _passages_after(text, passage, marks, limit, claimed)
            if before and text[before[-1].end - 1] == "？" and _ASKED.search(text, before[-1].closes, hit.start):
                before = []
            spans = _inner(before + after)
            rest = _CONTINUED.match(text, after[-1].closes, limit)
            if rest and text[after[-1].end - 1] not in "。！？" and not before:
                return (*spans, (rest.end(), content_end(text, rest.end(), limit, speaker, "", is_cited))), "mixed"
            return spans, "direct"
        if hit.content == hit.end and hit.row.takes_object and text.startswith("的", passage.closes):
            return _inner([*before, passage]), "direct"  # 提出“建设支点”的定位
        if hit.content == hit.end and hit.row.after != "clause":
            return None  # 评价“两山”理论: an object, no speech
    start = hit.content
    while start < limit and text[start] in " 　\n":
        start += 1
    subject = attribution.subject
    written = text[subject.name_start : subject.name_end] + subject.title_after if subject else speaker.name
    if subject and subject.start < subject.name_start:
        written = text[subject.start : subject.name_start] + written
    end = content_end(text, start, limit, speaker, written, is_cited)
    if text[end - 1] == "：" and end == limit:
        # a colon takes the next paragraph along, what leads to it stays out
        start, end = _next_paragraph(text, end)
    if end - start < 2:
        return (_inner(before), "direct") if before else None
    if before:
        return (*_inner(before), (start, end)), "mixed"
    return _with_attributed_words(text, start, end, marks, claimed)


def _next_paragraph(text: str, at: int) -> Span:
    start = at
    while start < len(text) and text[start] in " 　\n":
        start += 1
    end = text.find("\n", start)
    return start, len(text) if end < 0 else end


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
        if previous and marks.is_speech(previous) and text[previous.end - 1] != "？":
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
