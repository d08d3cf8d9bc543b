"""Quotes: who said what (CODEBOOK.md, Quotes)."""

from __future__ import annotations

from typing import NamedTuple

from flows.extract.attributions import Attribution, find_attributions
from flows.extract.blocks import Blocks
from flows.extract.cueless import find_cueless
from flows.extract.names import is_word, name_strength
from flows.extract.occasions import Occasions
from flows.extract.quotation_marks import MarkIndex, marked_passages
from flows.extract.rows import Quote
from flows.extract.speaker_book import SpeakerBook
from flows.extract.speaker_phrases import Subject
from flows.extract.speakers import Resolver, Speaker
from flows.extract.speech_spans import Setting, speech_limit, speech_spans
from flows.extract.turns import Turn, find_turns
from flows.layout.article import Article
from flows.text.passage import Span


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
    drafts = [_Draft(t.spans, t.mode, t.speaker, None, None, None, t.confidence, t.rule) for t in turns]
    drafts.extend(_spoken(text, marks, book, article.genre, turns))
    return _with_parents(_distinct(drafts, blocks))


def _distinct(drafts: list[_Draft], blocks: Blocks) -> list[_Draft]:
    """Drafts with spans of the body, in order; of two for the same words the surer one."""
    by_spans: dict[tuple[Span, ...], _Draft] = {}
    for draft in drafts:
        spans = tuple([blocks.back(span) for span in draft.spans if not blocks.is_blank(span)])
        if spans and (spans not in by_spans or draft.confidence > by_spans[spans].confidence):
            by_spans[spans] = draft if spans == draft.spans else draft._replace(spans=spans)
    return sorted(by_spans.values(), key=lambda draft: (draft.spans[0][0], -draft.spans[-1][1], draft.spans))


def _with_parents(drafts: list[_Draft]) -> list[Quote]:
    """Rows, each with the smallest row that holds it."""
    rows: list[Quote] = []
    around: list[int] = []
    for index, draft in enumerate(drafts):
        start, end = draft.spans[0][0], draft.spans[-1][1]
        while around and drafts[around[-1]].spans[-1][1] <= start:
            around.pop()
        parent = None
        for earlier in reversed(around):
            if any(a <= start and end <= b and (a, b) != (start, end) for a, b in drafts[earlier].spans):
                parent = earlier
                break
        around.append(index)
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


def _spoken(text: str, marks: MarkIndex, book: SpeakerBook, genre: str, turns: list[Turn]) -> list[_Draft]:
    """Drafts of all attributed speech outside labels."""
    found = find_attributions(text, marks)
    if not found and not marks.passages and "\n" not in text:
        return []
    attributions = _believed(text, found, book)
    turn_spans = tuple(span for turn in turns for span in turn.spans)
    claimed = {start - 1 for start, _ in turn_spans}
    claimed |= {a.said_before.opens for a, _ in attributions if a.said_before}
    claimed |= {a.hit.content for a, _ in attributions if a.hit.tail == "mark"}
    setting = Setting(genre, turn_spans, frozenset(claimed))
    spoken = 0
    drafts: list[_Draft] = []
    occasions = Occasions(text, book.published_on)
    for index, (attribution, speaker) in enumerate(attributions):
        limit = speech_limit(text, attribution, attributions, index + 1)
        around = setting if attribution.start >= spoken else setting._replace(genre="opinion")
        spoken = max(spoken, limit)
        speech = speech_spans(text, attribution, speaker, limit, marks, around)
        occasion = occasions.occasion(attribution, speaker)
        if speech:
            when = occasions.said_on(attribution, speaker, occasion)
            sure = _confidence(attribution, speaker, book)
            cue = attribution.hit.word
            drafts.append(_Draft(speech[0], speech[1], speaker, cue, occasion, when, sure, attribution.rule))
    resolver = Resolver(text, book)
    for row in find_cueless(text, marks, setting.claimed):
        if source := resolver.resolve(row.subject):
            occasion = occasions.in_phrase(*row.subject.circumstance)
            drafts.append(_Draft(row.spans, "direct", source, None, occasion, None, row.confidence, row.rule))
    return drafts


def _believed(text: str, found: list[Attribution], book: SpeakerBook) -> list[tuple[Attribution, Speaker]]:
    """Attributions with their speakers, those dropped that name none."""
    believed: list[tuple[Attribution, Speaker]] = []
    resolver = Resolver(text, book)
    for attribution in found:
        before = believed[-1][0] if believed else None
        speaker: Speaker | None
        if attribution.subject is None:
            if before is None or "\n" in text[before.hit.end : attribution.hit.start]:
                continue
            if attribution.start <= before.hit.content:
                continue  # 张伟表示，相信…: one speech
            speaker = believed[-1][1]
        else:
            if before and before.hit.content >= attribution.start and attribution.subject.kind == "pronoun":
                continue  # 张伟强调，他相信…: one speech
            if not _is_believed(text, attribution, attribution.subject, book, resolver):
                continue
            speaker = resolver.resolve(attribution.subject)
        if speaker:
            believed.append((attribution, speaker))
            resolver.earlier.append(speaker)
            resolver.speech = attribution.hit.content
    return believed


def _is_believed(text: str, attribution: Attribution, subject: Subject, book: SpeakerBook, resolver: Resolver) -> bool:
    """Whether a name without a title beside it is believed to be one."""
    if subject.kind != "person" or subject.certainty >= _TITLED:
        return True
    name = text[subject.name_start : subject.name_end]
    if any(speaker.name == name for speaker in resolver.earlier) or book.is_titled(name):
        return True
    if attribution.hit.tail == "clause":
        return False
    # an everyday word may begin with a surname: the segmenter's dictionary has one vote
    return name_strength(name) == 2 or (len(name) > 2 and not is_word(name) and not is_word(name[:2]))


_TITLED = 0.9
"""Certainty of a subject from which on its form alone is enough."""


def _confidence(attribution: Attribution, speaker: Speaker, book: SpeakerBook) -> float:
    """How often rows of this kind proved right on the dev texts and on news that was read."""
    subject = attribution.subject
    if subject is None:
        return 0.8
    sure = subject.certainty
    if attribution.rule == "subject_cue":
        sure = _BY_KIND.get(subject.kind, 0.85)
        if subject.kind == "person" and not (speaker.role or book.count(speaker.name) > 1):
            sure = 0.8
    elif attribution.rule == "learned_from":
        sure = 0.9
    if attribution.hit.tail == "clause":
        sure -= 0.05
    if attribution.inside:
        sure -= 0.1
    return round(sure, 2)


_BY_KIND = {
    "person": 0.97,
    "people": 0.8,
    "pronoun": 0.93,
    "surname": 0.93,
    "deictic": 0.8,
    "meeting": 0.95,
    "document": 0.93,
    "organisation": 0.92,
    "unnamed": 0.92,
    "data": 0.9,
}
