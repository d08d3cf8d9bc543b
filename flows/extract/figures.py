"""Figures of an article: numbers that state something (CODEBOOK.md, Figures)."""

from __future__ import annotations

from flows.extract.masks import Masks
from flows.extract.measures import Measure, find_measures
from flows.extract.ranks import find_ranks
from flows.extract.rows import Figure
from flows.layout.article import Article


def extract_figures(article: Article) -> list[Figure]:
    """Figures of the article's body, in order of their start."""
    text = article.body.text
    masks = Masks(text)
    figures = []
    end = 0
    for measure in sorted([*find_ranks(text, masks), *find_measures(text, masks)]):
        if measure.start < end or not measure.unit:
            continue
        end = measure.end
        figures.append(_figure(measure))
    return figures


def _figure(m: Measure) -> Figure:
    return Figure(((m.start, m.end),), m.value, m.value_max, m.unit, m.dimension, m.qualifier, None, None, None, "actual", "level", 0.8, m.rule)
