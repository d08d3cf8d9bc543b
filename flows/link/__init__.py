"""Rows of single documents to tables across documents: organisations, speakers, projects and counts of them."""

from __future__ import annotations

import polars as pl

from flows.link.aggregates import investment_by_region, sectors_by_region, speakers_by_region
from flows.link.organisations import Organisations
from flows.link.project_clusters import cluster_projects
from flows.link.speakers import link_speakers


def link(frames: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Tables across the documents of a release.

    Args:
        frames: checked tables, among them `documents`, `articles`, `quotes`, `projects`, `sectors`, `regions` and
            `sector_taxonomy`.

    Returns:
        The new tables by name, sorted by their keys, and `quotes` and `projects` with their foreign keys filled. The
        same for the same rows in any order.
    """
    organisations = Organisations(frames)
    speakers, quotes = link_speakers(frames, organisations)
    clusters, projects = cluster_projects(frames, organisations)
    linked = frames | {"speakers": speakers, "project_clusters": clusters, "quotes": quotes}
    return {
        "quotes": quotes,
        "projects": projects,
        "speakers": speakers,
        "organisations": organisations.table(),
        "project_clusters": clusters,
        "sectors_by_region": sectors_by_region(linked),
        "investment_by_region": investment_by_region(linked),
        "speakers_by_region": speakers_by_region(linked),
    }
