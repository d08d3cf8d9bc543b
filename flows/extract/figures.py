"""Figures of an article: numbers that state something (CODEBOOK.md, Figures)."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise
from typing import Final

from flows.extract.comparisons import comparison_of
from flows.extract.currencies import currency_of, is_amount
from flows.extract.growth import Growth, growth_of
from flows.extract.indicators import Context, Label, items_of, label
from flows.extract.masks import Masks
from flows.extract.measure import Measure, place
from flows.extract.measures import find_measures
from flows.extract.ranks import find_ranks
from flows.extract.rows import Figure
from flows.extract.status import Statuses
from flows.extract.subjects import Subjects
from flows.extract.timing import Timing
from flows.layout.article import Article

_CLAUSE: Final = re.compile("[，。；：！？\n]")
_ENDS: Final = frozenset("。！？\n")
_OPEN: Final = frozenset("；，：、")
_STEP: Final = re.compile("[一-龥]{2,3}[、，]?")
_SLOGAN: Final = 3
_JOINTS: Final = frozenset("、和与及，")
_CONFIDENCE: Final = {"number_unit": 0.95, "fraction": 0.95, "number_half": 0.9, "number_large": 0.85, "order": 0.9}
_LEAST: Final = 0.75


def extract_figures(article: Article) -> list[Figure]:
    """Figures of the article's body, in order of their start."""
    measures = _measures(article)
    if not measures:
        return []
    reader = _Reader(article)
    return [reader.figure(measure) for measure in measures]


class _Reader:
    """Reads an article from figure to figure, and keeps what the next one inherits.

    Args:
        article: the article.
    """

    def __init__(self, article: Article) -> None:
        self._text = article.body.text
        year = int(article.published_on[:4]) if article.published_on else None
        self._published_on = article.published_on
        beyond = len(self._text) + 1
        marks = [mark.end() for mark in _CLAUSE.finditer(self._text)]
        self._clauses = [0, *marks, beyond]
        self._sentences = [0, *[mark for mark in marks if _is_end(self._text, mark)], beyond]
        self._subjects = Subjects(article, self._clauses)
        self._timing = Timing(self._text, article.published_on)
        self._statuses = Statuses(self._text, year)
        self._items: list[str] = []
        self._last: Figure | None = None
        self._before = self._floor = self._stop = 0

    def figure(self, measure: Measure) -> Figure:
        """The figure of an expression; expressions come in order."""
        text, start, before = self._text, measure.start, self._before
        self._enter(start, measure.end)
        clause = self._clauses[bisect_right(self._clauses, start) - 1]
        floor = max(clause, before)
        last = self._last if text.find("\n", before, start) < 0 else None
        is_listed = last is not None and before >= self._floor and text[before:start] in _JOINTS
        growth = growth_of(text, measure, floor)
        if last and is_listed and last.unit == measure.unit:
            growth = Growth(last.dimension, last.change)
        is_review = self._timing.looks_back(start)
        status = self._statuses.of(measure, growth.change, clause, is_review=is_review)
        self._items = items_of(text, floor, start) or (self._items if is_listed else [])
        item = self._items.pop(0) if self._items else None
        context = Context(
            floor,
            max(self._floor, before),
            last.indicator if last else None,
            before,
            last is not None and last.unit == measure.unit,
            self._timing.spans,
            item if item and len(item) > 1 else None,
            self._floor,
        )
        named = label(text, measure, context, growth.dimension, growth.change)
        subject = self._subject(named, start, last)
        comparison = comparison_of(text, measure, growth, floor, self._published_on)
        if comparison is None and last and is_listed and growth.change == last.change != "level":
            comparison = last.comparison
        self._before = measure.end
        self._last = Figure(
            spans=((start, measure.end),),
            value=measure.value,
            value_max=measure.value_max,
            unit=measure.unit,
            dimension=growth.dimension,
            qualifier=measure.qualifier,
            indicator=named.indicator,
            subject=subject,
            period=self._timing.of(measure, growth, status),
            status=status,
            change=growth.change,
            confidence=_CONFIDENCE.get(measure.rule, _LEAST),
            rule=measure.rule,
            comparison=comparison,
            region_code=self._subjects.region_of(subject),
        )
        return self._last

    def _enter(self, start: int, end: int) -> None:
        """Go to the sentence of a figure."""
        if start < self._stop:
            return
        index = bisect_right(self._sentences, start)
        self._floor = self._sentences[index - 1]
        self._stop = self._sentences[bisect_right(self._sentences, end, index)]
        self._timing.enter(self._floor, self._stop)
        self._statuses.enter(self._floor, self._stop)

    def _subject(self, named: Label, start: int, last: Figure | None) -> str:
        topic = self._subjects.at(start)
        subject = (named.subject and self._subjects.resolved(named.subject)) or topic
        if subject == topic and last and last.indicator and _sizes_projects(named.indicator, last.indicator):
            return f"{topic}{last.indicator}"
        return subject


def _is_end(text: str, mark: int) -> bool:
    """Whether a sentence ends where a clause does; a line that ends in a comma or colon goes on in the next."""
    last = text[mark - 1]
    return last in _ENDS and not (last == "\n" and text[mark - 2 : mark - 1] in _OPEN)


def _sizes_projects(indicator: str | None, last: str) -> bool:
    """Whether an investment follows the number of the projects that it is for (项目38个，总投资268亿元)."""
    return indicator is not None and indicator.endswith("投资") and last.endswith("项目")


def _measures(article: Article) -> list[Measure]:
    """The expressions of an article's body, none inside another."""
    text = article.body.text
    masks = Masks(text)
    found = sorted([*find_ranks(text, masks), *find_measures(text, masks)], key=place)
    currency = currency_of(article) if any(m.dimension == "money" for m in found) else "CNY"
    kept: list[Measure] = []
    end = 0
    slogans = _slogans(text, found)
    for measure in found:
        if measure.start < end or measure.start in slogans:
            continue
        if not measure.unit:
            if not is_amount(text, measure):
                continue
            measure.unit = currency
        elif currency != "CNY" and measure.unit.startswith("CNY") and "人民币" not in text[measure.start : measure.end]:
            measure.unit = measure.unit.replace("CNY", currency)
        kept.append(measure)
        end = measure.end
    return kept


def _slogans(text: str, measures: list[Measure]) -> set[int]:
    """Starts of counts in Chinese numerals that stand in a row, each with a noun of two or three characters.

    Such rows are formulas (四大转变、六项举措、八张清单), not counts.
    """
    found: set[int] = set()
    if sum(measure.dimension == "count" for measure in measures) < _SLOGAN:
        return found
    row: list[int] = []
    for before, after in pairwise(measures):
        is_step = (
            before.dimension == after.dimension == "count"
            and before.qualifier == after.qualifier == "exact"
            and _STEP.fullmatch(text, before.end, after.start) is not None
            and not text[before.number].isdigit()
            and not text[after.number].isdigit()
        )
        row = [*(row or [before.start]), after.start] if is_step else []
        if len(row) >= _SLOGAN:
            found.update(row)
    return found
