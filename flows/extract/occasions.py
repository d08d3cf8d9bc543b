"""On what occasion something was said."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from flows.extract.attributions import Attribution
from flows.extract.frame_words import any_of
from flows.extract.periods import find_periods
from flows.extract.speakers import Speaker
from flows.text.passage import Span

_LONGEST_CLAUSE: Final = 160
_LONGEST_OCCASION: Final = 50
_COUNTED: Final = re.compile(r"^[一二两三四五六七八九十百几数多\d]+[场次个]")
_BETWEEN: Final = " 　\n。！？”“"
"""Characters that may stand between two speeches without telling anything."""
_TITLE_AFTER_NAME: Final = 6
_LEAD: Final = 500
_NEAR: Final = 60
"""How far, in characters, after an event's mention the article may say that people speak there."""

_DATED: Final = re.compile("[年月今昨]|[0-9]号|(?<!近)日(?![前本])")
_DATE: Final = re.compile(r"\d{4}(?:-\d{2}){0,2}|--\d{2}(?:-\d{2})?")
_PROGRAMME: Final = re.compile("《[^》]{2,20}》")


@dataclass(slots=True, eq=False)
class _Patterns:
    """Compiled patterns over the words of occasions.

    Attributes:
        circumstance: an occasion that ends a phrase between name and cue.
        leading: an occasion that is a comma clause of its own.
        vague: what makes such a clause no occasion.
        at_event: an occasion that begins a phrase.
        event: an event that is held.
        held: the verb of that.
        speaking: what says that people speak there.
        spoke: an occasion at which a name before it spoke.
    """

    circumstance: re.Pattern[str]
    leading: re.Pattern[str]
    vague: re.Pattern[str]
    at_event: re.Pattern[str]
    event: re.Pattern[str]
    held: re.Pattern[str]
    speaking: re.Pattern[str]
    spoke: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    event_end, held = any_of("event_end"), any_of("held")
    place = rf"[在于][^，。；\n]{{1,44}}?{any_of('occasion_end')}"
    deed = rf"{any_of('occasion_deed')}[^，。；\n]{{0,44}}?{any_of('occasion_end')}?"
    day = rf"(?:\d{{1,2}}月\d{{1,2}}日，?|{any_of('day_word')}，?)?"
    spoken = rf"[作发致做]?[表了出]{{0,2}}[^，。；\n]{{0,8}}?{any_of('speech')}"
    return _Patterns(
        circumstance=re.compile(f"(?:{place}|{deed})$"),
        leading=re.compile(rf"{day}(?P<occasion>在[^，。；\n]{{2,44}}?{event_end})$"),
        vague=re.compile(any_of("no_occasion")),
        at_event=re.compile(rf"[在于][^，。；\n]{{1,44}}?{event_end}"),
        event=re.compile(
            rf"(?:^|[，。：）\n])(?P<event>[^，。：；\n]{{4,44}}?{any_of('event')})"
            rf"(?:\d{{1,2}}日)?{any_of('halfday')}?(?:在[^，。；\n]{{1,20}})?{held}"
        ),
        held=re.compile(held),
        speaking=re.compile(any_of("speaking")),
        spoke=re.compile(rf"(?P<occasion>[在于][^，。；\n]{{2,30}}?{event_end}){spoken}"),
    )


class Occasions:
    """Tells on what occasion and when things were said, in the order of an article's reporting clauses.

    Args:
        text: the body.
        published_on: the article's day, for dates without a year.
    """

    __slots__ = ("_convened", "_earlier", "_reported_event", "_spoke_at", "published_on", "text")

    def __init__(self, text: str, published_on: str | None) -> None:
        self.text = text
        self.published_on = published_on
        self._earlier: list[tuple[Attribution, str]] = []
        self._reported_event: tuple[str, int] | None = None
        self._spoke_at: dict[str, str | None] = {}
        self._convened: dict[str, str | None] = {}

    def occasion(self, attribution: Attribution, speaker: Speaker, said: int) -> str | None:
        """The occasion that a reporting clause, its sentence or its paragraph names.

        Args:
            attribution: the clause.
            speaker: who speaks.
            said: end of the speech before; a clause after narration doesn't go on with it.
        """
        found = (
            self._own(attribution)
            or self._of_paragraph(attribution, said)
            or (self._of_speaker(speaker.name) if speaker.kind == "person" else None)
            or (self._event(attribution.hit.start) if speaker.kind == "person" else None)
        )
        if found:
            self._earlier.append((attribution, found))
        return found

    def _own(self, attribution: Attribution) -> str | None:
        subject = attribution.subject
        if subject is None:
            return None
        start, end = _trimmed(self.text, subject.circumstance, attribution.hit.start)
        if attribution.rule in ("earlier_clause", "leading_subject"):
            return self.in_phrase(start, end)  # a predicate stands there too
        if self.text.startswith("《", start) and (title := _PROGRAMME.match(self.text, start, end)):
            return title[0]
        if self.text[start : start + 1] in ("在", "于") and 3 <= end - start <= _LONGEST_OCCASION:
            return self.text[start:end]
        match = _patterns().circumstance.search(self.text, start, end) if start < end else None
        if match and match.start() <= start + 6:
            return match[0]
        before = self.text[attribution.sentence : subject.start]
        for clause in reversed(re.split("[，。]", before)) if "在" in before else ():
            if (match := _patterns().leading.match(clause.strip())) and not _patterns().vague.search(match["occasion"]):
                return match["occasion"]
        return None

    def in_phrase(self, start: int, end: int) -> str | None:
        """The occasion with which a phrase begins (在长河论坛上的讲话)."""
        match = _patterns().at_event.search(self.text, start, end)
        return match[0] if match and match.start() - start <= _TITLE_AFTER_NAME else None

    def _of_paragraph(self, attribution: Attribution, said: int) -> str | None:
        """The occasion of the speech that a clause goes on with, or of one that the paragraph began with."""
        if not self._earlier:
            return None
        paragraph = self.text.rfind("\n", 0, attribution.hit.start)
        subject = attribution.subject
        is_continued = subject is None or subject.kind == "pronoun" or subject.name_start < attribution.sentence
        if is_continued and said:
            is_continued = not self.text[said : attribution.start].strip(_BETWEEN)
        for before, occasion in reversed(self._earlier):
            if before.hit.start < paragraph:
                return None
            if is_continued:
                return occasion
            if before.sentence == paragraph + 1 and self.text.startswith(occasion, before.sentence):
                return occasion
        return None

    def _of_speaker(self, name: str) -> str | None:
        """The occasion at which the article says that somebody spoke (张伟在推进会上作了发言)."""
        if name not in self._spoke_at:
            found = None
            at = self.text.find(name)
            while at >= 0 and found is None:
                end = at + len(name)
                match = _patterns().spoke.match(self.text, end) if self.text[end : end + 1] in ("在", "于") else None
                found = match["occasion"] if match else None
                at = self.text.find(name, at + len(name))
            self._spoke_at[name] = found
        return self._spoke_at[name]

    def _event(self, position: int) -> str | None:
        """The event that an article about those who speak at it begins with."""
        if self._reported_event is None:
            lead = self.text[:_LEAD]
            may_tell = _patterns().held.search(lead) and _patterns().speaking.search(self.text, 0, _LEAD + _NEAR)
            match = _patterns().event.search(lead) if may_tell else None
            if match and _patterns().speaking.search(
                lead, match.end(), max(lead.find("\n", match.end()), match.end() + _NEAR)
            ):
                self._reported_event = (_COUNTED.sub("", match["event"]), match.end())
            else:
                self._reported_event = ("", 0)
        event, end = self._reported_event
        return event if event and end < position else None

    def said_on(self, attribution: Attribution, speaker: Speaker, occasion: str | None) -> str | None:
        """When something was said, as far as the reporting clause or, of a meeting, its announcement says.

        Returns:
            ISO day, month or year; `--03-05` where the year is unknown; None where nothing is said.
        """
        start, end = attribution.start, attribution.hit.start
        subject = attribution.subject
        if subject is None or end - start > _LONGEST_CLAUSE:
            return None
        clause = self.text[start:end]
        if _may_be_dated(clause) and _DATED.search(self.text, start, end):
            dates = [
                p for p in find_periods(self.text, self.published_on, start, end) if p.iso and _DATE.fullmatch(p.iso)
            ]
            for period in reversed(dates):
                is_year = len(period.iso or "") == len("2024")
                in_occasion = occasion is not None and self.text[period.start : period.end] in occasion
                if not is_year or in_occasion or subject.kind == "document":
                    return period.iso
        if speaker.kind != "meeting":
            return None
        if speaker.name not in self._convened:
            self._convened[speaker.name] = self._convened_on(start)
        return self._convened[speaker.name]

    def _convened_on(self, position: int) -> str | None:
        """The day on which the article says, before a position, that its meeting was held."""
        text = self.text
        for match in _patterns().held.finditer(text, 0, position):
            begin = max(text.rfind("\n", 0, match.start()), text.rfind("。", 0, match.start())) + 1
            dates = [p.iso for p in find_periods(text, self.published_on, begin, match.start()) if p.iso]
            if dates and _DATE.fullmatch(dates[-1]):
                return dates[-1]
        return None


def _may_be_dated(clause: str) -> bool:
    """Whether a clause holds what all that `_DATED` finds holds one of."""
    return "日" in clause or "月" in clause or "年" in clause or "今" in clause or "昨" in clause or "号" in clause


def _trimmed(text: str, span: Span, cue: int) -> Span:
    start, end = span
    end = min(end, cue)
    while start < end and text[start] in "则也还又 　":
        start += 1
    while start < end and text[end - 1] in "所就也还 　":
        end -= 1
    return start, end
