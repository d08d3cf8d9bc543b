"""Figures of an article: numbers that state something (CODEBOOK.md, Figures)."""

from __future__ import annotations

import re
from bisect import bisect_right

from flows.extract.growth import growth_of
from flows.extract.indicators import Context, items_of, label
from flows.extract.currencies import currency_of, is_amount
from flows.extract.masks import Masks
from flows.extract.measures import Measure, find_measures
from flows.extract.timing import Timing
from flows.extract.ranks import find_ranks
from flows.extract.rows import Figure
from flows.extract.status import status_of
from flows.extract.subjects import Subjects
from flows.layout.article import Article

_CLAUSE = re.compile("[，。；：！？\n]")
_SENTENCE = re.compile("[。！？]|(?<![；，：、])\n")


def extract_figures(article: Article) -> list[Figure]:
    """Figures of the article's body, in order of their start."""
    text = article.body.text
    measures = _measures(text, currency_of(article))
    clauses = [0, *(m.end() for m in _CLAUSE.finditer(text))]
    sentences = [0, *(m.end() for m in _SENTENCE.finditer(text))]
    year = int(article.published_on[:4]) if article.published_on else None
    figures: list[Figure] = []
    subjects = Subjects(article, clauses)
    before = 0
    timing = Timing(text, article.published_on)
    items: list[str] = []
    for measure in measures:
        start = measure.start
        clause = clauses[bisect_right(clauses, start) - 1]
        floor = sentences[bisect_right(sentences, start) - 1]
        timing.enter(floor, sentences)
        growth = growth_of(text, measure, max(clause, before))
        if figures and before >= floor and text[before:start] in ("、", "和", "与", "及") and figures[-1].unit == measure.unit:
            growth = growth._replace(dimension=figures[-1].dimension, change=figures[-1].change)
        status = status_of(text, measure, growth.change, floor, clause, year)
        period = timing.of(measure, growth, status)
        last = figures[-1].indicator if figures and "\n" not in text[before:start] else None
        found = items_of(text, max(clause, before), start)
        if found:
            items = found
        elif text[before:start] not in ("、", "和", "与", "及", "，"):
            items = []
        item = items.pop(0) if items else None
        context = Context(
            item=item if item and len(item) > 1 else None,
            floor=max(clause, before),
            sentence=max(floor, before),
            start=floor,
            last=last,
            last_end=before,
            same_unit=bool(figures) and figures[-1].unit == measure.unit and last is not None,
            times=timing.spans,
        )
        named = label(text, measure, context, growth.dimension, growth.change)
        topic = subjects.at(start)
        subject = (named.subject and subjects.resolved(named.subject)) or topic
        if last and "投资" in (named.indicator or "") and last.endswith("项目") and subject == topic:
            subject = f"{topic}{last}"
        figures.append(
            Figure(((start, measure.end),), measure.value, measure.value_max, measure.unit, growth.dimension, measure.qualifier, named.indicator, subject, period, status, growth.change, 0.8, measure.rule)
        )
        before = measure.end
    return figures


def _measures(text: str, currency: str) -> list[Measure]:
    """The expressions of a text, none inside another; `currency` is that of a bare 元."""
    masks = Masks(text)
    kept: list[Measure] = []
    end = 0
    for measure in sorted([*find_ranks(text, masks), *find_measures(text, masks)]):
        if measure.start < end:
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
