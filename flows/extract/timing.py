"""To which period a figure belongs."""

from __future__ import annotations

import re
from bisect import bisect_right
from operator import itemgetter
from typing import Final

from flows.extract.growth import Growth
from flows.extract.lexicon import trie
from flows.extract.measure import Measure
from flows.extract.periods import Period, find_periods
from flows.reference import load
from flows.reference.phrase_tables import EventWord
from flows.text.passage import Span

_COMPARED: Final = re.compile("(?:[比较与同于超是]去?|超过)$")
_AHEAD: Final = re.compile("[，]?(?:将|预计|计划|拟|可|力争)(?:于|在)?|于|在")
_ROWS: Final = load(EventWord, "event_words")
_EVENT: Final = re.compile(trie(row.word for row in _ROWS if row.kind == "event"))
_SCENE: Final = re.compile(trie(row.word for row in _ROWS if row.kind == "scene"))
_LATER: Final = re.compile(trie(row.word for row in _ROWS if row.kind == "later"))
_DONE: Final = re.compile(f"[^，。；]{{0,3}}?{trie(row.word for row in _ROWS if row.kind == 'done')}")
_MARK: Final = re.compile("[，；：]")
_HEADING: Final = re.compile(
    "\n(?:[一二三四五六七八九十]{1,3}、|(?=[^，。；：！？\n]{2,20}(?:回顾|总结)\n))[^，。；：！？\n]{2,28}(?=\n)"
)
_LEAD: Final = 250
_STATISTICS: Final = frozenset(("money", "share", "change_rate"))
_PLAN_ENDS: Final = "”五末"


class Timing:
    """The periods that an article names, followed sentence by sentence.

    Args:
        text: the article's text.
        published_on: as in `find_periods`.
    """

    __slots__ = ("_carried", "_event", "_floor", "_periods", "_published_on", "_sections", "_stop", "_text", "spans")

    def __init__(self, text: str, published_on: str | None) -> None:
        self._text = text
        self._published_on = published_on
        self._floor = self._stop = -1
        self._periods: list[Period] = []
        self._carried: Period | None = None
        self._event: Period | None = None
        self.spans: list[Span] = []
        self._sections = [
            (match.start(), next(iter(find_periods(match[0], published_on)), None))
            for match in _HEADING.finditer(f"\n{text}")
        ]
        self._read_lead()

    def _read_lead(self) -> None:
        """The day of the event that the lead tells of."""
        lead = self._text[:_LEAD].split("。", 1)[0]
        if _EVENT.search(lead):
            days = [period for period in find_periods(lead, self._published_on) if _is_day(period)]
            self._event = days[0] if days else None

    def enter(self, floor: int, stop: int) -> None:
        """Read the periods of the sentence `[floor, stop)`."""
        self._floor, self._stop = floor, stop
        self._periods = find_periods(self._text, self._published_on, floor, stop)
        self.spans = [(period.start, period.end) for period in self._periods]

    def of(self, measure: Measure, growth: Growth, status: str) -> str | None:
        """ISO form of the period of a figure in the sentence entered."""
        period = self._before(measure.start, growth.change)
        if period is None:
            period = self._right_after(measure)
        elif status != "actual" and _LATER.search(self._text, period.end, measure.start):
            return None
        if measure.rule == "order" and measure.dimension != "change_rate":
            return None if status != "actual" else _known(period)
        if period is None and status != "planned":
            period = self._inherited(measure, growth.dimension) if status == "actual" else None
            period = period or self._of_section(measure.start, growth.dimension)
        elif period:
            self._carried = period
            if _is_day(period) and _EVENT.search(self._text, self._floor, self._stop):
                self._event = period
        return _known(period)

    def _before(self, start: int, change: str) -> Period | None:
        """The last period named before a figure; one that it is compared with only where it is no change itself."""
        found = None
        for period in self._periods:
            if period.start > start:
                break
            if _COMPARED.search(self._text, max(0, period.start - 3), period.start) and (
                change != "level" or _MARK.search(self._text, period.end, start)
            ):
                continue
            found = period
        return found

    def _right_after(self, measure: Measure) -> Period | None:
        """The period named right after a figure; of an amount not where it is that of the works (，2027年建成)."""
        text, end = self._text, measure.end
        for period in self._periods:
            if period.start >= end:
                is_its = _AHEAD.fullmatch(text, end, period.start) is not None
                return period if is_its and not (measure.unit == "CNY" and _DONE.match(text, period.end)) else None
        return None

    def looks_back(self, start: int) -> bool:
        """Whether the section of `start` reviews a year that is over when the text is published."""
        period = self._section(start)
        if period is None or period.iso is None or self._published_on is None:
            return False
        return period.iso.rpartition("/")[2][:4] < self._published_on[:4]

    def _section(self, start: int) -> Period | None:
        index = bisect_right(self._sections, start, key=itemgetter(0)) if self._sections else 0
        return self._sections[index - 1][1] if index else None

    def _of_section(self, start: int, dimension: str) -> Period | None:
        """The period that the heading of a section names, for a statistic."""
        return self._section(start) if dimension in _STATISTICS else None

    def _inherited(self, measure: Measure, dimension: str) -> Period | None:
        """The period that an earlier sentence of the paragraph named, for a statistic; the day of the event told of."""
        carried = self._carried
        if (
            carried
            and carried.iso
            and not _is_day(carried)
            and dimension in _STATISTICS
            and "\n" not in self._text[carried.end : measure.start]
            and self._text[carried.end - 1] not in _PLAN_ENDS
        ):
            return carried
        if self._event and dimension in ("count", "money") and _SCENE.search(self._text, self._floor, measure.end):
            return self._event
        return None


def _is_day(period: Period) -> bool:
    iso = period.iso or ""
    return iso.count("-") == 2 and "/" not in iso


def _known(period: Period | None) -> str | None:
    return None if period is None or period.iso is None or period.iso.startswith("-") else period.iso
