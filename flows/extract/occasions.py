"""On what occasion something was said."""

from __future__ import annotations

import re

from flows.extract.attributions import Attribution
from flows.extract.periods import find_periods
from flows.extract.speakers import Speaker
from flows.text.passage import Span

_PLACE = r"(?:在|于)[^，。；\n]{1,44}?(?:会议?上|会上|会期间|会后|时|上|中|后|期间|现场|环节|仪式|活动)"
_DEED = (
    r"(?:接受|出席|参加|作|做客|主持|应邀|会后|会中|会上|会前|受访|来到|走进)[^，。；\n]{0,44}?"
    r"(?:时|中|上|后|期间|采访|受访|现场|环节)?"
)
_CIRCUMSTANCE = re.compile(f"(?:{_PLACE}|{_DEED})$")
_LEADING = re.compile(
    r"^(?:\d{1,2}月\d{1,2}日，?|近日，?|日前，?|当天，?)?(?P<occasion>在[^，。；\n]{2,44}?(?:会议?上|会上|时|期间|现场|环节|仪式上|活动中|活动上|论坛上|会中))$"
)
_NOT_OCCASION = re.compile(
    r"方面|领域|过程中|基础上|背景下|情况下|同时|层面|问题上|意义上|事实上|中国|城市|地区|省|县|村"
)
_DATED = re.compile("[0-9日年月今昨]")
_DATE = re.compile(r"\d{4}(?:-\d{2}){0,2}|--\d{2}(?:-\d{2})?")
_HELD = re.compile(r"召开|举行|开幕|闭幕")
_LONGEST_CLAUSE = 160
_LONGEST_OCCASION = 50
_SPOKE = re.compile(
    r"(?P<occasion>(?:在|于)[^，。；\n]{2,30}?(?:会议?上|会上|仪式上|活动上|论坛上|现场))(?:作|发表|致|做)?(?:了|出)?[^，。；\n]{0,8}?(?:发言|讲话|致辞|演讲|报告)"
)


class Occasions:
    """Tells on what occasion and when things were said, in the order of an article's reporting clauses.

    Args:
        text: the body.
        published_on: the article's day, for dates without a year.
    """

    def __init__(self, text: str, published_on: str | None) -> None:
        self.text = text
        self.published_on = published_on
        self._earlier: list[tuple[Attribution, str | None]] = []
        self._spoke_at: dict[str, str | None] = {}
        self._convened: dict[str, str | None] = {}

    def occasion(self, attribution: Attribution, speaker: Speaker) -> str | None:
        """The occasion that a reporting clause, its sentence or its paragraph names."""
        found = (
            self._own(attribution)
            or self._of_paragraph(attribution)
            or (self._of_speaker(speaker.name) if speaker.kind == "person" else None)
        )
        self._earlier.append((attribution, found))
        return found

    def _own(self, attribution: Attribution) -> str | None:
        subject = attribution.subject
        if subject is None:
            return None
        start, end = _trimmed(self.text, subject.circumstance, attribution.hit.start)
        if self.text[start : start + 1] in ("在", "于") and 3 <= end - start <= _LONGEST_OCCASION:
            return self.text[start:end]
        match = _CIRCUMSTANCE.search(self.text, start, end) if start < end else None
        if match and match.start() <= start + 6:
            return match[0]
        before = self.text[attribution.sentence : subject.start]
        for clause in reversed(re.split("[，。]", before)) if "在" in before else ():
            if (match := _LEADING.match(clause.strip())) and not _NOT_OCCASION.search(match["occasion"]):
                return match["occasion"]
        return None

    def _of_paragraph(self, attribution: Attribution) -> str | None:
        """The occasion of the speech that a clause goes on with, or of one that the paragraph began with."""
        paragraph = self.text.rfind("\n", 0, attribution.hit.start)
        is_continued = attribution.subject is None or attribution.subject.kind == "pronoun"
        for before, occasion in reversed(self._earlier):
            if before.hit.start < paragraph:
                return None
            if occasion and (is_continued or self.text.startswith(occasion, before.sentence)):
                return occasion
        return None

    def _of_speaker(self, name: str) -> str | None:
        """The occasion at which the article says that somebody spoke (张伟在推进会上作了发言)."""
        if name not in self._spoke_at:
            found = None
            at = self.text.find(name)
            while at >= 0 and found is None:
                match = _SPOKE.match(self.text, at + len(name))
                found = match["occasion"] if match else None
                at = self.text.find(name, at + len(name))
            self._spoke_at[name] = found
        return self._spoke_at[name]

    def said_on(self, attribution: Attribution, speaker: Speaker, occasion: str | None) -> str | None:
        """When something was said, as far as the reporting clause or, of a meeting, its announcement says.

        Returns:
            ISO day, month or year; `--03-05` where the year is unknown; None where nothing is said.
        """
        start, end = attribution.start, attribution.hit.start
        subject = attribution.subject
        if subject is None or end - start > _LONGEST_CLAUSE:
            return None
        if _DATED.search(self.text, start, end):
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
        for match in _HELD.finditer(text, 0, position):
            begin = max(text.rfind("\n", 0, match.start()), text.rfind("。", 0, match.start())) + 1
            dates = [p.iso for p in find_periods(text, self.published_on, begin, match.start()) if p.iso]
            if dates and _DATE.fullmatch(dates[-1]):
                return dates[-1]
        return None


def _trimmed(text: str, span: Span, cue: int) -> Span:
    start, end = span
    end = min(end, cue)
    while start < end and text[start] in "则也还又 　":
        start += 1
    while start < end and text[end - 1] in "所就也还 　":
        end -= 1
    return start, end
