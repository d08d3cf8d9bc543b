"""Rows of single documents to tables across documents: organisations, speakers, projects and counts of them."""

from __future__ import annotations

import polars as pl

from flows.link.aggregates import investment_by_region, sector_counts, sectors_by_region, speakers_by_region
from flows.link.organisations import Organisations
from flows.link.project_clusters import PROJECT_COLUMNS, cluster_projects
from flows.link.rows import article_facts
from flows.link.speakers import QUOTE_COLUMNS, link_speakers


def needed(frames: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """What `link` needs of tables of rows, without any text: it is held for all documents at once.

    Args:
        frames: `ROW_TABLES` of a range of documents; what ranges give may be concatenated.

    Returns:
        `articles`: `article_facts`; `quotes` and `projects`: what tells their speakers and clusters, row by row, a
        project's mentions as their number; `sectors`: `sector_counts`.
    """
    return {
        "articles": article_facts(frames),
        "quotes": frames["quotes"].select(QUOTE_COLUMNS),
        "projects": frames["projects"].select(*PROJECT_COLUMNS, pl.col("mentions").list.len()),
        "sectors": sector_counts(frames["sectors"]),
    }


def link(frames: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Tables across the documents of a release.

    Args:
        frames: what `needed` returned of checked tables, with the dimensions `regions` and `sector_taxonomy`.

    Returns:
        The new tables by name, sorted by their keys; and, a row each for the rows of `quotes` and `projects` in their
        order, their foreign keys: `speaker_id`, `project_cluster_id`. The same for the same rows in any order.
    """
    organisations = Organisations(frames)
    speakers, quotes = link_speakers(frames, organisations)
    said = {"speakers": speakers, "quotes": quotes.with_columns(frames["quotes"]["document_id"])}
    by_speakers = speakers_by_region(frames | said)
    clusters, projects = cluster_projects(frames, organisations)
    return {
        "quotes": quotes,
        "projects": projects,
        "speakers": speakers,
        "organisations": organisations.table(),
        "project_clusters": clusters,
        "sectors_by_region": sectors_by_region(frames),
        "investment_by_region": investment_by_region(frames | {"project_clusters": clusters}),
        "speakers_by_region": by_speakers,
    }
