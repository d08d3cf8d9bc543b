"""Projects of an article: names, merged mentions, fields."""

from __future__ import annotations

from collections.abc import Sequence

from flows.extract.project_fields import fields_of
from flows.extract.project_lists import find_listed
from flows.extract.project_merge import merge
from flows.extract.project_edges import Places
from flows.extract.project_names import find_names, outermost
from flows.extract.regions import article_region, find_regions
from flows.extract.rows import Figure, Project, SectorMention
from flows.layout.article import Article

LEAST = 0.5
"""Rows less sure than this are dropped."""


def extract_projects(article: Article, figures: Sequence[Figure], sectors: Sequence[SectorMention]) -> list[Project]:
    """The projects of an article, in order of their first mention (CODEBOOK.md, Projects).

    Args:
        article: the article.
        figures: its figures; `Project.figures` holds indices into them.
        sectors: its sector mentions.
    """
    text = article.body.text
    mentions = find_regions(text)
    places = Places(mentions)
    groups = merge(text, outermost([*find_names(text, places), *find_listed(text, places)]))
    region = article_region(article)
    rows = [fields_of(article, group, mentions, region, figures, sectors) for group in groups]
    return [row for row in rows if row.confidence >= LEAST]
