"""Figures of an article: numbers that state something (CODEBOOK.md, Figures)."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise

from flows.extract.currencies import currency_of, is_amount
from flows.extract.growth import growth_of
from flows.extract.indicators import Context, items_of, label
from flows.extract.masks import Masks
from flows.extract.measures import Measure, find_measures
from flows.extract.ranks import find_ranks
from flows.extract.rows import Figure
from flows.extract.status import Statuses
from flows.extract.subjects import Subjects
from flows.extract.timing import Timing
from flows.layout.article import Article

_CLAUSE = re.compile("[，。；：！？\n]")
_SENTENCE_MARKS = "。！？\n"
_OPEN = frozenset("；，：、")  # a line that ends in one goes on in the next
_END = re.compile("[。！？]|(?<![；，：、])\n")
_STEP = re.compile("[一-龥]{2,3}[、，]?")
_SLOGAN = 3
_JOINTS = frozenset("、和与及，")
_CONFIDENCE = {"number_unit": 0.95, "fraction": 0.95, "number_half": 0.9, "number_large": 0.85, "order": 0.9}
_LEAST = 0.75


def extract_figures(article: Article) -> list[Figure]:
    """Figures of the article's body, in order of their start."""
    text = article.body.text
    measures = _measures(article)
    if not measures:
        return []
    year = int(article.published_on[:4]) if article.published_on else None
    subjects, timing, statuses = Subjects(article), Timing(text, article.published_on), Statuses(text, year)
    figures: list[Figure] = []
    items: list[str] = []
    clauses: list[int] = []
    before = floor = stop = 0
    for measure in measures:
        start = measure.start
        if start >= stop:
            floor = _sentence_start(text, stop, start)
            end = _END.search(text, measure.end)
            stop = end.end() if end else len(text)
            clauses = [floor, *(mark.end() for mark in _CLAUSE.finditer(text, floor, stop))]
            timing.enter(floor, stop)
            statuses.enter(floor, stop)
        clause = clauses[bisect_right(clauses, start) - 1]
        previous = figures[-1] if figures and text.find("\n", before, start) < 0 else None
        is_listed = before >= floor and text[before:start] in _JOINTS and previous is not None
        growth = growth_of(text, measure, max(clause, before))
        if is_listed and previous and previous.unit == measure.unit:
            growth = growth._replace(dimension=previous.dimension, change=previous.change)
        status = statuses.of(measure, growth.change, clause)
        items = items_of(text, max(clause, before), start) or (items if is_listed else [])
        item = items.pop(0) if items else None
        named = label(
            text,
            measure,
            Context(
                floor=max(clause, before),
                sentence=max(floor, before),
                start=floor,
                last=previous.indicator if previous else None,
                last_end=before,
                same_unit=previous is not None and previous.unit == measure.unit,
                times=timing.spans,
                item=item if item and len(item) > 1 else None,
            ),
            growth.dimension,
            growth.change,
        )
        topic = subjects.at(start)
        subject = (named.subject and subjects.resolved(named.subject)) or topic
        if previous and previous.indicator and _sizes_projects(named.indicator, previous.indicator) and subject == topic:
            subject = f"{topic}{previous.indicator}"
        figures.append(
            Figure(
                spans=((start, measure.end),),
                value=measure.value,
                value_max=measure.value_max,
                unit=measure.unit,
                dimension=growth.dimension,
                qualifier=measure.qualifier,
                indicator=named.indicator,
                subject=subject,
                period=timing.of(measure, growth, status),
                status=status,
                change=growth.change,
                confidence=_CONFIDENCE.get(measure.rule, _LEAST),
                rule=measure.rule,
            )
        )
        before = measure.end
    return figures


def _sentence_start(text: str, least: int, start: int) -> int:
    """Where the sentence of `start` begins, not before `least`."""
    at = start
    while True:
        at = max(text.rfind(mark, least, at) for mark in _SENTENCE_MARKS)
        if at < 0:
            return least
        if text[at] != "\n" or text[at - 1 : at] not in _OPEN:
            return at + 1


def _sizes_projects(indicator: str | None, last: str) -> bool:
    """Whether an investment follows the number of the projects that it is for (项目38个，总投资268亿元)."""
    return indicator is not None and indicator.endswith("投资") and last.endswith("项目")


def _measures(article: Article) -> list[Measure]:
    """The expressions of an article's body, none inside another."""
    text = article.body.text
    masks = Masks(text)
    found = sorted([*find_ranks(text, masks), *find_measures(text, masks)])
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
            measure = measure._replace(unit=currency)
        elif currency != "CNY" and measure.unit.startswith("CNY") and "人民币" not in text[measure.start : measure.end]:
            measure = measure._replace(unit=measure.unit.replace("CNY", currency))
        kept.append(measure)
        end = measure.end
    return kept


def _slogans(text: str, measures: list[Measure]) -> set[int]:
    """Starts of counts in Chinese numerals that stand in a row, each with a noun of two or three characters.

    Such rows are formulas (五大突破、七项任务、九张名片), not counts.
    """
    found: set[int] = set()
    row: list[int] = []
    for before, after in pairwise(measures):
        is_step = (
            before.dimension == after.dimension == "count"
            and _STEP.fullmatch(text, before.end, after.start) is not None
            and not text[before.number].isdigit()
            and not text[after.number].isdigit()
        )
        row = [*(row or [before.start]), after.start] if is_step else []
        if len(row) >= _SLOGAN:
            found.update(row)
    return found
