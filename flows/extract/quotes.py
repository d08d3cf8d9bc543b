"""Quotes: who said what (CODEBOOK.md, Quotes)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from flows.extract.attributions import Attribution, find_attributions
from flows.extract.blocks import Blocks
from flows.extract.cueless import find_cueless
from flows.extract.names import is_word, name_strength
from flows.extract.occasions import Occasions
from flows.extract.quotation_marks import MarkIndex, marked_passages
from flows.extract.rows import Quote
from flows.extract.speaker_book import SpeakerBook
from flows.extract.speaker_nouns import Subject
from flows.extract.speakers import Resolver, Speaker
from flows.extract.speech_spans import Setting, speech_limit, speech_spans
from flows.extract.turns import Turn, find_turns
from flows.layout.article import Article
from flows.text.passage import Span


def extract_quotes(article: Article) -> list[Quote]:
    """The quotes of an article, in order of their first span."""
    blocks = Blocks(article.body)
    text = blocks.text
    if not text:
        return []
    book = SpeakerBook(article, text)
    turns = find_turns(text, article, book)
    marks = MarkIndex(text, marked_passages(text))
    found = [Quote(t.spans, t.mode, *t.speaker, None, None, None, None, t.confidence, t.rule) for t in turns]
    found.extend(_spoken(text, marks, book, article.genre, turns))
    return _with_parents(_distinct(found, blocks)) if found else []


def _distinct(found: list[Quote], blocks: Blocks) -> list[Quote]:
    """Quotes with spans of the body, in order; of two for the same words the surer one."""
    by_spans: dict[tuple[Span, ...], Quote] = {}
    for quote in found:
        spans = blocks.back(quote.spans)
        if spans and (spans not in by_spans or quote.confidence > by_spans[spans].confidence):
            by_spans[spans] = quote if spans == quote.spans else quote._replace(spans=spans)
    if len(by_spans) == 1:
        return list(by_spans.values())
    return sorted(by_spans.values(), key=lambda quote: (quote.spans[0][0], -quote.spans[-1][1], quote.spans))


def _with_parents(quotes: list[Quote]) -> list[Quote]:
    """Quotes, each with the smallest one that holds it."""
    if len(quotes) == 1:
        return quotes
    rows: list[Quote] = []
    around: list[int] = []
    for index, quote in enumerate(quotes):
        start, end = quote.spans[0][0], quote.spans[-1][1]
        while around and quotes[around[-1]].spans[-1][1] <= start:
            around.pop()
        for earlier in reversed(around):
            if any(a <= start and end <= b and (a, b) != (start, end) for a, b in quotes[earlier].spans):
                quote = quote._replace(parent=earlier)
                break
        around.append(index)
        rows.append(quote)
    return rows


def _spoken(text: str, marks: MarkIndex, book: SpeakerBook, genre: str, turns: list[Turn]) -> list[Quote]:
    """All attributed speech outside labels."""
    found = find_attributions(text, marks)
    if not found and not marks.passages and "\n" not in text:
        return []
    attributions = _believed(text, found, book)
    turn_spans = tuple([span for turn in turns for span in turn.spans])
    claimed = {start - 1 for start, _ in turn_spans}
    for attribution, _ in attributions:
        if attribution.said_before:
            claimed.add(attribution.said_before.opens)
        if attribution.hit.tail == "mark":
            claimed.add(attribution.hit.content)
    setting = Setting(genre, turn_spans, frozenset(claimed))
    spoken = said = 0
    rows: list[Quote] = []
    occasions = Occasions(text, book.published_on)
    for index, (attribution, speaker) in enumerate(attributions):
        limit = speech_limit(text, attribution, attributions, index + 1)
        around = setting if attribution.start >= spoken else replace(setting, genre="opinion")
        speech = speech_spans(text, attribution, speaker, limit, marks, around)
        if limit > spoken:
            spoken = limit
        occasion = occasions.occasion(attribution, speaker, said)
        if speech:
            when = occasions.said_on(attribution, speaker, occasion)
            sure = _confidence(attribution, speaker, book)
            cue = attribution.hit.word
            spans, mode = speech
            said = max(said, spans[-1][1])
            kind, name, role, organisation = speaker
            rows.append(
                Quote(spans, mode, kind, name, role, organisation, cue, occasion, when, None, sure, attribution.rule)
            )
    for row in find_cueless(text, marks, setting.claimed):
        # who has spoken before doesn't count: a resolver of its own
        if source := Resolver(text, book).resolve(row.subject):
            occasion = occasions.in_phrase(*row.subject.circumstance)
            rows.append(Quote(row.spans, "direct", *source, None, occasion, None, None, row.confidence, row.rule))
    return rows


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
            if before and before.hit.content >= attribution.start and _is_own(text, attribution.subject):
                continue  # 张伟强调，他相信…: one speech
            is_bare = attribution.subject.kind == "person" and attribution.subject.certainty < _TITLED
            if is_bare and not _is_believed(text, attribution, attribution.subject, book, resolver):
                continue
            speaker = resolver.resolve(attribution.subject)
        if speaker:
            believed.append((attribution, speaker))
            resolver.note(speaker, attribution.hit.content)
    return believed


def _is_own(text: str, subject: Subject) -> bool:
    """Whether a subject at the beginning of speech is the speaker or the speaker's side (中方)."""
    if subject.kind == "pronoun":
        return True
    return subject.name_end - subject.name_start == len("中方") and text[subject.name_end - 1] == "方"


def _is_believed(text: str, attribution: Attribution, subject: Subject, book: SpeakerBook, resolver: Resolver) -> bool:
    """Whether a name without a title beside it is believed to be one."""
    name = text[subject.name_start : subject.name_end]
    if len(name) > 2 and not is_word(name) and text[subject.circumstance[0] : attribution.hit.start].endswith("时"):
        return True  # 张伟在参加讨论时说
    if resolver.has_heard(name) or book.is_titled(name):
        return True
    if attribution.hit.tail == "clause":
        return False
    # an everyday word may begin with a surname: the segmenter's dictionary has one vote
    return name_strength(name) == 2 or (len(name) > 2 and not is_word(name) and not is_word(name[:2]))


_TITLED: Final = 0.9
"""Certainty of a subject from which on its form alone is enough."""


def _confidence(attribution: Attribution, speaker: Speaker, book: SpeakerBook) -> float:
    """How often rows of this kind proved right on the dev texts and on news that was read."""
    subject = attribution.subject
    if subject is None:
        return 0.8
    sure = subject.certainty
    if attribution.rule == "subject_cue":
        sure = _BY_KIND[subject.kind]
        if speaker.kind in ("organisation", "document") and _is_overlong(speaker.name):
            sure = 0.8  # a headline may stand in front of the name
        if subject.kind == "person" and not (speaker.role or book.count(speaker.name) > 1):
            sure = 0.8
    elif attribution.rule == "learned_from":
        sure = 0.9
    if attribution.hit.tail != "clause" and not attribution.inside:
        return sure
    return round(sure - 0.05 * (attribution.hit.tail == "clause") - 0.1 * (attribution.inside is not None), 2)


def _is_overlong(name: str) -> bool:
    return len(name) > _LONGEST_NAME or (not name.startswith("《") and _NUMBER.search(name) is not None)


_LONGEST_NAME: Final = 24
_NUMBER: Final = re.compile(r"\d(?!\d{0,3}年)")
_BY_KIND: Final = {
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
