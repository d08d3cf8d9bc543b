"""Figures of an article: numbers that state something (CODEBOOK.md, Figures)."""

from __future__ import annotations

import re
from bisect import bisect_right

from flows.extract.growth import growth_of
from flows.extract.indicators import Context, label
from flows.extract.masks import Masks
from flows.extract.measures import Measure, find_measures
from flows.extract.periods import Period, find_periods
from flows.extract.ranks import find_ranks
from flows.extract.rows import Figure
from flows.extract.status import status_of
from flows.extract.subjects import Subjects
from flows.layout.article import Article

_CLAUSE = re.compile("[，。；：！？\n]")
_SENTENCE = re.compile("[。！？\n]")
_COMPARED = re.compile("[比较与同于]去?$")
_SHARED = re.compile("[、和与及，]{1,2}$")


def extract_figures(article: Article) -> list[Figure]:
    """Figures of the article's body, in order of their start."""
    text = article.body.text
    measures = _measures(text)
    clauses = [0, *(m.end() for m in _CLAUSE.finditer(text))]
    sentences = [0, *(m.end() for m in _SENTENCE.finditer(text))]
    year = int(article.published_on[:4]) if article.published_on else None
    figures: list[Figure] = []
    subjects = Subjects(article)
    before = 0
    sentence, periods = -1, list[Period]()
    carried: Period | None = None
    for measure in measures:
        start = measure.start
        clause = clauses[bisect_right(clauses, start) - 1]
        floor = sentences[bisect_right(sentences, start) - 1]
        if floor != sentence:
            sentence = floor
            index = bisect_right(sentences, start)
            stop = sentences[index] if index < len(sentences) else len(text)
            periods = find_periods(text, article.published_on, floor, stop)
        growth = growth_of(text, measure, max(clause, before))
        if figures and before >= floor and text[before:start] in ("、", "和", "与", "及") and figures[-1].unit == measure.unit:
            growth = growth._replace(dimension=figures[-1].dimension, change=figures[-1].change)
        status = status_of(text, measure, growth.change, floor, clause, year)
        period = _period(text, periods, start, growth.change)
        if period is None and carried and status == "actual" and _inherits(text, carried, start, growth.dimension):
            period = carried
        carried = period or carried
        iso = period.iso if period and period.iso and not period.iso.startswith("-") else None
        last = figures[-1].indicator if figures and "\n" not in text[before:start] else None
        context = Context(
            floor=max(clause, before),
            sentence=max(floor, before),
            last=last,
            last_end=before,
            same_unit=bool(figures) and figures[-1].unit == measure.unit and last is not None,
            times=[(p.start, p.end) for p in periods],
        )
        named = label(text, measure, context, growth.dimension, growth.change)
        subject = named.subject or subjects.before(floor, start) or (figures[-1].subject if last else None) or subjects.default
        figures.append(
            Figure(((start, measure.end),), measure.value, measure.value_max, measure.unit, growth.dimension, measure.qualifier, named.indicator, subject, iso, status, growth.change, 0.8, measure.rule)
        )
        before = measure.end
    return figures


def _period(text: str, periods: list[Period], start: int, change: str) -> Period | None:
    """The last period named before a figure; one that it is compared with only where it is no change itself."""
    found = None
    for period in periods:
        if period.start > start:
            break
        if change == "level" or not _COMPARED.search(text, max(0, period.start - 3), period.start):
            found = period
    return found


def _inherits(text: str, period: Period, start: int, dimension: str) -> bool:
    """Whether a statistic belongs to the period that an earlier sentence of its paragraph named."""
    iso = period.iso or ""
    return (
        dimension in ("money", "share", "change_rate")
        and iso.count("-") < 2
        and "\n" not in text[period.end : start]
        and text[period.end - 1] not in "”五末"
    )


def _measures(text: str) -> list[Measure]:
    masks = Masks(text)
    kept: list[Measure] = []
    end = 0
    for measure in sorted([*find_ranks(text, masks), *find_measures(text, masks)]):
        if measure.start >= end and measure.unit:
            kept.append(measure)
            end = measure.end
    return kept
